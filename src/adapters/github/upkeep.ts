import type { CommitAuthor, Forge } from '../../ports.js'
import { unreachable } from './calls.js'
import type { OpenRepository } from './open-repository.js'
import { allPages, pageSize } from './pages.js'
import { field, refusal } from './refusals.js'

/** Newest commits of a file that are asked who made them. */
const authorsAsked = 10

/** What is done to a pull request that is there: all of it may be done twice without harm. */
export function upkeep({
  calls,
  root,
  ask,
}: OpenRepository): Pick<Forge, 'updatePullRequest' | 'commentOnce' | 'commitAuthor' | 'fileAuthors'> {
  return {
    async updatePullRequest(number, change) {
      const purpose = `${change.state === 'closed' ? 'closing' : 'updating'} pull request ${number}`
      const path = `${root}/pulls/${number}`
      const answer = await calls.repeatable({ method: 'PATCH', path, body: change, purpose })
      const left = `pull request ${number} is as it was`
      if (answer.status >= 300) throw refusal(answer, { ...ask(purpose, 'pull-requests: write'), left })
    },
    async commentOnce(number, body, mark) {
      const purpose = `commenting on pull request ${number}`
      const path = `${root}/issues/${number}/comments`
      const left = `pull request ${number} has no comment of this run`
      const refused = { ...ask(purpose, 'pull-requests: write'), left }
      const isThere = async (): Promise<boolean> => {
        const all = await allPages(
          calls,
          { method: 'GET', path: `${path}?per_page=${pageSize}`, purpose },
          (comment) => ({ number: Number(field(comment, 'id')), text: String(field(comment, 'body') ?? '') }),
          (answer) => refusal(answer, refused),
        )
        return all.some(({ text }) => text.includes(mark))
      }
      let doubt = ''
      // After a lost answer the list is asked before it is tried again: a comment is a mail to everybody.
      for (let tries = 0; tries < 2; tries += 1) {
        if (await isThere()) return
        const answer = await calls.single({ method: 'POST', path, body: { body }, purpose })
        if (!('unclear' in answer)) {
          if (answer.status >= 300) throw refusal(answer, refused)
          return
        }
        doubt = answer.unclear
      }
      throw unreachable(doubt, purpose, `${left}; `)
    },
    async commitAuthor(commit) {
      const purpose = `asking who made the commit ${commit.slice(0, 12)}`
      const path = `${root}/commits/${encodeURIComponent(commit)}`
      const answer = await calls.repeatable({ method: 'GET', path, purpose })
      // GitHub says 422 for a commit that it does not have.
      if (answer.status === 404 || answer.status === 422) return undefined
      if (answer.status !== 200) throw refusal(answer, ask(purpose, 'contents: read'))
      return authorIn(answer.json)
    },
    async fileAuthors(commit, file) {
      const purpose = `asking who changed ${file}`
      const query = `sha=${encodeURIComponent(commit)}&path=${encodeURIComponent(file)}&per_page=${authorsAsked}`
      const answer = await calls.repeatable({ method: 'GET', path: `${root}/commits?${query}`, purpose })
      if (answer.status !== 200 || !Array.isArray(answer.json)) throw refusal(answer, ask(purpose, 'contents: read'))
      return answer.json.map(authorIn)
    },
  }
}

function authorIn(commit: unknown): CommitAuthor {
  const author = field(commit, 'author')
  const login = field(author, 'login')
  const known = typeof login === 'string' && login !== ''
  const verified = field(field(field(commit, 'commit'), 'verification'), 'verified')
  return {
    login: known ? login : undefined,
    isBot: field(author, 'type') === 'Bot' || (known && login.endsWith('[bot]')),
    ...(typeof verified === 'boolean' ? { verified } : {}),
  }
}
