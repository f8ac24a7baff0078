import { BrokenWorld } from '../../../src/domain.js'
import type { Clock, CommitAuthor, Forge, NewPullRequest, PullRequest } from '../../../src/ports.js'

/** One pull request as the forge holds it. */
export interface HeldPullRequest extends PullRequest {
  readonly title: string
  readonly draft: boolean
  readonly head: string
  /** The owner of the head branch's repository: another one is a fork. */
  readonly owner: string
  readonly base: string
  readonly labels: string[]
  readonly comments: string[]
  readonly assignees: string[]
  readonly reviewers: string[]
}

/** What a forge knows; a test looks into it and changes it as other people would. */
export interface ForgeState {
  readonly owner: string
  readonly repo: string
  readonly defaultBranch: string
  /** ISO 8601. */
  readonly now?: string
  /** Oldest first. */
  readonly pullRequests: HeldPullRequest[]
  readonly branches: string[]
  /** Who made a commit, by commit id or by file. */
  readonly authors: Map<string, readonly CommitAuthor[]>
}

export function forgeState(branches: readonly string[] = ['main']): ForgeState {
  return {
    owner: 'acme',
    repo: 'shop',
    defaultBranch: 'main',
    pullRequests: [],
    branches: [...branches],
    authors: new Map(),
  }
}

export function hold(state: ForgeState, change: Partial<HeldPullRequest> & { readonly head: string }): HeldPullRequest {
  const number = state.pullRequests.length + 1
  const held: HeldPullRequest = {
    number,
    url: `https://github.com/acme/shop/pull/${number}`,
    state: 'open',
    merged: false,
    body: '',
    author: 'somebody',
    title: 'A title',
    draft: false,
    base: 'main',
    owner: state.owner,
    labels: [],
    comments: [],
    assignees: [],
    reviewers: [],
    ...change,
  }
  state.pullRequests.push(held)
  return held
}

/** A forge in memory. It refuses what GitHub refuses: a second open pull request of a branch, and branches that are not there. */
export function fakeForge(state: ForgeState): Forge {
  const newest = () => state.pullRequests.filter((held) => held.owner === state.owner).reverse()
  const numbered = (number: number) => {
    const held = state.pullRequests.find((candidate) => candidate.number === number)
    if (held === undefined)
      throw new BrokenWorld('error-github', `pull request ${number} is not there`, 'check the number')
    return held
  }
  return {
    pullRequestsFrom: async (branch) =>
      newest()
        .filter((held) => held.head === branch)
        .map(shown),
    openPullRequests: async (prefix) =>
      newest()
        .filter((held) => held.state === 'open' && held.head.startsWith(prefix))
        .map(shown),
    closedPullRequests: async (prefix) =>
      newest()
        .filter((held) => held.state === 'closed')
        .slice(0, 200)
        .filter((held) => held.head.startsWith(prefix))
        .map(shown),
    async openPullRequest(request) {
      const there = newest().find((held) => held.head === request.head && held.state === 'open')
      if (there !== undefined) return { ...shown(there), existed: true }
      refuseBranches(state, request)
      return { ...shown(hold(state, { ...request, author: 'github-actions[bot]' })), existed: false }
    },
    addLabels: async (number, labels) => addTo(numbered(number).labels, labels),
    addAssignees: async (number, assignees) => addTo(numbered(number).assignees, assignees),
    requestReviewers: async (number, reviewers) => addTo(numbered(number).reviewers, reviewers),
    async updatePullRequest(number, change) {
      Object.assign(numbered(number), change, change.state === 'closed' ? { closedAt: '2026-11-22T10:00:00Z' } : {})
    },
    async commentOnce(number, body, mark) {
      const { comments } = numbered(number)
      if (!comments.some((comment) => comment.includes(mark))) comments.push(body)
    },
    commitAuthor: async (commit) => state.authors.get(commit)?.[0],
    fileAuthors: async (_commit, path) => state.authors.get(path) ?? [],
    defaultBranch: async () => state.defaultBranch,
    now: () => new Date(state.now ?? '2026-11-22T10:00:00Z'),
  }
}

function refuseBranches(state: ForgeState, { head, base }: NewPullRequest): void {
  if (!state.branches.includes(base))
    throw new BrokenWorld('error-config', `the branch ${base} is not on the server`, 'give the input base')
  if (!state.branches.includes(head))
    throw new BrokenWorld('error-github', `the branch ${head} is not on the server`, 'push it first')
}

function shown({ number, url, state, merged, body, author, labels, closedAt, base }: HeldPullRequest): PullRequest {
  return {
    number,
    url,
    state,
    merged,
    body,
    author,
    labels: [...labels],
    base,
    ...(closedAt === undefined ? {} : { closedAt }),
  }
}

export function addTo(list: string[], names: readonly string[]): void {
  for (const name of names) if (!list.includes(name)) list.push(name)
}

/** A clock that passes only where somebody sleeps. */
export function fakeClock(): Clock & { readonly sleeps: number[] } {
  const sleeps: number[] = []
  let now = Date.parse('2026-11-22T10:00:00.000Z')
  return {
    sleeps,
    now: () => new Date(now),
    async sleep(milliseconds) {
      sleeps.push(milliseconds)
      now += milliseconds
    },
  }
}
