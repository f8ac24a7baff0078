import type { SourceMaps } from './source-maps/open-maps.js'

export interface Scope {
  /** Absolute workspace path, stripped from absolute paths. */
  readonly root: string
  /** Tracked files, relative to the root. */
  readonly files: ReadonlySet<string>
  /** Maps of generated code, where there may be some. */
  readonly sourceMaps?: SourceMaps
}

export interface Located {
  /** The tracked file where there is one, else the printed path without scheme and workspace. */
  readonly file: string
  readonly inRepository: boolean
  /** True for code of a runtime or of an installed package: never the place to look first. */
  readonly isLibrary: boolean
}

export type Locate = (printed: string) => Located

/** What begins like an absolute path and ends like a file. */
const absoluteFile = /^(?:[A-Za-z]:)?[\\/][^\n]{1,4000}\.[A-Za-z]\w{0,8}$/

/**
 * node:test names a file that it runs by its absolute path. A test must have the same name in every checkout, so the
 * part before the path in the repository goes; every other text stays as it is.
 */
export function portableName(name: string, locate: Locate): string {
  if (!absoluteFile.test(name)) return name
  const { file } = locate(name)
  const isTail = !absoluteFile.test(file) && name.replaceAll('\\', '/').endsWith(`/${file}`)
  return isTail ? file : name
}

/** A signal names few distinct files; a hostile one may name millions. */
const mostRemembered = 20_000
/** PATH_MAX on Linux: what is longer is no path. */
const longestPath = 4096

const librarySegment =
  /(?:^|\/)(?:node_modules|site-packages|dist-packages|\.pnpm|\.yarn|\.venv|\.m2|\.gradle|\.cargo\/registry|\.rustup|rustc\/[0-9a-f]{6,40}|pkg\/mod|usr\/lib|usr\/local\/lib|usr\/local\/go\/src|usr\/share|usr\/(?:local\/)?bin|usr\/local\/bundle|usr\/src\/php|lib\/python[\d.]+|lib\/ruby|gems\/[^/]+-\d[^/]*|hostedtoolcache|php[\d.]*\/vendor|jest-circus|bower_components|library\/(?:std|core|alloc|test)\/src)\//
const runtimeName =
  /^(?:node:|internal\/|deno:|ext:|bun:|native$|native code|<|\[|\(|java\.|jdk\.|sun\.|org\.junit\.|java\/|jdk\/|sun\/|org\/junit\/|junit\/|org\/apache\/maven\/|org\/gradle\/|chrome-extension:|safari-extension:|moz-extension:|resource:|vendor\/phpunit\/|_testmain\.go)/

/**
 * Maps printed paths (of other machines, of containers, `file:///`, `webpack://`) to tracked files: the tracked file
 * that shares the longest tail with the printed path, where only one does. What is not tracked is never `inRepository`.
 */
export function locator(scope: Scope): Locate {
  const remembered = new Map<string, Located>()
  let index: Map<string, string[]> | undefined
  return (printed) => {
    const known = remembered.get(printed)
    if (known !== undefined) return known
    index ??= byBaseName(scope.files)
    const located = locateIn(printed, scope, index)
    if (remembered.size < mostRemembered) remembered.set(printed, located)
    return located
  }
}

function locateIn(printed: string, scope: Scope, index: ReadonlyMap<string, readonly string[]>): Located {
  if (printed.length > longestPath)
    return { file: printed.slice(0, longestPath), inRepository: false, isLibrary: false }
  const path = plainPath(printed)
  const isLibrary = runtimeName.test(path) || librarySegment.test(path)
  const within = belowRoot(path, scope.root)
  if (isLibrary && within === undefined) return { file: path, inRepository: false, isLibrary }
  if (isLibrary && librarySegment.test(within ?? '')) return { file: within ?? path, inRepository: false, isLibrary }
  if (within !== undefined && scope.files.has(within)) return { file: within, inRepository: true, isLibrary: false }
  const tracked = isLibrary ? undefined : bestMatch(path, index)
  if (tracked !== undefined) return { file: tracked, inRepository: true, isLibrary: false }
  return { file: within ?? path, inRepository: false, isLibrary }
}

/** Takes schemes, hosts, queries and Windows separators away; percent-encoding only where it decodes. */
function plainPath(printed: string): string {
  let path = printed.trim().replace(/\\/g, '/')
  path = path.replace(/^(?:async |eval at )/, '')
  if (/^(?:file|webpack(?:-internal)?|webpack-generated|app|vite|turbopack|rollup):\/\//i.test(path))
    path = afterScheme(path)
  if (path.includes('%')) path = decoded(path)
  if (!path.startsWith('<') && !/^https?:/.test(path)) path = path.replace(/[?#][^/]*$/, '')
  path = path.replace(/^\/(?=[A-Za-z]:\/)/, '').replaceAll('/./', '/')
  return path.startsWith('./') ? path.slice(2) : path
}

function afterScheme(path: string): string {
  const rest = path.slice(path.indexOf('://') + 3)
  if (/^file:/i.test(path)) return rest.startsWith('/') ? rest : `/${rest}`
  // webpack://<package>/./src/x.js, webpack:///./src/x.js and webpack:///src/x.js all mean src/x.js.
  const relative = rest.indexOf('/./')
  if (relative >= 0) return rest.slice(relative + 3)
  return rest.replace(/^\/+/, '')
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function belowRoot(path: string, root: string): string | undefined {
  if (/^[a-z][\w+.-]*:\/\//i.test(path)) return undefined
  if (!path.startsWith('/') && !/^[A-Za-z]:\//.test(path)) return normalised(path)
  const base = root.replace(/\\/g, '/').replace(/\/$/, '')
  if (base === '' || !path.startsWith(`${base}/`)) return undefined
  return normalised(path.slice(base.length + 1))
}

function normalised(path: string): string {
  if (!path.includes('..') && !path.includes('//')) return path
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else parts.push(part)
  }
  return parts.join('/')
}

function byBaseName(files: ReadonlySet<string>): Map<string, string[]> {
  const index = new Map<string, string[]>()
  for (const file of files) {
    const name = file.slice(file.lastIndexOf('/') + 1)
    const list = index.get(name)
    if (list === undefined) index.set(name, [file])
    else list.push(file)
  }
  return index
}

/** A tracked file counts when it is the tail of the printed path, or the printed relative path is its tail. */
function bestMatch(path: string, index: ReadonlyMap<string, readonly string[]>): string | undefined {
  const wanted = normalised(path.replace(/^https?:\/\/[^/]+\//, '/'))
    .split('/')
    .filter((part) => part !== '..')
  const candidates = index.get(wanted.at(-1) ?? '') ?? []
  let best: string | undefined
  let length = 0
  let isShared = false
  for (const file of candidates) {
    const parts = file.split('/')
    const shared = sharedTail(parts, wanted)
    const fits = shared === parts.length || shared === wanted.length || shared >= 2
    if (!fits || shared < length) continue
    isShared = shared === length
    best = file
    length = shared
  }
  return isShared ? undefined : best
}

function sharedTail(left: readonly string[], right: readonly string[]): number {
  let shared = 0
  while (shared < left.length && shared < right.length && left.at(-1 - shared) === right.at(-1 - shared)) shared++
  return shared
}
