import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { brotliDecompressSync } from 'node:zlib'
import type { Language as Grammar, Parser } from 'web-tree-sitter'
import { BrokenWorld, type Language } from '../domain.js'
import type { Grammars } from '../ports.js'

type TreeSitter = typeof import('web-tree-sitter')

/** File beside the bundle, and the same file inside its package when running from source. */
const runtime = ['web-tree-sitter.cjs', 'web-tree-sitter'] as const
const runtimeBinary = ['web-tree-sitter.wasm', 'web-tree-sitter/web-tree-sitter.wasm'] as const
/** Compressed ones are kept in the sources' own `grammars` folder (scripts/grammars.mjs): they have no second place. */
const grammarFiles: Readonly<Record<Language, readonly [string, string?]>> = {
  javascript: ['tree-sitter-javascript.wasm', 'tree-sitter-javascript/tree-sitter-javascript.wasm'],
  typescript: ['tree-sitter-typescript.wasm', 'tree-sitter-typescript/tree-sitter-typescript.wasm'],
  tsx: ['tree-sitter-tsx.wasm', 'tree-sitter-typescript/tree-sitter-tsx.wasm'],
  python: ['tree-sitter-python.wasm', 'tree-sitter-python/tree-sitter-python.wasm'],
  go: ['tree-sitter-go.wasm.br'],
  java: ['tree-sitter-java.wasm.br'],
  rust: ['tree-sitter-rust.wasm.br'],
  ruby: ['tree-sitter-ruby.wasm.br'],
  php: ['tree-sitter-php.wasm.br'],
  csharp: ['tree-sitter-c_sharp.wasm.br'],
  kotlin: ['tree-sitter-kotlin.wasm.br'],
  c: ['tree-sitter-c.wasm.br'],
  cpp: ['tree-sitter-cpp.wasm.br'],
}

/**
 * Grammars from the `grammars` folder beside the bundle, or from the sources and installed packages when run from source.
 * Nothing is read before the first parser is asked for.
 */
export function openGrammars(): Grammars {
  let started: Promise<TreeSitter> | undefined
  const parsers = new Map<Language, Promise<Parser>>()

  const load = async (language: Language): Promise<Parser> => {
    started ??= startRuntime()
    const treeSitter = await started
    const grammar: Grammar = await treeSitter.Language.load(contentOf(assetPath(grammarFiles[language])))
    const parser = new treeSitter.Parser()
    parser.setLanguage(grammar)
    return parser
  }

  return {
    parser(language) {
      const known = parsers.get(language) ?? load(language).catch((cause) => broken(language, cause))
      parsers.set(language, known)
      return known
    },
  }
}

async function startRuntime(): Promise<TreeSitter> {
  // The library's own ES module loses track of its files inside a bundle; its CommonJS build, loaded as a file, does not.
  const treeSitter = createRequire(import.meta.url)(assetPath(runtime)) as TreeSitter
  await treeSitter.Parser.init({ wasmBinary: readFileSync(assetPath(runtimeBinary)) } as never)
  return treeSitter
}

function contentOf(path: string): Uint8Array {
  const bytes = readFileSync(path)
  return path.endsWith('.br') ? brotliDecompressSync(bytes) : bytes
}

function assetPath([file, inPackage]: readonly [string, string?]): string {
  const here = import.meta.url
  // Not `new URL('./grammars/…', import.meta.url)`: bundlers take that form for an asset of theirs and rewrite it.
  const folder = fileURLToPath(here.slice(0, here.lastIndexOf('/') + 1))
  const beside = `${folder}grammars/${file}`
  if (existsSync(beside)) return beside
  return inPackage === undefined ? `${folder}../../grammars/${file}` : createRequire(here).resolve(inPackage)
}

function broken(language: Language, cause: unknown): never {
  throw new BrokenWorld(
    'error-internal',
    `the ${language} grammar does not load`,
    'use a released version of this action: its dist folder must hold the grammars folder',
    { cause },
  )
}
