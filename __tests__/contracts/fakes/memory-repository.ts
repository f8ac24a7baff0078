import { createHash } from 'node:crypto'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { BrokenWorld, type Patch } from '../../../src/domain.js'
import type { Commit, Repository, TreeEntry } from '../../../src/ports.js'
import type { FixtureCommit, FixtureFile, FixtureFiles } from '../git-fixture.js'
import { unifiedDiff } from './unified-diff.js'

type Tree = ReadonlyMap<string, TreeEntry>

export interface MemoryRepository extends Repository {
  readonly head: string
  readonly branch: string
  /** Commit ids, oldest first. */
  readonly commits: readonly string[]
  /** For the fake remote. */
  treeOf(treeish: string): string | undefined
}

/** A repository in memory. Blob and tree ids are git's own, so that ids compare with a real repository's. */
export function memoryRepository(
  history: readonly FixtureCommit[],
  options: {
    readonly ignored?: readonly string[]
    readonly branch?: string
    /** What `blame` says, whatever the lines. */
    readonly blamed?: readonly string[]
  } = {},
): MemoryRepository {
  const blobs = new Map<string, Uint8Array>()
  const trees = new Map<string, Tree>()
  const commits: (Commit & { readonly tree: string })[] = []
  const branch = options.branch ?? 'main'

  const keepBlob = (bytes: Uint8Array): string => {
    const id = objectId('blob', bytes)
    blobs.set(id, bytes)
    return id
  }
  const keepTree = (tree: Tree): string => {
    const id = treeId([...tree.values()])
    trees.set(id, new Map([...tree].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))))
    return id
  }
  const treeOf = (treeish: string) => {
    const tree = commits.find((commit) => commit.id === treeish)?.tree ?? treeish
    return trees.has(tree) ? tree : undefined
  }
  const requireTree = (treeish: string): Tree => {
    const tree = trees.get(treeOf(treeish) ?? '')
    if (tree === undefined) throw new BrokenWorld('error-config', `no such tree: ${treeish}`, '')
    return tree
  }
  const text = (id: string) => Buffer.from(blobs.get(id) ?? []).toString()

  let files: FixtureFiles = {}
  history.forEach((commit, index) => {
    files = { ...files, ...commit.files }
    const tree = keepTree(
      new Map(Object.entries(files).map(([name, file]) => [name, toEntry(name, file, keepBlob)] as const)),
    )
    const id = objectId('commit', Buffer.from(`${index} ${tree} ${commit.subject}`))
    commits.push({ id, tree, subject: commit.subject, time: '2024-01-02T03:04:05Z' })
  })
  const head = commits.at(-1)?.id ?? ''

  return {
    head,
    branch,
    commits: commits.map((commit) => commit.id),
    treeOf,
    async resolve(revision) {
      if (revision === branch || revision === 'HEAD') return head
      const known = commits.findIndex((commit) => `${commit.id}^` === revision)
      if (known > 0) return commits[known - 1]?.id
      return commits.find((commit) => commit.id === revision)?.id
    },
    async entries(treeish) {
      return [...requireTree(treeish).values()]
    },
    blame: async () => options.blamed ?? [],
    async blob(id) {
      const bytes = blobs.get(id)
      if (bytes === undefined) throw new BrokenWorld('error-config', `no such blob: ${id}`, '')
      return bytes
    },
    async writeTree(base, patch) {
      return keepTree(patched(requireTree(base), patch, text, keepBlob))
    },
    async checkout(treeish, directory) {
      for (const entry of requireTree(treeish).values()) {
        const file = path.join(directory, entry.path)
        await mkdir(path.dirname(file), { recursive: true })
        if (entry.mode === '120000') await symlink(text(entry.id), file)
        else await writeFile(file, blobs.get(entry.id) ?? '', { mode: entry.mode === '100755' ? 0o755 : 0o644 })
      }
    },
    async keepWhole() {
      return { keepAdditions: async () => true, restore: async () => true }
    },
    async diff(from, to) {
      const [before, after] = [requireTree(from), requireTree(to)]
      const names = [...new Set([...before.keys(), ...after.keys()])].sort()
      return names
        .filter((name) => before.get(name)?.id !== after.get(name)?.id)
        .map((name) => unifiedDiff(name, textAt(before, name, text), textAt(after, name, text)))
        .join('')
    },
    async log(from, limit, file) {
      const newestFirst = commits.slice(0, commits.findIndex((commit) => commit.id === from) + 1).reverse()
      const touching = newestFirst.filter((commit, index) => {
        const parent = newestFirst[index + 1]
        if (file === undefined) return true
        const before = parent === undefined ? undefined : trees.get(parent.tree)?.get(file)?.id
        return trees.get(commit.tree)?.get(file)?.id !== before
      })
      return touching.slice(0, limit).map(({ id, subject, time }) => ({ id, subject, time }))
    },
    async ignoredDirectories() {
      return options.ignored ?? []
    },
  }
}

