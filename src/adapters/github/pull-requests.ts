import { BrokenWorld } from '../../domain.js'
import type { PullRequest } from '../../ports.js'
import { field } from './refusals.js'

/** A pull request with what only lists need: whose branch it comes from. */
export interface ListedPullRequest extends PullRequest {
  readonly branch: string
  /** False for a branch of the same name in a fork. */
  readonly sameRepository: boolean
}

/** Reads one pull request of GitHub's answer. Throws BrokenWorld('error-github') where it is none. */
export function pullRequestIn(json: unknown, purpose: string): ListedPullRequest {
  const number = field(json, 'number')
  const url = field(json, 'html_url')
  const branch = field(field(json, 'head'), 'ref')
  if (
    typeof number !== 'number' ||
    !Number.isSafeInteger(number) ||
    typeof url !== 'string' ||
    typeof branch !== 'string'
  )
    throw new BrokenWorld('error-github', `what GitHub answered was no pull request, while ${purpose}`, 'run again')
  const closedAt = field(json, 'closed_at')
  const base = field(field(json, 'base'), 'ref')
  return {
    number,
    url,
    branch,
    state: field(json, 'state') === 'open' ? 'open' : 'closed',
    // Lists say when, single pull requests also whether.
    merged: field(json, 'merged') === true || typeof field(json, 'merged_at') === 'string',
    body: text(field(json, 'body')),
    author: text(field(field(json, 'user'), 'login')),
    labels: labelsIn(field(json, 'labels')),
    sameRepository: isSameRepository(json),
    ...(typeof closedAt === 'string' ? { closedAt } : {}),
    ...(typeof base === 'string' ? { base } : {}),
  }
}

export function withoutOrigin({ branch: _branch, sameRepository: _same, ...request }: ListedPullRequest): PullRequest {
  return request
}

/** By id, since names change; a repository that is gone has none, and then it was a fork's. */
function isSameRepository(json: unknown): boolean {
  const head = field(field(field(json, 'head'), 'repo'), 'id')
  const base = field(field(field(json, 'base'), 'repo'), 'id')
  return head !== undefined && head === base
}

function labelsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.map((label) => text(field(label, 'name'))).filter((name) => name !== '') : []
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
