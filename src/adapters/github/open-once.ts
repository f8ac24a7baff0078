import { BrokenWorld } from '../../domain.js'
import type { Clock, Forge, NewPullRequest, OpenedPullRequest, PullRequest } from '../../ports.js'
import { type Answer, unreachable } from './calls.js'
import type { OpenRepository } from './open-repository.js'
import { pullRequestIn, withoutOrigin } from './pull-requests.js'
import { messageOf, refusal, withLeft } from './refusals.js'

/** Times that opening a pull request is tried, each after a look whether the last try worked. */
const maxTries = 3

export interface Opening extends OpenRepository {
  readonly from: Forge['pullRequestsFrom']
  readonly compareUrl: string
  readonly purpose: string
  readonly clock: Clock
}

/** One pull request, however often the answer gets lost: after every doubt the list is asked before it is tried again. */
export async function openOnce(request: NewPullRequest, opening: Opening): Promise<OpenedPullRequest> {
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
  { from, ask, compareUrl, purpose, clock }: Opening,
  doubt: boolean,
): Promise<OpenedPullRequest> {
  const { head, base } = request
  const said = messageOf(answer.json)
  const left = `the branch ${head} is pushed`
  if (answer.status === 422 && /already exists/i.test(said)) {
    const there = await listedSoon(head, from, clock)
    // After a lost answer the one that is there may be ours: then it has our words.
    if (there !== undefined) return { ...there, existed: !doubt || there.body !== request.body }
  }
  if (answer.status === 422 && /no commits between/i.test(said))
    throw new BrokenWorld('error-github', `${base} has all of ${head} already`, 'run again on the new commit')
  if (answer.status === 422 && /\bbase\b/.test(said))
    throw new BrokenWorld('error-config', `the branch ${base} is not on the server`, `${left}; give the input base`)
  throw refusal(answer, { ...ask(purpose, 'pull-requests: write'), byHand: compareUrl, left })
}

/** Lists can lag behind what was made a moment ago: a pull request that is said to exist is looked for some times. */
async function listedSoon(head: string, from: Forge['pullRequestsFrom'], clock: Clock) {
  for (const pause of [1, 2, 4, 8, 0]) {
    const there = (await from(head)).find((candidate) => candidate.state === 'open')
    if (there !== undefined || pause === 0) return there
    await clock.sleep(pause * 1000)
  }
  return undefined
}
