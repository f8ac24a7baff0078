import { createHash } from 'node:crypto'

/**
 * The same for the same change wherever it is made: SHA-256 in hex over the changed lines and their files, without line
 * numbers, context and blanks, as `git patch-id` does it.
 */
export function patchId(diff: string): string {
  const hash = createHash('sha256')
  for (const line of diff.split('\n')) {
    if (/^(?:[+-]|diff --git )/.test(line)) hash.update(`${line.replace(/\s/g, '')}\n`)
  }
  return hash.digest('hex')
}
