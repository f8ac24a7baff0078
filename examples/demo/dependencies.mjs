import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/** What the local GitHub is made of. The action itself is one bundled file and needs none of it. */
const needed = ['emulate', 'ajv', 'ajv-formats', 'yaml']

function isMissing(root) {
  const { resolve } = createRequire(join(root, 'package.json'))
  return (name) => {
    try {
      resolve(`${name}/package.json`)
      return false
    } catch (error) {
      // A package may keep its package.json to itself: then it is there.
      return error.code !== 'ERR_PACKAGE_PATH_NOT_EXPORTED'
    }
  }
}

/** Installs the development dependencies of the repository where they are not there yet. */
export function ensureDependencies(root, say) {
  if (!needed.some(isMissing(root))) return
  say('Installing what the local GitHub needs (npm ci) ...')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const { status } = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
  })
  if (status !== 0) throw new Error('npm ci failed: the lines above say why')
}
