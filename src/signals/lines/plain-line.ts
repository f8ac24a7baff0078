/** No tool prints a telling line that is longer; regular expressions see no more than this. */
export const longestLine = 8 * 1024
/** A JSON record carries its stack on one line. */
export const longestRecord = 1024 * 1024

const escapes =
  /\x1b(?:\[[0-?]{0,32}[ -/]{0,8}[@-~]|\][^\x07\x1b]{0,2048}(?:\x07|\x1b\\)?|_[^\x07\x1b]{0,200}(?:\x07|\x1b\\)?|[@-Z\\^]|[()][A-Z0-9])/g
/** `2024-01-01T00:00:00.0000000Z `, as a workflow run's log is downloaded. */
const stampLength = 29

const errorMark = '##[error]'
/** The runner marks lines in which it recognises a place; they are the tool's own. */
const placed = /^##\[error\](?:\s{1,8}\d{1,7}:\d{1,7}\s|[^\s:()]{1,300}[:(]\d{1,7}[:,)])/

/** A line as the tool meant it: no colour, no timestamp of the runner, only what a carriage return left visible. */
export function plainLine(raw: string): string {
  let text = raw
  if (text.charCodeAt(text.length - 1) === 13) text = text.slice(0, -1)
  if (text.includes('\t')) text = withoutJobAndStep(text)
  if (text.charCodeAt(0) === 0xfeff) text = text.slice(1)
  if (isStamped(text)) {
    text = text.slice(stampLength)
    if (isEchoedScript(text)) return ''
  }
  if (isOtherStamp(text)) text = text.replace(otherStamp, '')
  if (text.length > longestLine) text = text.slice(0, /^\s{0,20}[{[]/.test(text) ? longestRecord : longestLine)
  if (text.includes('\x1b')) text = text.replace(escapes, '')
  if (text.startsWith(errorMark) && placed.test(text)) text = text.slice(errorMark.length)
  const rewritten = text.lastIndexOf('\r')
  return rewritten >= 0 && rewritten < text.length - 1 ? text.slice(rewritten + 1) : text
}

function isStamped(text: string): boolean {
  return (
    text.charCodeAt(27) === 90 &&
    text.charCodeAt(10) === 84 &&
    text.charCodeAt(4) === 45 &&
    text.charCodeAt(13) === 58 &&
    text.charCodeAt(19) === 46 &&
    (text.length === stampLength - 1 || text.charCodeAt(28) === 32)
  )
}

/** What a step runs is echoed before its output; a script that mentions errors has made none. */
function isEchoedScript(text: string): boolean {
  return text.startsWith('\x1b[36;1m') && text.indexOf('\x1b', 1) === text.length - 4 && text.endsWith('\x1b[0m')
}

/**
 * GitLab's `2024-01-02T03:04:05.123456Z 01O `, Jenkins's `[2024-01-02T03:04:05.123Z] ` and `03:04:05  `, `[03:04:05] `
 * of a timestamper (TeamCity's with what follows it), and ISO 8601 as `docker logs -t` and `kubectl` print it.
 */
const otherStamp =
  /^(?:\d{4}-\d\d-\d\dT[\d:]{8}\.\d{6}Z \d\d[OE][ +]|\d{4}-\d\d-\d\dT[\d:]{8}(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d) |\[\d{4}-\d\d-\d\dT[\d:]{8}(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)\] |\d\d:\d\d:\d\d {2}|\[\d\d:\d\d:\d\d(?:\.\d{3})?\](?: (?=[^:])|[ WEFi]?: ?[\t ]{1,4}))/

function isOtherStamp(text: string): boolean {
  return (
    (text.charCodeAt(10) === 84 && text.charCodeAt(4) === 45) ||
    (text.charCodeAt(0) === 91 && (text.charCodeAt(11) === 84 || text.charCodeAt(3) === 58)) ||
    (text.charCodeAt(2) === 58 && text.charCodeAt(5) === 58 && text.charCodeAt(8) === 32)
  )
}

/** The job of a line of a printed run, or undefined where the line is of no such log. */
export function jobOf(raw: string): string | undefined {
  const first = raw.indexOf('\t')
  return first > 0 && first < 200 && withoutJobAndStep(raw) !== raw ? raw.slice(0, first) : undefined
}

/** `job<TAB>step<TAB>timestamp text`, as the command line client prints the log of a run. */
function withoutJobAndStep(text: string): string {
  const first = text.indexOf('\t')
  const second = text.indexOf('\t', first + 1)
  if (second < 0 || second > 300) return text
  const rest = text.slice(second + 1)
  return isStamped(rest.charCodeAt(0) === 0xfeff ? rest.slice(1) : rest) ? rest : text
}
