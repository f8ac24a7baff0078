/** More lines than this are a log again, not a difference. */
const mostLines = 30
const longestLine = 300
/** What a compiler or an interpreter says when a file cannot even be read: then nothing else matters. */
const unreadable =
  /SyntaxError|IndentationError|error TS\d+|Cannot find module|ModuleNotFoundError|ReferenceError|NameError/

/**
 * The lines that a run printed and the failing run did not, errors of the compiler first. Numbers do not count as a
 * difference: times, line numbers and addresses change with every run.
 */
export function differingLines(before: string, after: string): string {
  const known = new Set(before.split('\n').map(essence))
  const fresh = new Map<string, string>()
  for (const line of after.split('\n')) {
    const key = essence(line)
    if (key !== '' && !known.has(key) && !fresh.has(key)) fresh.set(key, line.slice(0, longestLine))
  }
  const lines = [...fresh.values()]
  const first = lines.filter((line) => unreadable.test(line))
  const others = lines.filter((line) => !unreadable.test(line))
  return [...first, ...others].slice(0, mostLines).join('\n')
}

function essence(line: string): string {
  return line.slice(0, longestLine).replace(/\d+/g, '0').trim()
}
