import { chmodSync, lstatSync, mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { BrokenWorld } from '../../domain.js'
import type { TreeEntry, WholeCopy } from '../../ports.js'
import { writing } from '../disk.js'
import { removeTree } from '../remove-tree.js'
import { type CheckoutTools, fixModes, writeLink } from './checkout.js'
import { unquotePath } from './entries.js'
import { type Addition, additionAt, isOfLinks, restoreAddition } from './kept-additions.js'
import { gitFailed } from './run-git.js'
import { type Known, knownAsWritten, knownIfWhole, leftOut, lookAt } from './whole-files.js'

/** A command line holds 128 KiB and more everywhere; this many bytes of paths leave room for the rest. */
const limitPathBytes = 64 * 1024

interface Whole {
  readonly directory: string
  readonly tools: CheckoutTools
  readonly index: string
  readonly known: Map<string, Known>
  readonly modes: Map<string, number>
  readonly additions: Map<string, Addition>
  readonly ignored: Map<string, boolean>
  /** The tree that the index holds. */
  indexed: string
  /** The tree that it was last, which is the one that it will be next, mostly. */
  last: { readonly tree: string; readonly entries: readonly TreeEntry[] }
}

/**
 * Watches over a fresh checkout that commands will run in. Nothing that a command leaves there is followed or believed:
 * directories are looked at from the top down before anything below them is touched, and no other than a file that is
 * tracked may say what git ignores.
 */
export async function keepWhole(tree: string, directory: string, tools: CheckoutTools): Promise<WholeCopy> {
  const whole: Whole = {
    directory,
    tools,
    index: tools.indexFile(),
    known: new Map(),
    modes: new Map(),
    additions: new Map(),
    ignored: new Map(),
    indexed: '',
    last: { tree, entries: await entriesOf(tree, tools) },
  }
  const { entries } = whole.last
  for (const folder of foldersOf(entries, [])) whole.modes.set(folder, modeOf(path.join(directory, folder)))
  for (const entry of filesOf(entries)) whole.known.set(entry.path, knownAsWritten(directory, entry))
  return {
    async keepAdditions() {
      for (const added of additionsIn(directory, entries, [])) {
        whole.additions.set(added, additionAt(path.join(directory, added)))
      }
      return [...whole.additions.values()].every(isOfLinks)
    },
    restore: (wanted, own, leave) =>
      writing(directory, () => restore(whole, wanted, own, leave)).catch((error: unknown) => {
        if (error instanceof BrokenWorld && error.outcome === 'error-disk') throw error
        return false
      }),
  }
}

async function restore(
  whole: Whole,
  tree: string,
  own: ReadonlySet<string>,
  leave: 'ignored' | 'nothing',
): Promise<boolean> {
  const { directory } = whole
  if (whole.last.tree !== tree) whole.last = { tree, entries: await entriesOf(tree, whole.tools) }
  const { entries } = whole.last
  for (const folder of foldersOf(entries, own))
    openFolder(path.join(directory, folder), whole.modes.get(folder) ?? 0o755)
  await writeAnew(
    whole,
    tree,
    remember(
      whole,
      entries.filter((entry) => !own.has(entry.path)),
    ),
  )
  for (const [added, addition] of whole.additions) {
    if (!restoreAddition(path.join(directory, added), addition, leave === 'ignored')) return false
  }
  const added = additionsIn(directory, entries, own).filter((file) => !whole.additions.has(file) && !own.has(file))
  const removable = leave === 'nothing' ? added : await notIgnored(whole, added)
  for (const file of removable) removeTree(path.join(directory, file))
  return true
}

/** A name that is not UTF-8 cannot be told to anyone, neither to git: such files are as the first checkout made them. */
async function entriesOf(tree: string, tools: CheckoutTools): Promise<readonly TreeEntry[]> {
  return (await tools.entries(tree)).filter((entry) => !entry.path.includes('\uFFFD'))
}

/** A submodule is left empty: nothing of it is ours to watch. */
function filesOf(entries: readonly TreeEntry[]): readonly TreeEntry[] {
  return entries.filter((entry) => entry.mode !== '160000')
}

/** Notes which files are whole. @returns those that are not */
function remember(whole: Whole, entries: readonly TreeEntry[]): readonly TreeEntry[] {
  return filesOf(entries).filter((entry) => {
    const known = knownIfWhole(whole.directory, entry, whole.known.get(entry.path))
    if (known === undefined) whole.known.delete(entry.path)
    else whole.known.set(entry.path, known)
    return known === undefined
  })
}

async function writeAnew(whole: Whole, tree: string, entries: readonly TreeEntry[]): Promise<void> {
  if (entries.length === 0) return
  const { directory, tools } = whole
  for (const entry of entries) removeTree(path.join(directory, entry.path))
  const environment = { GIT_WORK_TREE: directory, GIT_INDEX_FILE: whole.index }
  if (whole.indexed !== tree) await tools.git(['read-tree', tree], { environment })
  whole.indexed = tree
  for (const paths of portions(entries.map((entry) => entry.path))) {
    const call = ['checkout-index', '--force', '--quiet', '--', ...paths]
    const result = await tools.git(call, { environment, directory, mayFail: true })
    if (result.exit !== 0) throw await gitFailed(['checkout-index'], result, directory)
  }
  await fixModes(entries, directory)
  for (const entry of entries) {
    const isLeftOut = entry.mode === '120000' && !(await writeLink(entry, directory, tools.blob))
    if (isLeftOut) whole.known.set(entry.path, leftOut(entry))
  }
  remember(whole, entries)
}

/** Directories of the tree, and of what else is to stay, parents first. */
function foldersOf(entries: readonly { readonly path: string }[], own: Iterable<string>): readonly string[] {
  const folders = new Set([''])
  for (const file of [...entries.map((entry) => entry.path), ...own]) {
    for (let slash = file.lastIndexOf('/'); slash > 0; slash = file.lastIndexOf('/', slash - 1)) {
      const folder = file.slice(0, slash)
      if (folders.has(folder)) break
      folders.add(folder)
    }
  }
  return [...folders].sort((a, b) => a.length - b.length)
}

function modeOf(folder: string): number {
  return lstatSync(folder).mode & 0o7777
}

/** A directory, a real one, open as it was: whatever else is there goes. */
function openFolder(folder: string, mode: number): void {
  const found = lookAt(folder)
  if (found?.isDirectory() !== true) {
    removeTree(folder)
    mkdirSync(folder, { mode })
  }
  if (found === undefined || Number(found.mode & 0o7777n) !== mode) chmodSync(folder, mode)
}

/** What lies in the tree's directories and is not of the tree; a directory of which nothing is stands for all in it. */
function additionsIn(
  directory: string,
  entries: readonly { readonly path: string }[],
  own: Iterable<string>,
): readonly string[] {
  const folders = foldersOf(entries, own)
  const tracked = new Set([...folders, ...entries.map((entry) => entry.path)])
  return folders.flatMap((folder) =>
    namesIn(path.join(directory, folder))
      .map((name) => (folder === '' ? name : `${folder}/${name}`))
      .filter((file) => !tracked.has(file)),
  )
}

function namesIn(folder: string): readonly string[] {
  if (lookAt(folder)?.isDirectory() !== true) return []
  return readdirSync(folder).filter((name) => !name.includes('\uFFFD'))
}

/** Build folders stay, so that a build goes on where it was; programs that would come first on PATH do not. */
const neverLeft = /(?:^|\/)(?:\.git|\.gitignore|node_modules)$/

async function notIgnored(whole: Whole, files: readonly string[]): Promise<readonly string[]> {
  // Before git is asked: none of these may have a say.
  const gone = files.filter((file) => neverLeft.test(file))
  for (const file of gone) removeTree(path.join(whole.directory, file))
  const asked = files.filter((file) => !gone.includes(file))
  const { directory, ignored } = whole
  // check-ignore takes paths as they are, but not where it is told to; `./` keeps a colon in front from being magic.
  const environment = { GIT_WORK_TREE: directory, GIT_INDEX_FILE: whole.index, GIT_LITERAL_PATHSPECS: '0' }
  for (const paths of portions(asked.filter((file) => !ignored.has(file)))) {
    const call = ['check-ignore', '--no-index', '--', ...paths.map((file) => `./${file}`)]
    const result = await whole.tools.git(call, { environment, directory, mayFail: true })
    const lines = result.stdout.toString('utf8').split('\n')
    const found = new Set(lines.map((line) => unquotePath(line).slice(2)))
    for (const file of paths) ignored.set(file, found.has(file))
  }
  return asked.filter((file) => ignored.get(file) !== true)
}

function portions(paths: readonly string[]): readonly (readonly string[])[] {
  const all: string[][] = []
  let bytes = Number.POSITIVE_INFINITY
  for (const file of paths) {
    bytes += Buffer.byteLength(file) + 1
    if (bytes > limitPathBytes) {
      all.push([])
      bytes = 0
    }
    all.at(-1)?.push(file)
  }
  return all
}
