import { at, refusalOfOwnBranch, refusalOfQueueBranch, refusalOfTrigger } from '../../src/modes/trust.js'
import type { Trigger } from '../../src/modes/world.js'

function trigger(change: Partial<Trigger>): Trigger {
  return {
    event: 'push',
    repository: 'acme/shop',
    repositoryId: '1',
    branch: 'main',
    commit: undefined,
    runUrl: undefined,
    runId: undefined,
    serverUrl: 'https://github.com',
    payload: { repository: { id: 1, full_name: 'acme/shop' } },
    ...change,
  }
}

const refusal = (change: Partial<Trigger>) => refusalOfTrigger(trigger(change))
const workflowRun = (run: unknown, more: object = {}) => ({
  event: 'workflow_run',
  payload: { workflow_run: run, repository: { id: 1 } },
  ...more,
})
const pullRequest = (head: unknown) => ({
  event: 'pull_request',
  payload: { pull_request: { head }, repository: { id: 1 } },
})

describe('the event that starts a run', () => {
  it.each(['push', 'schedule', 'repository_dispatch', 'workflow_dispatch', 'workflow_call', 'merge_group', undefined])(
    '%s may',
    (event) => {
      expect(refusal({ event })).toBeUndefined()
    },
  )

  // Every other event that can start a workflow, in the order of GitHub's documentation, and what is none.
  it.each([
    'branch_protection_rule',
    'check_run',
    'check_suite',
    'create',
    'delete',
    'deployment',
    'deployment_status',
    'discussion',
    'discussion_comment',
    'fork',
    'gollum',
    'image_version',
    'issue_comment',
    'issues',
    'label',
    'milestone',
    'page_build',
    'public',
    'pull_request_comment',
    'pull_request_review',
    'pull_request_review_comment',
    'pull_request_target',
    'registry_package',
    'release',
    'status',
    'watch',
    'member',
    'PUSH',
    'push ',
    'constructor',
    '__proto__',
    'push\npull_request',
  ])('%j may not', (event) => {
    expect(refusal({ event })).toMatchObject({
      outcome: 'refused-untrusted',
      next: expect.stringContaining('workflow_run'),
    })
  })
})

describe('a failed run', () => {
  it.each<[string, unknown, object]>([
    ['of this repository', { head_repository: { id: 1 }, event: 'push' }, {}],
    ['of a pull request within it', { head_repository: { id: 1 }, event: 'pull_request' }, {}],
    ['with an id as text', { head_repository: { id: '1' }, event: 'push' }, {}],
    ['without a word on its cause', { head_repository: { id: 1 } }, {}],
    [
      'where only the payload says whose repository this is',
      { head_repository: { id: 1 } },
      { repositoryId: undefined },
    ],
  ])('%s is healed', (_, run, more) => {
    expect(refusal(workflowRun(run, more))).toBeUndefined()
  })

  it.each<[string, unknown, object]>([
    ['of a fork', { head_repository: { id: 2 } }, {}],
    [
      'of a fork with the same name',
      { head_repository: { id: 2, full_name: 'acme/shop', name: 'shop', owner: { login: 'acme' } } },
      {},
    ],
    [
      'of a fork whose payload says that it is us',
      { head_repository: { id: 2 } },
      { payload: { workflow_run: { head_repository: { id: 2 } }, repository: { id: 2 } } },
    ],
    ['of a deleted fork', { head_repository: null }, {}],
    ['without a repository', {}, {}],
    ['that is missing', undefined, {}],
    ['that is a list', [], {}],
    ['with an odd id', { head_repository: { id: '1 ' } }, {}],
    ['with an id in a list', { head_repository: { id: [1] } }, {}],
    ['with an inherited id', { head_repository: Object.create({ id: 1 }) }, {}],
    [
      'where nobody says whose repository this is',
      { head_repository: { id: 1 } },
      { repositoryId: undefined, payload: { workflow_run: { head_repository: { id: 1 } } } },
    ],
    ['of pull_request_target', { head_repository: { id: 1 }, event: 'pull_request_target' }, {}],
    ['of a comment', { head_repository: { id: 1 }, event: 'issue_comment' }, {}],
    ['of an issue', { head_repository: { id: 1 }, event: 'issues' }, {}],
    ['of a fork event', { head_repository: { id: 1 }, event: 'fork' }, {}],
  ])('%s is not', (_, run, more) => {
    expect(refusal(workflowRun(run, more))?.outcome).toBe('refused-untrusted')
  })
})

describe('a pull request', () => {
  it('of a branch of this repository is healed', () => {
    expect(refusal(pullRequest({ repo: { id: 1 } }))).toBeUndefined()
  })

  it.each([
    [{ repo: { id: 2 } }],
    [{ repo: { id: 2, full_name: 'acme/shop' } }],
    [{ repo: null }],
    [{}],
    [null],
    ['x'],
  ])('of %j is not', (head) => {
    expect(refusal(pullRequest(head))?.reason).toBe('the pull request comes from a fork')
  })
})

describe('a branch of our own', () => {
  it.each([
    ['suture/0123456789ab', 'suture/', true],
    ['suture/', 'suture/', true],
    ['main', 'suture/', false],
    ['feature/suture/x', 'suture/', false],
    ['suture', 'suture/', false],
    [undefined, 'suture/', false],
    ['bot/heal-1', 'bot/heal-', true],
  ])('%s with the prefix %s: %s', (branch, prefix, expected) => {
    const refused = refusalOfOwnBranch(trigger({ branch }), prefix)
    expect(refused?.outcome).toBe(expected ? 'refused-policy' : undefined)
  })
})

it.each([
  [`gh-readonly-queue/main/pr-7-${'a'.repeat(40)}`, 'refused-policy'],
  ['gh-readonly-queue', undefined],
  ['main', undefined],
  [undefined, undefined],
])('the branch of a merge queue is nobody to send a fix to: %s', (branch, outcome) => {
  expect(refusalOfQueueBranch(trigger({ branch, event: 'merge_group' }))?.outcome).toBe(outcome)
})

it('at looks into untrusted JSON and sees own values alone', () => {
  const value = JSON.parse('{"a":{"b":[1]},"__proto__":{"c":2}}')
  expect([at(value, 'a', 'b'), at(value, 'a', 'x', 'y'), at(value, 'a', 'b', '0')]).toEqual([[1], undefined, 1])
  expect([
    at(value, 'c'),
    at(value, 'toString'),
    at(null, 'a'),
    at('text', 'length'),
    at(value, '__proto__', 'c'),
  ]).toEqual([undefined, undefined, undefined, undefined, 2])
})
