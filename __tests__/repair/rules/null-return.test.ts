import { nullReturn } from '../../../src/repair/rules/null-return.js'
import { type Case, inScript, proposed } from './propose.js'

describe('null-return', () => {
  it.each<[string, Case]>([
    [
      '  if (order.discount == null) return 0\n  const rate',
      {
        files: {
          'src/a.js':
            'function fee(order) {\n  if (!order.open) return 0\n▶  const rate = order.discount.rate\n  return rate\n}\n',
        },
        message: "Cannot read properties of null (reading 'rate')",
      },
    ],
    [
      '    if (line.tax == null) continue\n',
      {
        files: {
          'src/a.js':
            'function fee(lines) {\n  let sum = 0\n  for (const line of lines) {\n▶    sum += line.tax.rate\n  }\n  return sum\n}\n',
        },
        message: "Cannot read properties of null (reading 'rate')",
      },
    ],
    [
      '  if (order.log == null) return;\n',
      {
        files: { 'src/a.js': 'function fee(order) {\n▶  order.log.write("x");\n}\n' },
        message: "Cannot read properties of undefined (reading 'write')",
      },
    ],
    [
      "throw new RangeError('no terms')",
      {
        files: {
          'src/a.js': 'export function due(bill) {\n▶  return bill.terms.days\n}\n',
          'test/a.test.js': "test('x', () => {\n▶  assert.throws(() => due({}), RangeError, /no terms/)\n})\n",
        },
        message: "Cannot read properties of undefined (reading 'days')",
      },
    ],
  ])('gives %s', async (after, example) => {
    expect((await proposed(nullReturn, example)).slice(0, 3).some((text) => text.includes(after))).toBe(true)
  })

  const tested = (expectation: string, constants = ''): Case => ({
    files: {
      'src/a.js': `${constants}export function fee(order) {\n▶  const rate = order.discount.rate\n  return rate * 2\n}\n`,
      'test/a.test.js': `test('x', () => {\n▶  assert.equal(fee({ total: 9, name: 'Ann' }), ${expectation})\n})\n`,
    },
    test: 'x',
    message: "Cannot read properties of undefined (reading 'rate')",
  })

  it('does not learn a number of the test by heart', async () => {
    const found = await proposed(nullReturn, tested('315'))
    expect(found.length).toBeGreaterThan(0)
    expect(found.filter((text) => text.includes('315'))).toEqual([])
  })

  it('returns the constant that has the expected value', async () => {
    expect((await proposed(nullReturn, tested('315', 'const BASE_FEE = 315\n')))[0]).toContain('return BASE_FEE')
  })

  it('puts a text that repeats what the test put in last', async () => {
    const found = await proposed(nullReturn, tested("'Ann, no fee'"))
    expect(found.at(-1)).toContain("return 'Ann, no fee'")
    expect((await proposed(nullReturn, tested("'standing'")))[0]).toContain("return 'standing'")
  })

  it.each<[string, Case]>([
    [
      'a value that only a callback knows',
      {
        files: { 'src/a.js': 'const f = (rows) => rows.map((row) => row.a.b)\n'.replace('const', '▶const') },
        message: "Cannot read properties of undefined (reading 'b')",
      },
    ],
    ['another message', inScript('return order.total', 'no total')],
  ])('does not apply to %s', async (_what, example) => {
    expect(await proposed(nullReturn, example)).toEqual([])
  })
})
