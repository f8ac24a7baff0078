import { lstat, readFile } from 'node:fs/promises'
import path from 'node:path'
import { locateGit } from './locate.js'

/** Configuration that a checkout writes is a few lines; larger files are not read. */
const longest = 256 * 1024

/**
 * What of the job's credentials a checkout left where every later step can read it, in plain words; undefined where
 * there is none. Files are read, nothing of them is obeyed.
 */
export async function persistedCredentials(workspace: string): Promise<string | undefined> {
  const { gitDirectory, commonDirectory } = await locateGit(workspace)
  for (const file of new Set([path.join(commonDirectory, 'config'), path.join(gitDirectory, 'config.worktree')])) {
    const found = credentialIn(await textOf(file))
    if (found !== undefined) return found
  }
  return undefined
}

function credentialIn(text: string): string | undefined {
  for (const line of text.split('\n')) {
    if (line.length > 4096) continue
    if (/^\s*extraheader\s*=.{0,40}authorization/i.test(line)) return 'a token as a header in .git/config'
    if (/^\s*(?:push)?url\s*=\s*https?:\/\/[^/@\s]{1,2000}@/i.test(line))
      return 'a credential in the address of a remote'
    // Newer checkouts keep the header in a file of the runner's temp folder.
    if (/^\s*path\s*=.{0,2000}git-credentials-/i.test(line)) return 'a token in a file that .git/config includes'
  }
  return undefined
}

async function textOf(file: string): Promise<string> {
  const stat = await lstat(file).catch(() => undefined)
  return stat?.isFile() && stat.size <= longest ? readFile(file, 'utf8') : ''
}
