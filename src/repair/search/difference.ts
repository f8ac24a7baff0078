import type { Failure } from '../../domain.js'

/** How the value that came differs from the one that was expected, as far as the failure's message says. */
export type Difference = 'one-off' | 'sign' | 'number' | 'truth' | 'order' | 'text' | undefined

/** Longer values are not compared: what differs in them is not told by a glance. */
const longest = 200

export function differenceOf(failure: Failure): Difference {
  const [actual, expected] = compared(`${failure.message}\n${failure.detail}`.slice(0, 4000))
  if (actual === undefined || expected === undefined) return undefined
  if (/^(?:true|false)$/i.test(actual) && /^(?:true|false)$/i.test(expected)) return 'truth'
  const [one, other] = [Number(actual), Number(expected)]
  if (!Number.isNaN(one) && !Number.isNaN(other)) {
    if (Math.abs(one - other) === 1) return 'one-off'
    return one === -other ? 'sign' : 'number'
  }
  const sorted = (text: string): string => [...text.replace(/\s/g, '')].sort().join('')
  if (sorted(actual) === sorted(expected)) return 'order'
  return /^["']/.test(actual) && /^["']/.test(expected) ? 'text' : undefined
}

/** The two sides of a comparison, as the common runners print them. */
function compared(words: string): readonly [string | undefined, string | undefined] {
  for (const raw of words.split('\n')) {
    if (raw.length > 3 * longest) continue
    // What a runner says before the values: `Expected values to be strictly equal:`.
    const line = raw.slice(raw.indexOf('equal:') < 0 ? 0 : raw.indexOf('equal:') + 6)
    const sides = /^(?:E {1,8})?(?:\w*Error: )?(?:assert )?(.{1,200}?) (?:[!=]==?) (.{1,200})$/.exec(line)
    if (sides !== null) return [sides[1]?.trim(), sides[2]?.trim()]
  }
  const expected = /(?:^|\n) *Expected: (.{1,200})/.exec(words)?.[1]
  const received = /(?:^|\n) *Received: (.{1,200})/.exec(words)?.[1]
  return [received?.trim(), expected?.trim()]
}
