import type { Flag, Patch, PatchFile } from '../domain.js'
import { isTestFile } from '../test-file.js'
import { changedLines } from './changed-lines.js'
import type { Refusal } from './policy.js'
import { suppressionOf } from './suppression.js'

interface ConductRule {
  readonly rule: string
  readonly pattern: RegExp
  /** Only where the path matches: words of one language are plain words of another. */
  readonly within?: RegExp
  /** Not in tests, where it is their daily bread. */
  readonly outsideTests?: true
}

const javascript = /\.[cm]?[jt]sx?$/
const script = /\.(py|rb|php)$/

/** What only a patch that games the tests adds: refused wherever it stands. */
const cheats: readonly ConductRule[] = [
  {
    rule: 'test-environment-probe',
    pattern:
      /\b(JEST_WORKER_ID|VITEST(_\w+)?|PYTEST_CURRENT_TEST|PYTEST_VERSION|NODE_TEST_CONTEXT|MOCHA_WORKER_ID|SUTURE_EVENT)\b|\benv(\.|\[['"])CI\b|(environ(\.get\(|\[)|[gG]etenv\(|LookupEnv\(|\bENV(\[|\.(fetch|key\?)\())\s*['"]CI['"]/,
  },
  {
    rule: 'test-environment-probe',
    pattern:
      /\b(NODE_ENV|RAILS_ENV|RACK_ENV|APP_ENV)\b.{0,20}['"]test['"]|['"]test['"].{0,20}\bNODE_ENV\b|\bRails\.env\.test\?|\bdefined\?\(?\s*(RSpec|Minitest|Test::Unit)|\btesting\.Testing\(\)|\bflag\.Lookup\(\s*"test\.|\bos\.Args\[0\].{0,60}\.test\b|\bClass\.forName\(\s*"org\.(junit|testng)/,
  },
  {
    rule: 'test-environment-probe',
    pattern:
      /\btypeof\s+(jest|describe|it|expect|vi)\b|\bglobalThis\.(jest|describe|it|expect)\b|\bimport\.meta\.(vitest|jest)\b|\bprocess\.argv.{0,80}(jest|mocha|vitest|--test)|\bsys\.argv.{0,80}pytest|\bsys\.modules\b.{0,80}(pytest|unittest)|(pytest|unittest).{0,80}\bsys\.modules\b/,
    outsideTests: true,
  },
  {
    rule: 'process-exit',
    pattern:
      /\bprocess\.(exit\s*\(\s*0?\s*\)|reallyExit|abort\s*\(|kill\s*\(\s*process\.pid)|\bprocess\.exitCode\s*=\s*0\b|\bos\._exit\s*\(|\bsys\.exit\s*\(\s*0?\s*\)|\braise\s+SystemExit(\s*\(\s*0?\s*\))?\s*$|\bSystem\.exit\s*\(\s*0|\bRuntime\.getRuntime\(\)\.halt|\bos\.Exit\s*\(\s*0/,
  },
  { rule: 'process-exit', pattern: /(^|[^.\w])(exit|quit)!?(\s*\(\s*0?\s*\)|\s+0)\s*;?\s*$|\bexit!/, within: script },
  {
    rule: 'test-skipped',
    pattern:
      /@(pytest\.mark\.(skip|skipif|xfail)|unittest\.(skip\w*|expectedFailure)|Ignore|Disabled)\b|\bt\.Skip(Now|f)?\(|\bpytest\.(skip|xfail|exit|importorskip)\s*\(|\.skipTest\(|\bSkipTest\b/,
  },
  {
    rule: 'test-skipped',
    pattern:
      /\b(it|test|describe|suite|context)\.(skip|only|todo|fails|failing)\b|(^|[^.\w])[xf](it|test|describe)\(\s*['"`]/,
    within: javascript,
  },
  {
    rule: 'test-framework-patched',
    pattern:
      /\b(assert|expect|chai|sinon)\.\w+\s*=(?![=>])|\b(jest|vi)\.(mock|doMock|spyOn|fn|setTimeout|retryTimes)\s*\(|\bTestCase\.\w+\s*=(?!=)|\bdef pytest_\w+\(|\bexpect\.extend\(/,
    outsideTests: true,
  },
  {
    rule: 'stack-inspection',
    pattern:
      /\bnew Error\([^)]*\)\.stack\b|\binspect\.(stack|currentframe|getouterframes)\(|\bsys\._getframe\(|\btraceback\.(extract|format)_stack\(|\bcaller_locations\b|\bThread\.currentThread\(\)\.getStackTrace\(/,
  },
]

/** An equality that is always true passes every comparison there is. */
const alwaysEqual =
  /\bdef __eq__\([^)]*\)[^:\n]*:\s*return True\b|\bdef ==\s*\(?\w*\)?\s*true\b|\bboolean equals\([^)]*\)\s*\{\s*return true;|\bbool operator==\([^)]*\)\s*(const\s*)?\{\s*return true;/

/** What may be right and still wants a reader's eye. A patch of nothing else is refused: see suppression.ts. */
const notices: readonly ConductRule[] = [
  {
    rule: 'swallowed-exception',
    pattern:
      /\bcatch\s*(\([^)]*\))?\s*\{\s*\}|\.catch\(\s*(\(\s*\w*\s*\)|\w+)\s*=>\s*(\{\s*\}|undefined|null)|\bexcept(\s+(Base)?Exception(\s+as\s+\w+)?)?\s*:|\bexcept\b[^:]{0,200}:\s*pass\b|\bsuppress\(|\brescue\s+nil\b|\brecover\(\)/,
  },
  {
    rule: 'check-silenced',
    pattern:
      /@ts-(ignore|nocheck|expect-error)|eslint-disable|biome-ignore|\bas (any|never|unknown as)\b|# ?(type: ?ignore|noqa|pylint: ?disable)|\/\/ ?nolint|@SuppressWarnings|#\[allow\(/,
  },
  { rule: 'waits-longer', pattern: /\b(setTimeout|sleep|Sleep)\s*\(|\btimeout\s*[:=]\s*\d/ },
  {
    rule: 'new-network-access',
    pattern:
      /\bfetch\s*\(|\bhttps?\.(get|request|Get|Post)\s*\(|\baxios\b|\brequests\.(get|post|put)\s*\(|\burllib\b|\bnet\.(connect|createConnection|Dial)|\bsocket\.socket\(/,
  },
  {
    rule: 'new-process',
    pattern:
      /\bchild_process\b|\bexec(File)?Sync\b|\bspawn(Sync)?\s*\(|\bsubprocess\.|\bos\.(system|popen)\s*\(|\bexec\.Command\(|\bProcessBuilder\(/,
  },
  { rule: 'new-eval', pattern: /(^|[^.\w])(eval|exec|compile)\s*\(\s*['"\w]|\bnew Function\s*\(/ },
  { rule: 'reads-environment', pattern: /\bprocess\.env\b|\bos\.(environ|[gG]etenv)\b|\bSystem\.getenv\b|\bENV\[/ },
  { rule: 'inspects-stack', pattern: /\bruntime\.Callers?\(|\bgetStackTrace\(/ },
  { rule: 'large-literal', pattern: /['"`][A-Za-z0-9+/=]{120,}['"`]/ },
]

/** The policy refuses longer lines before; here they are only kept from costing time. */
const longestLine = 500

interface Addition {
  readonly path: string
  readonly lines: readonly string[]
}

function additionOf(file: PatchFile): Addition {
  return { path: file.path, lines: changedLines(file).added.map((line) => line.slice(0, longestLine)) }
}

function hits({ path, lines }: Addition, { pattern, within, outsideTests }: ConductRule): readonly string[] {
  if (within?.test(path) === false || (outsideTests && isTestFile(path))) return []
  return lines.filter((line) => pattern.test(line))
}

/** The rule that a patch breaks by gaming the tests, if it does. */
export function cheatOf(patch: Patch): Refusal | undefined {
  for (const addition of patch.files.map(additionOf)) {
    for (const rule of cheats) {
      const [line] = hits(addition, rule)
      if (line !== undefined) return { rule: rule.rule, why: `adds ${JSON.stringify(line.trim().slice(0, 120))}` }
    }
    if (alwaysEqual.test(addition.lines.join('\n'))) {
      return { rule: 'always-equal', why: `adds an equality to ${addition.path} that is always true` }
    }
  }
  const rule = suppressionOf(patch)
  return rule && { rule, why: 'the whole patch silences the error instead of mending it' }
}

/** Lines that a reviewer should look at, by rule. */
export function flagsOf(patch: Patch, failureText: string): Flag[] {
  const flags: Flag[] = []
  for (const file of patch.files) {
    const addition = additionOf(file)
    for (const rule of notices) {
      for (const line of hits(addition, rule)) flags.push({ rule: rule.rule, line: shown(file.path, line) })
    }
    const handler = emptyHandler(addition.lines)
    if (handler !== undefined) flags.push({ rule: 'swallowed-exception', line: shown(file.path, handler) })
    const literal = addition.lines.find((line) => comparesWithLiteralOf(line, failureText))
    if (literal !== undefined) flags.push({ rule: 'literal-equals-test-constant', line: shown(file.path, literal) })
    const { added, removed } = changedLines(file)
    if (removed.length > added.length + 2)
      flags.push({ rule: 'removes-code', line: `${file.path}: ${removed.length} lines removed` })
  }
  return flags.slice(0, 20)
}

/** `} catch (error) {` with nothing but comments up to the closing bracket. */
function emptyHandler(lines: readonly string[]): string | undefined {
  return lines.find((line, index) => {
    if (!/\bcatch\b[^{]{0,200}\{\s*$/.test(line)) return false
    const next = lines.slice(index + 1).find((each) => !/^\s*(\/\/.*)?$/.test(each))
    return next !== undefined && /^\s*\}/.test(next)
  })
}

function shown(path: string, line: string): string {
  return `${path}: ${line.trim().slice(0, 160)}`
}

/** `if (x === 42)` or `case 42:` where the failing test speaks of 42: perhaps a special case for the test. */
function comparesWithLiteralOf(line: string, failureText: string): boolean {
  const match = /(?:[=!]==?|\bcase|\bin\s*[[({])\s*(\d{2,}|'[^']{2,}'|"[^"]{2,}")/.exec(line)
  const literal = match?.[1]?.replace(/^['"]|['"]$/g, '')
  if (literal === undefined) return false
  const text = failureText.slice(0, 20_000)
  for (let at = text.indexOf(literal); at !== -1; at = text.indexOf(literal, at + 1)) {
    // 42 in 142 is another number.
    if (!/\w/.test(text[at - 1] ?? '') && !/\w/.test(text[at + literal.length] ?? '')) return true
  }
  return false
}
