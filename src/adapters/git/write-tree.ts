import { rm, writeFile } from 'node:fs/promises'
import { BrokenWorld, type Patch, type PatchFile } from '../../domain.js'
import type { TreeEntry } from '../../ports.js'
import type { CheckoutTools } from './checkout.js'

interface PlannedFile {
  readonly path: string
  readonly mode: string
  readonly after: Buffer
}

export interface WriteTools extends CheckoutTools {
  /** A fresh path for a file of our own. */
  readonly temporaryFile: () => string
}

/**
 * Writes `base` with the patch as a tree, through objects and a private index only. Refuses a patch that does not fit
 * its base to the byte: a fix bundle may come from another job.
 */
export async function writePatchedTree(base: string, patch: Patch, tools: WriteTools): Promise<string> {
  const byPath = new Map((await tools.entries(base)).map((entry) => [entry.path, entry]))
  const planned: PlannedFile[] = []
  for (const file of patch.files) planned.push(await plan(file, byPath, tools))
  const index = tools.indexFile()
  const environment = { GIT_INDEX_FILE: index }
  try {
    await tools.git(['read-tree', base], { environment })
    for (const file of planned) {
      const id = await writeBlob(file.after, tools)
      await tools.git(['update-index', '--add', '--cacheinfo', `${file.mode},${id},${file.path}`], { environment })
    }
    // Our own blobs are there; those of the base may be missing in a partial clone, and stay as they are.
    const tree = (await tools.git(['write-tree', '--missing-ok'], { environment })).stdout.toString().trim()
    await requirePlanned(base, tree, patch, tools)
    return tree
  } finally {
    await rm(index, { force: true })
  }
}

async function plan(file: PatchFile, byPath: ReadonlyMap<string, TreeEntry>, tools: WriteTools): Promise<PlannedFile> {
  const after = Buffer.from(file.after)
  if (after.toString() !== file.after) throw misfit(file.path, 'its new text is not valid Unicode')
  const entry = byPath.get(file.path)
  if (file.before === undefined) {
    if (entry !== undefined) throw misfit(file.path, 'it is there already')
    refuseBelowFile(file.path, byPath)
    return { path: file.path, mode: '100644', after }
  }
  if (entry === undefined) throw misfit(file.path, 'it is not in the base commit')
  if (entry.mode !== '100644' && entry.mode !== '100755') throw misfit(file.path, 'it is not a regular file')
  if (!Buffer.from(file.before).equals(await tools.blob(entry.id))) {
    throw misfit(file.path, 'its content in the base commit is another one')
  }
  return { path: file.path, mode: entry.mode, after }
}

/** A new file below a link or a submodule would replace it. */
function refuseBelowFile(path: string, byPath: ReadonlyMap<string, TreeEntry>): void {
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
    if (byPath.has(path.slice(0, slash))) throw misfit(path, `${path.slice(0, slash)} is not a directory`)
  }
  const prefix = `${path}/`
  for (const known of byPath.keys()) {
    if (known.startsWith(prefix)) throw misfit(path, 'it is a directory')
  }
}

async function writeBlob(content: Buffer, tools: WriteTools): Promise<string> {
  const file = tools.temporaryFile()
  try {
    await writeFile(file, content, { mode: 0o600, flag: 'wx' })
    return (await tools.git(['hash-object', '-w', '--no-filters', '--', file])).stdout.toString().trim()
  } finally {
    await rm(file, { force: true })
  }
}

/** The tree differs from its base in the files of the patch and in nothing else. */
async function requirePlanned(base: string, tree: string, patch: Patch, tools: WriteTools): Promise<void> {
  const listed = await tools.git(['diff-tree', '-r', '-z', '--name-only', '--no-renames', `${base}^{tree}`, tree])
  const changed = listed.stdout
    .toString()
    .split('\0')
    .filter((name) => name !== '')
  const wanted = patch.files.filter((file) => file.before !== file.after).map((file) => file.path as string)
  if ([...changed].sort().join('\0') === [...wanted].sort().join('\0')) return
  throw misfit(changed.find((name) => !wanted.includes(name)) ?? 'a file', 'the tree differs from the plan')
}

function misfit(path: string, why: string): BrokenWorld {
  return new BrokenWorld(
    'refused-policy',
    `the patch does not fit its base: ${path}: ${why}`,
    'Propose again on the current commit.',
  )
}
