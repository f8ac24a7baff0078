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
