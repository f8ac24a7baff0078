// action.yml → src/action.generated.ts: the bundle knows its inputs' descriptions and defaults without reading a file.
// `--check` fails when the generated file is stale.
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const target = join(root, 'src/action.generated.ts')
const { inputs } = parse(readFileSync(join(root, 'action.yml'), 'utf8'))

const quote = (text) => (text.includes("'") ? JSON.stringify(text) : `'${text.replaceAll('\\', '\\\\')}'`)
const key = (name) => (/^[a-z]+$/.test(name) ? name : quote(name))
const entries = Object.entries(inputs).map(([name, input]) => {
  // An expression is the runner's to resolve: outside a workflow such an input has no default.
  const value = String(input.default ?? '').startsWith('${{') ? '' : String(input.default ?? '')
  return `  ${key(name)}: {\n    description:\n      ${quote(input.description)},\n    default: ${quote(value)},\n  },\n`
})
const text = `// Made from action.yml by scripts/action.mjs. Do not edit.\nexport const actionInputs: Readonly<Record<string, { readonly description: string; readonly default: string }>> = {\n${entries.join('')}}\n`

if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== text) {
    console.error('src/action.generated.ts is stale: run `node scripts/action.mjs`')
    process.exit(1)
  }
} else {
  writeFileSync(target, text)
}
