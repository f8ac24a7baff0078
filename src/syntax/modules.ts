import type { Language, RepoPath } from '../domain.js'
import { isScript } from './language.js'

const scriptExtensions = ['ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs', 'json']

/**
 * The tracked file that an import means, told from names alone: no configuration of the project is read and no code
 * of it runs. Undefined for packages, for what is not tracked, and for languages whose imports name packages
 * (neighbours.ts).
 */
export function resolveImport(
  specifier: string,
  from: string,
  language: Language,
  files: ReadonlySet<RepoPath>,
): RepoPath | undefined {
  if (language !== 'python' && !isScript(language)) return undefined
  const guesses = language === 'python' ? pythonGuesses(specifier, from) : scriptGuesses(specifier, from)
  for (const guess of guesses) if (files.has(guess as RepoPath)) return guess as RepoPath
  return undefined
}

function* scriptGuesses(specifier: string, from: string): Generator<string> {
  const folder = from.split('/').slice(0, -1)
  if (specifier.startsWith('.')) {
    const path = join(folder, specifier)
    if (path !== undefined) yield* withExtensions(path)
    return
  }
  // Path aliases: `@/orders` and `~/orders` mean the source folder nearly everywhere, `src/orders` the root.
  const aliased = specifier.replace(/^[@~#]\//, '')
  if (aliased === specifier && !specifier.includes('/')) return
  for (let up = folder.length; up >= 0; up--) {
    const root = folder.slice(0, up)
    yield* withExtensions([...root, aliased].join('/'))
    yield* withExtensions([...root, 'src', aliased].join('/'))
  }
}

function* withExtensions(path: string): Generator<string> {
  // The root of the repository itself: `require('..')` from a folder of tests.
  if (path === '') {
    for (const extension of scriptExtensions) yield `index.${extension}`
    return
  }
  yield path
  // TypeScript writes the name of the file that it will make: `./total.js` is `total.ts`.
  const bare = path.replace(/\.[mc]?jsx?$/, '')
  if (bare !== path) for (const extension of scriptExtensions) yield `${bare}.${extension}`
  for (const extension of scriptExtensions) yield `${path}.${extension}`
  for (const extension of scriptExtensions) yield `${path}/index.${extension}`
}

function* pythonGuesses(specifier: string, from: string): Generator<string> {
  const folder = from.split('/').slice(0, -1)
  const dots = /^\.*/.exec(specifier)?.[0].length ?? 0
  const parts = specifier.slice(dots).split('.').filter(Boolean)
  if (dots > 0) {
    const base = folder.slice(0, folder.length - (dots - 1))
    yield* pythonFiles([...base, ...parts])
    return
  }
  for (let up = folder.length; up >= 0; up--) {
    const root = folder.slice(0, up)
    yield* pythonFiles([...root, ...parts])
    for (const layout of ['src', 'lib']) yield* pythonFiles([...root, layout, ...parts])
  }
}

function* pythonFiles(parts: readonly string[]): Generator<string> {
  const path = parts.join('/')
  yield `${path}.py`
  yield `${path}/__init__.py`
}

/** Joins and normalises; undefined where the path would leave the repository. */
function join(folder: readonly string[], specifier: string): string | undefined {
  const parts = [...folder]
  for (const part of specifier.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined
    } else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}
