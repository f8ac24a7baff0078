import type { Patch } from '../../domain.js'

/**
 * Whether a patch only turns "smaller" or "larger" into "different": true of all values but one, so that a test which
 * needs the branch taken passes whatever the condition was for.
 */
export function loosensComparison({ files }: Patch): boolean {
  const [file, ...others] = files
  if (file?.before === undefined || others.length > 0) return false
  const [old, now] = differing(file.before, file.after)
  return /^[<>]=?$/.test(old.trim()) && /^!={0,2}$/.test(now.trim())
}

/** What is left of two texts once what they share is taken off both ends. */
function differing(before: string, after: string): readonly [string, string] {
  let head = 0
  while (head < before.length && before[head] === after[head]) head++
  let tail = 0
  const most = Math.min(before.length, after.length) - head
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++
  return [before.slice(head, before.length - tail), after.slice(head, after.length - tail)]
}
