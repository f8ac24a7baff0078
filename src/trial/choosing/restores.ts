import type { CulpritFile, Patch } from '../../domain.js'
import { hunksOf } from '../patch/hunks.js'

/** Whether every line that a patch writes stood in the text before the culprit, and none that it takes away did. */
export function restoresText({ files }: Patch, culpritFiles: readonly CulpritFile[]): boolean {
  return files.every(({ path, before = '', after }) => {
    const old = culpritFiles.find((each) => each.path === path)?.before
    if (old === undefined) return false
    const known = new Set(old.split('\n').map((line) => line.trim()))
    const lines = before.split('\n')
    return hunksOf(before, after).every(
      (hunk) =>
        hunk.lines.every((line) => known.has(line.trim())) &&
        lines.slice(hunk.start, hunk.end).every((line) => line.trim() === '' || !known.has(line.trim())),
    )
  })
}
