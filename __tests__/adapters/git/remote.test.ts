import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { readPushReply } from '../../../src/adapters/git/push-result.js'
import { openRemote } from '../../../src/adapters/git/remote.js'
import { remoteEnvironment } from '../../../src/adapters/git/remote-environment.js'
import { type OpenedRepository, openRepository } from '../../../src/adapters/git/repository.js'
import type { GitResult } from '../../../src/adapters/git/run-git.js'
import { serverFailed } from '../../../src/adapters/git/server-failure.js'
import { openBed } from '../../bed/index.mjs'
import { git, temporaryDirectories } from '../../contracts/git-fixture.js'

const temporary = temporaryDirectories()
const bedPromise = openBed()
afterAll(async () => {
  temporary.removeAll()
  await (await bedPromise).close()
})

let repository: OpenedRepository
let workspace: string
let base: string
beforeAll(async () => {
  const bed = await bedPromise
  const history = ['one', 'two'].map((text) => ({ message: text, files: { 'a.txt': `${text}\n` } }))
  await bed.project(history)
  workspace = await bed.checkout()
  repository = await openRepository({ workspace, scratchDirectory: temporary.make() })
  base = repository.head
})

async function patched(): Promise<string> {
  const patch = { files: [{ path: 'a.txt' as never, before: 'two\n', after: 'three\n' }] }
  return repository.writeTree(base, patch)
}

async function remoteWith(token: string) {
  const bed = await bedPromise
  return openRemote({ repository, url: `${bed.github.url}/acme/shop.git`, token })
}

