/** Wilson's interval at 95 %, in percent: honest for few cases, where the usual one is not. */
export function wilson(hits, total) {
  if (total === 0) return [0, 100]
  const z = 1.96
  const rate = hits / total
  const middle = rate + (z * z) / (2 * total)
  const spread = z * Math.sqrt((rate * (1 - rate)) / total + (z * z) / (4 * total * total))
  const whole = 1 + (z * z) / total
  return [(middle - spread) / whole, (middle + spread) / whole].map((part) =>
    Math.round(Math.min(1, Math.max(0, part)) * 100),
  )
}

export const head =
  '| prompt × model | healed (95 % interval) | wrong | declined | no fix | calls of a healed case, median | tokens | cost, USD | seconds |\n' +
  '| --- | --- | --- | --- | --- | --- | --- | --- | --- |'

/**
 * Healed is counted among the cases that can be healed, all else among all.
 *
 * @param {string} name @param {readonly { each: import('./cases.mjs').Case, report: any, ending: string }[]} results
 */
export function row(name, results) {
  const count = (ending) => results.filter((result) => result.ending === ending).length
  const sum = (pick) => results.reduce((total, { report }) => total + (pick(report) ?? 0), 0)
  const healed = count('healed')
  const able = results.filter(({ each }) => each.expect !== 'declined').length
  const [low, high] = wilson(healed, able)
  const calls = results.filter(({ ending }) => ending === 'healed').map(({ report }) => report.usage?.calls ?? 0)
  const tokens = sum(({ usage }) => (usage?.tokensIn ?? 0) + (usage?.tokensOut ?? 0))
  const cells = [name, `${healed}/${able} (${low}–${high} %)`, count('wrong'), count('declined'), count('none')]
  cells.push(
    median(calls),
    tokens,
    sum(({ usage }) => usage?.cost).toFixed(4),
    sum(({ seconds }) => seconds).toFixed(0),
  )
  return `| ${cells.join(' | ')} |`
}

export function median(numbers) {
  if (numbers.length === 0) return '–'
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** The careful count of src/repair/model/tokens.ts, of a whole request: messages and tools. */
export function tokensOf({ messages, tools = [] }) {
  const offered = tools.length === 0 ? [] : [JSON.stringify(tools.map(({ function: own }) => own))]
  return [...messages.map(({ content }) => content ?? ''), ...offered].reduce((sum, text) => sum + tokensIn(text), 0)
}

function tokensIn(text) {
  const ascii = [...text].filter((one) => one < '\u0080').length
  return Math.ceil(ascii / 3.5 + (Buffer.byteLength(text) - ascii) / 2)
}
