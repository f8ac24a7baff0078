/** Longer lines tell nothing more about the cause, and every pattern below runs over the whole text. */
const longestText = 2000

const masks: readonly (readonly [RegExp, string])[] = [
  [/\x1b\[[0-9;]{0,20}[A-Za-z]/g, ''],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<uuid>'],
  [/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?/g, '<time>'],
  [/\b[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}/g, '<mail>'],
  [/\b[a-z][a-z0-9+]{1,10}:\/\/[^\s'"<>)]{1,500}/gi, '<url>'],
  // A path keeps its last part: machines differ in where things lie, not in what they are called.
  [/(?:[A-Za-z]:)?(?:[\\/][\w.@+-]{1,100}){1,40}[\\/](?=[\w.@+-])/g, ''],
  [/\b0x[0-9a-f]+\b/gi, '<hex>'],
  [/\b(?=[a-f]{0,40}\d)[0-9a-f]{7,64}\b/gi, '<hex>'],
  [/\d+(?:[.,:]\d+)*/g, '<n>'],
]

/** What was said, without what differs from one machine, run or record to the next. */
export function normalise(text: string): string {
  let result = text.slice(0, longestText)
  for (const [pattern, mask] of masks) result = result.replace(pattern, mask)
  return result.replace(/\s+/g, ' ').trim()
}

/** A quoted name is part of the cause, a quoted value is not: names are short and look like code. */
export function maskQuotedValues(text: string): string {
  return text.replace(/"([^"\n]{0,200})"|'([^'\n]{0,200})'/g, (whole, double, single) =>
    /^[A-Za-z_$][\w$.]{0,40}$/.test(String(double ?? single)) ? whole : "'<value>'",
  )
}

/** A test's name without its parameters: `adds[3-4]` and `adds 3 and 4` are the same test for every pair. */
export function normaliseTestName(name: string): string {
  return normalise(name.replace(/\[[^[\]]{0,500}\]$/, ''))
}
