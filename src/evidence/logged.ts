/** Records of loggers begin like this; a line of more than this many characters is data, not a report. */
const longestRecord = 20_000
/** Logged errors beyond the first few are the same ones again. */
const mostTracebacks = 8
const longestTraceback = 200
const longestLine = 2000

/** What loggers printed between the lines of a runner, as texts of their own: read together, it is taken for the runner's. */
export function loggedErrors(output: string): readonly string[] {
  const records = output
    .split('\n')
    .filter((line) => line.length < longestRecord && line.startsWith('{"') && line.trimEnd().endsWith('}'))
  return [records.join('\n'), ...tracebacks(output), ...prefixedStacks(output)].filter((text) => text !== '')
}

/** `request failed TypeError: …` above a stack of JavaScript: a logger joined its own words to the error. */
function prefixedStacks(output: string): readonly string[] {
  const lines = output.split('\n')
  const found: string[] = []
  for (const [start, line] of lines.entries()) {
    if (line.length > longestLine || found.length >= mostTracebacks || !/^\s+at /.test(lines[start + 1] ?? '')) continue
    const error = /\s([A-Z]\w{0,60}(?:Error|Exception)(?: \[[\w ]{1,60}\])?: .*)$/.exec(line)?.[1]
    const length = lines.slice(start + 1, start + longestTraceback).findIndex((one) => !/^\s+at /.test(one))
    if (error !== undefined && length >= 0)
      found.push([error, ...lines.slice(start + 1, start + 1 + length)].join('\n'))
  }
  return found
}

/** What Python's loggers print inside a runner's own account of a test: read apart, or it is taken for the test's. */
function tracebacks(output: string): readonly string[] {
  const lines = output.split('\n')
  const found: string[] = []
  for (const [start, line] of lines.entries()) {
    if (!/^Traceback \(most recent call last\):/.test(line) || found.length >= mostTracebacks) continue
    const length = lines.slice(start + 1, start + longestTraceback).findIndex((one) => /^\S/.test(one))
    if (length >= 0) found.push(lines.slice(start, start + length + 2).join('\n'))
  }
  return found
}
