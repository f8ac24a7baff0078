import type { Patch, RepoPath } from '../../../src/domain.js'

/** A patch of one file: `-` and `+` lines as in a diff, all others stay; a file of nothing but `+` lines is new. */
export function patch(path: string, ...diff: readonly string[]): Patch {
  const pick = (other: string) =>
    diff
      .filter((line) => !line.startsWith(other))
      .map((line) => line.replace(/^[-+ ]/, ''))
      .join('\n')
  const isNew = diff.every((line) => line.startsWith('+'))
  return { files: [{ path: path as RepoPath, before: isNew ? undefined : pick('+'), after: pick('-') }] }
}
