import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { openGrammars } from '../../../src/adapters/grammars.js'
import type { RepoPath } from '../../../src/domain.js'
import { openSyntax } from '../../../src/syntax/open.js'
import { pick } from '../../../src/trial/choosing/pick.js'
import type { Survivor } from '../../../src/trial/choosing/survivor.js'
import type { Lab } from '../../../src/trial/lab/lab.js'
import { checkRun, failureOf, fakeLab } from '../fake-lab.js'

const syntax = openSyntax(openGrammars())
let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'pick-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Runs on real files, so that the watch sees what a real program puts in. */
function labOn(program: string): Lab {
  return {
    ...fakeLab(() => checkRun({})),
    async copyOf() {
      const root = mkdtempSync(path.join(folder, 'copy-'))
      writeFileSync(path.join(root, 'use.cjs'), program)
      return { root }
    },
    async discard() {},
    async write({ root }, { files }) {
      for (const file of files) writeFileSync(path.join(root, file.path), file.after)
    },
    async read({ root }, name) {
      return readFileSync(path.join(root, name), 'utf8')
    },
    async run({ root }) {
      execFileSync(process.execPath, ['use.cjs'], { cwd: root })
      return checkRun({ a: 'passed' })
    },
  }
}

const source = (body: string): string => `function price(n) {\n  ${body}\n}\nmodule.exports = { price }\n`
const base = source('return n > 5 ? 2 : 1')

function survivor(body: string, by: string): Survivor {
  const patch = { files: [{ path: 'm.cjs' as RepoPath, before: base, after: source(body) }] }
  const candidate = { strategy: 'search', by, edits: [], explanation: `${by}.`, tokens: 0, cost: 0 } as const
  const trial = { candidate, verdict: { verdict: 'healed', why: '', output: '' }, diff: by, seconds: 1 } as const
  return { trial, patch, tree: by, diff: `-old\n+${body}\n` }
}

const asker = (program: string) => ({
  lab: labOn(program),
  base: 'base',
  syntax,
  baseline: checkRun({ a: 'failed' }),
  target: {
    failure: failureOf(),
    selection: { kind: 'all' as const },
    ids: ['a'],
    isLoadFailure: false,
    recognises: () => true,
  },
})
const program = "const { price } = require('./m.cjs')\nfor (const n of [1, 3, 10]) price(n)\n"
const nothing = { files: [], old: [] }

describe('picking', () => {
  it('takes the likeliest, and shows what tells another one apart', async () => {
    const survivors = [survivor('return n > 3 ? 2 : 1', 'one'), survivor('return n > 4 ? 2 : 1', 'two')]
    const picked = await pick(asker(program), survivors, nothing)
    expect(picked.index).toBe(0)
    expect(picked.said).toMatch(
      /^2 candidates pass: \d+ inputs, 2 behaviours; number 1 is taken: the first that passed$/,
    )
    expect(picked.alternatives).toEqual([
      expect.objectContaining({
        by: 'two',
        diff: survivors[1]?.diff,
        apart: { call: 'price(4)', fix: '2', alternative: '1' },
      }),
    ])
    const again = await pick(asker(program), survivors, nothing)
    expect(again).toEqual(picked)
  })

  it('has no alternatives where all behave the same', async () => {
    const survivors = [survivor('return n > 3 ? 2 : 1', 'one'), survivor('return n >= 4 ? 2 : 1', 'two')]
    const picked = await pick(asker(program), survivors, nothing)
    expect(picked).toMatchObject({ index: 0, alternatives: [] })
    expect(picked.said).toContain('1 behaviour;')
  })

  it('takes what behaves as the text before the culprit did', async () => {
    const survivors = [survivor('return n > 3 ? 2 : 1', 'one'), survivor('return n >= 3 ? 2 : 1', 'two')]
    const old = [{ path: 'm.cjs' as RepoPath, before: base, after: source('return n < 3 ? 1 : 2') }]
    const picked = await pick(asker(program), survivors, { files: [], old })
    expect(picked.index).toBe(1)
    expect(picked.said).toContain('behaves as the text before the culprit')
    expect(picked.alternatives.map(({ by }) => by)).toEqual(['one'])
  })

  it('says why where it could not compare', async () => {
    const other = survivor('return n > 4 ? 2 : 1', 'two')
    const elsewhere = {
      ...other,
      patch: { files: other.patch.files.map((file) => ({ ...file, path: 'n.cjs' as RepoPath })) },
    }
    const picked = await pick(asker(program), [survivor('return 1', 'one'), elsewhere], nothing)
    expect(picked.said).toContain('not compared (they do not change one and the same file)')
    expect(picked.alternatives).toEqual([])
  })
})
