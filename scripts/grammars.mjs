// Makes grammars/: parsers of languages whose packages bring hundreds of megabytes of C sources for one file that is
// needed. Each comes from the published package at this version, and is kept compressed, with its licence beside it.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'

const packages = [
  ['tree-sitter-go@0.25.0', 'tree-sitter-go.wasm'],
  ['tree-sitter-java@0.23.5', 'tree-sitter-java.wasm'],
  ['tree-sitter-rust@0.24.0', 'tree-sitter-rust.wasm'],
  ['tree-sitter-ruby@0.23.1', 'tree-sitter-ruby.wasm'],
  ['tree-sitter-php@0.24.2', 'tree-sitter-php.wasm'],
  ['tree-sitter-c-sharp@0.23.5', 'tree-sitter-c_sharp.wasm'],
  ['@tree-sitter-grammars/tree-sitter-kotlin@1.1.0', 'tree-sitter-kotlin.wasm'],
  ['tree-sitter-c@0.24.1', 'tree-sitter-c.wasm'],
  ['tree-sitter-cpp@0.23.4', 'tree-sitter-cpp.wasm'],
]

const target = join(dirname(dirname(fileURLToPath(import.meta.url))), 'grammars')
mkdirSync(target, { recursive: true })
const licences = []
for (const [name, file] of packages) {
  const folder = mkdtempSync(join(tmpdir(), 'grammar-'))
  try {
    // The package client checks the archive against the integrity that the registry publishes.
    execFileSync('npm', ['install', '--no-save', '--ignore-scripts', '--no-package-lock', '--prefix', folder, name])
    const installed = join(folder, 'node_modules', name.slice(0, name.lastIndexOf('@')))
    writeFileSync(join(target, `${file}.br`), brotliCompressSync(readFileSync(join(installed, file))))
    licences.push(`${name}\n\n${readFileSync(join(installed, 'LICENSE'), 'utf8').trim()}\n`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
writeFileSync(join(target, 'licenses.txt'), licences.join('\n\n'))
