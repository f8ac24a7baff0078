import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openForge } from '../../src/adapters/github.js'
import { BrokenWorld } from '../../src/domain.js'
import { fakeClock } from '../contracts/fakes/forge.js'

// What stands between a runner and GitHub: names, certificates, proxies, redirects. None of it may look like an answer.

const token = 'ghs_NOBODYMAYSEETHIS0123456789abcdef'
const limits = { answerMilliseconds: 2000, bodyMilliseconds: 500 }
const servers: Server[] = []

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})

async function listen(server: Server): Promise<string> {
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

const serve = (answer: RequestListener): Promise<string> => listen(createServer(answer))

async function asked(apiUrl: string): Promise<BrokenWorld> {
  const forge = openForge({ apiUrl, token, owner: 'acme', repo: 'shop', clock: fakeClock(), limits })
  const error = await forge.defaultBranch().then(
    () => undefined,
    (caught: unknown) => caught,
  )
  expect(error).toBeInstanceOf(BrokenWorld)
  const broken = error as BrokenWorld
  expect(broken.outcome).toBe('error-github')
  expect(`${broken.message} ${broken.next} ${broken.stack} ${String(broken.cause)}`).not.toContain(token)
  return broken
}

const ok: RequestListener = (_request, response) => response.end('{"default_branch":"main"}')

it('names a host that has no address', async () => {
  expect((await asked('https://api.github.invalid')).message).toMatch(
    /^api\.github\.invalid: (no such host|the name could not be looked up) .*while reading the repository$/,
  )
})

it('names a server without TLS behind an https address', async () => {
  expect((await asked(`https://${await serve(ok)}`)).message).toMatch(/TLS/)
})

const openssl = (() => {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()
const certified = openssl ? it : it.skip
certified(`names a certificate that nobody vouches for${openssl ? '' : ' (skipped: no openssl)'}`, async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'suture-tls-'))
  try {
    const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1', '-subj', '/CN=x']
    const files = ['-keyout', path.join(folder, 'key'), '-out', path.join(folder, 'cert')]
    execFileSync('openssl', ['req', '-x509', ...made, ...files], { stdio: 'ignore' })
    const [key, cert] = ['key', 'cert'].map((name) => readFileSync(path.join(folder, name)))
    let reached = 0
    const server = createTlsServer({ key, cert }, (_request, response) => {
      reached += 1
      response.end('{}')
    })
    const broken = await asked(`https://${await listen(server)}`)
    expect(broken.message).toMatch(/certificate is not trusted .*NODE_EXTRA_CA_CERTS/)
    expect(reached).toBe(0)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

it('names a proxy that wants a password', async () => {
  const proxy = createServer()
  proxy.on('connect', (_request, socket) => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'))
  const before = process.env['https_proxy']
  process.env['https_proxy'] = `http://somebody:secretword@${await listen(proxy)}`
  try {
    const broken = await asked('https://api.github.invalid')
    expect(broken.message).toContain('the proxy refused the connection with status 407')
    expect(`${broken.message} ${broken.next}`).not.toContain('secretword')
  } finally {
    if (before === undefined) delete process.env['https_proxy']
    else process.env['https_proxy'] = before
  }
})

const seenElsewhere: (string | undefined)[] = []
it.each<[string, (elsewhere: string) => RequestListener, RegExp]>([
  [
    'to another server',
    (elsewhere) => (request, response) =>
      response.writeHead(302, { location: `http://${elsewhere}${request.url}` }).end(),
    /redirects to another server/,
  ],
  [
    'to what is no address',
    () => (_request, response) => response.writeHead(301, { location: 'http://' }).end(),
    /redirects to another server/,
  ],
  [
    'in a circle',
    () => (request, response) => response.writeHead(307, { location: request.url }).end(),
    /redirects in a circle/,
  ],
])('takes the token nowhere on a redirect %s', async (_name, answer, reason) => {
  const elsewhere = await serve((request, response) => {
    seenElsewhere.push(request.headers.authorization)
    response.end('{"default_branch":"main"}')
  })
  expect((await asked(`http://${await serve(answer(elsewhere))}`)).message).toMatch(reason)
  expect(seenElsewhere).toEqual([])
})

it('follows a renamed repository on the same server', async () => {
  const host = await serve((request, response) => {
    if (request.url === '/repositories/1') response.end('{"default_branch":"trunk"}')
    else response.writeHead(301, { location: '/repositories/1' }).end()
  })
  const forge = openForge({ apiUrl: `http://${host}`, token, owner: 'acme', repo: 'shop', clock: fakeClock(), limits })
  expect(await forge.defaultBranch()).toBe('trunk')
})

it.each<[string, RequestListener, RegExp]>([
  [
    'packed bytes that are none',
    (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('{"default_branch":"main"'),
    /was not JSON/,
  ],
  [
    'a byte every moment, for ever',
    (request, response) => {
      response.writeHead(200)
      const drip = setInterval(() => response.write(' '), 50)
      request.on('close', () => clearInterval(drip))
    },
    /did not end within 0\.5 s/,
  ],
  [
    'more than anybody asked for',
    (_request, response) => {
      response.writeHead(200)
      const more = (): void => {
        while (response.write(Buffer.alloc(1024 ** 2, 32))) if (response.destroyed) return
        response.once('drain', more)
      }
      more()
    },
    /larger than 32 MB|did not end/,
  ],
])(
  'names an answer of %s',
  async (_name, answer, reason) => {
    expect((await asked(`http://${await serve(answer)}`)).message).toMatch(reason)
  },
  30_000,
)
