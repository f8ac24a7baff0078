import { type Diagnostic, diagnosticReader } from './diagnostic.js'
import { printedPath } from './printed-path.js'

interface Pair {
  readonly head: RegExp
  /** What the head's groups are. */
  readonly read: (found: RegExpExecArray) => Diagnostic | undefined
  /** Where a following line holds the message, and perhaps the code, of the head's place. */
  readonly said?: RegExp
  /** Blank lines and source may stand between; default: a blank line ends it. */
  readonly spans?: number
  readonly adds?: (found: RegExpExecArray) => Partial<Diagnostic>
}

const place = (file: string | undefined, line: string | undefined, column?: string): Omit<Diagnostic, 'message'> => ({
  file: printedPath(file ?? ''),
  line: Number(line),
  column: column === undefined ? undefined : Number(column),
})

/** Tools that head a finding with its place, and say what it is on the lines below. */
const pairs: readonly Pair[] = [
  {
    // pydocstyle
    head: /^(\S{1,1000}\.pyi?):(\d{1,7}) (?:at module level|in (?:public|private|nested) .{1,300}):$/,
    read: (found) => ({ ...place(found[1], found[2]), message: '' }),
    said: /^\s{1,20}(D\d{3}): (.{1,2000})$/,
    adds: (found) => ({ code: found[1], message: found[2] ?? '' }),
  },
  {
    // Biome
    head: /^(\S{1,1000}?)(?::(\d{1,7}):(\d{1,7}))? ((?:lint|assist|suppressions)\/\S{1,120}|format|parse|organizeImports|assist|check)(?: {1,4}(?:FIXABLE|INTERNAL))? {1,4}━{1,400}$/,
    read: (found) => ({ ...place(found[1], found[2] ?? '0', found[3]), code: found[4], message: '' }),
    said: /^\s{2}[×✖x] (.{1,2000})$/,
    adds: (found) => ({ message: found[1] ?? '' }),
  },
  {
    // webpack, and the checkers of TypeScript that run in it
    head: /^(?:\[tsl\] )?ERROR in (\.{0,2}\/?[^\s:()]{1,1000})(?:[ (:](\d{1,7})[:,](\d{1,7})(?:-[\d:]{1,16})?\)?)?$/,
    read: (found) => ({ ...place(found[1], found[2] ?? '0', found[3]), kind: 'build', message: '' }),
    said: /^(?! |>|\||You may need|File was parsed)(?:Module build failed \([^)]{1,300}\):|Module Error \([^)]{1,300}\):)?(\S.{0,2000})$/,
    adds: (found) => ({ message: found[1] ?? '' }),
  },
  {
    // Eclipse's compiler
    head: /^\d{1,7}\. ERROR in (\S.{0,999}) \(at line (\d{1,7})\)$/,
    read: (found) => ({ ...place(found[1], found[2]), kind: 'build', message: '' }),
    said: /^(?!\s)(?!-{5})(\S.{0,2000})$/,
    adds: (found) => ({ message: found[1] ?? '' }),
  },
  {
    // CMake
    head: /^CMake Error(?: \(dev\))? at (\S.{0,999}?):(\d{1,7})(?: \([\w:]{1,80}\))?:$/,
    read: (found) => ({ ...place(found[1], found[2]), kind: 'build', message: '' }),
    said: /^\s{2}(\S.{0,2000})$/,
    adds: (found) => ({ message: found[1] ?? '' }),
  },
  {
    // Flow
    head: /^Error [-┈]{3,400} (\S{1,1000}):(\d{1,7}):(\d{1,7})$/,
    read: (found) => ({ ...place(found[1], found[2], found[3]), kind: 'build', message: '' }),
    said: /^(?!\s)(\S.{0,2000})$/,
    adds: (found) => ({ message: found[1] ?? '' }),
    spans: 4,
  },
  {
    // gfortran
    head: /^(\S{1,1000}\.[fF]\w{0,3}):(\d{1,7})[.:](\d{1,7}):$/,
    read: (found) => ({ ...place(found[1], found[2], found[3]), kind: 'build', message: '' }),
    said: /^(?:(?:Fatal |Internal )?Error(?: at \(\d\))?: |(?=free_|gfc_|\w{1,40}\(\): ))(\S.{0,2000})$/,
    adds: (found) => ({ message: found[1] ?? '' }),
    spans: 8,
  },
  {
    // svelte-check, Next.js
    head: /^(\.?\/\S{1,1000}):(\d{1,7}):(\d{1,7})$/,
    read: (found) => ({ ...place(found[1], found[2], found[3]), message: '' }),
    said: /^(?:Type error|Error|Syntax [Ee]rror|Parsing ecmascript source code failed|Module not found): (.{1,2000})$/,
    adds: (found) => ({ message: found[1] ?? '' }),
  },
]

/** Of a bare place alone, which a log may print a hundred thousand times in a megabyte. */
const barePlace = pairs.slice(-1)
const headed = pairs.slice(0, -1)

/** The pair whose head this is: asked several times a line, so its first characters decide what is tried. */
function pairOf(text: string): Pair | undefined {
  const first = text.charCodeAt(0)
  const isPath = first === 0x2e || first === 0x2f
  const last = text.charCodeAt(text.length - 1)
  const candidates = isPath && last >= 0x30 && last <= 0x39 ? barePlace : headed
  return candidates.find((pair) => pair.head.test(text))
}

/** A head without its message is dropped: it was something else. */
export const twoLines = diagnosticReader({
  format: 'linter',
  kind: 'lint',
  wakes:
    /\.pyi?:\d{1,7} (?:at module level|in (?:public|private|nested) )|━━━━$|^\d{1,7}\. ERROR in |^CMake Error|^Error [-┈]{3}|\.[fF]\w{0,3}:\d{1,7}[.:]\d{1,7}:$|^ERROR in \S|^\[tsl\] ERROR in \S|^\.?\/\S{1,400}:\d{1,7}:\d{1,7}$/,
  // Most heads are none: their parts are cut out once a message has followed.
  head: (text) => (pairOf(text) === undefined ? undefined : unread),
  belongs: (text, lines) => lines.length < 60 && pairOf(text) === undefined && !isDone(text, lines),
  complete(_, lines) {
    if (lines.length === 1) return undefined
    const pair = pairOf(lines[0] ?? '')
    const head = pair?.head.exec(lines[0] ?? '') ?? null
    const opened = head === null ? undefined : pair?.read(head)
    if (opened?.file === undefined) return undefined
    for (const line of lines.slice(1, 8)) {
      const found = pair?.said?.exec(line)
      if (found !== null && found !== undefined)
        return { ...opened, kind: opened.kind ?? 'lint', ...pair?.adds?.(found) }
    }
    return undefined
  },
})

const unread: Diagnostic = { message: '' }

/** A blank line ends what has been said; Biome's findings hold blank lines, and are indented throughout. */
function isDone(text: string, lines: readonly string[]): boolean {
  if ((lines[0] ?? '').endsWith('━')) return text !== '' && !text.startsWith(' ')
  const pair = pairOf(lines[0] ?? '')
  if (pair?.spans !== undefined) return lines.length >= pair.spans
  return lines.length > 1 && text === ''
}
