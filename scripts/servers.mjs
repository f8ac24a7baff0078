// Turns servers/* into a module, so that the bundle holds them whatever the bundler does with assets.
// With --check it writes nothing and fails where the module is stale.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const target = join(root, 'src/trial/warm/servers.generated.ts')

const literal = (text) => `\`${text.replace(/\r\n?/g, '\n').replace(/[\\`]|\$\{/g, (found) => `\\${found}`)}\``

const names = readdirSync(join(root, 'servers'))
  .filter((file) => /^[\w-]+\.(py|mjs|cjs|sh|java)$/.test(file))
  .sort()
const entries = names.map((file) => `  '${file}': ${literal(readFileSync(join(root, 'servers', file), 'utf8'))},\n`)
const text = `// Made by scripts/servers.mjs from servers/*: edit those.\nexport const serverFiles = {\n${entries.join('')}} as const\n`

if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== text) {
    console.error('src/trial/warm/servers.generated.ts is stale: run `node scripts/servers.mjs`')
    process.exitCode = 1
  }
} else writeFileSync(target, text)
