import type { RawFrame } from '../reader.js'
import type { StackLanguage } from './language.js'

const died = /^(?!\s|#)(.{1,4000}?) at (\S{1,1000}) line (\d{1,9})(?:, <\w{1,40}> (?:line|chunk) \d{1,12})?\.$/
/** `confess` and `cluck` leave the full stop out where their trace follows. */
const confessed = /^(?!\s|#)(.{1,4000}?) at (\S{1,1000}\.\w{1,8}) line (\d{1,9})\.?$/
const calledLine = /^\s{1,8}(\S.{0,300}?)\(.{0,2000}\) called at (\S{1,1000}) line (\d{1,9})$/
const evalLine = /^\s{1,8}(eval) \{\.\.\.\} called at (\S{1,1000}) line (\d{1,9})$/
/** perl warns in the same words as it dies; these are all of `perldiag` that people meet. */
const warning =
  /^(?:Use of uninitialized|Argument ".{0,200}" isn't numeric|Odd number of elements|Reference found where|Deep recursion|Subroutine \S{1,200} redefined|Useless use of|Name ".{1,200}" used only once|".{1,60}" variable \S{1,200} masks|Possible |Scalar value|Unquoted string|Wide character|Statement unlikely|Found = in|Constant subroutine|Prototype mismatch|Smartmatch|print \(\.\.\.\)|Exiting |Negative repeat|substr outside|splice\(\) offset|readline\(\) on|isn't numeric|.{1,200} is deprecated|.{1,200} is experimental)/

/** What perl adds where a module that it loads has died. */
const aborted = /^(?:BEGIN failed--compilation aborted|Compilation failed in require|Execution of \S{1,500} aborted)/

/** Without its last words, a row of open parentheses would be tried from each of them to the end of the line. */
function calledIn(line: string): RegExpExecArray | null {
  return line.includes(') called at ') ? calledLine.exec(line) : null
}

/** Perl: where it died, and with Carp or Devel::StackTrace who called. */
export const perl: StackLanguage = {
  language: 'perl',
  wakes: / line \d{1,9}\.$|\.(?:p[lm]|t|cgi|psgi) line \d{1,9}$/,
  above: 0,
  frame(line) {
    const found = calledIn(line) ?? evalLine.exec(line) ?? died.exec(line) ?? confessed.exec(line)
    if (found === null || warning.test(found[1] ?? '')) return undefined
    return { file: found[2] ?? '', line: Number(found[3]) }
  },
  continues: (line) => calledIn(line) !== null || evalLine.test(line) || aborted.test(line),
  read(lines) {
    const starts = lines.findIndex((line) => died.test(line) || confessed.test(line))
    const head = died.exec(lines[starts] ?? '') ?? confessed.exec(lines[starts] ?? '')
    if (head === null || warning.test(head[1] ?? '')) return undefined
    const places: RawFrame[] = [{ file: head[2] ?? '', line: Number(head[3]) }]
    const called: string[] = []
    for (const line of lines.slice(starts + 1)) {
      const found = calledIn(line) ?? evalLine.exec(line)
      if (found === null) break
      called.push(found[1] ?? '')
      places.push({ file: found[2] ?? '', line: Number(found[3]) })
    }
    // Each line names what was called from its place: what the place above is in.
    const frames = places.map((place, index) =>
      called[index] === undefined ? place : { ...place, function: called[index] },
    )
    return { message: head[1] ?? '', frames, starts }
  },
}
