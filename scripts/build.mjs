// Sources → build/ (tsc) → dist/index.js (ncc), with the grammars and licences beside it.
// `--check` builds into a temporary folder and fails when dist/ is not byte for byte what the sources build.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const require = createRequire(import.meta.url)

const assets = [
  'web-tree-sitter/web-tree-sitter.cjs',
  'web-tree-sitter/web-tree-sitter.wasm',
  'tree-sitter-javascript/tree-sitter-javascript.wasm',
  'tree-sitter-typescript/tree-sitter-typescript.wasm',
  'tree-sitter-typescript/tree-sitter-tsx.wasm',
  'tree-sitter-python/tree-sitter-python.wasm',
]

function run(script, args) {
  execFileSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' })
}

function bin(name, command) {
  const manifest = require.resolve(`${name}/package.json`)
  return join(dirname(manifest), JSON.parse(readFileSync(manifest, 'utf8')).bin[command])
}

function build(dist) {
  rmSync(join(root, 'build'), { recursive: true, force: true })
  run(bin('typescript', 'tsc'), ['-p', 'tsconfig.json'])
  rmSync(dist, { recursive: true, force: true })
  run(bin('@vercel/ncc', 'ncc'), ['build', 'build/main.js', '-o', dist, '--license', 'licenses.txt', '-q'])
  writeFileSync(join(dist, 'package.json'), '{ "type": "module" }\n')
  for (const asset of assets) {
    cpSync(join(root, 'node_modules', asset), join(dist, 'grammars', asset.split('/')[1]))
  }
  cpSync(join(root, 'grammars'), join(dist, 'grammars'), { recursive: true })
}

function files(directory) {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .sort()
}

function differences(left, right) {
  const names = new Set([...files(left), ...files(right)])
  return [...names].filter((name) => {
    try {
      return !readFileSync(join(left, name)).equals(readFileSync(join(right, name)))
    } catch {
      return true
    }
  })
}

const committed = join(root, 'dist')
if (process.argv.includes('--check')) {
  const fresh = mkdtempSync(join(tmpdir(), 'suture-dist-'))
  try {
    build(join(fresh, 'dist'))
    const stale = differences(committed, join(fresh, 'dist'))
    if (stale.length > 0) {
      console.error(`dist/ is not what the sources build: ${stale.join(', ')}. Run \`npm run build\` and commit dist/.`)
      process.exit(1)
    }
    console.log(`dist/ is what the sources build (${files(committed).length} files)`)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
} else {
  build(committed)
}
