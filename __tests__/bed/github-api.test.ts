import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { git, tryGit } from './git.mjs'
import { openVisit, type Visit } from './visitor.js'

let visit: Visit

beforeEach(async () => {
  visit = await openVisit()
})
afterEach(() => visit.bed.close())

describe('what GitHub refuses', () => {
  const actions = 'GitHub Actions is not permitted to create or approve pull requests.'

  it('answers 401 to a missing and to a bad token', async () => {
    expect(await visit.call('GET ', undefined, '')).toMatchObject({ status: 401 })
    const bad = await visit.call('GET ', undefined, 'Bearer nope')
    expect(bad).toMatchObject({ status: 401, body: { message: 'Bad credentials' } })
    expect(visit.bed.github.requests.map((request) => request.credential)).toEqual(['none', 'unknown'])
  })

  it('answers 403 without the permission and 404 where the token does not see', async () => {
    const { request } = await visit.readyBranch()
    const reader = `Bearer ${visit.bed.github.addToken({ permissions: { contents: 'write', pull_requests: 'read' } })}`
    const refused = await visit.call('POST /pulls', request, reader)
    expect(refused).toMatchObject({ status: 403, body: { message: 'Resource not accessible by integration' } })
    expect(refused.headers.get('x-accepted-github-permissions')).toBe('pull_requests=write')
    const stranger = `Bearer ${visit.bed.github.addToken({ repositories: ['acme/other'] })}`
    expect(await visit.call('GET /pulls', undefined, stranger)).toMatchObject({
      status: 404,
      body: { message: 'Not Found' },
    })
  })

  it('keeps the job token from opening pull requests where the setting is off', async () => {
    visit.bed.github.repositories['acme/shop'] = { actionsMayOpenPullRequests: false }
    const { request } = await visit.readyBranch()
    expect(await visit.call('POST /pulls', request)).toMatchObject({ status: 403, body: { message: actions } })
    const app = `Bearer ${visit.bed.github.addToken({ name: 'app', login: 'ada' })}`
    expect(await visit.call('POST /pulls', request, app)).toMatchObject({ status: 201 })
  })

  it('opens a pull request with the real commits, and refuses the second one', async () => {
    const { commit, request } = await visit.readyBranch()
    const opened = await visit.call('POST /pulls', request)
    expect(opened.status).toBe(201)
    expect(opened.body).toMatchObject({
      number: 1,
      draft: true,
      html_url: `${visit.bed.github.url}/acme/shop/pull/1`,
      url: `${visit.bed.github.apiUrl}/repos/acme/shop/pulls/1`,
      user: { login: 'github-actions[bot]', type: 'Bot' },
      head: { ref: 'suture/x', sha: commit },
      base: { ref: 'main', sha: visit.commits.last },
    })
    const again = await visit.call('POST /pulls', request)
    expect(again.status).toBe(422)
    expect(again.body.errors[0].message).toBe('A pull request already exists for acme:suture/x.')
    await visit.bed.github.ask('PATCH /repos/acme/shop/pulls/1', { state: 'closed' })
    expect(await visit.call('POST /pulls', request)).toMatchObject({ status: 201, body: { number: 2 } })
    const listed = await visit.call('GET /pulls?state=all&head=acme:suture/x')
    expect(listed.body.map((pull: { number: number; state: string }) => [pull.number, pull.state])).toEqual([
      [2, 'open'],
      [1, 'closed'],
    ])
    expect(visit.bed.github.openApiProblems).toEqual([])
  })

  it.each([
    ['no commits', { head: 'same', base: 'main' }, 'No commits between main and same'],
    [
      'a long body',
      { head: 'suture/x', base: 'main', body: 'x'.repeat(65_537) },
      'body is too long (maximum is 65536 characters)',
    ],
    [
      'a long title',
      { head: 'suture/x', base: 'main', title: 'x'.repeat(257) },
      'title is too long (maximum is 256 characters)',
    ],
    ['an unknown head', { head: 'nowhere', base: 'main' }, undefined],
    ['an unknown base', { head: 'suture/x', base: 'nowhere' }, undefined],
  ])('answers 422 for %s', async (_name, request, message) => {
    await visit.readyBranch()
    await visit.call('POST /git/refs', { ref: 'refs/heads/same', sha: visit.commits.last })
    const refused = await visit.call('POST /pulls', { title: 'Mend', ...request })
    expect(refused.status).toBe(422)
    expect(refused.body.errors[0].message).toBe(message)
    expect(await visit.bed.github.ask('GET /repos/acme/shop/pulls?state=all')).toEqual([])
  })

  it('opens one of two equal pull requests that arrive at once', async () => {
    const { request } = await visit.readyBranch()
    const answers = await Promise.all([0, 1].map(() => visit.call('POST /pulls', request)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422])
  })

  it('takes labels, known assignees, reviewers and comments', async () => {
    const { request } = await visit.readyBranch()
    await visit.call('POST /pulls', request)
    expect((await visit.call('POST /issues/1/labels', { labels: ['suture'] })).status).toBe(200)
    expect((await visit.call('POST /issues/1/assignees', { assignees: ['ada', 'nobody'] })).status).toBe(201)
    expect((await visit.call('POST /pulls/1/requested_reviewers', { reviewers: ['grace'] })).status).toBe(200)
    expect((await visit.call('POST /issues/1/comments', { body: 'x'.repeat(65_537) })).status).toBe(422)
    expect(await visit.bed.github.ask('GET /repos/acme/shop/pulls/1')).toMatchObject({
      labels: [{ name: 'suture' }],
      assignees: [{ login: 'ada' }],
      requested_reviewers: [{ login: 'grace' }],
    })
  })

  it('makes commits and refs through the API, atomically', async () => {
    const blob = await visit.call('POST /git/blobs', { content: 'export const price = 3\n', encoding: 'utf-8' })
    const tree = await visit.call('POST /git/trees', {
      base_tree: visit.commits.last,
      tree: [{ path: 'src/price.js', mode: '100644', type: 'blob', sha: blob.body.sha }],
    })
    const commit = await visit.call('POST /git/commits', {
      message: 'Mend',
      tree: tree.body.sha,
      parents: [visit.commits.last],
    })
    expect(commit.body).toMatchObject({ verification: { verified: true }, parents: [{ sha: visit.commits.last }] })
    const made = await Promise.all(
      [0, 1].map(() => visit.call('POST /git/refs', { ref: 'refs/heads/suture/y', sha: commit.body.sha })),
    )
    expect(made.map(({ status }) => status).sort()).toEqual([201, 422])
    expect(await git(visit.bed.bare, ['show', 'suture/y:src/price.js'])).toBe('export const price = 3')
    const compared = await visit.call('GET /compare/main...suture/y')
    expect(compared.body).toMatchObject({ status: 'ahead', ahead_by: 1, files: [{ filename: 'src/price.js' }] })
    expect(visit.bed.github.openApiProblems).toEqual([])
  })
})