describe('openRemote', () => {
  it('pushes exactly the tree, by the bot, at the time of the clock', async () => {
    const bed = await bedPromise
    const clock = { now: () => new Date('2026-02-03T04:05:06Z'), sleep: async () => {} }
    const remote = openRemote({ repository, url: `${bed.github.url}/acme/shop.git`, token: bed.token, clock })
    const tree = await patched()
    expect(await remote.createBranch('suture/exact', base, tree, 'Mend\n\nBecause.')).toMatchObject({ kind: 'created' })
    const shown = git(bed.bare, 'log', '-1', '--format=%T %P %an <%ae> %cI %B', 'suture/exact')
    const bot = 'github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com>'
    expect(shown).toBe(`${tree} ${base} ${bot} 2026-02-03T04:05:06+00:00 Mend\n\nBecause.`)
  })

  it('brings an existing branch here, so that it can be compared', async () => {
    const bed = await bedPromise
    const remote = await remoteWith(bed.token)
    const tree = await patched()
    const other = await openRepository({ workspace, scratchDirectory: temporary.make() })
    await other.writeTree(base, { files: [{ path: 'a.txt' as never, before: 'two\n', after: 'three\n' }] })
    const first = openRemote({ repository: other, url: `${bed.github.url}/acme/shop.git`, token: bed.token })
    await first.createBranch('suture/theirs', base, tree, 'Theirs')
    const result = await remote.createBranch('suture/theirs', base, tree, 'Ours')
    const commit = result.kind === 'exists' ? result.commit : ''
    expect(await repository.resolve(commit)).toBe(commit)
    expect((await repository.log(commit, 2)).map((each) => each.subject)).toEqual(['Theirs', 'two'])
    expect(await repository.diff(commit, tree)).toBe('')
  })

  it.each<[string, () => Promise<string>, string, RegExp]>([
    ['a wrong token', async () => 'ghs_wrong-token-value', 'error-config', /does not accept the token/],
    [
      'a token that may only read',
      async () => (await bedPromise).github.addToken({ permissions: { contents: 'read' } }),
      'error-github',
      /the token may not do this/,
    ],
    [
      'a token of another repository',
      async () => (await bedPromise).github.addToken({ repositories: ['acme/other'] }),
      'error-github',
      /not there, or the token may not see it/,
    ],
  ])('names %s and never shows it', async (_name, makeToken, outcome, reason) => {
    const token = await makeToken()
    const remote = await remoteWith(token)
    const failure = await remote.createBranch('suture/no', base, await patched(), 'x').catch((error) => error)
    expect(failure).toMatchObject({ outcome, message: expect.stringMatching(reason) })
    expect(`${failure.message} ${failure.next} ${failure.stack}`).not.toContain(token)
  })

  it('ignores the redirections of the workspace: the token goes to the right host only', async () => {
    const bed = await bedPromise
    const thief: string[] = []
    const server = await serve((request, response) => {
      thief.push(String(request.headers.authorization))
      response.end()
    })
    git(workspace, 'config', `url.${server.url}/.insteadOf`, `${bed.github.url}/`)
    git(workspace, 'config', 'http.proxy', server.url)
    git(workspace, 'config', 'credential.helper', `!echo password=x; touch ${workspace}/ran`)
    const own = await openRepository({ workspace, scratchDirectory: temporary.make() })
    const remote = openRemote({ repository: own, url: `${bed.github.url}/acme/shop.git`, token: bed.token })
    expect(await remote.tip('main')).toBe(base)
    expect(thief).toEqual([])
  })

  it('follows no redirect with the token', async () => {
    const seen: string[] = []
    const other = await serve((request, response) => {
      seen.push(String(request.headers.authorization))
      response.end()
    })
    const server = await serve((request, response) => {
      response.writeHead(302, { location: `${other.url}${request.url}` }).end()
    })
    const remote = openRemote({ repository, url: `${server.url}/acme/shop.git`, token: 'secret-token' })
    await expect(remote.tip('main')).rejects.toMatchObject({ outcome: 'error-github' })
    expect(seen).toEqual([])
  })

  it.each<[string, RequestListener, RegExp]>([
    ['a server error', (_request, response) => response.writeHead(503).end(), /503|could not talk/],
    ['a broken connection', (request) => request.socket.destroy(), /cannot be reached/],
    ['an answer that is not git', (_request, response) => response.end('<html>'), /could not talk|not there/],
    [
      'an archived repository',
      (_request, response) => response.writeHead(403).end('remote: This repository was archived so it is read-only.\n'),
      /is archived|may not do this/,
    ],
    ['a proxy that wants a name', (_request, response) => response.writeHead(407).end(), /proxy/],
  ])('names %s', async (_name, answer, reason) => {
    const server = await serve(answer)
    const remote = openRemote({ repository, url: `${server.url}/acme/shop.git`, token: 'secret-token' })
    await expect(remote.tip('main')).rejects.toMatchObject({
      outcome: 'error-github',
      message: expect.stringMatching(reason),
    })
  })

  it('names a server that is not there', async () => {
    const server = await serve(() => {})
    await server.close()
    const remote = openRemote({ repository, url: `${server.url}/acme/shop.git`, token: 'secret-token' })
    await expect(remote.tip('main')).rejects.toMatchObject({ message: expect.stringMatching(/cannot be reached/) })
  })

  it.each([
    'http://example.com/a/b.git',
    'file:///tmp/x',
    'ssh://git@github.com/a/b.git',
    'https://user:pass@github.com/a/b.git',
    'ext::sh -c true',
    '',
  ])('refuses the address %j', (url) => {
    expect(() => openRemote({ repository, url, token: 't' })).toThrow(/not an https address/)
  })
})

describe('remoteEnvironment', () => {
  it('scopes the token to the host and passes on proxies alone', () => {
    const ours = { HTTPS_PROXY: 'http://proxy:3128', GITHUB_TOKEN: 'other', GIT_SSH_COMMAND: 'evil' }
    const made = remoteEnvironment('https://github.com/a/b.git', 'tok', ours)
    expect(made['GIT_CONFIG_KEY_0']).toBe('http.https://github.com/.extraHeader')
    expect(made['GIT_CONFIG_VALUE_0']).toBe('AUTHORIZATION: basic eC1hY2Nlc3MtdG9rZW46dG9r')
    expect(Object.keys(made).filter((name) => !name.startsWith('GIT_CONFIG_'))).toEqual(['HTTPS_PROXY'])
  })
})

