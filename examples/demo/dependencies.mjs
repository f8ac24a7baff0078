import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Two packages and what they need: the action itself is one bundled file and needs none. */
const needed = ['emulate', 'ajv']
const manifests = fileURLToPath(new URL('local-github', import.meta.url))

const hasAll = (root) => needed.every((name) => existsSync(join(root, 'node_modules', name, 'package.json')))

/**
 * Returns the folder whose `__tests__/bed` can be imported: the repository where its dependencies are installed, else
 * a copy of the bed beside the two packages that it needs. Installing all that the tests need would take a minute more.
 */
export function prepareLocalGitHub(root, folder, say) {
  if (hasAll(root)) return root
  mkdirSync(folder, { recursive: true })
  if (!hasAll(folder)) install(folder, root, say)
  for (const part of ['__tests__/bed', '__tests__/fixtures/github-openapi.json']) {
    cpSync(join(root, part), join(folder, part), { recursive: true })
  }
  return folder
}

function install(folder, root, say) {
  say('Installing the two packages that the local GitHub is made of (npm ci) ...')
  cpSync(manifests, folder, { recursive: true })
  cpSync(join(root, '.npmrc'), join(folder, '.npmrc'))
  const options = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  // On Windows npm is a script, which only a shell runs; there is nothing in the arguments to quote.
  const shell = process.platform === 'win32'
  const { status } = spawnSync('npm', options, { cwd: folder, stdio: 'inherit', shell })
  if (status !== 0) throw new Error('npm ci failed: the lines above say why')
}
