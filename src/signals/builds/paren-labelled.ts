import { type Diagnostic, diagnosticReader, isBody } from './diagnostic.js'
import { printedPath, unmarked } from './printed-path.js'

/** `file(12,3): error CS0103: …`; MSBuild allows a word before the severity and a blank before the colon. */
const placed =
  /\s?\((\d{1,7})(?:[,:]\s?(\d{1,7})(?:[-,]\d{1,7}){0,3})?\)\s{0,2}:?\s{0,3}(?:[A-Za-z]{1,20} )?([Ff]atal [Ee]rror|[Ee]rror|ERROR|[Ff]atal)\b\s{0,2}\[?(?:(#\d{1,6}|[A-Z][a-zA-Z]{0,9}-?\d{1,6}|XXX|[a-z@][\w@/-]{1,80}(?= : ))(?![\w-]))?\]?\s{0,2}:\s{0,3}(?:([A-Z]{1,4}\d{3,5})[: ]\s{0,2})?/
/** `LINK : fatal error LNK1104: …`, `app.csproj : error NU1101: …`: a tool or a file, but no line. */
const placeless = /^(.{1,500}?)\s?: (?:fatal |Command line )?error (?:([A-Z]{1,8}\d{3,6})\s?)?: (.{1,4000})$/
/** The project that MSBuild ends its lines with. */
const project = / \[[^[\]]{1,500}\.\w{2,8}proj(?:::[^\]]{0,200})?\]$/

/** MSBuild and what runs in it (csc, vbc, cl, link, fsc), tsc, dmd, Delphi, Free Pascal, Intel's compilers. */
export const parenLabelled = diagnosticReader({
  format: 'compiler',
  kind: 'build',
  wakes:
    /\(\d{1,7}(?:[,:]\s?\d{1,7}){0,3}\)\s{0,2}:?\s{0,3}(?:[A-Za-z]{1,20} )?(?:[Ff]atal|[Ee]rror|ERROR)\b|\(\d{1,7}\): \[[A-Z]\d{4}| ?: (?:fatal |Command line )?error (?:[A-Z]{1,8}\d{3,6}\s?)?: /,
  belongs: (text) => isBody(text) && !placed.test(text),
  head: (text) => withPlace(text) ?? pylint(text) ?? withoutPlace(text),
})

function withPlace(text: string): Diagnostic | undefined {
  const found = placed.exec(text)
  const file = found === null ? undefined : printedPath(text.slice(0, found.index))
  if (found === null || file === undefined) return undefined
  const code = found[4] ?? found[5]
  return {
    file,
    line: Number(found[1]),
    column: found[2] === undefined ? undefined : Number(found[2]),
    code: code === 'XXX' ? undefined : code,
    message: text
      .slice(found.index + found[0].length)
      .replace(project, '')
      .trim(),
    kind: kindOf(code),
  }
}

/** pylint's format for Visual Studio: `a.py(3): [C0116(missing-docstring)f] …`. */
function pylint(text: string): Diagnostic | undefined {
  const found = /^(.{1,1000}?)\((\d{1,7})\): \[([A-Z]\d{4})[^\]]{0,200}\] (.{1,4000})$/.exec(text)
  const file = found === null ? undefined : printedPath(found[1] ?? '')
  if (found === null || file === undefined) return undefined
  return { file, line: Number(found[2]), code: found[3], message: found[4] ?? '', kind: 'lint' }
}

function withoutPlace(text: string): Diagnostic | undefined {
  const found = placeless.exec(unmarked(text))
  if (found === null || (found[2] === undefined && !/\.\w{2,10}$/.test(found[1] ?? ''))) return undefined
  const said = (found[1] ?? '').trim()
  return {
    // `LINK`, `CSC` and `MSBUILD` are the tools themselves.
    file: /[./\\]/.test(said) ? printedPath(said) : undefined,
    code: found[2],
    message: (found[3] ?? '').replace(project, '').trim(),
    kind: kindOf(found[2]),
  }
}

/** NuGet's codes are about packages; StyleCop's and the analyzers' about style. */
function kindOf(code: string | undefined): Diagnostic['kind'] {
  if (code === undefined) return 'build'
  if (/^NU\d/.test(code)) return 'dependency'
  return /^(?:SA|CA|IDE|RCS|S)\d/.test(code) ? 'lint' : 'build'
}
