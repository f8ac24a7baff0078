import { type Diagnostic, diagnosticReader } from './diagnostic.js'
import { printedPath } from './printed-path.js'

/** `file.ext:12:3: message`: nothing but a compiler or linter prints a column there. */
const withColumn = /^(.{1,1000}?):(\d{1,7}):(\d{1,7})(?:-\d{1,7})?(?:: ?| - (?=[A-Za-z]))(?=\S)/
/** Without a column, only where the language's own tools print so: go vet, old erlc, PHPStan's raw format, sorbet. */
const withoutColumn = /^(.{1,1000}?\.(?:go|erl|hrl|rb|php)):(\d{1,7}): ?(\S.{0,4000})$/
const sorbet = / https:\/\/srb\.help\/(\d{4})$/
const notFinding =
  /^(?:warning|note|info|hint|remark|help|Warning|Note|in |at |from |#\d|\d|›|>|\||runtime error: |\[warn)/
/** What Go's compiler and vet say, to tell it from a program that logs with its own place. */
const goSays =
  /^(?:undefined|cannot |missing |too many |not enough |syntax error|imported and not|invalid |\S{1,100} (?:redeclared|declared|undefined|is not|does not|but not|call has|format %|passes lock)|assignment mismatch|unreachable|duplicate |non-|unexpected |expected |no required|package |import |missing return|label |unknown |vet: |\S+\.\w+ (?:format|call|arg))/

/** go build and vet, golint, staticcheck, luacheck, misspell, buf, cppcheck's short forms, erlc. */
export const uncoded = diagnosticReader({
  format: 'compiler',
  kind: 'build',
  wakes:
    /\.[A-Za-z]\w{0,7}:\d{1,7}:\d{1,7}(?:-\d{1,7})?(?:: ?| - )\S|^(?:vet: )?[\w./-]{1,200}\.(?:go|erl|hrl|php):\d{1,7}: ?\S|srb\.help\/\d/,
  head(text) {
    const line = text.replace(/^vet: /, '').replace(/^\s{2,4}(?=\/)/, '')
    const placed = withColumn.exec(line)
    if (placed !== null) {
      const file = placed[1]?.startsWith(' ') ? undefined : printedPath(placed[1] ?? '')
      const message = line.slice(placed[0].length)
      // The stack frames of other languages end where a message would begin.
      if (
        file === undefined ||
        notFinding.test(message) ||
        /[[(](?:Warning[/\])]|warning\)$|Corrected\])/.test(message)
      )
        return undefined
      const isCompiler = /\.(?:erl|hrl)$/.test(file) || (/\.go$/.test(file) && goSays.test(message))
      const kind = isCompiler ? 'build' : 'lint'
      return { file, line: Number(placed[2]), column: Number(placed[3]), message, kind }
    }
    const short = withoutColumn.exec(line)
    const file = short === null ? undefined : printedPath(short[1] ?? '')
    if (short === null || file === undefined || /\s/.test(file)) return undefined
    return withoutPlaceInLine(file, Number(short[2]), short[3] ?? '')
  },
  belongs: (text, lines) => lines.length < 20 && /^\s{1,80}\S/.test(text) && !/:\d{1,7}:\d{1,7}:/.test(text),
})

function withoutPlaceInLine(file: string, line: number, message: string): Diagnostic | undefined {
  const code = sorbet.exec(message)?.[1]
  if (code !== undefined) return diagnosticOf(file, line, message.replace(sorbet, ''), code)
  if (/\.go$/.test(file)) return goSays.test(message) ? diagnosticOf(file, line, message) : undefined
  if (/\.rb$/.test(file) || notFinding.test(message)) return undefined
  return diagnosticOf(file, line, message)
}

function diagnosticOf(file: string, line: number, message: string, code?: string): Diagnostic {
  return { file, line, message, code }
}
