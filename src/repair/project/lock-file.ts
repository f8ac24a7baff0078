import type { ProjectRule } from './project-rule.js'

const timeoutSeconds = 180
/** Writes the lock file and nothing else; no script of any package runs. */
const command =
  'npm install --package-lock-only --ignore-scripts --no-audit --no-fund --prefer-offline --fetch-retries=1'
const unreachable = /\b(?:EAI_AGAIN|ENOTFOUND|ENOTCACHED|ECONNREFUSED|ENETUNREACH|ETIMEDOUT|network)\b/

/**
 * A lock file that does not go with its package.json: npm writes it anew, in the sandbox and without any script of a
 * package. Without network that works only where what is missing lies in the repository itself (a workspace, a folder).
 * Needs `allow-dependency-changes`.
 */
export const lockFile: ProjectRule = {
  name: 'lock-file',
  works: 'npm',
  async *propose({ check, workingDirectory, files, run, say }) {
    const path = `${workingDirectory}package-lock.json`
    const lock = files.find((each) => each === path)
    if (check?.tool !== 'npm-ci' || lock === undefined) return
    const { exit, output, texts } = await run({ command: () => command, files: [lock], timeoutSeconds })
    if (exit === 0) yield { texts, explanation: 'package-lock.json is written anew from package.json by npm.' }
    else if (unreachable.test(output))
      say('package-lock.json names packages that only the registry knows: give network: host to have it written anew')
    else say(`npm could not write package-lock.json: ${output.trim().slice(-300)}`)
  },
}
