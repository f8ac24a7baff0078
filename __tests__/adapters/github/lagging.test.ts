import { openForge } from '../../../src/adapters/github.js'
import { fakeClock, forgeState, hold } from '../../contracts/fakes/forge.js'
import { type Intervention, send, type TinyGitHub, tinyGitHub } from '../tiny-github.js'

// What GitHub does without a plain error: lists that lag behind, people whom it passes over, and one name that takes all down.

let server: TinyGitHub
afterEach(() => server.close())

async function open(...interventions: Intervention[]) {
  const state = forgeState(['main', 'suture/aaa'])
  server = await tinyGitHub(state)
  server.interventions.push(...interventions)
  const clock = fakeClock()
  const forge = openForge({ apiUrl: server.apiUrl, token: 'ghs_x', owner: 'acme', repo: 'shop', clock })
  return { state, clock, forge }
}

const request = { title: 'Fix it', body: 'a body', head: 'suture/aaa', base: 'main', draft: true }
const empty: Intervention = (_request, response) => {
  send(response, 200, [])
  return true
}
const goOn: Intervention = () => false

it('finds the pull request that is said to exist once the list shows it', async () => {
  const { state, forge, clock } = await open(goOn, empty, empty)
  hold(state, { head: 'suture/aaa', body: 'theirs' })
  expect(await forge.openPullRequest(request)).toMatchObject({ number: 1, existed: true })
  expect(clock.sleeps).toEqual([1000, 2000])
})

it('says what is there where the list never shows it', async () => {
  const { state, forge } = await open(goOn, empty, empty, empty, empty, empty)
  hold(state, { head: 'suture/aaa', body: 'theirs' })
  const error = await forge.openPullRequest(request).catch((caught: unknown) => caught)
  expect(error).toMatchObject({ outcome: 'error-github', next: expect.stringMatching(/suture\/aaa is pushed/) })
  expect(server.seen.filter(({ method }) => method === 'POST')).toHaveLength(1)
})

it('asks the other reviewers where one cannot be asked', async () => {
  const refuse: Intervention = (_request, response) => {
    send(response, 422, { message: 'Reviews may only be requested from collaborators.' })
    return true
  }
  const { state, forge } = await open(refuse, goOn, refuse)
  hold(state, { head: 'suture/aaa' })
  await expect(forge.requestReviewers(1, ['ann', 'acme/strangers', 'bob'])).rejects.toThrow(
    'GitHub did not take acme/strangers, while asking for reviews of pull request 1',
  )
  expect(state.pullRequests[0]?.reviewers).toEqual(['ann', 'bob'])
})

it.each([
  ['nobody who was asked', [], ['ann', 'bob'], /did not take ann, bob/],
  ['one of two', ['Ann'], ['ann', 'bob'], /did not take bob, while assigning pull request 1/],
  ['all, in its own letters', ['Ann', 'bob'], ['ann', 'bob'], undefined],
] as const)('says whom GitHub passed over: it took %s', async (_name, took, asked, says) => {
  const { forge } = await open((_request, response) => {
    send(response, 201, { assignees: took.map((login) => ({ login })) })
    return true
  })
  const done = forge.addAssignees(1, asked)
  if (says === undefined) await done
  else await expect(done).rejects.toThrow(says)
})