describe('readPushReply', () => {
  const ref = 'refs/heads/x'
  it.each<[string, string, string, object]>([
    ['new', `To u\n*\tabc:${ref}\t[new branch]\nDone\n`, '', { kind: 'pushed' }],
    ['stale', `!\tabc:${ref}\t[rejected] (stale info)\n`, '', { kind: 'taken' }],
    ['race', `!\tabc:${ref}\t[remote rejected] (reference already exists)\n`, '', { kind: 'taken' }],
    ['same commit', `=\tabc:${ref}\t[up to date]\n`, '', { kind: 'taken' }],
    [
      'rule',
      `!\tabc:${ref}\t[remote rejected] (push declined)\n`,
      'remote: error: GH013: no\nremote: \nremote: ---\n',
      { kind: 'refused', reason: '[remote rejected] (push declined); error: GH013: no' },
    ],
    ['other ref', `*\tabc:refs/heads/y\t[new branch]\n`, '', { kind: 'unknown' }],
    ['nothing', '', 'fatal: x', { kind: 'unknown' }],
    [
      'controls',
      `!\tabc:${ref}\t[remote rejected] (\u001b[31mred)\n`,
      '',
      { kind: 'refused', reason: '[remote rejected] ( [31mred)' },
    ],
  ])('%s', (_name, stdout, stderr, reply) => {
    expect(readPushReply(stdout, stderr, ref)).toEqual(reply)
  })
})

const servers: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

async function serve(answer: RequestListener): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const served = {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  servers.push(served)
  return served
}

it('keeps the private git directory out of the workspace', () => {
  expect(path.relative(workspace, process.cwd())).not.toBe('')
  expect(git(workspace, 'for-each-ref', 'refs/suture')).toBe('')
})

it.each<[string, string, RegExp]>([
  ['a name that is none', "fatal: unable to access 'https://x/': Could not resolve host: x", /cannot be reached/],
  [
    'a certificate',
    "fatal: unable to access 'https://x/': server certificate verification failed. CAfile: none CRLfile: none",
    /no safe connection/,
  ],
  ['a proxy', "fatal: unable to access 'https://x/': CONNECT tunnel failed, response 407", /the proxy/],
  [
    'an archived repository',
    "remote: This repository was archived so it is read-only.\nfatal: unable to access 'https://x/': The requested URL returned error: 403",
    /is archived/,
  ],
  [
    'single sign-on',
    'remote: The `acme` organization has enabled or enforced SAML SSO.\nfatal: unable to access: The requested URL returned error: 403',
    /the token may not do this.*SAML/,
  ],
  ['a repository that moved', "fatal: unable to update url base from redirection: 'x'", /redirects/],
  [
    'a redirect of a push',
    'error: RPC failed; HTTP 301 curl 22 The requested URL returned error: 301\nsend-pack: unexpected disconnect',
    /redirects/,
  ],
  [
    'a request that is not taken',
    'error: RPC failed; HTTP 422 curl 22 The requested URL returned error: 422\nfatal: the remote end hung up unexpectedly',
    /refused the request/,
  ],
  [
    'a repository that is blocked',
    'error: RPC failed; HTTP 451 curl 22 The requested URL returned error: 451',
    /blocked/,
  ],
  [
    'a server that breaks',
    'error: RPC failed; HTTP 500 curl 22 The requested URL returned error: 500',
    /cannot be reached/,
  ],
  ['a page of a proxy', 'fatal: protocol error: bad line length character: <htm', /does not speak git/],
])("names %s from git's words", (_name, stderr, reason) => {
  const result = { exit: 128, stdout: Buffer.alloc(0), stderr } as GitResult
  const failure = serverFailed({ url: 'https://github.com/a/b.git', token: 'ghs_secret' }, result)
  expect(failure.message).toMatch(reason)
  expect(failure.next).toMatch(/Nothing was published\.$/)
})

it.each<[string, RegExp]>([
  ['at the push', /may be pushed all the same/],
  ['after the push', /is pushed, its pull request is missing: run again/],
])(
  'says what is left where the server is gone %s',
  async (when, left) => {
    const bed = await openBed()
    try {
      await bed.project({ 'a.txt': 'a\n' })
      const own = await openRepository({ workspace: await bed.checkout(), scratchDirectory: temporary.make() })
      const remote = openRemote({ repository: own, url: `${bed.github.url}/acme/shop.git`, token: bed.token })
      const gone = () => bed.github.on('GET /{owner}/{repo}/info/refs', (_request, answer) => answer.drop())
      bed.github.on('POST /{owner}/{repo}/git-receive-pack', async (_request, answer) => {
        gone()
        if (when === 'at the push') return answer.drop()
        await answer.pass()
      })
      const failure = await remote
        .createBranch('suture/x', own.head, await own.writeTree(own.head, { files: [] }), 'x')
        .then(
          () => undefined,
          (error: unknown) => error,
        )
      expect(failure).toMatchObject({ outcome: 'error-github', next: expect.stringMatching(left) })
    } finally {
      await bed.close()
    }
  },
  60_000,
)
