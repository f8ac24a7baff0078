import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { BrokenWorld } from '../../domain.js'
import { type GitLocation, locateGit } from './locate.js'
import { type Refs, readRefs } from './refs.js'
import { bindGit, type Git } from './run-git.js'

export interface PrivateGit {
  readonly git: Git
  readonly directory: string
  readonly refs: Refs
  /** Commits whose parents are not in the clone; changes when history is fetched, see `readShallow`. */
  readonly shallow: Set<string>
  /** Made with `--filter`: blobs may be missing. */
  readonly partial: boolean
}

/**
 * Attributes of the git directory rank above those of the tree: they switch off whatever would change bytes on the
 * way out (line endings, `$Id$`, filters, encodings) or run a driver.
 */
const neutralAttributes = '* -text !eol -ident -filter !working-tree-encoding !diff !merge\n'

/**
 * The borrowed objects come with a cache of commits and their trees that whoever wrote there may have filled with lies:
 * it is not read.
 * Making thousands of files is mostly waiting for the disk: from git 2.32 on four processes share it, on two cores as
 * well as on four.
 */
const neutralConfiguration = `[core]
\thooksPath = /dev/null
\tattributesFile = /dev/null
\texcludesFile = /dev/null
\tfsmonitor = false
\tautocrlf = false
\tsafecrlf = false
\tsymlinks = false
\tfileMode = true
\tlogAllRefUpdates = false
\tprotectNTFS = true
\tprotectHFS = true
\tcommitGraph = false
[checkout]
\tworkers = 4
[gc]
\tauto = 0
[maintenance]
\tauto = false
`

/**
 * Makes a git directory of our own that borrows the workspace's objects and nothing else: hooks, configuration,
 * attributes, replacements and later changes of refs stay behind.
 */
export async function makePrivateGit(workspace: string, scratch: string, gitPath: string): Promise<PrivateGit> {
  const location = await locateGit(workspace)
  const refs = await readRefs(location)
  const home = path.join(scratch, 'home')
  const directory = path.join(scratch, 'repository.git')
  await mkdir(home, { recursive: true })
  await init(gitPath, directory, home, refs.head)
  await borrowObjects(location, directory)
  await writeRefs(refs, directory)
  const shallow = await copyShallow(location, directory)
  const partial = await isPartial(location)
  const git = bindGit(gitPath, directory, home)
  await requireHead(git, refs.head, workspace)
  return { git, directory, refs, shallow, partial }
}

async function init(gitPath: string, directory: string, home: string, head: string): Promise<void> {
  // Only a SHA-256 repository needs the option, which git before 2.29 does not know.
  const format = head.length === 64 ? ['--object-format=sha256'] : []
  const empty = path.join(home, 'no-template')
  await mkdir(empty, { recursive: true })
  await bindGit(gitPath, undefined, home)(['init', '--quiet', '--bare', `--template=${empty}`, ...format, directory])
  await writeFile(path.join(directory, 'config'), neutralConfiguration, { flag: 'a' })
  await mkdir(path.join(directory, 'info'), { recursive: true })
  await writeFile(path.join(directory, 'info', 'attributes'), neutralAttributes)
}

async function borrowObjects(location: GitLocation, directory: string): Promise<void> {
  const objects = path.join(location.commonDirectory, 'objects')
  if (/[\n"]/.test(objects)) {
    throw new BrokenWorld(
      'error-config',
      'the path of the checkout holds a line break or a quote',
      'Move the checkout.',
    )
  }
  await mkdir(path.join(directory, 'objects', 'info'), { recursive: true })
  await writeFile(path.join(directory, 'objects', 'info', 'alternates'), `${objects}\n`)
}

async function writeRefs(refs: Refs, directory: string): Promise<void> {
  const lines = [...refs.all].map(([name, id]) => `${id} ${name}\n`)
  await writeFile(path.join(directory, 'packed-refs'), `# pack-refs with: sorted\n${lines.join('')}`)
  await writeFile(path.join(directory, 'HEAD'), `${refs.head}\n`)
}

async function copyShallow(location: GitLocation, directory: string): Promise<Set<string>> {
  try {
    await copyFile(path.join(location.commonDirectory, 'shallow'), path.join(directory, 'shallow'))
  } catch {
    return new Set()
  }
  return new Set(await readShallow(directory))
}

/** Where the history of a git directory ends; git removes the file once nothing is missing. */
export async function readShallow(directory: string): Promise<readonly string[]> {
  try {
    return (await readFile(path.join(directory, 'shallow'), 'utf8')).split('\n').filter((line) => line !== '')
  } catch {
    return []
  }
}

async function isPartial(location: GitLocation): Promise<boolean> {
  try {
    const packs = await readdir(path.join(location.commonDirectory, 'objects', 'pack'))
    return packs.some((name) => name.endsWith('.promisor'))
  } catch {
    return false
  }
}

async function requireHead(git: Git, head: string, workspace: string): Promise<void> {
  const found = await git(['cat-file', '-e', `${head}^{tree}`], { mayFail: true })
  if (found.exit === 0) return
  throw new BrokenWorld(
    'error-config',
    `the commit that is checked out in ${workspace} (${head.slice(0, 12)}) is not complete in its object store`,
    'Check out again; `git fsck` says what is damaged.',
  )
}
