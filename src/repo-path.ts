import type { RepoPath } from './domain.js'

/** NTFS keeps these names, with or without an extension, for devices: a checkout on Windows would fail or worse. */
const windowsDevice = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\.|$)/i
/** Characters that a file system or a terminal reads as something else than themselves. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u
/** The 8.3 short name that NTFS gives `.git`, and what is left of it once HFS+ drops its ignorable characters. */
const gitDirectory = /^(\.git|git~[0-9]+)$/i

/**
 * The one place where text becomes a RepoPath. It refuses, it never mends: a path that needs mending was not meant
 * for this repository, or not meant well.
 *
 * @returns the path, or the reason for the refusal in plain words
 */
export function repoPath(text: string): { readonly path: RepoPath } | { readonly refused: string } {
  if (text === '') return { refused: 'empty path' }
  if (text.includes('\uFFFD')) return { refused: 'not UTF-8' }
  if (unprintable.test(text)) return { refused: 'control or invisible character in path' }
  if (/[\\:*?"<>|]/.test(text)) return { refused: 'character that not every file system allows in a path' }
  if (text.startsWith('/') || text.startsWith('~') || text.startsWith('$')) return { refused: 'outside the repository' }
  if (text !== text.normalize('NFC')) return { refused: 'path is not in Unicode normal form C' }
  // 4096 is PATH_MAX on Linux; 255 is NAME_MAX there and on NTFS and APFS.
  if (Buffer.byteLength(text) > 4096) return { refused: 'path longer than 4096 bytes' }
  for (const part of text.split('/')) {
    const refused = refusePart(part)
    if (refused !== undefined) return { refused }
  }
  return { path: text as RepoPath }
}

function refusePart(part: string): string | undefined {
  if (part === '') return 'empty path segment'
  if (part === '..') return 'outside the repository'
  if (part === '.') return 'path is not normalised'
  if (Buffer.byteLength(part) > 255) return 'path segment longer than 255 bytes'
  if (/[. ]$/.test(part)) return 'path segment ends with a dot or a blank'
  if (gitDirectory.test(part)) return 'git metadata'
  if (windowsDevice.test(part)) return 'device name on Windows'
  return undefined
}
