import { execFileSync } from 'node:child_process'
import { mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/**
 * The sources as JavaScript, in a new folder below `parent`, beside links to the packages and grammars that they look for.
 *
 * @returns {string} the folder that holds what `src/` holds
 */
export function built(parent = tmpdir()) {
  const folder = mkdtempSync(join(parent, 'bench-'))
  const options = ['-p', join(root, 'tsconfig.json'), '--outDir', join(folder, 'build')]
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), ...options])
  for (const name of ['node_modules', 'grammars']) symlinkSync(join(root, name), join(folder, name))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n')
  return join(folder, 'build')
}
