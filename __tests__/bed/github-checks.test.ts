import * as refusals from './github/refusals.mjs'
import { openVisit, type Visit } from './visitor.js'

let visit: Visit

beforeEach(async () => {
  visit = await openVisit()
})
afterEach(() => visit.bed.close())

describe('the check against the OpenAPI description', () => {
  it.each([
    ['a missing field', 'POST /pulls', { title: 'x', base: 'main' }, "body must have required property 'head'"],
    [
      'a wrong type',
      'POST /pulls',
      { title: 'x', head: 'x', base: 'main', draft: 'yes' },
      'body/draft must be boolean',
    ],
    [
      'an unknown field',
      'POST /pulls',
      { title: 'x', head: 'x', base: 'main', drafts: true },
      'unknown field "drafts"',
    ],
    ['an unknown query', 'GET /pulls?stat=all', undefined, 'unknown query parameter "stat"'],
    ['a value that is not allowed', 'GET /pulls?state=any', undefined, 'state=any is not allowed'],
    ['a head filter without owner', 'GET /pulls?head=suture/x', undefined, 'the head filter must be owner:branch'],
    ['an unknown operation', 'GET /pull', undefined, 'no such operation'],
    ['a body where none belongs', 'DELETE /git/refs/heads/x', { sha: 'x' }, 'takes none'],
  ])('catches %s', async (_name, request, body, problem) => {
    await visit.call(request, body)
    expect(visit.bed.github.openApiProblems.join('\n')).toContain(problem)
  })

  it('sees an API call that forgot the API root', async () => {
    await fetch(`${visit.bed.github.url}/repos/acme/shop/pulls`)
    expect(visit.bed.github.openApiProblems.join('\n')).toContain('not an API path')
  })
})

describe('faults', () => {
  it('does the work and drops the connection, once', async () => {
    const { request } = await visit.readyBranch()
    const fault = async (_request: unknown, answer: { perform(): Promise<unknown>; drop(): void }) => {
      await answer.perform()
      answer.drop()
    }
    visit.bed.github.on('POST /repos/{owner}/{repo}/pulls', fault, 1)
    await expect(visit.call('POST /pulls', request)).rejects.toThrow()
    expect(visit.bed.github.requests.at(-1)?.status).toBe(0)
    expect((await visit.call('POST /pulls', request)).status).toBe(422)
    expect(await visit.bed.github.ask('GET /repos/acme/shop/pulls?state=all')).toHaveLength(1)
  })

  it('answers in place of GitHub, and of git', async () => {
    visit.bed.github.on('GET /repos/{owner}/{repo}', (_request, answer) => answer.respond(refusals.primaryLimit(60)))
    const limited = await visit.call('GET ')
    expect([limited.status, limited.headers.get('x-ratelimit-remaining')]).toEqual([403, '0'])
    visit.bed.github.on('GET /repos/{owner}/{repo}', (_request, answer) => answer.respond(refusals.secondaryLimit(7)))
    expect((await visit.call('GET ')).headers.get('retry-after')).toBe('7')
    visit.bed.github.on('GET /{owner}/{repo}/info/refs', (_request, answer) => answer.respond({ status: 503 }))
    await expect(visit.bed.checkout()).rejects.toThrow('503')
  })
})
