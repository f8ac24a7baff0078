import { createHash } from 'node:crypto'
import { BrokenWorld } from '../../../src/domain.js'
import type { PushResult, Remote } from '../../../src/ports.js'

export interface MemoryCommit {
  readonly base: string
  readonly tree: string
  readonly message: string
  /** The tip that it was put on top of. */
  readonly onto?: string
}

export interface MemoryRemote extends Remote {
  /** Branch to commit id. */
  readonly branches: Map<string, string>
  /** Every commit that `createBranch` made, by id. */
  readonly commits: Map<string, MemoryCommit>
}

/** A git server in memory. `refuses` names a reason for the branches that a rule forbids. */
export function memoryRemote(
  branches: Readonly<Record<string, string>>,
  refuses: (branch: string) => string | undefined = () => undefined,
): MemoryRemote {
  const known = new Map(Object.entries(branches))
  const commits: MemoryRemote['commits'] = new Map()
  const keep = (branch: string, commit: MemoryCommit): PushResult => {
    const id = createHash('sha1')
      .update([commit.base, commit.tree, commit.message, commits.size].join('\0'))
      .digest('hex')
    commits.set(id, commit)
    known.set(branch, id)
    return { kind: 'created', commit: id }
  }
  return {
    branches: known,
    commits,
    async tip(branch) {
      return known.get(branch)
    },
    async fetch(branch) {
      return known.get(branch)
    },
    async tryPush(branch) {
      const reason = refuses(branch)
      if (reason !== undefined) throw new BrokenWorld('error-github', reason, 'allow it')
    },
    async createBranch(branch, base, tree, message) {
      if (!/^[A-Za-z0-9][A-Za-z0-9._/-]*$/.test(branch) || /\.\.|\.lock$/.test(branch)) {
        return { kind: 'rejected', reason: 'not a branch name that GitHub takes' }
      }
      const reason = refuses(branch)
      if (reason !== undefined) return { kind: 'rejected', reason }
      const there = known.get(branch)
      if (there !== undefined) return { kind: 'exists', commit: there }
      return keep(branch, { base, tree, message })
    },
    async advanceBranch(branch, tip, base, tree, message) {
      const reason = refuses(branch)
      if (reason !== undefined) return { kind: 'rejected', reason }
      const there = known.get(branch)
      if (there === undefined) return { kind: 'rejected', reason: 'the branch is gone' }
      return there === tip ? keep(branch, { base, tree, message, onto: tip }) : { kind: 'exists', commit: there }
    },
  }
}
