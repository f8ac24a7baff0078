import { git } from './git.mjs'
import { openVisit, type Visit } from './visitor.js'

let visit: Visit

beforeEach(async () => {
  visit = await openVisit()
})
afterEach(() => visit.bed.close())

describe('git over HTTP', () => {
  it('clones, whole and shallow', async () => {
    const whole = await visit.bed.checkout()
    const shallow = await visit.bed.checkout({ depth: 1 })
    expect(await git(whole, ['rev-list', 'HEAD'])).toBe(`${visit.commits.last}\n${visit.commits.first}`)
    expect(await git(shallow, ['rev-list', 'HEAD'])).toBe(visit.commits.last)
    expect(await git(whole, ['config', '--list', '--local'])).not.toContain('extraheader')
  })

  it('keeps the credential in the clone where that was asked for', async () => {
    const clone = await visit.bed.checkout({ persistCredentials: true })
    expect(await git(clone, ['config', '--list', '--local'])).toContain('extraheader')
  })

  it('shows a pushed branch in the API, and a branch made by the API to git', async () => {
    const { commit } = await visit.readyBranch('suture/pushed')
    const shown = await visit.call('GET /git/ref/heads/suture/pushed')
    expect(shown.body.object.sha).toBe(commit)
    const made = await visit.call('POST /git/refs', { ref: 'refs/heads/made', sha: visit.commits.first })
    expect(made.status).toBe(201)
    const clone = await visit.bed.checkout({ branch: 'made' })
    expect(await git(clone, ['rev-parse', 'HEAD'])).toBe(visit.commits.first)
    expect(visit.bed.github.openApiProblems).toEqual([])
  })

  it.each([
    ['no token', () => '', /Authentication failed|could not read Username/],
    ['a wrong token', () => 'ghs_wrong', /Authentication failed|could not read Username/],
    ['a token that may only read', () => visit.bed.github.addToken({ permissions: { contents: 'read' } }), /403/],
    ['a token of another repository', () => visit.bed.github.addToken({ repositories: ['acme/other'] }), /not found/],
  ])('refuses a push with %s', async (_name, token, message) => {
    const { clone } = await visit.changed('Mend')
    const result = await visit.push(clone, 'suture/x', token())
    expect(result.code).not.toBe(0)
    expect(result.stderr).toMatch(message)
    expect(await git(visit.bed.bare, ['for-each-ref', 'refs/heads/suture'])).toBe('')
  })

  it('refuses a change of a workflow by the job token, and what a rule set closes', async () => {
    const workflow = await visit.changed('Workflow', { '.github/workflows/ci.yml': 'on: push\n' })
    expect((await visit.push(workflow.clone, 'suture/w')).stderr).toContain('without `workflows` permission')
    visit.bed.github.repositories['acme/shop'] = {
      actionsMayOpenPullRequests: true,
      protectedRefs: 'refs/heads/suture/*',
    }
    const { clone } = await visit.changed('Mend')
    expect((await visit.push(clone, 'suture/x')).stderr).toContain('GH013')
    expect((await visit.push(clone, 'other')).code).toBe(0)
  })

  it('lets one of two win who push the same new branch at once', async () => {
    const clones = await Promise.all(['one', 'two', 'three'].map((name) => visit.changed(name)))
    const results = await Promise.all(clones.map(({ clone }) => visit.push(clone, 'suture/race')))
    const winners = clones.filter((_clone, index) => results[index]?.code === 0)
    expect(winners).toHaveLength(1)
    expect(await git(visit.bed.bare, ['rev-parse', 'refs/heads/suture/race'])).toBe(winners[0]?.commit)
  })
})
