import { closeSync, constants, fstatSync, openSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import yauzl from 'yauzl'
import { BrokenWorld } from '../domain.js'
import type { Artifact } from '../ports.js'
import { refusalOfEntry, type ZipContent, type ZipRefusal } from './zip-entries.js'

export interface OpenedZip {
  /** One for each entry that may be a report or a log, by name. */
  readonly artifacts: readonly Artifact[]
  /** Entries that are passed over. */
  readonly others: number
}

/** The archive's first bytes: of a local header, or of an archive that holds nothing. */
export function isZip(head: Uint8Array): boolean {
  const [first, second, third, fourth] = head
  return first === 0x50 && second === 0x4b && ((third === 3 && fourth === 4) || (third === 5 && fourth === 6))
}

/**
 * Looks into an archive without writing any of it to disk: its list of entries is read and judged as a whole, and each
 * entry is unpacked while it is read. Reading throws BrokenWorld('refused-untrusted') where an entry is not what the
 * list says, and BrokenWorld('error-config') at its end where its checksum is wrong.
 *
 * @param file absolute path of a regular file
 * @param name as the user named the archive
 */
export async function openZip(file: string, name: string): Promise<OpenedZip | ZipRefusal> {
  const archive = await opened(file).catch((error: unknown) => error)
  if (!isArchive(archive)) return refusalOf(archive)
  try {
    const content: ZipContent = { names: new Map(), packed: 0, unpacked: 0 }
    const entries: yauzl.Entry[] = []
    for await (const entry of archive.eachEntry()) {
      const refused = refusalOfEntry(entry, archive.entryCount, content)
      if (refused !== undefined) return refused
      if (!entry.fileName.endsWith('/')) entries.push(entry)
    }
    if (entries.length === 0) return { why: 'is an archive without any file', isHostile: false }
    const wanted = entries.filter((entry) => readable.test(entry.fileName))
    const artifacts = wanted.map((entry) => {
      const label = `${name} › ${entry.fileName}`
      return { name: label, read: () => unpacked(file, entry, label) }
    })
    artifacts.sort((left, right) => (left.name < right.name ? -1 : 1))
    return { artifacts, others: entries.length - wanted.length }
  } catch (error) {
    return refusalOf(error)
  } finally {
    archive.close()
  }
}

/** What reports, logs and source maps are called; everything else in an archive is somebody's build. */
const readable = /\.(?:xml|json|jsonl|ndjson|trx|sarif|txt|log|out|err|tap|map)$/i

/** The archive as it lies there now: what has changed into a link or a pipe since it was found is not followed. */
async function opened(file: string): Promise<yauzl.ZipFile> {
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    if (!fstatSync(descriptor).isFile()) throw new Error('not a regular file')
    return await yauzl.fromFdPromise(descriptor, { strictFileNames: true, autoClose: false })
  } catch (error) {
    closeSync(descriptor)
    throw error
  }
}

function isArchive(value: unknown): value is yauzl.ZipFile {
  return value instanceof yauzl.ZipFile
}

async function* unpacked(file: string, entry: yauzl.Entry, label: string): AsyncIterable<Uint8Array> {
  const archive = await opened(file)
  try {
    yield* checked(await archive.openReadStreamPromise(entry), entry, label)
  } catch (error) {
    if (error instanceof BrokenWorld) throw error
    // zlib's own codes: the packed bytes are not what deflate writes.
    if (String((error as NodeJS.ErrnoException).code).startsWith('Z_')) throw damaged(label, error)
    throw new BrokenWorld(
      'refused-untrusted',
      `hostile-archive: ${label} is not what the archive says of it`,
      'see who made this archive, and leave it out',
      { cause: error },
    )
  } finally {
    archive.close()
  }
}

/** The bytes as they come; where they are not those that were packed, that is known at their end. */
async function* checked(
  stream: AsyncIterable<Uint8Array>,
  entry: yauzl.Entry,
  label: string,
): AsyncIterable<Uint8Array> {
  let sum = 0
  for await (const chunk of stream) {
    sum = crc32(chunk, sum)
    yield chunk
  }
  if (sum !== entry.crc32) throw damaged(label)
}

function damaged(label: string, cause?: unknown): BrokenWorld {
  const reason = `${label} is damaged: it is not what was packed`
  return new BrokenWorld('error-config', reason, 'upload or download the archive again', { cause })
}

/** In our words: messages of others are not told further, since they hold names from the archive. */
function refusalOf(error: unknown): ZipRefusal {
  const message = error instanceof Error ? error.message : ''
  const name = /^(?:invalid relative path|absolute path|invalid characters in fileName): (.{1,200})/.exec(message)?.[1]
  if (name !== undefined) return { why: `has an entry that leads out of it: ${name}`, isHostile: true }
  if (/multi-disk/i.test(message)) return { why: 'is one part of an archive in several', isHostile: false }
  if (/compressed\/uncompressed size mismatch/i.test(message))
    return { why: 'has an entry whose size is not what the archive says', isHostile: true }
  return { why: 'is not a whole zip archive', isHostile: false }
}
