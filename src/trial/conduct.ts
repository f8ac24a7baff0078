import type { Flag, Patch } from '../domain.js'
import { changedLines } from './changed-lines.js'
import type { Refusal } from './policy.js'

interface ConductRule {
  readonly rule: string
  readonly pattern: RegExp
}

/** What only a patch that games the tests adds: refused wherever it stands. */
const cheats: readonly ConductRule[] = [
  {
    rule: 'test-environment-probe',
    pattern:
      /\b(JEST_WORKER_ID|VITEST|PYTEST_CURRENT_TEST|NODE_TEST_CONTEXT|MOCHA_WORKER_ID)\b|process\.env\.CI\b|environ(\.get\(|\[)['"]CI['"]|sys\.modules\b.*pytest|pytest.*\bsys\.modules\b/,
  },
  {
    rule: 'process-exit',
    pattern:
      /\bprocess\.(exit|abort|reallyExit|kill)\s*\(|\bos\._exit\s*\(|\bsys\.exit\s*\(\s*0?\s*\)|\batexit\.register\b|\bSystem\.exit\s*\(|\bos\.Exit\s*\(\s*0/,
  },
  {
    rule: 'test-skipped',
    pattern:
      /\b(x?(it|test|describe)\.(skip|only|todo)\b|@(pytest\.mark\.(skip|xfail)|unittest\.skip|Ignore\b|Disabled\b)|\bt\.Skip(Now)?\()/,
  },
  {
    rule: 'stack-inspection',
    pattern: /\bnew Error\(\)\.stack\b|\binspect\.(stack|currentframe)\(|\bsys\._getframe\(/,
  },
]

/** What may be right and still wants a reader's eye. Refused only where it is the whole patch. */
const suppressions: readonly ConductRule[] = [
  {
    rule: 'swallowed-exception',
    pattern:
      /\bcatch\s*(\([^)]*\))?\s*\{\s*(\/\/.*)?\}|\bexcept(\s+\w+)?\s*:\s*(pass|\.\.\.)?\s*$|\brescue\s*(=>\s*\w+)?\s*$/,
  },
  {
    rule: 'check-silenced',
    pattern:
      /@ts-(ignore|nocheck|expect-error)|eslint-disable|\bas any\b|# (type: ignore|noqa|pylint: disable)|\/\/ ?nolint|@SuppressWarnings|#\[allow\(/,
  },
  { rule: 'waits-longer', pattern: /\b(setTimeout|sleep|time\.sleep|Thread\.sleep)\s*\(|\btimeout\s*[:=]\s*\d/ },
]

const notices: readonly ConductRule[] = [
  {
    rule: 'new-network-access',
    pattern:
      /\bfetch\s*\(|\bhttps?\.(get|request)\s*\(|\baxios\b|\brequests\.(get|post|put)\s*\(|\burllib\b|\bnet\.(connect|createConnection)|\bsocket\.socket\(/,
  },
  {
    rule: 'new-process',
    pattern:
      /\bchild_process\b|\bexecSync\b|\bspawn(Sync)?\s*\(|\bsubprocess\.|\bos\.(system|popen)\s*\(|\bexec\.Command\(/,
  },
  { rule: 'new-eval', pattern: /\beval\s*\(|\bnew Function\s*\(|\b(exec|compile)\s*\(\s*['"a-z]/ },
  { rule: 'reads-environment', pattern: /\bprocess\.env\b|\bos\.(environ|getenv)\b|\bSystem\.getenv\b/ },
  { rule: 'large-literal', pattern: /['"`][A-Za-z0-9+/=]{120,}['"`]/ },
]

/** The rule that a patch breaks by gaming the tests, if it does. */
export function cheatOf(patch: Patch): Refusal | undefined {
  const added = patch.files.flatMap((file) => changedLines(file).added)
  for (const { rule, pattern } of cheats) {
    const line = added.find((each) => pattern.test(each))
    if (line !== undefined) return { rule, why: `adds ${JSON.stringify(line.trim().slice(0, 120))}` }
  }
  const code = added.filter((line) => line.trim() !== '' && !/^[\s{}();]*$/.test(line))
  for (const { rule, pattern } of suppressions) {
    if (code.length > 0 && code.every((line) => pattern.test(line))) {
      return { rule, why: 'the whole patch silences the error instead of mending it' }
    }
  }
  return undefined
}

/** Lines that a reviewer should look at, by rule. */
export function flagsOf(patch: Patch, failureText: string): Flag[] {
  const flags: Flag[] = []
  for (const file of patch.files) {
    const { added, removed } = changedLines(file)
    for (const { rule, pattern } of [...suppressions, ...notices]) {
      for (const line of added.filter((each) => pattern.test(each))) flags.push({ rule, line: shown(file.path, line) })
    }
    const literal = added.find((line) => comparesWithLiteralOf(line, failureText))
    if (literal !== undefined) flags.push({ rule: 'literal-equals-test-constant', line: shown(file.path, literal) })
    if (removed.length > added.length + 2)
      flags.push({ rule: 'removes-code', line: `${file.path}: ${removed.length} lines removed` })
  }
  return flags.slice(0, 20)
}

function shown(path: string, line: string): string {
  return `${path}: ${line.trim().slice(0, 160)}`
}

/** `if (x === 42)` where the failing test speaks of 42: perhaps a special case for the test. */
function comparesWithLiteralOf(line: string, failureText: string): boolean {
  const match = /[=!]==?\s*(\d{2,}|'[^']{2,}'|"[^"]{2,}")/.exec(line)
  const literal = match?.[1]?.replace(/['"]/g, '')
  return literal !== undefined && failureText.slice(0, 20_000).includes(literal)
}
