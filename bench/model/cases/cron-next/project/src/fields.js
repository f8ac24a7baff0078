const ranges = [
  { name: 'minute', from: 0, to: 59 },
  { name: 'hour', from: 0, to: 23 },
  { name: 'day', from: 1, to: 31 },
  { name: 'month', from: 1, to: 12 },
  { name: 'weekday', from: 0, to: 7 },
]

/**
 * The five fields of a crontab line. `isAny` where the field is a star: a field that is not is called restricted.
 * Sunday is 0 and 7.
 */
export function parseFields(line) {
  const parts = line.trim().split(/\s+/)
  if (parts.length !== 5) throw new RangeError(`five fields are needed: ${line}`)
  const entries = ranges.map((range, index) => [range.name, parseField(parts[index], range)])
  return Object.fromEntries(entries)
}

function parseField(text, range) {
  const values = new Set()
  for (const part of text.split(',')) for (const value of valuesOf(part, range)) values.add(value)
  if (range.name === 'weekday' && values.delete(7)) values.add(0)
  return { isAny: text === '*', values }
}

function valuesOf(part, { name, from, to }) {
  const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part)
  if (match === null) throw new RangeError(`bad ${name}: ${part}`)
  const [, low, high, step] = match
  const start = low === undefined ? from : Number(low)
  const end = high !== undefined ? Number(high) : low === undefined || step !== undefined ? to : start
  if (start < from || end > to || start > end || step === '0') throw new RangeError(`bad ${name}: ${part}`)
  const values = []
  for (let value = start; value <= end; value += Number(step ?? 1)) values.push(value)
  return values
}
