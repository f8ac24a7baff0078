import type { Fix } from '../domain.js'

export interface FileCount {
  readonly path: string
  readonly added: number
  readonly removed: number
}

/** Lines added and removed a file, counted in the diff that git made; a file that the diff does not name counts none. */
export function fileCounts(diff: string, fix: Fix): readonly FileCount[] {
  const files = diff.split(/^diff --git .*$/m).slice(1)
  return fix.patch.files.map(({ path }) => {
    // Git ends a path with a blank in it with a tab.
    const own = files.find((file) => file.includes(`+++ b/${path}\n`) || file.includes(`+++ b/${path}\t`)) ?? ''
    const hunks = own.slice(Math.max(0, own.indexOf('\n@@')))
    return { path, added: hunks.match(/^\+/gm)?.length ?? 0, removed: hunks.match(/^-/gm)?.length ?? 0 }
  })
}
