import { BrokenWorld } from '../../domain.js'
import { oneLine } from '../../safe-text/visible.js'
import type { Answer } from './calls.js'

/** What a refusal is told in terms of: where, what for, and what it needs. */
export interface Ask {
  readonly host: string
  /** `owner/name`. */
  readonly repository: string
  /** The end of "while …". */
  readonly purpose: string
  /** As a workflow writes it: `pull-requests: write`. */
  readonly permission: string
  /** Where a person can do by hand what was refused. */
  readonly byHand?: string
  /** What was done before and is still there: `the branch x is pushed`. */
  readonly left?: string
}

const settings =
  'Settings, Actions, General, Workflow permissions: Allow GitHub Actions to create and approve pull requests'

/** Every status that is no success, as one sentence of what happened and one of what to do. */
export function refusal(answer: Answer, ask: Ask): BrokenWorld {
  const { host, repository, purpose, permission } = ask
  const said = messageOf(answer.json)
  const refuse = (outcome: 'error-github' | 'error-config', reason: string, next: string) =>
    new BrokenWorld(outcome, reason, leftBefore(next, ask))
  switch (answer.status) {
    case 401:
      return refuse(
        'error-config',
        `github-token is not accepted by ${host}, while ${purpose}`,
        'give a token that has not expired',
      )
    case 403:
      return forbidden(answer, ask, said)
    case 404:
      return refuse(
        'error-github',
        `${repository} is not there, or github-token has no access to it, while ${purpose}`,
        `check the name, and give the job the permission ${permission}`,
      )
    case 409:
      return refuse('error-github', `${host} reports a conflict while ${purpose}: ${said}`, 'run again')
    case 410:
      return refuse(
        'error-github',
        `${host} says it is gone, while ${purpose}: ${said}`,
        'check that pull requests and issues are enabled',
      )
    case 422:
      return refuse(
        'error-github',
        `${host} did not take the request while ${purpose}: ${said}`,
        'change what it names and run again',
      )
    default:
      return refuse(
        'error-github',
        `${host} answered with status ${answer.status} while ${purpose}: ${said}`,
        'run again',
      )
  }
}

function forbidden({ headers, json }: Answer, ask: Ask, said: string): BrokenWorld {
  const { repository, purpose, permission, byHand } = ask
  const refuse = (reason: string, next: string) =>
    new BrokenWorld('error-github', `${reason}, while ${purpose}`, leftBefore(next, ask))
  if (/not permitted to create or approve pull requests/i.test(said)) {
    const hand = byHand === undefined ? '' : `; or open it by hand: ${byHand}`
    return refuse(
      'GitHub Actions is not permitted to create pull requests here',
      `turn on ${settings}, or give github-token an app token${hand}`,
    )
  }
  if (headers['x-github-sso'] !== undefined || /saml|single sign-on/i.test(said))
    return refuse('the organisation asks for single sign-on', 'authorize the token of github-token for it')
  if (/not accessible by personal access token/i.test(said))
    return refuse(`the personal token lacks ${permission} on ${repository}`, `give it that permission`)
  if (/archived|read-only/i.test(said))
    return refuse(`${repository} is archived`, 'unarchive it, or take the workflow out')
  if (/not accessible by integration|must have|permission|push access/i.test(said) || json === undefined)
    return refuse(
      `github-token lacks ${permission} on ${repository}`,
      `add ${permission} to the permissions of the job`,
    )
  return refuse(
    `GitHub forbids it: ${said}`,
    `add ${permission} to the permissions of the job, and see the rules of the repository`,
  )
}

function leftBefore(next: string, { left }: Ask): string {
  return left === undefined ? next : `${left}; ${next}`
}

/** The same error with what is still there in front of its advice. */
export function withLeft(error: unknown, left: string): unknown {
  if (!(error instanceof BrokenWorld)) return error
  return new BrokenWorld(error.outcome, error.message, `${left}; ${error.next}`, { cause: error.cause })
}

/** GitHub's words with those of its field errors, on one line; the status text of an HTML page is not worth showing. */
export function messageOf(json: unknown): string {
  const message = field(json, 'message')
  const errors = field(json, 'errors')
  const details = Array.isArray(errors) ? errors.slice(0, 5).map(detailOf) : []
  const all = [typeof message === 'string' ? message : '', ...details].filter((text) => text !== '')
  return all.length === 0 ? 'no reason given' : oneLine(all.join(', '), 200)
}

function detailOf(error: unknown): string {
  if (typeof error === 'string') return error
  const message = field(error, 'message')
  if (typeof message === 'string') return message
  return [field(error, 'field'), field(error, 'code')].filter((part) => typeof part === 'string').join(' ')
}

export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined
}
