import { conductRules } from './conduct/all.js'
import { type Change, longestLine, type OldLines, squash } from './conduct-rule.js'

/**
 * Patches that make an error unheard instead of mending it. One line of this kind may be right and is only flagged; a
 * patch of nothing else is refused.
 */

/** Lines that decide nothing: brackets, comments, the frame of a handler, a retry loop, a line for the log. */
const frame: readonly RegExp[] = [
  /^[{}()[\];,]*$/,
  /^(\/\/|\/\*|\*|#(?!\[)|--)/,
  /^(try\s*[:{]|begin|end|do|pass|\.\.\.|continue;?|nil|_ = \w+|\}\(\))$/,
  /^(import (warnings|contextlib|logging|sys)|from (warnings|contextlib) import \w+)$/,
  /^(for|while)\b.*(attempt|retr(y|ies)|tries)/i,
  /^(console|logger|log|logging|Log|LOG|System\.(out|err))\.\w+\(.*\);?$|^print\(.*\)$|^puts\b|^\w+\.printStackTrace\(\);?$|^e?println!\(.*\);?$|^(error_log|echo)\b.*;$/,
]

/** The rule by which a whole patch silences, or undefined where anything in it does more. */
export function suppressionOf(changes: readonly Change[]): string | undefined {
  let found: string | undefined
  for (const change of changes) {
    const whole = conductRules.find((each) => each.silencesFile?.(change) === true)?.rule
    if (whole !== undefined) {
      found ??= whole
      continue
    }
    const old: OldLines = {
      squashed: new Set(change.removed.map(squash)),
      trimmed: change.removed.map((line) => line.trim()),
    }
    for (const line of change.added.map((each) => each.trim().slice(0, longestLine)).filter((each) => each !== '')) {
      const rule = ruleOf(line, old)
      if (rule === undefined) return undefined
      if (rule !== 'frame') found ??= rule
    }
  }
  return found
}

function ruleOf(line: string, old: OldLines): string | undefined {
  if (old.squashed.has(squash(line))) return 'frame'
  const silencer = conductRules.find((each) => each.silences?.(line, old) === true)
  if (silencer !== undefined) return silencer.rule
  return frame.some((pattern) => pattern.test(line)) ? 'frame' : undefined
}
