// Turns prompts/*.md into a module, so that the bundle holds them whatever the bundler does with assets.
// With --check it writes nothing and fails where the module is stale.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const target = join(root, 'src/repair/model/prompts.generated.ts')

const literal = (text) => `\`${text.replace(/\r\n?/g, '\n').replace(/[\\`]|\$\{/g, (found) => `\\${found}`)}\``

const names = readdirSync(join(root, 'prompts'))
  .filter((file) => /^[a-z-]+\.md$/.test(file))
  .sort()
const entries = names.map((file) => {
  const name = file.slice(0, -'.md'.length)
  const key = /^[a-z]+$/.test(name) ? name : `'${name}'`
  return `  ${key}: ${literal(readFileSync(join(root, 'prompts', file), 'utf8'))},\n`
})
const text = `// Made by scripts/prompts.mjs from prompts/*.md: edit those.\nexport const promptFiles = {\n${entries.join('')}} as const\n`

if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== text) {
    console.error('src/repair/model/prompts.generated.ts is stale: run `node scripts/prompts.mjs`')
    process.exitCode = 1
  }
} else writeFileSync(target, text)
