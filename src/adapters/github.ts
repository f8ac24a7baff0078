import { BrokenWorld } from '../domain.js'
import type { Clock, Forge, NewPullRequest, PullRequest } from '../ports.js'
import { type Answer, openCalls, type Pace } from './github/calls.js'
import type { ExchangeLimits } from './github/exchange.js'
import { openOnce } from './github/open-once.js'
import type { OpenRepository } from './github/open-repository.js'
import { allPages, pageSize } from './github/pages.js'
import { type ListedPullRequest, pullRequestIn, withoutOrigin } from './github/pull-requests.js'
import { field, refusal } from './github/refusals.js'
import { upkeep } from './github/upkeep.js'

export interface ForgeOptions {
  /** `https://api.github.com`, or `https://<host>/api/v3` of an own server. */
  readonly apiUrl: string
  readonly token: string
  readonly owner: string
  readonly repo: string
  readonly clock: Clock
  /** For tests; otherwise as in exchange.ts. */
  readonly limits?: ExchangeLimits
  readonly pace?: Pace
}

/**
 * GitHub over its REST API, by lists and never by search, which lags behind by minutes. Every call throws BrokenWorld:
 * `error-config` for a token that is not accepted, `limit-reached`, or `error-github`, each with what to do.
 */
export function openForge(options: ForgeOptions): Forge {
  const { owner, repo, token } = options
  if (!/^[\x21-\x7E]+$/.test(token)) {
    const reason = 'github-token is empty or has a character that no token has'
    throw new BrokenWorld('error-config', reason, 'give github-token a token')
  }
  const calls = openCalls(options)
  const repository: OpenRepository = {
    calls,
    owner,
    root: `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(repo)}`,
    ask: (purpose, permission) => ({ host: calls.host, repository: `${owner}/${repo}`, purpose, permission }),
  }
  const lists = listing(repository)
  return {
    ...lists,
    ...decorating(repository),
    ...upkeep(repository),
    now: calls.now,
    openPullRequest: (request) =>
      openOnce(request, {
        ...repository,
        clock: options.clock,
        from: lists.pullRequestsFrom,
        compareUrl: compareUrl(options, request),
        purpose: `opening the pull request of ${request.head}`,
      }),
    async defaultBranch() {
      const purpose = 'reading the repository'
      const answer = await calls.repeatable({ method: 'GET', path: repository.root, purpose })
      const branch = field(answer.json, 'default_branch')
      if (answer.status !== 200 || typeof branch !== 'string')
        throw refusal(answer, repository.ask(purpose, 'contents: read'))
      return branch
    },
  }
}

/** GitHub passes over whom it cannot assign, and says so by nothing but the list that it answers with. */
function notAssigned(asked: readonly string[], issue: unknown): readonly string[] {
  const listed = field(issue, 'assignees')
  if (!Array.isArray(listed)) return []
  const there = new Set(listed.map((person) => String(field(person, 'login')).toLowerCase()))
  return asked.filter((login) => !there.has(login.toLowerCase()))
}

type Lists = Pick<Forge, 'pullRequestsFrom' | 'openPullRequests' | 'closedPullRequests'>

/**
 * Ours are few and rather new; each run asks twice, and has some twenty other calls to make out of forty. What is older
 * than the newest three hundred counts no longer against `max-open`, and is still found by its branch.
 */
const pagesOfOpen = 3
/** What people did with the newest two hundred says enough of their taste, for two calls. */
const pagesOfClosed = 2

