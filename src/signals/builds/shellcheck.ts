import type { LineReader } from '../lines/line-reader.js'

const fileLine = /^In (.{1,1000}) line (\d{1,7}):$/
const finding = /^(\s{0,400})\^-{0,400}\^?-{0,2} (SC\d{4})(?: \((error|warning|info|style)\))?: (.{1,2000})$/
/** The source line, carets and advice of one place take fewer lines. */
const mostLines = 40

/** shellcheck on a terminal: `In x.sh line 3:`, the line, and below it what is wrong where. Any of it fails the run. */
export const shellcheck: LineReader = {
  format: 'linter',
  wakes: /^In .{1,400} line \d{1,7}:$/,
  open(sink) {
    let at: { file: string; line: number; number: number } | undefined
    return {
      line(text, number) {
        const place = fileLine.exec(text)
        if (place !== null) at = { file: place[1] ?? '', line: Number(place[2]), number }
        const found = finding.exec(text)
        if (found !== null && at !== undefined) {
          const location = { file: at.file, line: at.line, column: (found[1] ?? '').length + 1 }
          const said = `${found[2]}: ${found[4]}`
          const sourceLines: [number, number] = [number, number]
          sink.report({ kind: 'lint', title: said, message: said, location, frames: [location], sourceLines })
        }
        return at !== undefined && number - at.number < mostLines
      },
      end() {},
    }
  },
}
