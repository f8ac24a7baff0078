import { applyChanges } from '../code/edits.js'
import type { Change } from '../code/site.js'
import type { CodeFile } from './home.js'

/** Longer lines import nothing. */
const longest = 200

/**
 * The changes, and what they mean for the file's imports: standard packages that they name come in, and what nobody
 * names any more goes out where a compiler asks for that.
 */
export function withImports({ parsed, table }: CodeFile, changes: readonly Change[]): readonly Change[] {
  const { packages, refusesUnused } = table
  if (packages === undefined) return changes
  const { text } = parsed
  const imports = importsOf(text)
  const isKnown = (name: string, path: string): boolean =>
    imports.some((one) => one.name === name || one.path === `${path.slice(0, path.lastIndexOf('.'))}.*`)
  const missing = Object.entries(packages)
    .filter(([name, path]) => changes.some((one) => isNamed(one.text, name)) && !isKnown(name, path))
    .map(([, path]) => path)
  const added = missing.length === 0 ? [] : [insertion(text, imports, missing)]
  if (refusesUnused !== true) return [...added, ...changes]
  const after = applyChanges(text, changes)
  const gone = imports.filter(({ name }) => isNamed(text, name) && !isNamed(after, name))
  return [...added, ...gone.map(({ start, end }) => ({ start, end, text: '' })), ...changes]
}

interface Import {
  /** What code calls it. */
  readonly name: string
  readonly path: string
  /** Its whole line. */
  readonly start: number
  readonly end: number
  readonly isInBlock: boolean
}

/** `import "a/b"`, `import c "a/b"`, lines of a block of those, and `import a.b.C;`. */
function importsOf(text: string): readonly Import[] {
  const found: Import[] = []
  let isInBlock = false
  let start = 0
  for (const line of text.split('\n')) {
    const end = start + line.length + 1
    const short = line.slice(0, longest)
    if (/^import \(/.test(short)) isInBlock = true
    else if (isInBlock && short.startsWith(')')) isInBlock = false
    const quoted = isInBlock || short.startsWith('import ') ? /(?:([\w.]+)\s+)?"([^"]+)"/.exec(short) : null
    const path = quoted?.[2] ?? /^import ([\w.*]+);/.exec(short)?.[1]
    const alias = quoted?.[1] === 'import' ? undefined : quoted?.[1]
    if (path !== undefined) found.push({ name: alias ?? lastOf(path), path, start, end, isInBlock })
    else if (/^(?:func|type|class|public|final|abstract)\b/.test(short)) break
    start = end
  }
  return found
}

function lastOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('.')) + 1)
}

function insertion(text: string, imports: readonly Import[], paths: readonly string[]): Change {
  const first = imports[0]
  const isDotted = paths.some((path) => path.includes('.'))
  const head = /^package [^\n]{1,200}\n/m.exec(text)
  const at = first?.start ?? (head === null ? 0 : head.index + head[0].length)
  const lines = paths.map((path) =>
    isDotted ? `import ${path};\n` : first?.isInBlock === true ? `\t"${path}"\n` : `import "${path}"\n`,
  )
  const isAlone = first === undefined && head !== null
  return { start: at, end: at, text: `${isAlone ? '\n' : ''}${lines.join('')}` }
}

function isNamed(text: string, name: string): boolean {
  return new RegExp(`(?<![\\w.$])${name.replace(/\W/g, '\\$&')}\\.(?=\\w)`).test(text)
}
