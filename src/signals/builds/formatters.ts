import { diagnosticReader } from './diagnostic.js'
import { printedPath } from './printed-path.js'

interface Form {
  readonly line: RegExp
  readonly message: string
}

/** Formatters asked to check: one line a file that is not formatted. */
const forms: readonly Form[] = [
  { line: /^would reformat (.{1,1000}?)$/, message: 'black would reformat this file' },
  { line: /^Would reformat: (.{1,1000}?)$/, message: 'ruff would reformat this file' },
  {
    line: /^ERROR: (.{1,1000}) Imports are incorrectly sorted and\/or formatted\.$/,
    message: 'imports are incorrectly sorted',
  },
  { line: /^Diff in (.{1,1000}?)(?: at line |:)(\d{1,7}):$/, message: 'rustfmt would change this' },
  { line: /^\[warn\] (\S.{0,999}\.\w{1,12})$/, message: 'prettier would reformat this file' },
]
/** prettier reports a file that it cannot parse on one line, with the place in parentheses. */
const unparsed = /^\[error\] (\S.{0,999}?): (\w{1,40}Error: .{1,2000}) \((\d{1,7}):(\d{1,7})\)$/
const blackUnparsed =
  /^error: (cannot format|Failed to parse) (\S{1,1000}?):(?: Cannot parse[^:]{0,60}:)? ?(\d{1,7}):(\d{1,7}): (.{1,1000})$/
const blackPlaced = /^error: cannot parse: (\S{1,1000}):(\d{1,7}):(\d{1,7})$/

/** black, ruff format, isort, rustfmt and prettier in their checking modes. */
export const formatters = diagnosticReader({
  format: 'formatter',
  kind: 'lint',
  wakes:
    /^(?:would reformat |Would reformat: |ERROR: .{1,400} Imports are incorrectly|Diff in |\[warn\] \S|\[error\] \S|error: (?:cannot (?:format|parse)|Failed to parse))/,
  head(text, above) {
    for (const form of forms) {
      const found = form.line.exec(text)
      if (found === null) continue
      const file = printedPath(found[1] ?? '')
      // `[warn] ` is prettier's only below its own heading, or below another of its files.
      if (
        text.startsWith('[warn]') &&
        !above.some((line) => /^Checking formatting\.\.\.|^\[(?:warn|error)\] /.test(line))
      )
        return undefined
      return file === undefined
        ? undefined
        : { file, line: found[2] === undefined ? undefined : Number(found[2]), message: form.message }
    }
    return fromParser(text)
  },
  belongs: (text, lines) => lines.length < 12 && /^(?:\s{1,20}\S|\[error\]\s{1,10}[>\d|])/.test(text),
})

function fromParser(text: string) {
  const found = unparsed.exec(text)
  if (found !== null)
    return {
      file: found[1],
      message: found[2] ?? '',
      line: Number(found[3]),
      column: Number(found[4]),
      exception: 'SyntaxError',
    }
  const placed = blackPlaced.exec(text)
  if (placed !== null)
    return { file: placed[1], message: 'cannot parse', line: Number(placed[2]), column: Number(placed[3]) }
  const black = blackUnparsed.exec(text)
  if (black === null) return undefined
  const message = [black[1], black[5]].filter(Boolean).join(': ')
  return { file: black[2], message, line: Number(black[3]), column: Number(black[4]) }
}
