/** The packages of a monorepo, by what its tracked files say, and which of them need which. */
import { globMatches } from '../patch/glob.js'

/** Tracked files of a commit. */
export interface Tracked {
  readonly paths: readonly string[]
  /** Text of a tracked file, or undefined. */
  read(path: string): Promise<string | undefined>
}

export interface Package {
  /** Relative to the repository, never its root. */
  readonly directory: string
  /** How others name it; undefined where nothing says. */
  readonly name: string | undefined
  readonly manifest: string
  /** File name of its manifest: packages depend on those of their own kind. */
  readonly kind: string
}

/** Each manifest is read; a repository with more packages than this is better told which one to look at. */
const mostPackages = 400

const manifests: Readonly<Record<string, (text: string) => string | undefined>> = {
  'package.json': (text) => stringOf(json(text)?.['name']),
  'go.mod': (text) => /^module\s+"?([^\s"]+)/m.exec(text)?.[1],
  'Cargo.toml': (text) => /^name\s*=\s*"([^"\n]+)"/m.exec(text)?.[1],
  'pyproject.toml': (text) => /^name\s*=\s*["']([^"'\n]+)["']/m.exec(text)?.[1],
  'pom.xml': (text) => /<artifactId>([^<\s]+)</.exec(text.replace(/<parent>[\s\S]*?<\/parent>/, ''))?.[1],
}

/** Deepest first. Undefined where there are more than anyone should read. */
export async function packagesOf(tracked: Tracked): Promise<readonly Package[] | undefined> {
  const globs = await workspaceGlobs(tracked)
  const found = tracked.paths.flatMap((path) => {
    const cut = path.lastIndexOf('/')
    const kind = path.slice(cut + 1)
    const directory = path.slice(0, Math.max(cut, 0))
    if (directory === '' || !Object.hasOwn(manifests, kind) || /(^|\/)(node_modules|vendor)\//.test(path)) return []
    return kind === 'package.json' && globs.length > 0 && !isMember(directory, globs) ? [] : [{ directory, kind, path }]
  })
  if (found.length > mostPackages) return undefined
  const packages: Package[] = []
  for (const { directory, kind, path } of found) {
    const manifest = ((await tracked.read(path)) ?? '').slice(0, 1_000_000)
    packages.push({ directory, kind, manifest, name: manifests[kind]?.(manifest) })
  }
  return packages.sort((a, b) => b.directory.length - a.directory.length)
}

/** The innermost package that a file lies in. */
export function packageOf(path: string, packages: readonly Package[]): Package | undefined {
  return packages.find(({ directory }) => path.startsWith(`${directory}/`))
}

/** Packages that name this one, directly or by way of others: nearest first. */
export function dependentsOf(start: readonly Package[], all: readonly Package[]): readonly Package[] {
  return reach(start, all, (from, to) => needs(to, from))
}

/** Packages that this one names, directly or by way of others: nearest first. */
export function dependenciesOf(start: readonly Package[], all: readonly Package[]): readonly Package[] {
  return reach(start, all, needs)
}

function reach(
  start: readonly Package[],
  all: readonly Package[],
  leads: (from: Package, to: Package) => boolean,
): readonly Package[] {
  const reached = new Set(start)
  for (const from of reached) {
    for (const to of all) if (!reached.has(to) && leads(from, to)) reached.add(to)
  }
  return [...reached].filter((each) => !start.includes(each))
}

function needs(from: Package, to: Package): boolean {
  if (to.name === undefined || from.kind !== to.kind || from === to) return false
  if (from.kind !== 'package.json') return namesWhole(from.manifest, to.name)
  const manifest = json(from.manifest)
  const { name } = to
  return ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'].some((section) => {
    const listed = manifest?.[section]
    return typeof listed === 'object' && listed !== null && Object.hasOwn(listed, name)
  })
}

/** A name too many is one suite too many, a name too few a package that nobody tests: so any mention counts. */
function namesWhole(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    if (!/[\w-]/.test(text[at - 1] ?? '') && !/[\w-]/.test(text[at + name.length] ?? '')) return true
  }
  return false
}

/** `workspaces` of package.json, `packages` of pnpm-workspace.yaml and lerna.json. */
async function workspaceGlobs(tracked: Tracked): Promise<readonly string[]> {
  const has = new Set(tracked.paths)
  const read = async (path: string): Promise<string> => (has.has(path) ? ((await tracked.read(path)) ?? '') : '')
  const own = json(await read('package.json'))?.['workspaces']
  const nested = typeof own === 'object' && own !== null && 'packages' in own ? own.packages : own
  const lerna = json(await read('lerna.json'))?.['packages']
  return [...strings(nested), ...pnpmGlobs(await read('pnpm-workspace.yaml')), ...strings(lerna)]
}

/** The list below `packages:`, a line each; pnpm writes it no other way. */
function pnpmGlobs(text: string): readonly string[] {
  const lines = text.slice(0, 100_000).split(/\r?\n/)
  const start = lines.findIndex((line) => /^packages:\s*(#.*)?$/.test(line))
  if (start === -1) return []
  const globs: string[] = []
  for (const line of lines.slice(start + 1)) {
    if (/^\s*(#.*)?$/.test(line)) continue
    const glob = /^\s*-\s+(?:'([^']{1,500})'|"([^"]{1,500})"|([^\s#'"]{1,500}))/.exec(line)
    if (glob === null) break
    globs.push(glob[1] ?? glob[2] ?? glob[3] ?? '')
  }
  return globs
}

function isMember(directory: string, globs: readonly string[]): boolean {
  const parent = directory.slice(0, Math.max(directory.lastIndexOf('/'), 0))
  // A glob covers what is below what it matches; a package is only what it matches itself.
  const isNamed = (glob: string): boolean =>
    globMatches(glob, directory) && (/\*\*\/?$/.test(glob) || parent === '' || !globMatches(glob, parent))
  const excluded = globs.filter((glob) => glob.startsWith('!')).map((glob) => glob.slice(1))
  return (
    globs.some((glob) => !glob.startsWith('!') && isNamed(glob)) &&
    !excluded.some((glob) => globMatches(glob, directory))
  )
}

function json(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string').slice(0, 200) : []
}

function stringOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
