import type { RepoPath } from '../domain.js'
import type { Repository } from '../ports.js'
import { type ParsedFile, parseFile } from '../syntax/file.js'
import { isScript, languageOf } from '../syntax/language.js'
import { resolveImport } from '../syntax/modules.js'
import type { Syntax } from '../syntax/open.js'
import { readPackages } from './packages.js'

/** The base commit as code: files are read and parsed when first asked for, each once. */
export interface Project {
  readonly files: ReadonlySet<RepoPath>
  text(path: RepoPath): Promise<string | undefined>
  parsed(path: RepoPath): Promise<ParsedFile | undefined>
  /** The tracked file that an import in `from` means. */
  resolve(specifier: string, from: ParsedFile): RepoPath | undefined
}

/** Bundles and generated tables are larger; nobody mends those by hand, and a tree takes forty times its text. */
const largestFile = 512 * 1024

export async function openProject(
  repository: Pick<Repository, 'entries' | 'blob'>,
  base: string,
  files: readonly RepoPath[],
  syntax: Syntax,
): Promise<Project> {
  const ids = new Map<string, string>()
  // Regular files alone: a symbolic link's text is a path, a submodule has none.
  for (const entry of await repository.entries(base)) if (entry.mode.startsWith('100')) ids.set(entry.path, entry.id)
  const tracked = new Set(files)
  const texts = new Map<RepoPath, Promise<string | undefined>>()
  const parsed = new Map<RepoPath, Promise<ParsedFile | undefined>>()

  const read = async (path: RepoPath): Promise<string | undefined> => {
    const id = tracked.has(path) ? ids.get(path) : undefined
    return id === undefined ? undefined : plainText(await repository.blob(id))
  }
  const text = (path: RepoPath) => remembered(texts, path, read)
  const parse = async (path: RepoPath): Promise<ParsedFile | undefined> => {
    const language = languageOf(path)
    const content = language === undefined ? undefined : await text(path)
    if (language === undefined || content === undefined) return undefined
    return parseFile(syntax, path, language, content)
  }
  const packages = await readPackages(tracked, text)
  return {
    files: tracked,
    text,
    parsed: (path) => remembered(parsed, path, parse),
    resolve: (specifier, { path, language }) =>
      resolveImport(specifier, path, language, tracked) ??
      (isScript(language) ? (packages.entry(specifier) ?? packages.entry(folderMeant(specifier, path))) : undefined),
  }
}

/** The folder that a relative import means: the repository's root is the empty text. */
function folderMeant(specifier: string, from: string): string {
  if (!specifier.startsWith('.')) return specifier
  const parts = from.split('/').slice(0, -1)
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}

function remembered<T>(
  known: Map<RepoPath, Promise<T>>,
  path: RepoPath,
  make: (path: RepoPath) => Promise<T>,
): Promise<T> {
  const value = known.get(path) ?? make(path)
  known.set(path, value)
  return value
}

/** Undefined for what is no text: a NUL byte, bytes that are not UTF-8, or more of it than a person would write. */
function plainText(bytes: Uint8Array): string | undefined {
  if (bytes.byteLength > largestFile || bytes.includes(0)) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}
