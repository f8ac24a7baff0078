import { type Diagnostic, diagnosticReader } from './diagnostic.js'
import { printedPath } from './printed-path.js'

interface Form {
  readonly line: RegExp
  readonly read: (found: RegExpExecArray) => Diagnostic | undefined
}

const at = (file: string | undefined, line: string | undefined, message: string, exception = 'SyntaxError') => {
  const path = printedPath(file ?? '')
  return path === undefined ? undefined : { file: path, line: Number(line), message, exception }
}

/** What interpreters say of a file that they cannot parse, each on one line. */
const forms: readonly Form[] = [
  {
    // Ruby, up to 3.3 and from 3.4 on
    line: /^(?:ruby: )?([^\s:]{1,1000}):(\d{1,7}): (syntax errors? found.{0,200}|syntax error.{0,2000})$/,
    read: ([, file, line, message = '']) => at(file, line, message),
  },
  {
    line: /^(?:ruby: )?([^\s:]{1,1000}):(\d{1,7}): (.{1,1000}) \((SyntaxError)\)$/,
    read: ([, file, line, message = '']) => at(file, line, message),
  },
  {
    line: /(?:^|\] )(?:PHP )?((?:Parse|Compile|Fatal) error): {1,2}(?!Uncaught )(.{1,2000}) in (.{1,1000}) on line (\d{1,7})$/,
    read: ([, type = '', message = '', file, line]) =>
      type === 'Fatal error' && /^Allowed memory|^Maximum execution/.test(message)
        ? undefined
        : at(file, line, message, `PHP ${type}`),
  },
  {
    line: /^(.{1,2000}) at (\S{1,1000}\.(?:p[lm]|t|cgi|psgi)) line (\d{1,7})(?:\.|, (?:near|at end of|<\w{1,20}> line).{0,500})$/,
    read: ([, message = '', file, line]) => (isPerlCompile.test(message) ? at(file, line, message) : undefined),
  },
  {
    // sh, bash, dash, zsh
    line: /^(?:\/\S{0,200}\/)?(?:(?:ba|da|z|k)?sh: )?([^\s:]{1,1000}): (?:line )?(\d{1,7}): ((?:Syntax|syntax) error.{0,1000}|unexpected EOF.{0,500}|parse error.{0,500})$/,
    read: ([, file, line, message = '']) => at(file, line, message),
  },
  {
    line: /^lua\w{0,10}: (\S{1,1000}):(\d{1,7}): (.{1,1000} near .{1,500})$/,
    read: ([, file, line, message = '']) => at(file, line, message),
  },
]
const isPerlCompile =
  /^(?:syntax error|Global symbol |Can't locate |Missing right |Can't find string terminator|Bareword |Unrecognized character|Unmatched |Too many arguments for|Not enough arguments for|Can't redeclare|Search pattern not|Illegal declaration|Number found where|String found where|Prototype mismatch)/

/** Ruby, PHP, Perl, shells and Lua: files that do not parse, found when they are checked or run. */
export const scripts = diagnosticReader({
  format: 'compiler',
  kind: 'build',
  wakes:
    /:\d{1,7}: (?:syntax error|.{1,400} \(SyntaxError\)$)|(?:Parse|Compile|Fatal) error: |\.(?:p[lm]|t|cgi|psgi) line \d{1,7}(?:\.$|, (?:near|at end))|: [Ss]yntax error|: unexpected EOF|: parse error |^lua\w{0,10}: /,
  head(text) {
    for (const form of forms) {
      const found = form.line.exec(text)
      const read = found === null ? undefined : form.read(found)
      if (read !== undefined) return read
    }
    return undefined
  },
  belongs: (text, lines) =>
    lines.length < 20 &&
    /^(?:BEGIN failed--|Compilation failed in|\S{1,400} had (?:too many errors|compilation errors)|\s{1,20}\S|>? ?\d{1,7} \||\s{0,20}[|~^])/.test(
      text,
    ),
})