function listing({ calls, owner, root, ask }: OpenRepository): Lists {
  const listed = (query: string, purpose: string, pages?: number): Promise<ListedPullRequest[]> =>
    allPages<ListedPullRequest>(
      calls,
      { method: 'GET', path: `${root}/pulls?${query}&sort=created&direction=desc&per_page=${pageSize}`, purpose },
      (item) => pullRequestIn(item, purpose),
      (answer) => refusal(answer, ask(purpose, 'pull-requests: read')),
      pages === undefined ? {} : { pages },
    )
  const ours = (all: readonly ListedPullRequest[], prefix: string): PullRequest[] =>
    all.filter((request) => request.branch.startsWith(prefix) && request.sameRepository).map(withoutOrigin)
  return {
    async pullRequestsFrom(branch) {
      const head = encodeURIComponent(`${owner}:${branch}`)
      const all = await listed(`head=${head}&state=all`, `listing the pull requests of ${branch}`)
      // A head that GitHub does not understand is no filter to it: then all pull requests come.
      return all.filter((request) => request.branch === branch && request.sameRepository).map(withoutOrigin)
    },
    async openPullRequests(prefix) {
      return ours(await listed('state=open', 'listing the open pull requests', pagesOfOpen), prefix)
    },
    async closedPullRequests(prefix) {
      return ours(await listed('state=closed', 'listing the closed pull requests', pagesOfClosed), prefix)
    },
  }
}

/** Reviewers that are asked one by one where all together were refused: each is a request, and a run has forty. */
const mostAlone = 8

type Decorating = Pick<Forge, 'addLabels' | 'addAssignees' | 'requestReviewers'>

function decorating({ calls, root, ask }: OpenRepository): Decorating {
  const post = (path: string, body: unknown, purpose: string): Promise<Answer> =>
    calls.repeatable({ method: 'POST', path: `${root}/${path}`, body, purpose })
  const refused = (number: number, answer: Answer, purpose: string): BrokenWorld => {
    const left = `pull request ${number} is open without them`
    return refusal(answer, { ...ask(purpose, 'pull-requests: write'), left })
  }
  return {
    async addLabels(number, labels) {
      if (labels.length === 0) return
      const purpose = `labelling pull request ${number}`
      const answer = await post(`issues/${number}/labels`, { labels }, purpose)
      if (answer.status >= 300) throw refused(number, answer, purpose)
    },
    async addAssignees(number, assignees) {
      if (assignees.length === 0) return
      const purpose = `assigning pull request ${number}`
      const answer = await post(`issues/${number}/assignees`, { assignees }, purpose)
      if (answer.status >= 300) throw refused(number, answer, purpose)
      const missing = notAssigned(assignees, answer.json)
      if (missing.length > 0) throw passedOver(missing, purpose)
    },
    async requestReviewers(number, names) {
      if (names.length === 0) return
      const purpose = `asking for reviews of pull request ${number}`
      const request = (some: readonly string[]) =>
        post(`pulls/${number}/requested_reviewers`, reviewersIn(some), purpose)
      const answer = await request(names)
      if (answer.status < 300) return
      if (answer.status !== 422 || names.length === 1) throw refused(number, answer, purpose)
      // One name that GitHub refuses takes the whole request down: then each is asked alone.
      const missing = names.slice(mostAlone)
      for (const name of names.slice(0, mostAlone)) if ((await request([name])).status >= 300) missing.push(name)
      if (missing.length > 0) throw passedOver(missing, purpose)
    },
  }
}

/** `org/team` is a team of the organisation, asked for by its slug. */
function reviewersIn(names: readonly string[]) {
  const teams = names.filter((name) => name.includes('/'))
  return {
    reviewers: names.filter((name) => !name.includes('/')),
    team_reviewers: teams.map((name) => name.slice(name.lastIndexOf('/') + 1)),
  }
}

function passedOver(names: readonly string[], purpose: string): BrokenWorld {
  const reason = `GitHub did not take ${names.join(', ')}, while ${purpose}`
  return new BrokenWorld('error-github', reason, 'name people and teams who have access to the repository')
}

/** The page where a person opens the same pull request; the web address follows from that of the API. */
function compareUrl({ apiUrl, owner, repo }: ForgeOptions, { base, head }: NewPullRequest): string {
  const api = new URL(apiUrl)
  const web = api.host === 'api.github.com' ? 'https://github.com' : api.origin.replace('//api.', '//')
  return `${web}/${owner}/${repo}/compare/${base}...${head}?expand=1`
}