describe('workflow runs', () => {
  it('hands out logs and artifacts by a signed link on another host, which refuses a credential', async () => {
    visit.bed.github.repositories['acme/shop'] = {
      actionsMayOpenPullRequests: true,
      runs: [
        {
          id: 9,
          headSha: visit.commits.last,
          headBranch: 'main',
          jobs: [{ id: 90, name: 'test', log: 'it failed\n' }],
          artifacts: [{ id: 91, name: 'reports', files: { 'junit.xml': '<testsuites/>' } }],
        },
      ],
    }
    expect((await visit.call('GET /actions/runs/9')).body).toMatchObject({
      conclusion: 'failure',
      head_sha: visit.commits.last,
    })
    const headers = { authorization: `Bearer ${visit.bed.token}` }
    const log = await fetch(`${visit.bed.github.apiUrl}/repos/acme/shop/actions/jobs/90/logs`, { headers })
    expect(await log.text()).toBe('it failed\n')
    const link = await fetch(`${visit.bed.github.apiUrl}/repos/acme/shop/actions/artifacts/91/zip`, {
      headers,
      redirect: 'manual',
    })
    const location = link.headers.get('location') ?? ''
    expect(new URL(location).origin).toBe(visit.bed.github.downloadsUrl)
    expect((await fetch(location, { headers })).status).toBe(400)
    await writeFile(join(visit.bed.root, 'a.zip'), Buffer.from(await (await fetch(location)).arrayBuffer()))
    const listed = await tryGit(visit.bed.root, ['-c', 'alias.u=!python3 -m zipfile -l a.zip', 'u'])
    expect(listed.stdout).toContain('junit.xml')
    expect((await visit.call('GET /actions/runs/10')).status).toBe(404)
  })
})
