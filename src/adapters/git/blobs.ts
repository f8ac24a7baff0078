import { BrokenWorld } from '../../domain.js'
import { isObjectId } from './refs.js'
import { type Git, missingObject } from './run-git.js'

/** No source file that a person or a model mends is larger; test data may be, and is not for us to read. */
const limitBlob = 32 * 1024 * 1024
/** Room for the sources of one repair; the oldest leave first. */
const limitKept = 64 * 1024 * 1024

/** Reads blobs by id, remembering the last ones: an id is its content. */
export function createBlobReader(git: Git): (id: string) => Promise<Uint8Array> {
  const kept = new Map<string, Buffer>()
  let size = 0
  return async (id) => {
    const known = kept.get(id)
    if (known !== undefined) return known
    const bytes = await readBlob(git, id)
    kept.set(id, bytes)
    size += bytes.length
    for (const [oldest, content] of kept) {
      if (size <= limitKept) break
      kept.delete(oldest)
      size -= content.length
    }
    return bytes
  }
}

async function readBlob(git: Git, id: string): Promise<Buffer> {
  if (!isObjectId(id)) throw new Error(`not an object id: ${id.slice(0, 80)}`)
  const asked = await git(['cat-file', '-s', id], { mayFail: true })
  if (asked.exit !== 0) throw missingObject(`blob ${id.slice(0, 12)}`)
  const bytes = Number(asked.stdout.toString())
  if (bytes > limitBlob) {
    throw new BrokenWorld(
      'error-config',
      `a file of the repository is too large to read (${bytes} bytes, blob ${id.slice(0, 12)})`,
      'Keep files of this size out of `allow`, or in git LFS.',
    )
  }
  return (await git(['cat-file', 'blob', id])).stdout
}
