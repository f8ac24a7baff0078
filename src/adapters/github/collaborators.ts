import type { Clock, Collaborators } from '../../ports.js'
import { openCalls } from './calls.js'
import type { ExchangeLimits } from './exchange.js'
import { field, refusal } from './refusals.js'

export interface CollaboratorsOptions {
  readonly apiUrl: string
  readonly token: string
  readonly owner: string
  readonly repo: string
  readonly clock: Clock
  /** For tests; otherwise as in exchange.ts. */
  readonly limits?: ExchangeLimits
}

/** The words of GitHub's API; `maintain` and `triage` come as `write` and `read` there. */
const levels = ['admin', 'write', 'read', 'none'] as const

/** What people may do in a repository. Throws BrokenWorld as the forge does where GitHub does not answer at all. */
export function openCollaborators(options: CollaboratorsOptions): Collaborators {
  const { owner, repo } = options
  const calls = openCalls(options)
  return {
    async permission(login) {
      const [place, name] = [
        `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(repo)}`,
        encodeURIComponent(login),
      ]
      const path = `${place}/collaborators/${name}/permission`
      const purpose = `asking what ${login} may do`
      const answer = await calls.repeatable({ method: 'GET', path, purpose })
      const said = field(answer.json, 'permission')
      if (answer.status === 200) return levels.find((level) => level === said)
      // Nobody of that name, or no right to ask. Anything else is no word about a person.
      if (answer.status === 403 || answer.status === 404) return undefined
      const ask = { host: calls.host, repository: `${owner}/${repo}`, purpose, permission: 'metadata: read' }
      throw refusal(answer, ask)
    },
  }
}
