import { openCollaborators } from '../../../src/adapters/github/collaborators.js'
import { fakeClock, forgeState } from '../../contracts/fakes/forge.js'
import { send, type TinyGitHub, tinyGitHub } from '../tiny-github.js'

let server: TinyGitHub
afterEach(() => server.close())

async function answering(status: number, body: unknown) {
  server = await tinyGitHub(forgeState())
  server.interventions.push((_request, response) => {
    send(response, status, body, {})
    return true
  })
  return openCollaborators({ apiUrl: server.apiUrl, token: 'ghs_x', owner: 'acme', repo: 'shop', clock: fakeClock() })
}

describe('what people may do', () => {
  it.each([
    ['admin', 200, { permission: 'admin' }, 'admin'],
    ['write', 200, { permission: 'write' }, 'write'],
    ['read', 200, { permission: 'read' }, 'read'],
    ['a word that GitHub does not have', 200, { permission: 'owner' }, undefined],
    ['a user that is not there', 404, { message: 'Not Found' }, undefined],
    ['a token that may not ask', 403, { message: 'Resource not accessible by integration' }, undefined],
  ] as const)('%s', async (_name, status, body, level) => {
    const people = await answering(status, body)
    expect(await people.permission('a/b')).toBe(level)
    expect(server.seen.map(({ path }) => path)).toEqual([
      expect.stringMatching(/\/repos\/acme\/shop\/collaborators\/a%2Fb\/permission$/),
    ])
  })
})
