import type { Patch, PatchFile, RepoPath } from '../domain.js'
import type { Repository, TreeEntry } from '../ports.js'
import { repoPath } from '../repo-path.js'
import { isTestFile } from '../test-file.js'
import { editableText } from '../trial/patch/apply.js'
import type { Target } from '../trial/target.js'

type Tree = ReadonlyMap<string, TreeEntry>

/** Files that tests of today need and yesterday had not; more of them are another test suite. */
const mostSupport = 200

/** What an older commit lacks to run the failing test: the test's file, where it does not hold the test yet, and what came with it. */
export async function overlayOf(
  repository: Pick<Repository, 'entries' | 'blob'>,
  target: Target,
  commits: { readonly base: string; readonly old: string },
  command: string,
): Promise<Patch> {
  const base = await treeOf(repository, commits.base)
  const old = await treeOf(repository, commits.old)
  const files: PatchFile[] = []
  const add = async (path: RepoPath): Promise<void> => {
    const after = await textIn(repository, base, path)
    const before = await textIn(repository, old, path)
    if (after !== undefined && after !== before && fits(old, path, before)) files.push({ path, before, after })
  }
  for (const path of wantedFiles(target, base, command)) {
    if (await holdsTest(repository, old, base, path, target)) continue
    await add(path)
  }
  if (files.length > 0) {
    const support = [...base.keys()].filter((path) => isTestFile(path) && !old.has(path))
    const known = new Set<string>(files.map((file) => file.path))
    for (const path of support.slice(0, mostSupport)) {
      const own = repoPath(path)
      if ('path' in own && !known.has(path)) await add(own.path)
    }
  }
  return { files }
}

async function treeOf(repository: Pick<Repository, 'entries'>, commit: string): Promise<Tree> {
  return new Map((await repository.entries(commit)).map((entry) => [entry.path, entry]))
}

/** The test's own file; for a replay the tracked files that its command names. */
function wantedFiles({ failure, selection }: Target, base: Tree, command: string): readonly RepoPath[] {
  const replays = 'fingerprint' in selection
  const named = replays ? command.slice(0, 2000).split(/[\s'"=]+/) : [failure.test?.file, failure.test?.name]
  const paths = named.filter((path) => path !== undefined).map((path) => path.replace(/^\.\//, ''))
  return [...new Set(paths)].flatMap((path) => {
    const own = base.has(path) ? repoPath(path) : { refused: 'not tracked' }
    return 'path' in own ? [own.path] : []
  })
}

/** The old commit's own test is the better witness: a changed expectation is a cause too. */
async function holdsTest(
  repository: Pick<Repository, 'blob'>,
  old: Tree,
  base: Tree,
  path: RepoPath,
  { failure, selection }: Target,
): Promise<boolean> {
  const there = old.get(path)
  if (there === undefined) return false
  if (there.id === base.get(path)?.id || 'fingerprint' in selection) return true
  const text = (await textIn(repository, old, path)) ?? ''
  // Titles are printed with those of their blocks in front, parametrised ones with their values behind.
  const title = (failure.test?.name ?? '').split(/ (?:>|›) /).at(-1) ?? ''
  const bare = title.replace(/\[.*\]$/s, '').slice(0, 60)
  return bare !== '' && (text.includes(bare) || text.includes(bare.split(' ').slice(-3).join(' ')))
}

async function textIn(repository: Pick<Repository, 'blob'>, tree: Tree, path: RepoPath): Promise<string | undefined> {
  const entry = tree.get(path)
  if (entry === undefined || !entry.mode.startsWith('100')) return undefined
  const file = editableText(entry.mode, await repository.blob(entry.id))
  return file.kind === 'text' ? file.text : undefined
}

/** A path that is something else in the old tree, or lies below a file of it, cannot be written there. */
function fits(old: Tree, path: string, before: string | undefined): boolean {
  if (before === undefined && old.has(path)) return false
  const parts = path.split('/')
  return !parts.slice(1).some((_, index) => old.has(parts.slice(0, index + 1).join('/')))
}
