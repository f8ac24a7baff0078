import { mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { git } from './git.mjs'

/**
 * Content by path. `null` removes a file; `{ link }` is a symbolic link; `{ executable }` a file with the bit set.
 *
 * @typedef {Readonly<Record<string, string | Buffer | null | { link: string } | { executable: string }>>} Files
 * @typedef {{ message: string, files: Files, author?: string, email?: string, date?: string }} CommitSpec
 */

/**
 * Writes files into a folder.
 *
 * @param {string} directory
 * @param {Files} files
 */
export async function writeFiles(directory, files) {
  for (const [path, content] of Object.entries(files)) {
    const target = join(directory, path)
    await rm(target, { force: true })
    if (content === null) continue
    await mkdir(dirname(target), { recursive: true })
    if (typeof content === 'string' || Buffer.isBuffer(content)) await writeFile(target, content)
    else if ('link' in content) await symlink(content.link, target)
    else await writeFile(target, content.executable, { mode: 0o755 })
  }
}

/**
 * Makes a repository with a history and pushes it straight into a bare one. Commits get fixed authors and dates, an
 * hour apart, so that ids are the same in every run.
 *
 * @param {{ directory: string, bare: string, branch?: string, history: readonly CommitSpec[] }} options
 *   `directory` is made here, and is the developer's own clone afterwards
 * @returns {Promise<{ directory: string, commits: readonly string[] }>} commit ids, oldest first
 */
export async function createProject({ directory, bare, branch = 'main', history }) {
  await mkdir(directory, { recursive: true })
  await git(directory, ['init', '-q', `--initial-branch=${branch}`, '.'])
  const commits = []
  for (const [
    index,
    { message, files, author = 'Ada Example', email = 'ada@example.com', date },
  ] of history.entries()) {
    await writeFiles(directory, files)
    const when = date ?? new Date(Date.UTC(2026, 0, 5, 9 + index)).toISOString()
    commits.push(await commitAll(directory, message, { author, email, when }))
  }
  await git(directory, ['remote', 'add', 'origin', bare])
  await git(directory, ['push', '-q', 'origin', branch])
  return { directory, commits }
}

/**
 * @param {string} directory
 * @param {string} message
 * @param {{ author: string, email: string, when: string }} by
 * @returns {Promise<string>} the commit's id
 */
export async function commitAll(directory, message, { author, email, when }) {
  const env = {
    GIT_AUTHOR_NAME: author,
    GIT_AUTHOR_EMAIL: email,
    GIT_AUTHOR_DATE: when,
    GIT_COMMITTER_NAME: author,
    GIT_COMMITTER_EMAIL: email,
    GIT_COMMITTER_DATE: when,
  }
  await git(directory, ['add', '-A', '-f'])
  await git(directory, ['commit', '-q', '--allow-empty', '-m', message], { env })
  return git(directory, ['rev-parse', 'HEAD'])
}

/**
 * Clones as the runner's checkout does: by URL, with the token as a header, which is kept in the clone's configuration
 * only where `persistCredentials` asks for it.
 *
 * @param {{ url: string, repository: string, token: string, directory: string, depth?: number, branch?: string, persistCredentials?: boolean }} options
 */
export async function checkout({
  url,
  repository,
  token,
  directory,
  depth,
  branch = 'main',
  persistCredentials = false,
}) {
  const header = `AUTHORIZATION: basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`
  const setting = `http.${url}/.extraheader`
  const env = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: setting, GIT_CONFIG_VALUE_0: header }
  const flags = depth === undefined ? [] : ['--depth', String(depth)]
  await mkdir(dirname(directory), { recursive: true })
  await git(dirname(directory), ['clone', '-q', ...flags, '--branch', branch, `${url}/${repository}`, directory], {
    env,
  })
  if (persistCredentials) await git(directory, ['config', setting, header])
}