function textAt(tree: Tree, name: string, text: (id: string) => string): string | undefined {
  const entry = tree.get(name)
  return entry === undefined ? undefined : text(entry.id)
}

function patched(base: Tree, patch: Patch, text: (id: string) => string, keep: (bytes: Uint8Array) => string): Tree {
  const tree = new Map(base)
  for (const file of patch.files) {
    const entry = tree.get(file.path)
    const isFile = entry === undefined || entry.mode.startsWith('100')
    if (textAt(tree, file.path, text) !== file.before || !isFile) {
      throw new BrokenWorld('refused-policy', `the patch does not fit its base: ${file.path}`, '')
    }
    const below = [...tree.keys()].some((name) => file.path.startsWith(`${name}/`))
    if (below) throw new BrokenWorld('refused-policy', `the patch does not fit its base: ${file.path}`, '')
    tree.set(file.path, { path: file.path, mode: entry?.mode ?? '100644', id: keep(Buffer.from(file.after)) })
  }
  return tree
}

function toEntry(name: string, file: FixtureFile, keep: (bytes: Uint8Array) => string): TreeEntry {
  if (typeof file === 'string') return { path: name, mode: '100644', id: keep(Buffer.from(file)) }
  if (file instanceof Uint8Array) return { path: name, mode: '100644', id: keep(file) }
  if ('link' in file) return { path: name, mode: '120000', id: keep(Buffer.from(file.link)) }
  return { path: name, mode: '100755', id: keep(Buffer.from(file.executable)) }
}

function objectId(type: string, bytes: Uint8Array): string {
  return createHash('sha1').update(`${type} ${bytes.length}\0`).update(bytes).digest('hex')
}

/** A tree's id from its entries, folder by folder, in git's order: a folder sorts as if its name ended in a slash. */
function treeId(entries: readonly TreeEntry[]): string {
  const files = entries.filter((entry) => !entry.path.includes('/'))
  const rows = files.map((entry) => ({ sort: entry.path, mode: entry.mode, name: entry.path, id: entry.id }))
  for (const folder of new Set(entries.flatMap((entry) => entry.path.split('/').slice(0, -1).slice(0, 1)))) {
    const prefix = `${folder}/`
    const below = entries.filter((entry) => entry.path.startsWith(prefix))
    const id = treeId(below.map((entry) => ({ ...entry, path: entry.path.slice(prefix.length) })))
    rows.push({ sort: prefix, mode: '40000', name: folder, id })
  }
  rows.sort((a, b) => Buffer.compare(Buffer.from(a.sort), Buffer.from(b.sort)))
  const parts = rows.flatMap((row) => [Buffer.from(`${row.mode} ${row.name}\0`), Buffer.from(row.id, 'hex')])
  return objectId('tree', Buffer.concat(parts))
}
