import { placeOf } from '../stacks/place.js'
import { type Diagnostic, diagnosticReader, isBody } from './diagnostic.js'

/** `error[E0308]: mismatched types`, `F401 [*] …`, `✘ [ERROR] …`, `× eslint(no-undef): …`, and Deno's `TS2322 [ERROR]: …`. */
const heads: readonly RegExp[] = [
  /^(?:error|Error)(?:\[([\w:-]{1,60})\])?: (?!Uncaught )(.{1,4000})$/,
  /^[✘✖] \[ERROR\] (?:()\[[^\]]{1,60}\] )?(.{1,4000})$/,
  /^(?:error: )?(TS\d{1,6}) \[ERROR\]: (.{1,4000})$/,
  /^\s{2}[×x✖] (?:([\w@/-]{1,60}\([\w@/-]{1,80}\)): )?(.{1,4000})$/,
  /^([A-Z]{1,8}\d{3,4})(?: \[[*-]\])? (.{1,4000})$/,
  /^>> Issue: \[(\w{1,20}):\w{1,60}\] (.{1,4000})$/,
  /^error\((.{1,100})\): (.{1,4000})$/,
  /^(unformatted|invalid-syntax|syntax-error)(?:\[\*\])?: (.{1,4000})$/,
  /^\[([A-Z][A-Z_]{3,40})\] (.{1,4000})$/,
]
/** `--> src/a.rs:1:2`, `╭─[a.js:1:2]`, `└─ lib/a.ex:1:2: A.f/1`, `at file:///a.ts:1:2`, `,-[a.js:1:2]`. */
const pointer =
  /^\s{0,12}(?:-->|╭─+\[|┌─+|└─|,-\[|╰─\[|at|Location:) ?(?:file:\/\/)?((?:[A-Za-z]:)?[^:\s()[\]]{1,1000}(?: [^:\s()[\]]{1,200}){0,3}:\d{1,7}(?::\d{1,7})?)[\]:]?/
/** esbuild and Vite put the place on a line of its own, oxlint and rolldown in a frame. */
const alone = /^\s{4}(\S{1,1000}:\d{1,7}:\d{1,7}):$/
/** The place stands this near its head: messages wrap, and elixir shows the source first. */
const farthest = 12

/**
 * Tools that say what on one line and where on one of the next: rustc, cargo, clippy, ruff's full format, typos, Deno,
 * esbuild, oxlint, rolldown, Elixir's compiler.
 */
export const pointed = diagnosticReader({
  format: 'compiler',
  kind: 'build',
  wakes:
    /^[Ee]rror(?:\[|: |\()|^[✘✖] \[ERROR\]|^(?:error: )?TS\d{1,6} \[ERROR\]|^ {2}[×✖x] \S|^>> Issue: \[|^[A-Z]{1,8}\d{3,4} (?:\[[*-]\] )?\S|^(?:unformatted|invalid-syntax|syntax-error)(?:\[\*\])?: |^\[[A-Z]{3,20}_/,
  head(text) {
    for (const form of heads) {
      const found = form.exec(text)
      if (found !== null) return { code: found[1] || undefined, message: (found[2] ?? '').trim() }
    }
    return undefined
  },
  belongs: (text, lines) =>
    (isDeno(lines) && !isPlaced(lines)) ||
    isBody(text) ||
    /^\s{0,12}[|╭│╰┌└·=,`-]|^(?:note|help): /.test(text) ||
    (text === '' && !isPlaced(lines)),
  complete(opened, lines) {
    const place = placeIn(lines)
    if (place === undefined) return undefined
    return { ...opened, ...place, kind: isLint(opened.code, lines) ? 'lint' : 'build' }
  },
})

function isDeno(lines: readonly string[]): boolean {
  return lines[0]?.includes('[ERROR]: ') === true
}

function isPlaced(lines: readonly string[]): boolean {
  return lines.length > farthest || placeIn(lines) !== undefined
}

function placeIn(lines: readonly string[]): Pick<Diagnostic, 'file' | 'line' | 'column'> | undefined {
  for (const line of lines.slice(1, farthest)) {
    // Elsewhere a line with `at` is a stack frame: the exception's own reader tells more.
    if (!isDeno(lines) && /^\s{0,12}at /.test(line)) continue
    const printed = (pointer.exec(line) ?? alone.exec(line))?.[1]
    const place = printed === undefined ? undefined : placeOf(printed)
    if (place !== undefined) return place
  }
  return undefined
}

function isLint(code: string | undefined, lines: readonly string[]): boolean {
  if (code !== undefined)
    return /^(?:clippy::|[A-Z]{1,4}\d{3,4}$|\w+\()/.test(code) && !/^(?:E0\d{3}|TS\d+)$/.test(code)
  return lines.some((line) => line.includes('#[deny(clippy::') || line.includes('clippy/master'))
}
