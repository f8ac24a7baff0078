import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { openRemote } from '../../src/adapters/git/remote.js'
import { openRepository } from '../../src/adapters/git/repository.js'
import { openSigner } from '../../src/adapters/github/signer.js'
import type { Fault } from '../bed/github/faults.mjs'
import { type Bed, openBed } from '../bed/index.mjs'
import { fakeClock } from '../contracts/fakes/forge.js'
import { git } from '../contracts/git-fixture.js'

const scratch = mkdtempSync(path.join(os.tmpdir(), 'suture-test-'))
let bed: Bed
beforeAll(async () => {
  bed = await openBed()
  await bed.project({ 'a.txt': 'one\n', 'bin/run': { executable: '#!/bin/sh\n' } })
})
afterAll(async () => {
  rmSync(scratch, { recursive: true })
  await bed.close()
})

let count = 0

async function pushed(files: readonly object[], token = bed.token) {
  const repository = await openRepository({ workspace: await bed.checkout({ depth: 1 }), scratchDirectory: scratch })
  const tree = await repository.writeTree(repository.head, { files: files as never })
  const target = { apiUrl: bed.github.apiUrl, token, owner: 'acme', repo: 'shop', clock: fakeClock(), repository }
  const sign = openSigner(target)
  const remote = openRemote({ repository, url: `${bed.github.url}/acme/shop.git`, token, sign })
  count += 1
  const branch = `suture/signed-${count}`
  const result = await remote.createBranch(branch, repository.head, tree, 'Mend it')
  const shown = git(bed.bare, 'log', '-1', '--format=%T %P %s', branch)
  return { result, remote, branch, whole: shown === `${tree} ${repository.head} Mend it`, repository, tree }
}

const mended = [{ path: 'a.txt', before: 'one\n', after: 'zwei, dreißig\n' }]

describe('a commit that GitHub signs', () => {
  it.each<[string, readonly object[]]>([
    ['a text', mended],
    ['a program keeps its mode', [{ path: 'bin/run', before: '#!/bin/sh\n', after: '#!/bin/sh\nexit\n' }]],
    ['a new file', [...mended, { path: 'x/new.txt', before: undefined, after: 'new\n' }]],
  ])('is the tested tree on its base: %s', async (_name, files) => {
    const { result, whole } = await pushed(files)
    expect(result).toMatchObject({ kind: 'created', verified: true })
    expect(whole).toBe(true)
    expect(bed.github.openApiProblems).toEqual([])
  })

  it('moves a branch forward too', async () => {
    const { result, remote, branch, repository, tree } = await pushed(mended)
    const tip = result.kind === 'created' ? result.commit : ''
    const next = await remote.advanceBranch(branch, tip, repository.head, tree, 'Once more')
    expect(next).toMatchObject({ kind: 'created', verified: true })
    expect(git(bed.bare, 'log', '-1', '--format=%T %P', branch)).toBe(`${tree} ${tip} ${repository.head}`)
  })

  it('is not to be had by a person, which is said, and the branch is there all the same', async () => {
    const { result, whole } = await pushed(mended, bed.github.addToken({ login: 'acme' }))
    expect([result, whole]).toMatchObject([{ kind: 'created', verified: false }, true])
  })

  const trees = 'POST /repos/{owner}/{repo}/git/trees'
  const commits = 'POST /repos/{owner}/{repo}/git/commits'
  const other = 'f'.repeat(40)
  it.each<[string, string, Fault]>([
    ['404', trees, (_request, answer) => answer.respond({ status: 404, body: { message: 'Not Found' } })],
    ['403', commits, (_request, answer) => answer.respond({ status: 403, body: { message: 'no' } })],
    ['503', trees, (_request, answer) => answer.respond({ status: 503 })],
    ['a lost connection', commits, (_request, answer) => answer.drop()],
    ['another tree', trees, (_request, answer) => answer.respond({ status: 201, body: { sha: other } })],
    [
      'a commit that is not there',
      commits,
      (_request, answer) => answer.respond({ status: 201, body: { sha: other, verification: { verified: true } } }),
    ],
    [
      'a commit of something else',
      commits,
      (_request, answer) =>
        answer.respond({
          status: 201,
          body: { sha: git(bed.bare, 'rev-parse', 'main'), verification: { verified: true } },
        }),
    ],
  ])('gives way to one that is pushed: %s', async (_name, pattern, fault) => {
    bed.github.on(pattern, fault, 1)
    const { result, whole } = await pushed(mended)
    expect([result.kind, whole]).toEqual(['created', true])
    expect(result).not.toHaveProperty('verified', true)
  })
})
