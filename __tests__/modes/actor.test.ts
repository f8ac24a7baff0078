import { actorsOf, refusalOfActor } from '../../src/modes/actor.js'
import type { Trigger } from '../../src/modes/world.js'
import type { Collaborators } from '../../src/ports.js'
import { fakeWorld, inputsOf, repositoryOf } from './fake-world.js'

type Level = Awaited<ReturnType<Collaborators['permission']>>

const run = (event: string, actor: string, again = actor) => ({
  event: 'workflow_run',
  payload: { workflow_run: { event, actor: { login: actor }, triggering_actor: { login: again } } },
})

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
    ['a dependency bot, which anybody can ask', run('pull_request', 'dependabot[bot]'), {}, /not listed/],
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
