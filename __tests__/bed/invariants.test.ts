import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { git } from './git.mjs'
import { leaks, snapshot } from './invariants.mjs'
import { openVisit, type Visit } from './visitor.js'

let visit: Visit

beforeEach(async () => {
  visit = await openVisit()
})
afterEach(() => visit.bed.close())

describe('invariants', () => {
  it('sees every change of a folder', async () => {
    const clone = await visit.bed.checkout()
    const before = await snapshot(clone)
    expect(await snapshot(clone)).toEqual(before)
    await git(clone, ['config', 'core.hooksPath', '/evil'])
    const after = await snapshot(clone)
    expect(Object.keys(after).filter((name) => after[name] !== before[name])).toEqual(['.git/config'])
  })

  it('finds a secret in what was pushed, in another spelling, and in a body', async () => {
    const secret = 'canary-4711-secret-value'
    const { clone } = await visit.changed('Leak', { 'x.txt': Buffer.from(`say ${secret}`).toString('base64') })
    await visit.push(clone, 'suture/leak')
    await visit.call('POST /issues', { title: secret })
    expect(await leaks([secret], { bare: visit.bed.bare })).toHaveLength(1)
    expect(await leaks([secret], { github: visit.bed.github })).toHaveLength(1)
    const empty = await mkdtemp(join(tmpdir(), 'empty-'))
    expect(await leaks([secret], { folders: [empty] })).toEqual([])
    await rm(empty, { recursive: true })
  })
})
