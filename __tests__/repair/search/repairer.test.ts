import type { Candidate, Evidence, RepoPath, Trial } from '../../../src/domain.js'
import { createSearchRepairer } from '../../../src/repair/search/repairer.js'
import { applyEdits } from '../../../src/trial/patch/apply.js'
import { type Case, evidenceOf, syntax } from '../rules/propose.js'

const repairer = createSearchRepairer(syntax)

interface Given {
  readonly candidate: Candidate
  readonly text: string
}

/** The first candidates, with the whole text that each makes of the first file. */
async function first(count: number, evidence: Evidence, trials: Trial[] = []): Promise<readonly Given[]> {
  const found: Given[] = []
  const read = async (path: RepoPath) => ({
    kind: 'text' as const,
    text: evidence.sources.find((source) => source.path === path)?.text ?? '',
  })
  for await (const candidate of repairer.propose(evidence, trials)) {
    const applied = await applyEdits(candidate.edits, read)
    if (applied.kind !== 'patch') throw new Error(`does not apply: ${JSON.stringify(candidate.edits)}`)
    found.push({ candidate, text: applied.patch.files[0]?.after ?? '' })
    if (found.length === count) break
  }
  return found
}

const discount: Case = {
  files: {
    'src/discount.js':
      'export function discount(total, rate) {\n  if (total > 100) {\n    return total * rate\n  }\n  return 0\n}\n',
    'test/discount.test.js': "test('pays from 100 on', () => { assert.strictEqual(discount(100, 2.3), 230) })\n",
  },
  message: '0 !== 230',
}

describe('search', () => {
  it('tries the likeliest slip first, names the operator, and says in a sentence what it did', async () => {
    const [given] = await first(1, evidenceOf(discount))
    expect(given?.text).toContain('if (total >= 100)')
    expect(given?.candidate).toMatchObject({ strategy: 'search', by: 'comparison-boundary', tokens: 0, cost: 0 })
    expect(given?.candidate.explanation).toBe('The bound itself is on the wrong side in line 2: `>=` instead of `>`.')
  })

  it('gives the same candidates in the same order every time, each text once, and all of them in the suspect', async () => {
    const [one, other] = [await first(200, evidenceOf(discount)), await first(200, evidenceOf(discount))]
    expect(one.map(({ text }) => text)).toEqual(other.map(({ text }) => text))
    expect(new Set(one.map(({ text }) => text)).size).toBe(one.length)
    expect(one.flatMap(({ candidate }) => candidate.edits.map((edit) => edit.path))).not.toContain(
      'test/discount.test.js',
    )
  })

  describe('a key that a table of constants does not have', () => {
    const files = {
      'src/shipping.py':
        'RATES = {"air": 9, "sea": 2}\n\n\ndef cost(method, weight):\n    return RATES[method] * weight\n',
    }
    const defaults = async (evidence: Evidence) =>
      (await first(300, evidence)).filter(({ text }) => text.includes('RATES.get(method, 0)')).length
    const missing: Case = { files, message: "KeyError: 'rail'" }

    it('gets a default where a failing test may want one, and none where only production failed', async () => {
      const tested = evidenceOf({
        ...missing,
        files: { ...files, 'tests/test_shipping.py': 'def test_cost(): pass\n' },
      })
      const { test: _, ...failure } = tested.failure
      expect(await defaults({ ...tested, failure: { ...failure, test: { name: 'test_cost' } } })).toBeGreaterThan(0)
      expect(await defaults({ ...tested, failure })).toBe(0)
    })
  })

  describe('over many candidates', () => {
    let texts: readonly string[] = []
    let names: readonly string[] = []
    beforeAll(async () => {
      const given = await first(1500, evidenceOf(discount))
      texts = given.map(({ text }) => text)
      names = given.map(({ candidate }) => candidate.by)
    }, 60_000)

    it('comes to pairs of edits', () => {
      expect(names.some((name) => name.includes('&'))).toBe(true)
    })

    it.each([
      ['takes statements away', /^export function discount\(total, rate\) \{\n {2}return 0\n\}/],
      [
        'returns a constant for what was computed',
        /^[^\n]*\n {2}if [^\n]*\n {4}return (?:-?\d+|''|\[\]|null);?\n {2}\}\n {2}return 0\n\}/,
      ],
      ['forces a condition', /if \((?:true|false|\d+)\)/],
      ['writes an expected value', /\b230\b/],
    ])('never %s', (_what, pattern) => {
      expect(texts.filter((text) => pattern.test(text))).toEqual([])
    })
  })

  it('lets operands change places', async () => {
    const files = { 'src/a.js': 'export function left(a, b) {\n  return a - b\n}\n' }
    const texts = (await first(10, evidenceOf({ files, message: '1 !== -1' }))).map(({ text }) => text)
    expect(texts).toContain('export function left(a, b) {\n  return b - a\n}\n')
  })

  it('leaves out what another strategy has tried', async () => {
    const evidence = evidenceOf(discount)
    const [given] = await first(1, evidence)
    if (given === undefined) throw new Error('nothing was given')
    const trial: Trial = {
      candidate: { ...given.candidate, strategy: 'rules', by: 'off-by-one' },
      verdict: { verdict: 'still-failing', why: '', output: '' },
      diff: '',
      seconds: 0,
    }
    expect((await first(50, evidence, [trial])).map(({ text }) => text)).not.toContain(given.text)
  })

  it('looks around what mends the failure and breaks something else', async () => {
    const files = {
      'src/a.js':
        'export function area(width, height) {\n  const a = width + 1\n  const b = height + 1\n  const c = a + 1\n  return a * b + c\n}\n',
    }
    const evidence = evidenceOf({ files, message: '1 !== 2' })
    const trials: Trial[] = []
    const lines: number[] = []
    for await (const candidate of repairer.propose(evidence, trials)) {
      const line = Number(/in line (\d+)/.exec(candidate.explanation)?.[1])
      lines.push(line)
      const verdict = lines.length === 1 ? 'broke-others' : 'still-failing'
      trials.push({ candidate, verdict: { verdict, why: '', output: '' }, diff: '', seconds: 0 })
      if (lines.length === 5) break
    }
    expect(lines.slice(1)).toEqual([lines[0], lines[0], lines[0], lines[0]])
  })

  it('has nothing to say where no suspect is code', async () => {
    expect(await first(1, evidenceOf({ files: { 'README.md': 'total > 100\n' }, message: '0 !== 200' }))).toEqual([])
    expect(await first(1, evidenceOf({ files: { 'test/a.test.js': 'run(1 > 2)\n' }, message: 'x' }))).toEqual([])
  })

  it('ends on code that does not parse, and keeps to what does', async () => {
    const files = { 'src/a.py': 'def run(n):\n    return n > 1\n\ndef broken(:\n    return 1\n' }
    const given = await first(20, evidenceOf({ files, message: 'assert False' }))
    expect(given[0]?.text).toContain('return n >= 1')
  })
})
