import { lstat, readFile, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { BrokenWorld } from '../../domain.js'

export interface GitLocation {
  /** Holds HEAD: of a linked worktree its own. */
  readonly gitDirectory: string
  /** Holds objects, refs and configuration: of a linked worktree the main one's. */
  readonly commonDirectory: string
}

/** A `.git` file and a `commondir` file hold one path; PATH_MAX is 4096. */
const pointerLimit = 8192

/**
 * Finds the git directory of a workspace by reading files: no git runs there, so nothing in it is obeyed.
 * Throws BrokenWorld('error-config') where there is none.
 */
export async function locateGit(workspace: string): Promise<GitLocation> {
  const dotGit = path.join(workspace, '.git')
  const kind = await kindOf(dotGit)
  if (kind === 'missing') throw await notARepository(workspace)
  if (kind === 'other') throw broken(`${dotGit} is neither a directory nor a file`)
  const gitDirectory = kind === 'directory' ? await realpath(dotGit) : await followPointer(dotGit)
  const commonDirectory = await commonDirectoryOf(gitDirectory)
  for (const needed of [path.join(gitDirectory, 'HEAD'), path.join(commonDirectory, 'objects')]) {
    if ((await kindOf(needed)) === 'missing') throw broken(`${dotGit} is not a git directory: ${needed} is missing`)
  }
  return { gitDirectory, commonDirectory }
}

async function followPointer(file: string): Promise<string> {
  const text = await readPointer(file)
  const target = /^gitdir: ([^\n\0]+)\n?$/.exec(text)?.[1]
  if (target === undefined) throw broken(`${file} does not say where the git directory is`)
  const directory = path.resolve(path.dirname(file), target.trimEnd())
  try {
    return await realpath(directory)
  } catch {
    throw broken(`${file} points to ${directory}, which does not exist`)
  }
}

async function commonDirectoryOf(gitDirectory: string): Promise<string> {
  const file = path.join(gitDirectory, 'commondir')
  if ((await kindOf(file)) !== 'file') return gitDirectory
  const directory = path.resolve(gitDirectory, (await readPointer(file)).trim())
  try {
    return await realpath(directory)
  } catch {
    throw broken(`${file} points to ${directory}, which does not exist`)
  }
}

async function readPointer(file: string): Promise<string> {
  const { size } = await stat(file)
  if (size > pointerLimit) throw broken(`${file} is too large for a path`)
  return readFile(file, 'utf8')
}

/** Symbolic links are followed for directories alone: a `.git` link is how some tools lay out their checkouts. */
async function kindOf(file: string): Promise<'directory' | 'file' | 'other' | 'missing'> {
  try {
    const link = await lstat(file)
    const found = link.isSymbolicLink() ? await stat(file) : link
    if (found.isDirectory()) return 'directory'
    return found.isFile() ? 'file' : 'other'
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES') {
      throw new BrokenWorld(
        'error-config',
        `${file} is not readable for this user`,
        'Run as the user who owns the checkout.',
        { cause: error },
      )
    }
    return 'missing'
  }
}

async function notARepository(workspace: string): Promise<BrokenWorld> {
  for (let above = path.dirname(workspace); ; above = path.dirname(above)) {
    if ((await kindOf(path.join(above, '.git'))) !== 'missing') {
      return new BrokenWorld(
        'error-config',
        `${workspace} is a folder inside the repository ${above}, not its root`,
        `Use the root as the workspace and name the folder with \`working-directory\`.`,
      )
    }
    if (above === path.dirname(above)) break
  }
  return broken(`${workspace} is not a git repository`)
}

function broken(reason: string): BrokenWorld {
  return new BrokenWorld('error-config', reason, 'Run actions/checkout before this step, or name the checkout.')
}
