import type { RepoPath } from '../../../domain.js'
import { repoPath } from '../../../repo-path.js'
import { oneLine } from '../../../safe-text/visible.js'
import type { Library } from './read.js'

/** Files that are there to hold keys: no mend needs them, and a redactor knows not every secret. */
const secretFile =
  /(?:^|\/)(?:\.env(?:\.[\w.-]{1,40})?|\.npmrc|\.pypirc|\.netrc|\.git-credentials|\.htpasswd|id_(?:rsa|dsa|ecdsa|ed25519)|credentials(?:\.json)?|secrets?\.(?:ya?ml|json|toml))$|\.(?:pem|key|p12|pfx|jks|keystore|kdbx)$/i
/** What a person would not read either: tables, bundles, pictures. */
const noCode =
  /\.(?:min\.js|map|lock|svg|png|jpe?g|gif|ico|pdf|zip|gz|wasm|woff2?|ttf|snap)$|(?:^|\/)(?:node_modules|vendor|dist|build|package-lock\.json)(?:\/|$)/i
/** A search reads this many files at most: each is one blob. */
const mostFiles = 3000

/** The tracked file that a model named, or why it cannot be shown. */
export function fileNamed(name: string, library: Library): { readonly path: RepoPath } | { readonly refused: string } {
  const asked = repoPath(name.replace(/^\.\//, ''))
  if ('refused' in asked) return { refused: `not a path of this repository: ${asked.refused}` }
  if (!library.files.includes(asked.path)) {
    const base = asked.path.slice(asked.path.lastIndexOf('/') + 1)
    const alike = library.files.filter((file) => file === base || file.endsWith(`/${base}`)).slice(0, 5)
    return { refused: alike.length === 0 ? 'there is no such file' : `there is no such file; ${alike.join(', ')} is` }
  }
  if (secretFile.test(asked.path)) return { refused: `${oneLine(asked.path, 200)} may hold secrets and is not shown` }
  return asked
}

/** Files worth a search, those of the evidence and their neighbours first. */
export function searched(library: Library, near: readonly RepoPath[]): readonly RepoPath[] {
  const rank = new Map(near.map((path, index) => [path, index]))
  const folders = new Set(near.map(folderOf))
  const weight = (path: RepoPath): number => rank.get(path) ?? (folders.has(folderOf(path)) ? 1000 : 2000)
  const files = library.files.filter((path) => !secretFile.test(path) && !noCode.test(path))
  return files.sort((one, other) => weight(one) - weight(other)).slice(0, mostFiles)
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}
