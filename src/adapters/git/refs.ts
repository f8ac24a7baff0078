import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { BrokenWorld } from '../../domain.js'
import type { GitLocation } from './locate.js'

export interface Refs {
  /** Full name to object id, sorted by name. */
  readonly all: ReadonlyMap<string, string>
  /** The commit that is checked out. */
  readonly head: string
  /** The branch that is checked out; undefined on a detached HEAD. */
  readonly branch: string | undefined
}

const objectId = /^([0-9a-f]{40}|[0-9a-f]{64})$/
/** What `git check-ref-format` allows, less what no server would: a name that is safe in a packed-refs line. */
const refName = /^refs\/(heads|tags|remotes)\/[^\0-\x20\x7f~^:?*[\\]+$/
/** Reading more would take longer than the repair; nobody heals a branch number 100001. */
const limitRefs = 100_000
const limitDepth = 20

export function isObjectId(text: string): boolean {
  return objectId.test(text)
}

/** Reads HEAD, branches and tags from the files of a git directory, once: what changes there later has no say. */
export async function readRefs(location: GitLocation): Promise<Refs> {
  await refuseReftable(location.commonDirectory)
  const symbolic = new Map<string, string>()
  const all = await readPacked(path.join(location.commonDirectory, 'packed-refs'))
  for (const folder of ['heads', 'tags', 'remotes']) {
    await readLoose(location.commonDirectory, `refs/${folder}`, 0, { all, symbolic })
  }
  for (const [name, target] of symbolic) {
    const id = all.get(target)
    if (id !== undefined) all.set(name, id)
  }
  const { head, branch } = resolveHead(await readSmall(path.join(location.gitDirectory, 'HEAD')), all)
  return { all: new Map([...all].sort(([a], [b]) => (a < b ? -1 : 1))), head, branch }
}

function resolveHead(text: string, all: ReadonlyMap<string, string>): { head: string; branch: string | undefined } {
  const content = text.trim()
  if (isObjectId(content)) return { head: content, branch: undefined }
  const target = /^ref: (refs\/[^\0-\x20]+)$/.exec(content)?.[1]
  if (target === undefined) throw broken('HEAD of the repository is damaged', 'Check the clone with `git fsck`.')
  const head = all.get(target)
  if (head === undefined) {
    throw broken(
      `the repository has no commit yet on ${target}`,
      'Push a first commit, or check out a branch that has one.',
    )
  }
  return { head, branch: target.startsWith('refs/heads/') ? target.slice('refs/heads/'.length) : undefined }
}

async function readPacked(file: string): Promise<Map<string, string>> {
  const all = new Map<string, string>()
  for (const line of (await readOrEmpty(file)).split('\n')) {
    const blank = line.indexOf(' ')
    const id = line.slice(0, blank)
    const name = line.slice(blank + 1)
    if (isObjectId(id) && refName.test(name) && all.size < limitRefs) all.set(name, id)
  }
  return all
}

interface Found {
  readonly all: Map<string, string>
  readonly symbolic: Map<string, string>
}

async function readLoose(root: string, folder: string, depth: number, found: Found): Promise<void> {
  if (depth > limitDepth) return
  for (const entry of await entriesOf(path.join(root, folder))) {
    const name = `${folder}/${entry.name}`
    if (found.all.size >= limitRefs) return
    if (entry.isDirectory()) await readLoose(root, name, depth + 1, found)
    if (!entry.isFile() || !refName.test(name) || name.endsWith('.lock')) continue
    const text = (await readSmall(path.join(root, name))).trim()
    if (isObjectId(text)) found.all.set(name, text)
    const target = /^ref: (refs\/[^\0-\x20]+)$/.exec(text)?.[1]
    if (target !== undefined) found.symbolic.set(name, target)
  }
}

async function entriesOf(directory: string) {
  try {
    return await readdir(directory, { withFileTypes: true })
  } catch {
    return []
  }
}

/** A ref is one short line; whatever is longer is none. */
async function readSmall(file: string): Promise<string> {
  const { size } = await stat(file)
  return size > 4096 ? '' : readFile(file, 'utf8')
}

async function readOrEmpty(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch {
    return ''
  }
}

async function refuseReftable(commonDirectory: string): Promise<void> {
  const entries = await entriesOf(path.join(commonDirectory, 'reftable'))
  if (entries.length === 0) return
  throw broken(
    'the repository keeps its refs in the reftable format, which is not supported',
    'Run `git refs migrate --ref-format=files` in the checkout first.',
  )
}

function broken(reason: string, next: string): BrokenWorld {
  return new BrokenWorld('error-config', reason, next)
}
