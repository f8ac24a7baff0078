import { diagnosticReader } from './diagnostic.js'
import { printedPath } from './printed-path.js'

const undefinedReference =
  /^(?:\S{0,300}\bld(?:\.\w{2,10})?(?:-\d{1,3})?(?:\.exe)?: )?(.{1,1000}?):(?:(\d{1,7})|\(\.[\w.$+-]{1,200}\)): (?:more )?(undefined reference to .{1,2000}|multiple definition of .{1,2000})$/
const bareReference = /^([^\s:]{1,500}\.(?:so|o|a|lib|obj)(?:\.[\d.]{1,20})?): (undefined reference to .{1,2000})$/
const linkerSays =
  /^(?:\S{0,300}\/)?(?:(?:[\w-]{1,40}-)?ld(?:\.\w{2,10})?(?:-\d{1,3})?|collect2|lld-link|wasm-ld|mold)(?:\.exe)?: (?:fatal )?(?:error: )?(cannot find .{1,1000}|cannot open .{1,1000}|undefined symbol: .{1,1000}|duplicate symbol: .{1,1000}|library not found for .{1,500}|unable to find library .{1,500}|symbol\(s\) not found.{0,200}|framework not found .{1,300}|file not found: .{1,1000}|.{1,500}: TLS .{1,500}|.{1,500}: undefined reference.{1,500}|unrecogni[sz]ed .{1,500}|relocation .{1,500}|final link failed: .{1,300})$/
const flagged =
  /^(?:\S{0,300}\/)?(?:ld\.lld|ld64\.lld|lld-link|wasm-ld|mold)(?:-\d{1,3})?: (?:fatal )?error: (.{1,2000})$/
const referenced = /^>>> (?:referenced|defined) (?:by|at) (\S{1,1000}?)(?::(\d{1,7}))?(?: \(.{0,1000}\))?$/
/** The one line that says no more than that the linker failed. */
const nothingNew = /^(?:collect2|clang): error: (?:ld returned|linker command failed)/

/** GNU ld and gold, LLVM's lld, Apple's ld, mold: undefined and duplicate symbols, missing libraries. */
export const linker = diagnosticReader({
  format: 'linker',
  kind: 'build',
  wakes:
    /: (?:more )?undefined reference to |: multiple definition of |\bld(?:\.\w{2,10})?(?:-\d{1,3})?: (?:fatal )?(?:error|cannot|undefined|library|framework|symbol|\S{1,400}: )|^Undefined symbols for architecture|^(?:lld-link|wasm-ld|mold): /,
  head(text) {
    if (nothingNew.test(text)) return undefined
    const found = undefinedReference.exec(text) ?? bareReference.exec(text)
    if (found !== null) {
      const hasLine = found.length > 3
      const file = printedPath(found[1] ?? '') ?? found[1]?.trim()
      return { file, line: hasLine && found[2] ? Number(found[2]) : undefined, message: found[hasLine ? 3 : 2] ?? '' }
    }
    if (text.startsWith('Undefined symbols for architecture')) return { message: text.replace(/:$/, '') }
    const said = linkerSays.exec(text) ?? flagged.exec(text)
    return said === null ? undefined : { message: said[1] ?? '' }
  },
  belongs: (text) => /^>>> |^\s{1,8}(?:"|_\w|referenced from)/.test(text),
  complete(opened, lines) {
    if (opened.file !== undefined) return opened
    for (const line of lines.slice(1)) {
      const symbol = /^\s{1,8}"([^"]{1,1000})", referenced from:$/.exec(line)
      if (symbol !== null) return { ...opened, message: `${opened.message}: ${symbol[1]}` }
      const place = referenced.exec(line)
      if (place !== null)
        return { ...opened, file: place[1], line: place[2] === undefined ? undefined : Number(place[2]) }
    }
    return opened
  },
})
