import { execFile } from 'node:child_process'

// The user's own configuration (hooks, signing, line endings) has no say in a repository that the demo makes.
const quiet = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  GIT_AUTHOR_NAME: 'Payments team',
  GIT_AUTHOR_EMAIL: 'team@payments.example',
  GIT_COMMITTER_NAME: 'Payments team',
  GIT_COMMITTER_EMAIL: 'team@payments.example',
}

/**
 * Runs git in a folder and returns what it printed, trimmed. It never blocks: the local GitHub that git may talk to
 * lives in this process.
 * @param {string} directory
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<string>}
 */
export function git(directory, args, env = {}) {
  const safe = ['-c', 'core.autocrlf=false', '-c', 'core.hooksPath=/dev/null', '-c', 'gc.auto=0']
  const options = { cwd: directory, env: { ...process.env, ...quiet, ...env } }
  return new Promise((resolve, reject) => {
    execFile('git', [...safe, ...args], options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout.trim())
      else reject(new Error(`git ${args.join(' ')} failed in ${directory}: ${stderr || error.message}`))
    })
  })
}
