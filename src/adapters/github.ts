import { BrokenWorld } from '../domain.js'
import type { Clock, Forge, NewPullRequest, OpenedPullRequest, PullRequest } from '../ports.js'
import { type Answer, openCalls, type Pace, unreachable } from './github/calls.js'
import type { ExchangeLimits } from './github/exchange.js'
import type { OpenRepository } from './github/open-repository.js'
import { allPages, pageSize } from './github/pages.js'
import { type ListedPullRequest, pullRequestIn, withoutOrigin } from './github/pull-requests.js'
import { field, messageOf, refusal, withLeft } from './github/refusals.js'
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

/** Times that opening a pull request is tried, each after a look whether the last try worked. */
const maxTries = 3

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
    openPullRequest: (request) =>
      openOnce(request, {
        ...repository,
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

type Lists = Pick<Forge, 'pullRequestsFrom' | 'openPullRequests' | 'closedPullRequests'>

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
      return ours(await listed('state=open', 'listing the open pull requests'), prefix)
    },
    async closedPullRequests(prefix) {
      return ours(await listed('state=closed', 'listing the closed pull requests', pagesOfClosed), prefix)
    },
  }
}

function decorating({
  calls,
  root,
  ask,
}: OpenRepository): Pick<Forge, 'addLabels' | 'addAssignees' | 'requestReviewers'> {
  const change = async (number: number, path: string, body: unknown, purpose: string): Promise<void> => {
    const answer = await calls.repeatable({ method: 'POST', path: `${root}/${path}`, body, purpose })
    const left = `pull request ${number} is open without them`
    if (answer.status >= 300) throw refusal(answer, { ...ask(purpose, 'pull-requests: write'), left })
  }
  return {
    async addLabels(number, labels) {
      if (labels.length > 0)
        await change(number, `issues/${number}/labels`, { labels }, `labelling pull request ${number}`)
    },
    async addAssignees(number, assignees) {
      if (assignees.length > 0)
        await change(number, `issues/${number}/assignees`, { assignees }, `assigning pull request ${number}`)
    },
    async requestReviewers(number, names) {
      if (names.length === 0) return
      const teams = names.filter((name) => name.includes('/'))
      const body = {
        reviewers: names.filter((name) => !name.includes('/')),
        // `org/team` is a team of the organisation, asked for by its slug.
        team_reviewers: teams.map((name) => name.slice(name.lastIndexOf('/') + 1)),
      }
      await change(number, `pulls/${number}/requested_reviewers`, body, `asking for reviews of pull request ${number}`)
    },
  }
}

interface Opening extends OpenRepository {
  readonly from: Forge['pullRequestsFrom']
  readonly compareUrl: string
  readonly purpose: string
}

/** One pull request, however often the answer gets lost: after every doubt the list is asked before it is tried again. */
async function openOnce(request: NewPullRequest, opening: Opening): Promise<OpenedPullRequest> {
  const { purpose } = opening
  let draft = request.draft
  let doubt = ''
  for (let tries = 0; tries < maxTries; tries += 1) {
    const { title, body, head, base } = request
    const call = {
      method: 'POST',
      path: `${opening.root}/pulls`,
      body: { title, body, head, base, draft },
      purpose,
    } as const
    const answer = await opening.calls.single(call).catch((error: unknown) => {
      throw withLeft(error, `the branch ${head} is pushed, its pull request is missing`)
    })
    if (!('unclear' in answer)) {
      if (answer.status === 201) return { ...withoutOrigin(pullRequestIn(answer.json, purpose)), existed: false }
      if (draft && answer.status === 422 && /draft/i.test(messageOf(answer.json))) {
        // Private repositories on a free plan have no drafts.
        draft = false
        continue
      }
      return await refusedOrThere(answer, request, opening, doubt !== '')
    }
    doubt = answer.unclear
    const there = await openOf(request.head, opening, doubt)
    if (there !== undefined) return { ...there, existed: there.body !== request.body }
  }
  throw unreachable(doubt, purpose, `the branch ${request.head} is pushed, its pull request is missing: `)
}

/** The open pull request of a branch after a doubt; where the list fails too, the doubt is what a person has to know. */
async function openOf(head: string, { from, purpose }: Opening, doubt: string): Promise<PullRequest | undefined> {
  try {
    return (await from(head)).find((candidate) => candidate.state === 'open')
  } catch (error) {
    if (!(error instanceof BrokenWorld) || error.outcome !== 'error-github') throw error
    throw unreachable(doubt, purpose, `the branch ${head} is pushed, its pull request may be missing: `)
  }
}

async function refusedOrThere(
  answer: Answer,
  request: NewPullRequest,
  { from, ask, compareUrl, purpose }: Opening,
  doubt: boolean,
): Promise<OpenedPullRequest> {
  const { head, base } = request
  const said = messageOf(answer.json)
  const left = `the branch ${head} is pushed`
  if (answer.status === 422 && /already exists/i.test(said)) {
    const there = (await from(head)).find((candidate) => candidate.state === 'open')
    // After a lost answer the one that is there may be ours: then it has our words.
    if (there !== undefined) return { ...there, existed: !doubt || there.body !== request.body }
  }
  if (answer.status === 422 && /no commits between/i.test(said))
    throw new BrokenWorld('error-github', `${base} has all of ${head} already`, 'run again on the new commit')
  if (answer.status === 422 && /\bbase\b/.test(said))
    throw new BrokenWorld('error-config', `the branch ${base} is not on the server`, `${left}; give the input base`)
  throw refusal(answer, { ...ask(purpose, 'pull-requests: write'), byHand: compareUrl, left })
}

/** The page where a person opens the same pull request; the web address follows from that of the API. */
function compareUrl({ apiUrl, owner, repo }: ForgeOptions, { base, head }: NewPullRequest): string {
  const api = new URL(apiUrl)
  const web = api.host === 'api.github.com' ? 'https://github.com' : api.origin.replace('//api.', '//')
  return `${web}/${owner}/${repo}/compare/${base}...${head}?expand=1`
}
