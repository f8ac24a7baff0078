import type { RawFrame } from '../reader.js'
import { headline } from './headline.js'
import type { StackLanguage } from './language.js'

/** `   at Acme.Shop.Cart.Total(Int32 n) in /src/Cart.cs:line 12`; without symbols no place follows. */
const frameLine =
  /^\s{2,40}at ([A-Za-z_<][\w.<>`+|$[\],&*-]{0,500})\(([^()]{0,1000})\)(?: in (.{1,1000}):line (\d{1,9}))?\s{0,10}$/
const opening = /^\s{0,20}(?:Unhandled [Ee]xception[.:] |Exception: )?([A-Za-z_][\w.+`]{0,300}): ?(.{0,4000})$/
const between = /^\s{0,20}(?:---+ |--- End of|\.\.\. )/
/** A message may span lines, and a logger puts its own above. */
const longestMessage = 8

/** C#, F# and Visual Basic. The outer exception is told, with the frames of the innermost where it only wraps. */
export const dotnet: StackLanguage = {
  language: 'dotnet',
  wakes: /\.(?:cs|fs|vb|razor|cshtml):line \d|^Unhandled [Ee]xception[.:] |^ {3}at [A-Z<]\w{0,60}\.[\w.<>`+]{1,200}\(/,
  above: longestMessage,
  frame(line) {
    const found = frameLine.exec(line)
    // Java's frames hold their file in the parentheses.
    if (
      found === null ||
      /^(?:[\w$]+\.(?:java|kt|scala|groovy)(?::\d+)?|Native Method|Unknown Source|native|<anonymous>)$/.test(
        found[2] ?? '',
      )
    )
      return undefined
    const called = found[1] ?? ''
    if (found[3] === undefined) return called.includes('.') ? { file: `<${called}>`, function: called } : undefined
    return { file: found[3], line: Number(found[4]), function: called }
  },
  continues: (line) => dotnet.frame(line) !== undefined || between.test(line),
  read(lines) {
    const first = lines.findIndex((line) => dotnet.frame(line) !== undefined)
    if (first < 0) return undefined
    const frames: RawFrame[] = []
    for (const line of lines.slice(first)) {
      const frame = dotnet.frame(line)
      if (frame !== undefined) frames.push(frame)
    }
    if (frames.every((frame) => frame.line === undefined) && !lines.some((line) => /^Unhandled /.test(line)))
      return undefined
    for (let at = first - 1; at >= Math.max(0, first - longestMessage); at--) {
      const line = lines[at] ?? ''
      // `---> System.Exception: …` is the cause of what stands above it.
      if (/^\s{0,20}---> /.test(line)) continue
      const found = opening.exec(line)
      if (found !== null && headline(found[1] ?? '') !== undefined)
        return { exception: found[1] ?? '', message: found[2] ?? '', frames, starts: at }
    }
    return { frames, starts: first }
  },
}
