import type { LineReader, LineSink } from './line-reader.js'

/** Few enough to read, enough to hold the first cause and the last word. */
const mostTold = 3
/** Telling lines this near each other tell of one failure. */
const nearby = 4

/** Words of failure, most telling first; a line is worth its best one. */
const signs: readonly (readonly [RegExp, number])[] = [
  [
    /^(?:fatal|FATAL)\b|\bFATAL ERROR\b|\bpanic: |^Segmentation fault|\bOut of memory\b|^Killed$|: No space left on device$|: command not found$/,
    8,
  ],
  [/^(?:[\w./\\-]{1,200}: )?(?:[\w-]{1,40} )?(?:error|Error|ERROR)(?:\[\w{1,12}\])?[:!]/, 7],
  [/\b[A-Z]\w{1,60}(?:Error|Exception)(?=$|[:\s])/, 6],
  [/\b(?:FAILED|FAILURE|FAIL)\b|^npm (?:ERR!|error) |^\w{0,10}make(?:\[\d{1,3}\])?: \*\*\* |^\s*✖ |^\s*✗ /, 5],
  [/\b(?:error|Error|ERROR)\b/, 3],
  [/\b(?:failed|Failed|cannot|not found|No such file)\b/, 2],
  // Said of every step that failed: better than nothing where its output says no more.
  [/^##\[error\]Process completed with exit code [1-9]/, 1],
]
/** Words of failure in lines that tell of success, or of nothing. */
const harmless =
  /\b(?:0 errors?|no errors?|errors?: 0|0 failed|failed: 0|failures?: 0|without errors?|error[-_]?(?:prone|handler|reporting|pages?)|exit code 0|-Werror|ignoring|warning)\b/i

interface Telling {
  readonly text: string
  readonly from: number
  to: number
  readonly worth: number
}

/** Stands last: finds the most telling lines of a log that no other reader knows, says so, and invents nothing. */
export const plainText: LineReader = {
  format: 'plain-text',
  tier: 2,
  wakes:
    /[Ee]rror|ERROR|ERR!|[Ff]atal|FATAL|FAIL|[Ff]ailed|[Ff]ailure|panic|Exception|Killed|cannot|not found|No such file|Out of memory|Segmentation|^##\[error\]|No space left|^\w{0,10}make(?:\[\d{1,3}\])?: \*/,
  open: openPlain,
}

function openPlain(sink: LineSink): ReturnType<LineReader['open']> {
  const told: Telling[] = []
  let last: Telling | undefined
  return {
    line(text, number) {
      const worth = worthOf(text)
      if (worth === 0) return false
      if (last !== undefined && number - last.to <= nearby && worth <= last.worth) {
        last.to = number
        return false
      }
      last = { text: text.slice(0, 1000), from: number, to: number, worth }
      keep(told, last)
      return false
    },
    end() {
      const best = told[0]?.worth ?? 0
      for (const line of told.filter((one) => one.worth === best)) {
        sink.report({
          kind: 'crash',
          message: plainMessage(line.text),
          detail: line.text,
          sourceLines: [line.from, line.to],
        })
      }
    },
  }
}

function worthOf(text: string): number {
  if (harmless.test(text)) return 0
  for (const [sign, worth] of signs) if (sign.test(text)) return worth
  return 0
}

/** Most telling first; of equals the later, because a log ends with what stopped it. */
function keep(told: Telling[], line: Telling): void {
  const at = told.findIndex((one) => one.worth <= line.worth)
  told.splice(at < 0 ? told.length : at, 0, line)
  if (told.length > mostTold) told.pop()
}

function plainMessage(text: string): string {
  return text.trim().replace(/^##\[error\]/, '')
}
