import { diagnosticReader } from './diagnostic.js'
import { printedPath } from './printed-path.js'

/** `a.js: line 3, col 25, Error - message (rule)`, and JSHint's, which has no severity. */
const compact =
  /: line (\d{1,7}), col(?:umn)? (\d{1,7}), (?:(Error|error|Warning|warning|Info|info) - )?(.{1,4000}?)(?:\s\(([\w@./-]{1,100})\)|\s\[([\w@./-]{1,100})\])?$/
/** `a.js:3:25: message [Error/rule]`, as the unix formatter prints. */
const unix = /^(.{1,1000}?):(\d{1,7}):(\d{1,7}): (.{1,4000}) \[([Ee]rror)(?:\/([\w@./()-]{1,100}))?\]$/

/** Brakeman's columns: file, line, type, category, message, confidence. */
const columns =
  /^(\/?[^\s:]{1,1000}\.\w{1,5})(?:\t|\s{2,20})(\d{1,7})(?:\t|\s{2,20})(\S.{1,2000}?)(?:\t|\s{2,20})(?:High|Medium|Weak)$/

/** eslint, stylelint, JSHint and CSSLint in their one-line formats. */
export const compactLines = diagnosticReader({
  format: 'linter',
  kind: 'lint',
  wakes: /: line \d{1,7}, col(?:umn)? \d{1,7}, |\[[Ee]rror(?:\/[\w@./()-]{1,100})?\]$|\s(?:High|Medium|Weak)$/,
  head(text) {
    const found = compact.exec(text)
    if (found !== null && !/^(?:warn|info)/i.test(found[3] ?? '')) {
      const file = printedPath(text.slice(0, found.index))
      const message = (found[4] ?? '').trim()
      if (file === undefined) return undefined
      return { file, line: Number(found[1]), column: Number(found[2]), message, code: found[5] ?? found[6] }
    }
    const graded = columns.exec(text)
    if (graded !== null)
      return { file: graded[1], line: Number(graded[2]), message: (graded[3] ?? '').replace(/\s{1,20}/g, ' ') }
    const short = unix.exec(text)
    const file = short === null ? undefined : printedPath(short[1] ?? '')
    if (short === null || file === undefined) return undefined
    return { file, line: Number(short[2]), column: Number(short[3]), message: short[4] ?? '', code: short[6] }
  },
  belongs: () => false,
})
