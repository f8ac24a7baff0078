import type { RepoPath } from '../domain.js'

/** Manifests that are read: a monorepo of more packages is looked at from its own imports alone. */
const mostManifests = 60
const longestManifest = 200_000

export interface Packages {
  /** The tracked file that stands for a folder or for a package of this repository, where its manifest names one. */
  entry(folderOrName: string): RepoPath | undefined
}

/** Reads what the manifests of the repository's own packages name as their beginning. Nothing is run. */
export async function readPackages(
  files: ReadonlySet<RepoPath>,
  text: (path: RepoPath) => Promise<string | undefined>,
): Promise<Packages> {
  const entries = new Map<string, RepoPath>()
  const manifests = [...files].filter((path) => /(?:^|\/)package\.json$/.test(path) && path.split('/').length <= 4)
  for (const path of manifests.slice(0, mostManifests)) {
    const manifest = parsed(await text(path))
    if (manifest === undefined) continue
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')))
    const entry = begins(manifest)
      .flatMap((begin) => guesses(folder, begin))
      .find((guess) => files.has(guess as RepoPath))
    if (entry === undefined) continue
    entries.set(folder, entry as RepoPath)
    if (typeof manifest['name'] === 'string') entries.set(manifest['name'], entry as RepoPath)
  }
  return { entry: (folderOrName) => entries.get(folderOrName) }
}

function parsed(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  if (text === undefined || text.length > longestManifest) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

/** Built files are not tracked: their source is guessed from their names, and the usual beginnings come last. */
function begins(manifest: Readonly<Record<string, unknown>>): readonly string[] {
  const named = ['source', 'main', 'module', 'exports'].map((key) => firstText(manifest[key]))
  return [...named.filter((one) => one !== undefined), './index', './src/index', './lib/index', './src/main']
}

/** Entries of `exports` may be nested by condition: the first path is as good as any. */
function firstText(value: unknown, depth = 0): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null || depth > 4) return undefined
  const known = (value as Record<string, unknown>)['.']
  for (const one of known === undefined ? Object.values(value) : [known]) {
    const text = firstText(one, depth + 1)
    if (text !== undefined) return text
  }
  return undefined
}

function guesses(folder: string, begin: string): readonly string[] {
  const path = begin.replace(/^\.\//, '').replace(/\/$/, '/index')
  const sources = [path, path.replace(/^(?:dist|build|out|es|cjs|esm)\//, 'src/')]
  const bare = sources.map((one) => one.replace(/(?:\.d)?\.[mc]?[jt]sx?$/, ''))
  const all = [
    ...sources,
    ...bare.flatMap((one) => ['ts', 'tsx', 'js', 'mjs', 'cjs', 'jsx'].map((end) => `${one}.${end}`)),
    ...bare.map((one) => `${one}/index.js`),
  ]
  return all.map((one) => (folder === '' ? one : `${folder}/${one}`))
}
