import { type Diagnostic, diagnosticReader } from './diagnostic.js'
import { printedPath } from './printed-path.js'

/** Babel, Jest's and Vite's transforms: the place stands behind the message. */
const babel =
  /^(?:\[[\w:. -]{1,80}\] )?(\w{0,40}Error): (?:\[[^\]]{1,100}\] )?(\S.{0,999}?\.\w{1,10}): (.{1,2000}?)\.? \((\d{1,7}):(\d{1,7})\)$/
const postcss =
  /^(?:Error: |Module build failed.{0,200}: )?(CssSyntaxError): (?:[\w-]{1,40}: )?(\S.{0,999}?):(\d{1,7}):(\d{1,7}): (.{1,2000})$/
const rollup =
  /^\[!\] (?:\([^)]{1,200}\) )?(?:(\w{0,40}Error): )?(?:(\S.{0,999}?) \((\d{1,7}):(\d{1,7})\): )?(.{1,2000})$/
const rollupPlace = /^(\S.{0,999}?\.\w{1,10}) \((\d{1,7}):(\d{1,7})\)$/
const viteFile = /^\s{0,4}file: (\S.{0,999}?)(?:\?[^:]{0,200})?(?::(\d{1,7}):(\d{1,7}))?$/
const vite = /^(?:Error: |error during build:\s?)?\[(?:vite|rollup|plugin )[\w:. -]{0,80}\]:? (.{1,2000})$/
const unresolved = /failed to resolve import "[^"]{1,300}" from "([^"]{1,1000})"/
const terser = /^Parse error at (\S.{0,999}?):(\d{1,7}),(\d{1,7})$/
const sass = /^(?:Error|SassError): (.{1,2000})$/
const sassPlace = /^\s{2,8}(\S{1,1000}\.(?:s[ac]ss|css|less)) (\d{1,7}):(\d{1,7})\s/

/** Bundlers and transpilers that end in an exception of their own: its stack is theirs, the place is in the text. */
export const bundlers = diagnosticReader({
  format: 'bundler',
  kind: 'build',
  wakes:
    /^(?:\[[\w:. -]{1,80}\] )?\w{0,40}Error: (?:\[|\S{1,400}\.\w{1,10}: )|CssSyntaxError: |^\[!\] |^(?:Error: |error during build:\s?)?\[(?:vite|rollup|plugin )|^Parse error at |^(?:Sass)?Error: /,
  head: (text) => fromMessage(text) ?? fromHeading(text),
  belongs: (text, lines) =>
    lines.length < 80 &&
    (lines.length < 4 || /^(?:\s|$|[>\d]|file: |at |\w{1,20}: )/.test(text)) &&
    !/^\S{0,40}Error: /.test(text),
  complete(opened, lines) {
    const placed = opened.line === undefined ? placeIn(lines) : undefined
    const said = lines.map((line) => /^ERROR: (.{1,1000})$/.exec(line)?.[1]).find((text) => text !== undefined)
    const found = { ...opened, ...placed, ...(said === undefined ? {} : { message: said }) }
    // Without a place it is an exception like any other.
    return found.file === undefined || found.message === '' ? undefined : found
  },
})

function fromMessage(text: string): Diagnostic | undefined {
  const byBabel = babel.exec(text)
  if (byBabel !== null) {
    const [, exception, file = '', message = '', line, column] = byBabel
    const path = printedPath(file)
    if (path !== undefined) return { exception, file: path, message, line: Number(line), column: Number(column) + 1 }
  }
  const byPostcss = postcss.exec(text)
  if (byPostcss === null) return undefined
  const [, exception, file, line, column, message = ''] = byPostcss
  return { exception, file, message, line: Number(line), column: Number(column) }
}

function fromHeading(text: string): Diagnostic | undefined {
  const byRollup = rollup.exec(text)
  if (byRollup !== null) {
    const [, exception, file, line, column, message = ''] = byRollup
    return { exception, file, message, ...(line === undefined ? {} : { line: Number(line), column: Number(column) }) }
  }
  const byVite = vite.exec(text)
  if (byVite !== null) return { message: byVite[1] ?? '', file: unresolved.exec(text)?.[1] }
  const byTerser = terser.exec(text)
  if (byTerser !== null)
    return { file: byTerser[1], line: Number(byTerser[2]), column: Number(byTerser[3]), message: '' }
  const bySass = sass.exec(text)
  return bySass === null ? undefined : { message: bySass[1] ?? '' }
}

function placeIn(lines: readonly string[]): Partial<Diagnostic> | undefined {
  for (const line of lines.slice(1, 20)) {
    const found = rollupPlace.exec(line) ?? sassPlace.exec(line) ?? viteFile.exec(line)
    if (found !== null)
      return { file: found[1], ...(found[2] === undefined ? {} : { line: Number(found[2]), column: Number(found[3]) }) }
  }
  return undefined
}
