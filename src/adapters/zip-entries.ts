import type { Entry } from 'yauzl'

export interface ZipRefusal {
  /** In a sentence that goes on from the archive's name. */
  readonly why: string
  /** True where no tool makes such an archive, and somebody does who means harm. */
  readonly isHostile: boolean
}

/** What was seen of an archive so far. */
export interface ZipContent {
  /** By the name as a file system without case sees it. */
  readonly names: Map<string, string>
  packed: number
  unpacked: number
}

/** A matrix of jobs leaves some thousands; a list of a million costs more memory than any log. */
const mostEntries = 20_000
/** As much as one artifact may have. */
const mostBytes = 2 * 1024 ** 3
/** Logs pack 5 to 50 times; more, once it is large, is a bomb. */
const mostRatio = 300
const ratioFrom = 64 * 1024 ** 2
const stored = 0
const deflated = 8
/** Unix file types, in the upper half of the attributes; 0 where the archive comes from another system. */
const fileType = 0o170000
const regular = 0o100000
const directory = 0o040000

/**
 * Whether an entry spoils the archive. Nothing of an archive is read where one entry is not honest.
 *
 * @param count entries that the archive says it has
 */
export function refusalOfEntry(entry: Entry, count: number, content: ZipContent): ZipRefusal | undefined {
  const name = shown(entry.fileName)
  if (count > mostEntries) return { why: `has ${count} entries, more than ${mostEntries}`, isHostile: true }
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(entry.fileName) || entry.fileName.length > 1000)
    return { why: `has an entry whose name hides something: ${name}`, isHostile: true }
  const type = (entry.externalFileAttributes >>> 16) & fileType
  if (type !== 0 && type !== regular && type !== directory)
    return { why: `has an entry that is no regular file: ${name}`, isHostile: true }
  const folded = entry.fileName.normalize('NFC').toLowerCase()
  const twin = content.names.get(folded)
  if (twin !== undefined) return { why: `has two entries of one name: ${shown(twin)} and ${name}`, isHostile: true }
  content.names.set(folded, entry.fileName)
  if (entry.isEncrypted()) return { why: `is encrypted: ${name}`, isHostile: false }
  if (entry.compressionMethod !== stored && entry.compressionMethod !== deflated)
    return { why: `is packed in a way that is not known here: ${name}`, isHostile: false }
  content.packed += entry.compressedSize
  content.unpacked += entry.uncompressedSize
  return refusalOfSize(content)
}

function refusalOfSize({ packed, unpacked }: ZipContent): ZipRefusal | undefined {
  if (unpacked > mostBytes) return { why: `unpacks to more than ${mostBytes / 1024 ** 3} GiB`, isHostile: true }
  if (unpacked > ratioFrom && unpacked > packed * mostRatio)
    return { why: 'unpacks like a decompression bomb', isHostile: true }
  return undefined
}

function shown(name: string): string {
  return name.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '�').slice(0, 100)
}
