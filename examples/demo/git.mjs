import { execFileSync } from 'node:child_process'

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
 * Runs git in a folder and returns what it printed, trimmed.
 * @param {string} directory
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string>, input?: string }} [options]
 */
export function git(directory, args, { env = {}, input } = {}) {
  const safe = ['-c', 'core.autocrlf=false', '-c', 'core.hooksPath=/dev/null', '-c', 'gc.auto=0']
  return execFileSync('git', [...safe, ...args], {
    cwd: directory,
    env: { ...process.env, ...quiet, ...env },
    encoding: 'utf8',
    input,
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  }).trim()
}
