import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline, Transform } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { BrokenWorld } from '../domain.js'

/** Unpacked bytes: as much as a plain artifact may have. */
const limitUnpacked = 2 * 1024 ** 3
/** Logs pack 5 to 50 times; a stream beyond this ratio, once it is large, is a bomb. */
const limitRatio = 300
const ratioFrom = 64 * 1024 ** 2

/**
 * Streams a regular file; gzip is unpacked on the way, told by its first bytes. Throws BrokenWorld('error-config')
 * where the file is not one any more, or not a whole gzip file, or a bomb: half a report must not read as a whole one.
 */
export async function* artifactBytes(file: string, name: string): AsyncIterable<Uint8Array> {
  // The file was inspected before: what has changed into a link or a pipe since is not followed, not waited for.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK
  const handle = await open(file, flags).catch((error) => {
    throw unreadable(name, 'cannot be opened', error)
  })
  try {
    if (!(await handle.stat()).isFile()) throw unreadable(name, 'is not a regular file any more')
    const magic = Buffer.alloc(2)
    await handle.read(magic, 0, 2, 0)
    const isGzip = magic[0] === 0x1f && magic[1] === 0x8b
    const stream = handle.createReadStream({ start: 0, autoClose: false })
    if (isGzip) yield* unpacked(stream, name)
    else yield* stream
  } finally {
    await handle.close()
  }
}

/** The first four bytes of a regular file, or fewer; none where it cannot be read: that is told when it is read. */
export async function firstBytes(file: string): Promise<Uint8Array> {
  const head = Buffer.alloc(4)
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK
  const handle = await open(file, flags).catch(() => undefined)
  try {
    const read = await handle?.read(head, 0, head.length, 0)
    return head.subarray(0, read?.bytesRead ?? 0)
  } catch {
    return head.subarray(0, 0)
  } finally {
    await handle?.close()
  }
}

/** Standard input, once. */
export async function* standardInput(): AsyncIterable<Uint8Array> {
  for await (const chunk of process.stdin) yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk)
}

async function* unpacked(stream: NodeJS.ReadableStream, name: string): AsyncIterable<Uint8Array> {
  let packed = 0
  let size = 0
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      packed += chunk.length
      done(null, chunk)
    },
  })
  const gunzip = createGunzip()
  // Errors of every part reach the loop below through gunzip.
  pipeline(stream, counted, gunzip, () => {})
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > limitUnpacked) throw unreadable(name, `unpacks to more than ${limitUnpacked / 1024 ** 3} GiB`)
      if (size > ratioFrom && size > packed * limitRatio) throw unreadable(name, 'unpacks like a decompression bomb')
      yield chunk
    }
  } catch (error) {
    if (error instanceof BrokenWorld) throw error
    throw unreadable(name, 'is not a whole gzip file', error)
  }
}

function unreadable(name: string, why: string, cause?: unknown): BrokenWorld {
  return new BrokenWorld('error-config', `${name} ${why}`, 'Name a complete report or log in `signals`.', { cause })
}
