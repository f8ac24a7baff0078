import { type Diagnostic, diagnosticReader } from './diagnostic.js'
import { printedPath } from './printed-path.js'

interface Form {
  readonly line: RegExp
  readonly kind: 'build' | 'lint'
}

/** Each names its groups `file`, `line` and `message`, and where the tool has them `column` and `code`. */
const forms: readonly Form[] = [
  {
    // Sun, IBM, Diab, Green Hills, ARM, TI and IAR compilers
    line: /^"(?<file>[^"]{1,1000})",? ?(?:line )?(?<line>\d{1,7})(?:\.(?<column>\d{1,7}))?:? {1,3}(?:(?:[Ff]atal )?[Ee]rror|ERROR|Severe|[\d-]{4,9} \([ESU]\))(?: \([\w:]{1,40}\))?(?:\[(?<code>\w{1,12})\])?(?: (?<number>#\d{1,6}(?:-\w)?))?:? ?(?<message>\S.{0,4000})$/,
    kind: 'build',
  },
  {
    // NAG Fortran
    line: /^(?:Fatal )?Error: (?<file>\S{1,1000}), line (?<line>\d{1,7}): (?<message>.{1,4000})$/,
    kind: 'build',
  },
  {
    line: /^(?<file>\S{1,1000}), line (?<line>\d{1,7}): (?:Fatal )?[Ee]rror:? (?<message>.{1,4000})$/,
    kind: 'build',
  },
  {
    // dart analyze, on a terminal
    line: /^\s{0,8}error • (?<message>.{1,2000}) • (?<file>\S{1,1000}):(?<line>\d{1,7}):(?<column>\d{1,7}) • (?<code>\w{1,80})$/,
    kind: 'build',
  },
  {
    line: /^\s{0,8}error - (?<file>\S{1,1000}):(?<line>\d{1,7}):(?<column>\d{1,7}) - (?<message>.{1,2000}) - (?<code>\w{1,80})$/,
    kind: 'build',
  },
  {
    // puppet-lint
    line: /^(?<file>\S{1,1000}\.pp) - ERROR: (?<message>.{1,2000}) on line (?<line>\d{1,7})(?: col(?:umn)? (?<column>\d{1,7}))?/,
    kind: 'lint',
  },
  {
    line: /^(?<file>\S{1,1000}\.pp):(?<line>\d{1,7}):(?<code>\w{1,80}):error:(?<message>.{1,2000})$/,
    kind: 'lint',
  },
  {
    line: /^\[(?<file>\S{1,1000}\.\w{1,10}):(?<line>\d{1,7}):(?<column>\d{1,7})\] (?<message>.{1,4000})$/,
    kind: 'lint',
  },
  {
    // TSLint
    line: /^(?:ERROR: )?(?:\((?<code>[\w-]{1,80})\) )?(?<file>\S{1,1000}\.[jt]sx?)(?:\[(?<line>\d{1,7}), (?<column>\d{1,7})\]): (?<message>.{1,4000})$/,
    kind: 'lint',
  },
  {
    line: /^ERROR: (?:\((?<code>[\w-]{1,80})\) )?(?<file>\S{1,1000}\.[jt]sx?):(?<line>\d{1,7}):(?<column>\d{1,7}) - (?<message>.{1,4000})$/,
    kind: 'lint',
  },
  {
    // Scalastyle
    line: /^error file=(?<file>\S{1,1000}) message=(?<message>.{1,2000}?) line=(?<line>\d{1,7})(?: column=(?<column>\d{1,7}))?$/,
    kind: 'lint',
  },
  {
    // fasterer
    line: /^(?<file>\S{1,1000}\.rb):(?<line>\d{1,7}) (?<message>.{1,300} (?:is slower than|is faster than) .{1,300})$/,
    kind: 'lint',
  },
  {
    // Perl::Critic
    line: /^(?<file>\S{1,1000}): (?<message>.{1,1000}?) at line (?<line>\d{1,7}), column (?<column>\d{1,7})\. .{0,300}\(Severity: [45]\)$/,
    kind: 'lint',
  },
]

/** Tools that put the line number in words, or message and place in an order of their own. */
export const spelledPlaces = diagnosticReader({
  format: 'compiler',
  kind: 'build',
  wakes:
    /^"[^"]{1,400}",? ?(?:line )?\d{1,7}|, line \d{1,7}: |^\s{0,8}error (?:•|-|file=)|\.pp(?: - ERROR|:\d{1,7}:\w{1,80}:error)|^\[\S{1,400}\.\w{1,10}:\d{1,7}:\d{1,7}\] |\.[jt]sx?\[\d|^ERROR: \S{1,400}\.[jt]sx?:|^ERROR: \([\w-]{1,80}\) | is (?:slower|faster) than |\(Severity: [45]\)$/,
  head(text) {
    for (const form of forms) {
      const groups = form.line.exec(text)?.groups
      const found = groups === undefined ? undefined : diagnosticOf(groups)
      if (found !== undefined) return { ...found, kind: form.kind }
    }
    return undefined
  },
})

function diagnosticOf(groups: Record<string, string | undefined>): Diagnostic | undefined {
  const file = printedPath(groups['file'] ?? '')
  if (file === undefined) return undefined
  return {
    file,
    line: Number(groups['line']),
    column: groups['column'] === undefined ? undefined : Number(groups['column']),
    code: groups['code'] ?? groups['number'],
    message: (groups['message'] ?? '').trim(),
  }
}
