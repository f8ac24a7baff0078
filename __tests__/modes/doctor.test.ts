import { BrokenWorld } from '../../src/domain.js'
import { doctor } from '../../src/modes/doctor.js'
import { newJournal, type World } from '../../src/modes/world.js'
import { fakeForge, forgeState, hold } from '../contracts/fakes/forge.js'
import { memoryRemote } from '../contracts/fakes/memory-remote.js'
import { fakeWorld, inputsOf, repositoryOf } from './fake-world.js'

async function examined(parts: Partial<World> = {}, given: Readonly<Record<string, string>> = {}, refuses?: string) {
  const repository = repositoryOf()
  const state = forgeState(['main'])
  hold(state, { head: 'suture/abc' })
  const world = fakeWorld(repository, {
    forgeIs: fakeForge(state),
    remoteIs: memoryRemote({ main: repository.head }, () => refuses),
    model: () => undefined,
    sandbox: async () => {
      throw new BrokenWorld('error-sandbox', 'no rung here', 'install bubblewrap')
    },
    ...parts,
  })
  const outcome = await doctor(world, inputsOf({ 'test-command': 'node --test', ...given }), newJournal())
  const line = (name: string): string => world.lines.find((each) => each.slice(6).startsWith(`${name}:`)) ?? ''
  return { outcome, line }
}

it('says a line a check, and what to do first', async () => {
  const { outcome, line } = await examined()
  expect(outcome).toMatchObject({ outcome: 'error-config', next: 'install bubblewrap' })
  expect(line('sandbox')).toBe('FAIL  sandbox: no rung here; install bubblewrap')
  expect(line('token')).toBe('ok    token: accepted; default branch main')
  expect(line('permissions')).toMatch(/^ok {4}permissions: may push suture\/\* and sees 1 open/)
  expect(line('persisted credentials')).toBe('ok    persisted credentials: none in the checkout')
})

it('names what the token may not', async () => {
  const { line } = await examined({}, {}, 'GH013: Repository rule violations')
  expect(line('permissions')).toBe('FAIL  permissions: GH013: Repository rule violations; allow it')
})

it.each([
  ['auto', /^ok {4}persisted credentials: WARNING: a token lies there/],
  ['none', /^FAIL {2}persisted credentials: a token lies there, and sandbox is none; set persist-credentials: false/],
])('tells of credentials that a checkout left, with sandbox %s', async (sandbox, expected) => {
  const { line } = await examined({ persistedCredentials: async () => 'a token lies there' }, { sandbox })
  expect(line('persisted credentials')).toMatch(expected)
})

it('asks nothing of a server without a token', async () => {
  const repository = repositoryOf()
  const world = fakeWorld(repository, { model: () => undefined })
  const inputs = { ...inputsOf(), githubToken: undefined }
  await doctor(world, inputs as never, newJournal()).catch(() => undefined)
  expect(world.lines.join('\n')).not.toContain('accepted')
})
