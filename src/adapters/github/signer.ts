import type { Repository } from '../../ports.js'
import type { Signer } from '../git/remote.js'
import { type Answer, type Calls, openCalls, type Pace } from './calls.js'
import type { ExchangeLimits } from './exchange.js'
import { field } from './refusals.js'

export interface SignerOptions {
  readonly apiUrl: string
  readonly token: string
  readonly owner: string
  readonly repo: string
  readonly clock: Parameters<typeof openCalls>[0]['clock']
  readonly repository: Pick<Repository, 'entries' | 'blob'>
  /** For tests; otherwise as in exchange.ts. */
  readonly limits?: ExchangeLimits
  readonly pace?: Pace
}

/** A fix is a few source files; what is larger is pushed unsigned rather than sent as JSON. */
const mostBytes = 4 * 1024 * 1024

/**
 * Commits that GitHub signs: it does so for an app's token where author and committer are left to it. Nothing of it is
 * seen until a branch points there. Whatever goes wrong ends in no signature, never in no commit.
 */
export function openSigner(options: SignerOptions): Signer {
  const calls = openCalls(options)
  const root = `/repos/${encodeURIComponent(options.owner)}/${encodeURIComponent(options.repo)}`
  return async ({ base, baseTree, tree, parents, message }) => {
    const changes = await changed(options.repository, base, tree)
    if (changes === undefined) return undefined
    const made = await post(calls, `${root}/git/trees`, { base_tree: baseTree, tree: changes })
    // What GitHub makes of the change has to be what was tested, to the byte.
    if (made?.status !== 201 || field(made.json, 'sha') !== tree) return undefined
    const commit = await post(calls, `${root}/git/commits`, { message, tree, parents })
    const id = field(commit?.json, 'sha')
    if (commit?.status !== 201 || typeof id !== 'string') return undefined
    return { commit: id, verified: field(field(commit.json, 'verification'), 'verified') === true }
  }
}

async function post(calls: Calls, path: string, body: unknown): Promise<Answer | undefined> {
  try {
    const answer = await calls.single({ method: 'POST', path, body, purpose: 'making a signed commit' })
    return 'unclear' in answer ? undefined : answer
  } catch {
    return undefined
  }
}

interface TreeChange {
  readonly path: string
  readonly mode: string
  readonly type: 'blob'
  readonly content: string
}

/** Changed and new files with their text; undefined where something is no text, or gone. */
async function changed(
  repository: SignerOptions['repository'],
  base: string,
  tree: string,
): Promise<readonly TreeChange[] | undefined> {
  const before = new Map((await repository.entries(base)).map((entry) => [entry.path, entry]))
  const after = await repository.entries(tree)
  const changes: TreeChange[] = []
  let size = 0
  for (const { path, mode, id } of after) {
    const old = before.get(path)
    before.delete(path)
    if (old?.id === id && old.mode === mode) continue
    const bytes = await repository.blob(id)
    size += bytes.byteLength
    const content = Buffer.from(bytes).toString('utf8')
    if (size > mostBytes || !Buffer.from(content).equals(bytes)) return undefined
    changes.push({ path, mode, type: 'blob', content })
  }
  return before.size > 0 || changes.length === 0 ? undefined : changes
}
