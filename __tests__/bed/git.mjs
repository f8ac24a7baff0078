import { execFile } from 'node:child_process'

/**
 * Runs git as if the machine had no configuration of its own: fixed names, no hooks of the user, no prompt.
 * Identity and dates are fixed so that the same table of files gives the same commit ids everywhere.
 *
 * @type {Record<string, string>}
 */
export const gitEnvironment = {
  PATH: process.env['PATH'] ?? '',
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  GIT_AUTHOR_NAME: 'Ada Example',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_AUTHOR_DATE: '2026-01-05T09:00:00Z',
  GIT_COMMITTER_NAME: 'Ada Example',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
  GIT_COMMITTER_DATE: '2026-01-05T09:00:00Z',
  LC_ALL: 'C',
}

/**
 * @typedef {{ code: number, stdout: string, stderr: string, bytes: Buffer }} GitResult
 * @typedef {{ input?: string | Buffer, env?: Record<string, string> }} GitOptions
 */

/**
 * Runs git and says how it went; never throws for a failing git.
 *
 * @param {string} directory
 * @param {readonly string[]} args
 * @param {GitOptions} [options]
 * @returns {Promise<GitResult>}
 */
export function tryGit(directory, args, options = {}) {
  return new Promise((resolve) => {
    const child = execFile(
      'git',
      [...args],
      {
        cwd: directory,
        env: { ...gitEnvironment, ...options.env },
        encoding: 'buffer',
        maxBuffer: 256 * 1024 * 1024,
      },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1
        resolve({ code, stdout: stdout.toString(), stderr: stderr.toString(), bytes: stdout })
      },
    )
    // git may end before it has read everything; that is told by its exit code.
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(options.input ?? '')
  })
}

/**
 * Runs git and returns what it printed, without the last line end.
 *
 * @param {string} directory
 * @param {readonly string[]} args
 * @param {GitOptions} [options]
 * @returns {Promise<string>}
 */
export async function git(directory, args, options) {
  const result = await tryGit(directory, args, options)
  if (result.code !== 0) throw new Error(`git ${args.join(' ')} (in ${directory}): ${result.stderr || result.stdout}`)
  return result.stdout.replace(/\n$/, '')
}
