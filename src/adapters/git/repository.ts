import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { RepoPath } from '../../domain.js'
import type { Commit, Repository } from '../../ports.js'
import { realpathOrSelf } from '../find-executable.js'
import { blameLines } from './blame.js'
import { createBlobReader } from './blobs.js'
import { type CheckoutGaps, checkoutTree } from './checkout.js'
import { dependencyDirectories } from './dependency-directories.js'
import { createTreeReader } from './entries.js'
import { makePrivateGit, type PrivateGit, readShallow } from './private-directory.js'
import { isObjectId } from './refs.js'
import { findGit, type Git, missingObject } from './run-git.js'
import { keepWhole } from './whole-copy.js'
import { writePatchedTree } from './write-tree.js'

export interface OpenRepositoryOptions {
  /** Absolute path of the checkout. */
  readonly workspace: string
  /** An existing directory of our own, outside the workspace. */
  readonly scratchDirectory: string
  /** Absolute path of git; found on PATH where absent. */
  readonly git?: string
}

export interface OpenedRepository extends Repository {
  /** The commit that was checked out when the repository was opened. */
  readonly head: string
  /** The branch that was checked out; undefined on a detached HEAD. */
  readonly branch: string | undefined
  readonly shallow: boolean
  readonly partial: boolean
  /** What checkouts left out so far, in plain words. */
  notes(): readonly string[]
  /** For the adapters that push and read history: git, bound to the private git directory. */
  readonly git: Git
  /** Commits at which the history ends although they have parents. */
  shallowCommits(): ReadonlySet<string>
  /** Reads them anew, once history was fetched. */
  refreshShallow(): Promise<void>
}

/** A diff beyond this is no patch that anyone reads; it is cut after the last whole file. */
const limitDiff = 16 * 1024 * 1024

/**
 * Opens the workspace's repository through a private git directory. Throws BrokenWorld('error-config') where the
 * workspace is no repository, has no commit yet, or lacks the objects of the commit that is checked out.
 */
export async function openRepository(options: OpenRepositoryOptions): Promise<OpenedRepository> {
  const workspace = realpathOrSelf(options.workspace)
  const scratch = path.join(options.scratchDirectory, `git-${randomUUID()}`)
  await mkdir(scratch, { mode: 0o700 })
  const opened = await makePrivateGit(workspace, scratch, options.git ?? findGit(workspace))
  const { git } = opened
  const notes = new Set<string>()
  const tools = {
    git,
    entries: createTreeReader(git),
    blob: createBlobReader(git),
    indexFile: () => path.join(scratch, `index-${randomUUID()}`),
    temporaryFile: () => path.join(scratch, `blob-${randomUUID()}`),
  }
  const entries = async (treeish: string) => tools.entries(await requireTree(git, treeish))
  return {
    head: opened.refs.head,
    branch: opened.refs.branch,
    shallow: opened.shallow.size > 0,
    partial: opened.partial,
    git,
    shallowCommits: () => opened.shallow,
    async refreshShallow() {
      opened.shallow.clear()
      for (const id of await readShallow(opened.directory)) opened.shallow.add(id)
    },
    notes: () => [...notes],
    resolve: (revision) => resolveRevision(opened, revision),
    entries,
    blob: tools.blob,
    writeTree: async (base, patch) => writePatchedTree(await requireTree(git, base), patch, tools),
    async checkout(tree, directory) {
      const gaps = await checkoutTree(await requireTree(git, tree), directory, tools)
      for (const note of describeGaps(gaps)) notes.add(note)
    },
    async keepWhole(tree, directory) {
      return keepWhole(await requireTree(git, tree), directory, tools)
    },
    diff: (from, to) => diffTrees(git, from, to),
    blame: (commit, file, lines) => blameLines(git, opened.shallow, { commit, path: file }, lines),
    log: (from, limit, file) => readLog(opened, from, limit, file),
    async ignoredDirectories() {
      const tracked = (await entries(opened.refs.head)).map((entry) => entry.path)
      return dependencyDirectories(workspace, tracked)
    },
  }
}

/** Revisions come from inputs and reports: names, ids, `~` and `^` alone, no search in messages, no reflog, no range. */
const revisionSyntax = /^[^-\0-\x20\x7f:?*[\\@{}][^\0-\x20\x7f:?*[\\{}]{0,254}$/

/** A branch is meant before a tag of the same name: git itself would take the tag. */
async function resolveRevision(opened: PrivateGit, revision: string): Promise<string | undefined> {
  if (!revisionSyntax.test(revision) || revision.includes('..')) return undefined
  const { all } = opened.refs
  const known = ['refs/heads/', 'refs/remotes/origin/', 'refs/tags/'].map((prefix) => all.get(prefix + revision))
  const name = known.find((id) => id !== undefined) ?? revision
  const result = await opened.git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`], {
    mayFail: true,
  })
  const id = result.stdout.toString().trim()
  return result.exit === 0 && isObjectId(id) ? id : undefined
}

/** Callers name trees by commit or tree id; a tree's own id is what caches may go by. */
async function requireTree(git: Git, treeish: string): Promise<string> {
  if (!isObjectId(treeish)) throw new Error(`not an object id: ${treeish.slice(0, 80)}`)
  const result = await git(['rev-parse', '--verify', '--end-of-options', `${treeish}^{tree}`], { mayFail: true })
  if (result.exit !== 0) throw missingObject(`tree of ${treeish.slice(0, 12)}`)
  return result.stdout.toString().trim()
}

async function diffTrees(git: Git, from: string, to: string): Promise<string> {
  const trees = [await requireTree(git, from), await requireTree(git, to)]
  const format = ['-r', '-p', '--text', '--no-ext-diff', '--no-textconv', '--no-renames', '--full-index', '--no-color']
  const result = await git(['diff-tree', ...format, '--unified=3', '--diff-algorithm=myers', ...trees], {
    limitBytes: limitDiff,
  })
  if (result.stdout.length < limitDiff) return result.stdout.toString('utf8')
  const lastFile = result.stdout.lastIndexOf('\ndiff --git ')
  return result.stdout.subarray(0, lastFile + 1).toString('utf8')
}

async function readLog(opened: PrivateGit, from: string, limit: number, file?: RepoPath): Promise<readonly Commit[]> {
  if (!isObjectId(from)) throw new Error(`not an object id: ${from.slice(0, 80)}`)
  const format = ['--format=%H%x00%cI%x00%s', '-z', '--encoding=UTF-8', `--max-count=${limit}`, '--no-color']
  const paths = file === undefined ? [] : [file]
  const result = await opened.git(['log', ...format, '--end-of-options', from, '--', ...paths])
  const fields = result.stdout.toString('utf8').split('\0')
  const commits: Commit[] = []
  for (let at = 0; at + 2 < fields.length; at += 3) {
    const [id, time, subject] = fields.slice(at, at + 3)
    if (id === undefined || time === undefined || subject === undefined) break
    // Where history is cut off a commit seems to add every file: it says nothing about this one.
    if (file !== undefined && opened.shallow.has(id)) continue
    commits.push({ id, time, subject })
  }
  return commits
}

function describeGaps(gaps: CheckoutGaps): readonly string[] {
  const said: string[] = []
  if (gaps.links.length > 0) {
    said.push(
      `${gaps.links.length} symbolic link(s) that lead out of the repository were left out, first: ${gaps.links[0]}`,
    )
  }
  if (gaps.submodules.length > 0) {
    said.push(`${gaps.submodules.length} submodule(s) were left empty, first: ${gaps.submodules[0]}`)
  }
  return said
}
