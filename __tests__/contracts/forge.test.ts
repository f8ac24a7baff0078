import { openForge } from '../../src/adapters/github.js'
import { type TinyGitHub, tinyGitHub } from '../adapters/tiny-github.js'
import { fakeClock, fakeForge } from './fakes/forge.js'
import { forgeContract } from './forge.contract.js'

const servers: TinyGitHub[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

forgeContract('in memory', async (state) => fakeForge(state))
forgeContract('GitHub over HTTP', async (state) => {
  const server = await tinyGitHub(state)
  servers.push(server)
  return openForge({ apiUrl: server.apiUrl, token: 'ghs_test', owner: 'acme', repo: 'shop', clock: fakeClock() })
})
