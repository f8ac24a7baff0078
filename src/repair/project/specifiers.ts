/** A module as an import names it. */
export interface Specifier {
  readonly text: string
  /** Offset of the text. */
  readonly start: number
  /** The same with slashes, to take its last part. */
  readonly path: string
}

const script =
  /(?:\bfrom\s{1,5}|\bimport\s{0,5}\(?\s{0,5}|\brequire\s{0,2}\(\s{0,5})(["'`])(\.{1,2}\/[^"'`\n]{1,300})\1/g
const python = /^[ \t]*(?:from[ \t]+(\.*[\w.]*)[ \t]+import\b|import[ \t]+([\w.]+))/gm

/** The relative imports of a script, all imports of a Python file; told by their look, for any version of the language. */
export function specifiersIn(text: string, path: string): readonly Specifier[] {
  if (text.length > 500_000) return []
  if (path.endsWith('.py')) {
    return [...text.matchAll(python)].flatMap((found) => {
      const name = found[1] ?? found[2] ?? ''
      const start = found.index + found[0].indexOf(name, found[0].search(/from|import/) + 4)
      return name.replaceAll('.', '') === '' ? [] : [{ text: name, start, path: name.replaceAll('.', '/') }]
    })
  }
  return [...text.matchAll(script)].map((found) => {
    const specifier = found[2] ?? ''
    return { text: specifier, start: found.index + found[0].length - 1 - specifier.length, path: specifier }
  })
}

/** The specifier of `target` from `path`, in the style of the one that it replaces. */
export function specifierTo(old: Specifier, path: string, target: string): string {
  return path.endsWith('.py') ? pythonTo(old, path, target) : scriptTo(old, path, target)
}

function scriptTo(old: Specifier, path: string, target: string): string {
  const ending = /\.[cm]?[jt]sx?$/.exec(old.text)?.[0]
  const relative = relativeTo(path, target)
  if (ending === undefined) return relative.replace(/\.[cm]?[jt]sx?$/, '').replace(/(.)\/index$/, '$1')
  // TypeScript names the file that it will make.
  return /js/.test(ending) ? relative.replace(/ts(x?)$/, 'js$1') : relative
}

function relativeTo(path: string, target: string): string {
  const from = path.split('/').slice(0, -1)
  const to = target.split('/')
  let shared = 0
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared++
  const up = from.slice(shared).map(() => '..')
  return [...(up.length === 0 ? ['.'] : up), ...to.slice(shared)].join('/')
}

function pythonTo(old: Specifier, path: string, target: string): string {
  const parts = target.replace(/(?:\/__init__)?\.py$/, '').split('/')
  const folder = path.split('/').slice(0, -1)
  if (old.text.startsWith('.')) {
    let shared = 0
    while (shared < folder.length && shared < parts.length - 1 && folder[shared] === parts[shared]) shared++
    return `${'.'.repeat(folder.length - shared + 1)}${parts.slice(shared).join('.')}`
  }
  // Where the old name started below `src` or another root, the new one does.
  const first = old.text.split('.')[0] ?? ''
  const at = parts.indexOf(first)
  const isRoot = parts[0] === 'src' || parts[0] === 'lib'
  return parts.slice(at > 0 ? at : isRoot ? 1 : 0).join('.')
}
