import type { Patch, PatchFile } from '../domain.js'
import { changedLines } from './changed-lines.js'

/**
 * Patches that make an error unheard instead of mending it. One line of this kind may be right and is only flagged; a
 * patch of nothing else is refused.
 */
export type Suppression = 'swallowed-exception' | 'check-silenced' | 'waits-longer' | 'unreachable-code'

/** Longer lines are refused by the policy before. */
const longestLine = 500

/** Handlers, whole or their first line. What stands in them decides: any other line of the patch acquits it. */
const handlers: readonly RegExp[] = [
  /^\}?\s*catch\b[^{]{0,200}\{?\s*(\}[;)\s]*)?$/,
  /^except\b[^:]{0,200}:\s*(pass|\.\.\.|continue)?$/,
  /^rescue\b[^;]{0,200}$/,
  /^try\s*\{.*\}\s*catch\s*(\([^)]*\))?\s*\{\s*\}$/,
  /^with\s+(contextlib\.)?suppress\(/,
  /^defer func\(\)\s*\{\s*(_ = )?recover\(\)\s*\}\(\)$/,
]

/** Marks that tell a checker, a promise or an expression to keep quiet. */
const silencers: readonly (readonly [Suppression, RegExp])[] = [
  [
    'check-silenced',
    /\/[/*]\s*(@ts-(ignore|nocheck|expect-error)|eslint-disable|biome-ignore|nolint|NOSONAR|noinspection).*$/,
  ],
  ['check-silenced', /#\s*(type:\s*ignore|noqa|pylint:\s*disable|mypy:|nosec|rubocop:disable).*$/],
  ['check-silenced', /@SuppressWarnings\([^)]*\)|#!?\[allow\([^)]*\)\]/],
  ['check-silenced', /\bas (any|unknown as \w+|never)\b/],
  ['swallowed-exception', /\.catch\(\s*(\(\s*\w*\s*\)|\w+)\s*=>\s*(\{\s*\}|undefined|null|void 0)\s*\)/],
  ['swallowed-exception', /\s+rescue\s+nil$/],
]

/** A wait of so many seconds written down: what passes a number on may be a backoff that was forgotten. */
const wait =
  /^(await\s+)?(new Promise\(\s*\(?\w+\)?\s*=>\s*setTimeout\(\s*\w+\s*,\s*[\d_.]+\s*\)\s*\)|(\w+\.)?(sleep|delay|wait|Sleep)\s*\(?\s*[\d_.]+(\s*\*\s*[\w.]+)?\s*\)?);?$/
const waiting = /timeout|delay|wait|sleep|retr(y|ies)|attempts/i

/** Lines that decide nothing: brackets, comments, the frame of a handler, a retry loop, a line for the log. */
const frame: readonly RegExp[] = [
  /^[{}()[\];,]*$/,
  /^(\/\/|\/\*|\*|#(?!\[)|--)/,
  /^(try\s*[:{]|begin|end|do|pass|\.\.\.|continue;?|nil|_ = \w+)$/,
  /^(for|while)\b.*(attempt|retr(y|ies)|tries)/i,
  /^(console|logger|log|logging|Log|LOG|System\.(out|err))\.\w+\(.*\);?$|^print\(.*\)$|^puts\b|^\w+\.printStackTrace\(\);?$/,
]

/** The way in which a whole patch silences, or undefined where anything in it does more. */
export function suppressionOf(patch: Patch): Suppression | undefined {
  let found: Suppression | undefined
  for (const file of patch.files) {
    const { added, removed } = changedLines(file)
    const old = { squashed: new Set(removed.map(squash)), shapes: removed.map((line) => line.trim()) }
    const isUnreachable = leavesDeadCode(file, added, removed)
    for (const line of added.map((each) => each.trim().slice(0, longestLine)).filter((each) => each !== '')) {
      const kind = isUnreachable ? 'unreachable-code' : kindOf(line, old)
      if (kind === undefined) return undefined
      if (kind !== 'frame') found ??= kind
    }
  }
  return found
}

interface OldLines {
  readonly squashed: ReadonlySet<string>
  readonly shapes: readonly string[]
}

function kindOf(line: string, old: OldLines): Suppression | 'frame' | undefined {
  if (old.squashed.has(squash(line))) return 'frame'
  for (const [kind, pattern] of silencers) {
    const rest = line.replace(pattern, '')
    if (rest !== line && (squash(rest) === '' || old.squashed.has(squash(rest)))) return kind
  }
  if (handlers.some((pattern) => pattern.test(line))) return 'swallowed-exception'
  if (frame.some((pattern) => pattern.test(line))) return 'frame'
  if (wait.test(line) || old.shapes.some((each) => isSameButLonger(each, line))) return 'waits-longer'
  return undefined
}

/** Indentation and brackets come and go when a line is wrapped. */
function squash(line: string): string {
  return line.slice(0, longestLine).replace(/[\s(){};]/g, '')
}

function isSameButLonger(before: string, after: string): boolean {
  if (!waiting.test(after) || before.replace(/\d+/g, '0') !== after.replace(/\d+/g, '0')) return false
  const [old, now] = [before, after].map((line) => (line.match(/\d+/g) ?? []).map(Number))
  return now?.some((value, index) => value > (old?.[index] ?? value)) === true
}

/** A bare return that was only added, with more code of the same block below: the rest of the function is cut off. */
function leavesDeadCode(file: PatchFile, added: readonly string[], removed: readonly string[]): boolean {
  const code = added.filter((line) => line.trim() !== '')
  const [only] = code
  if (code.length !== 1 || only === undefined || removed.length > 0) return false
  if (!/^return(\s+(null|undefined|None|nil|false|true|False|True|-?\d+|''|""|\[\]|\{\}))?\s*;?$/.test(only.trim()))
    return false
  const before = (file.before ?? '').split(/\r?\n/)
  const after = file.after.split(/\r?\n/)
  const at = after.findIndex((line, index) => line !== before[index])
  const next = after.slice(at + 1).find((line) => line.trim() !== '')
  if (next === undefined || indentation(next) !== indentation(only)) return false
  return !/^([})\]]|(case|default|else|elif|except|finally|end|when|rescue|ensure|catch)\b)/.test(next.trim())
}

function indentation(line: string): string {
  return /^\s*/.exec(line)?.[0] ?? ''
}
