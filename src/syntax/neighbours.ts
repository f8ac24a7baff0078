import type { RepoPath } from '../domain.js'
import type { ParsedFile } from './file.js'
import { isScript, languageOf } from './language.js'

/** One import may mean a whole package; more files than these of one say nothing about which is meant. */
const mostOfPackage = 40

/**
 * Tracked files that a file uses without naming them one by one, told from names alone: those of its own package
 * (where the language has such), and those of the packages that it imports. Empty for JavaScript and Python.
 */
export function neighbours(file: ParsedFile, files: ReadonlySet<RepoPath>): readonly RepoPath[] {
  if (isScript(file.language) || file.language === 'python') return []
  const own = packageOf(file.path)
  const wanted = new Set<string>()
  const found: RepoPath[] = []
  const same = [...files].filter((path) => isSameTongue(path, file))
  if (hasPackages(file)) found.push(...same.filter((path) => packageOf(path) === own).slice(0, mostOfPackage))
  for (const one of file.imports) wanted.add(one.specifier)
  const index = indexOf(same)
  for (const specifier of wanted) found.push(...meant(specifier, file, index).slice(0, mostOfPackage))
  if (file.language === 'rust') found.push(...crateRoot(file.path, same))
  if (isC(file)) found.push(...found.flatMap((path) => index.get(`/${stem(path)}`) ?? []))
  return [...new Set(found)].filter((path) => path !== file.path)
}

type Index = ReadonlyMap<string, readonly RepoPath[]>

/** Files by the last name of their path without ending, and by their folder's last name. */
function indexOf(paths: readonly RepoPath[]): Index {
  const index = new Map<string, RepoPath[]>()
  const add = (key: string, path: RepoPath): void => {
    const list = index.get(key) ?? []
    list.push(path)
    index.set(key, list)
  }
  for (const path of paths) {
    add(`/${stem(path)}`, path)
    add(`${folderOf(path).split('/').at(-1) ?? ''}/`, path)
  }
  return index
}

/** The longest end of an import that is the end of a file's or folder's path. */
function meant(specifier: string, file: ParsedFile, index: Index): readonly RepoPath[] {
  const words = specifier
    .replace(/^(?:crate|super|self)::|\{.*$|\.\*$|\.\w{1,3}$/gs, '')
    .split(/::|[/.\\]/)
    .filter((word) => /^[\p{L}\p{N}_-]+$/u.test(word))
  // `a.b.C` may be a name in b: without its last word it is tried again.
  for (const one of [words, words.slice(0, -1)]) {
    const last = one.at(-1)
    if (last === undefined) continue
    const asFile = ranked(index.get(`/${last}`) ?? [], one, (path) => path.replace(/\.[^./]*$/, ''))
    if (asFile.length > 0 && file.language !== 'go') return asFile
    const asFolder = ranked(index.get(`${last}/`) ?? [], one, folderOf)
    if (asFolder.length > 0) return asFolder
    if (file.language === 'go') return []
  }
  return []
}

/** Those that share most words with the import, from the end. */
function ranked(
  paths: readonly RepoPath[],
  words: readonly string[],
  partOf: (path: string) => string,
): readonly RepoPath[] {
  const scored = paths.map((path) => {
    const parts = partOf(path).split('/')
    let same = 0
    while (same < words.length && parts.at(-1 - same) === words.at(-1 - same)) same++
    return { path, same }
  })
  const best = Math.max(0, ...scored.map((one) => one.same))
  return scored.filter((one) => one.same === best).map((one) => one.path)
}

function crateRoot(path: string, files: readonly RepoPath[]): readonly RepoPath[] {
  const crate = /^(.*?)(?:src|tests|benches|examples)\//.exec(path)?.[1] ?? ''
  return files.filter((other) => other === `${crate}src/lib.rs` || other === `${crate}src/main.rs`)
}

/** A folder is a package in Go; in Java and its kin the same folder under main and under test is one. */
function packageOf(path: string): string {
  return folderOf(path).replace(/(^|\/)src\/(?:main|test|commonMain|commonTest|integrationTest)\//, '$1')
}

function hasPackages(file: ParsedFile): boolean {
  return /^(?:go|java|kotlin|csharp|php)$/.test(file.language)
}

function isC({ language }: ParsedFile): boolean {
  return language === 'c' || language === 'cpp'
}

function isSameTongue(path: string, file: ParsedFile): boolean {
  const language = languageOf(path)
  if (language === file.language) return true
  const kin = /^(?:c|cpp)$/.test(file.language) ? /^(?:c|cpp)$/ : /^(?:java|kotlin)$/
  return language !== undefined && kin.test(file.language) && kin.test(language)
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : ''
}

function stem(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '')
}
