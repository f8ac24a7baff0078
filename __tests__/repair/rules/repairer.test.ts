import type { Candidate, Trial } from '../../../src/domain.js'
import { createRulesRepairer } from '../../../src/repair/rules/repairer.js'
import { type Case, evidenceOf, syntax } from './propose.js'

async function candidates(example: Case, trials: readonly Trial[] = []): Promise<readonly Candidate[]> {
  const found: Candidate[] = []
  for await (const candidate of createRulesRepairer(syntax).propose(evidenceOf(example), trials)) found.push(candidate)
  return found
}

const fees: Case = {
  files: {
    'src/fees.js': 'export function fee(order) {\n▶  return order.total * order.discount.rate\n}\n',
    'test/fees.test.js': "test('x', () => {\n  assert.equal(fee({ total: 1 }), 0)\n})\n",
  },
  exception: 'TypeError',
  message: "Cannot read properties of undefined (reading 'rate')",
}

describe('the rules repairer', () => {
  it('puts the likeliest repair first, as edits that occur once', async () => {
    const [first] = await candidates(fees)
    expect(first).toMatchObject({ strategy: 'rules', by: 'null-guard', tokens: 0, cost: 0 })
    expect(first?.edits).toEqual([
      {
        path: 'src/fees.js',
        search: '  return order.total * order.discount.rate',
        replace: '  return order.total * (order.discount?.rate ?? 0)',
      },
    ])
  })

  it('says nothing twice, keeps the syntax whole, and never touches a test', async () => {
    const all = await candidates(fees)
    const keys = all.map(({ edits }) => JSON.stringify(edits))
    expect(new Set(keys).size).toBe(keys.length)
    expect(all.length).toBeLessThanOrEqual(120)
    expect(all.flatMap(({ edits }) => edits).filter(({ path }) => path.startsWith('test/'))).toEqual([])
  })

  it('gives the same list every time', async () => {
    expect(await candidates(fees)).toEqual(await candidates(fees))
  })

  it('does not repeat what was tried', async () => {
    const [first, second] = await candidates(fees)
    if (first === undefined) throw new Error('no candidate')
    const verdict = { verdict: 'still-failing', why: '', output: '' } as const
    const again = await candidates(fees, [{ candidate: first, verdict, diff: '', seconds: 0 }])
    expect(again[0]).toEqual(second)
  })

  it('works from a production trace alone', async () => {
    const [first] = await candidates({ ...fees, files: { 'src/fees.js': fees.files['src/fees.js'] ?? '' } })
    expect(first?.edits[0]?.replace).toContain('order.discount?.rate ?? 0')
  })

  it('reads the error from the output where the report only says that a file failed', async () => {
    const [first] = await candidates({
      files: {
        'src/pay.js': "import { convertt } from './rates.js'\nexport const pay = () => convertt()\n",
        'src/rates.js': 'export const convert = () => 1\n',
      },
      message: 'test failed',
      output: "SyntaxError: The requested module './rates.js' does not provide an export named 'convertt'\n",
    })
    expect(first?.by).toBe('misspelt-definition')
    expect(first?.edits[0]?.replace).toContain('import { convert }')
  })

  it('has nothing to say about languages that it cannot read', async () => {
    expect(await candidates({ files: { 'a.rb': '▶x\n' }, message: "undefined method 'x' for nil" })).toEqual([])
  })
})
