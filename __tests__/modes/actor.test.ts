import { actorsOf, refusalOfActor } from '../../src/modes/actor.js'
import type { Trigger } from '../../src/modes/world.js'
import type { Collaborators } from '../../src/ports.js'
import { fakeWorld, inputsOf, repositoryOf } from './fake-world.js'

type Level = Awaited<ReturnType<Collaborators['permission']>>

const run = (event: string, actor: string, again = actor, branch = 'feature') => ({
  event: 'workflow_run',
  payload: {
    workflow_run: { event, head_branch: branch, actor: { login: actor }, triggering_actor: { login: again } },
  },
})
const update = (actor: string, branch: string, again = actor) => run('pull_request', actor, again, branch)

async function refused(change: Partial<Trigger>, levels: Readonly<Record<string, Level>>, token = 'ghs_token') {
  const { trigger } = fakeWorld(repositoryOf())
  const collaborators: Collaborators = { permission: async (login) => levels[login] }
  const world = fakeWorld(repositoryOf(), { trigger: { ...trigger, ...change }, collaborators: () => collaborators })
  return (await refusalOfActor(world, inputsOf({ 'github-token': token })))?.reason
}

describe('who set the run off', () => {
  it.each<[string, Partial<Trigger>, Readonly<Record<string, Level>>]>([
    ['an owner', run('pull_request', 'ada'), { ada: 'admin' }],
    ['a person with write access', run('push', 'ada'), { ada: 'write' }],
    ['somebody who has left, by a push', run('push', 'ada'), {}],
    ['an app that pushed', run('push', 'renovate[bot]'), {}],
    ['the repository itself', run('pull_request', 'github-actions[bot]'), {}],
    [
      'a pull request of a person with write access',
      { event: 'pull_request', payload: { sender: { login: 'ada' } } },
      { ada: 'write' },
    ],
    ['a dependency bot on its own branch', update('dependabot[bot]', 'dependabot/npm_and_yarn/left-pad-2.0.0'), {}],
    ['another one', update('renovate[bot]', 'renovate/left-pad-2.x'), {}],
    ['a person who runs an update again', update('dependabot[bot]', 'dependabot/x', 'ada'), { ada: 'write' }],
    ['nobody, outside a workflow', { event: undefined }, {}],
    ['a schedule', { event: 'schedule', payload: { sender: { login: 'mallory' } } }, {}],
  ])('%s may', async (_who, trigger, levels) => {
    expect(await refused(trigger, levels)).toBeUndefined()
  })

  it.each<[string, Partial<Trigger>, Readonly<Record<string, Level>>, RegExp]>([
    ['a reader', run('pull_request', 'mallory'), { mallory: 'read' }, /mallory.*\(read\)/],
    ['a reader, whatever the cause is said to be', run('push', 'mallory'), { mallory: 'none' }, /mallory.*\(none\)/],
    ['nobody that GitHub knows', run('pull_request', 'ghost'), {}, /ghost.*not known/],
    [
      'an app that is not listed',
      run('pull_request', 'evil[bot]'),
      { 'evil[bot]': 'admin' },
      /evil\[bot\].*not listed/,
    ],
    ['a dependency bot on the branch of somebody else', update('dependabot[bot]', 'feature'), {}, /not listed/],
    ["a dependency bot on another bot's branch", update('dependabot[bot]', 'renovate/x'), {}, /not listed/],
    ['a bot with a name like one', update('dependabot-x[bot]', 'dependabot/x'), {}, /not listed/],
    ['a bot with a name of JavaScript', update('constructor[bot]', 'dependabot/x'), {}, /not listed/],
    [
      'a reader who runs an update again',
      update('renovate[bot]', 'renovate/x', 'mallory'),
      { mallory: 'read' },
      /mallory/,
    ],
    [
      'a dependency bot in a run of its own pull request',
      { event: 'pull_request', payload: { sender: { login: 'dependabot[bot]' } } },
      {},
      /not listed/,
    ],
    ['a name that is none', run('push', 'github-actions[bot]x'), {}, /no name of GitHub/],
    ['a name that leads elsewhere', run('push', '../../user'), { '../../user': 'admin' }, /no name of GitHub/],
    ['a second actor who may not', run('pull_request', 'ada', 'mallory'), { ada: 'admin', mallory: 'read' }, /mallory/],
    ['a first actor who may not', run('pull_request', 'mallory', 'ada'), { ada: 'admin', mallory: 'read' }, /mallory/],
    [
      'the sender of a pull request',
      { event: 'pull_request', payload: { sender: { login: 'mallory' } } },
      { mallory: 'read' },
      /mallory/,
    ],
  ])('%s may not', async (_who, trigger, levels, reason) => {
    expect(await refused(trigger, levels)).toMatch(reason)
  })

  it('cannot be asked without a token, which is said', async () => {
    expect(await refused(run('pull_request', 'mallory'), {}, '')).toBeUndefined()
  })

  it('is never the author of a commit', () => {
    const plain = fakeWorld(repositoryOf()).trigger
    const payload = {
      workflow_run: { head_commit: { author: { name: 'Ada' } } },
      head_commit: { author: { name: 'Ada' } },
    }
    expect(actorsOf({ ...plain, event: 'workflow_run', payload })).toEqual([])
  })
})
