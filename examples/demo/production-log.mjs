import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { git } from './git.mjs'

const run = promisify(execFile)
const traffic = fileURLToPath(new URL('traffic.mjs', import.meta.url))

/** Four hours of the release before, then two and a half of the new one: the deployment is at 11:00. */
const shifts = [
  { count: '12400', from: '2026-04-21T07:00:00Z', to: '2026-04-21T11:00:00Z', seed: '7021' },
  { count: '7600', from: '2026-04-21T11:00:00Z', to: '2026-04-21T13:30:00Z', seed: '9113' },
]

/**
 * Writes the log of a day in production: 20,000 lines, the first shift by the service as of `before`, the second as
 * of `after`. The service's own handler writes every line. `repository` is left as it was.
 */
export async function writeProductionLog({ repository, before, after, out, scratch }) {
  rmSync(out, { force: true })
  for (const [index, revision] of [before, after].entries()) {
    const release = mkdtempSync(join(scratch, 'release-'))
    await git(scratch, ['clone', '--quiet', '--shared', '--no-checkout', repository, release])
    await git(release, ['checkout', '--quiet', '--detach', revision])
    const options = Object.entries(shifts[index]).flatMap(([name, value]) => [`--${name}`, value])
    await run(process.execPath, [traffic, '--checkout', release, '--out', out, ...options])
    rmSync(release, { recursive: true })
  }
}
