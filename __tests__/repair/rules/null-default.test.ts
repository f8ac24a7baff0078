import { nullDefault } from '../../../src/repair/rules/null-default.js'
import { type Case, inScript, proposed } from './propose.js'

describe('null-default', () => {
  it.each<[string, Case]>([
    [
      'function run(order = {}, list)',
      inScript('return order.total', "Cannot read properties of undefined (reading 'total')"),
    ],
    [
      'function run(order, list = [])',
      inScript('return list.map((one) => one.id)', "Cannot read properties of undefined (reading 'map')"),
    ],
    [
      'function run({ a, b } = {})',
      {
        files: { 'src/a.js': '▶function run({ a, b }) {\n  return a + b\n}\n' },
        message: "Cannot destructure property 'a' of 'undefined' as it is undefined.",
      },
    ],
    [
      'function run({ columns = 3 } = {}, list)',
      {
        files: { 'src/a.js': '▶function run({ columns = 3 }, list) {\n  return list.length / columns\n}\n' },
        message: "Cannot read properties of undefined (reading 'columns')",
      },
    ],
    [
      'const rows = order.rows ?? []',
      {
        files: { 'src/a.js': 'function run(order) {\n  const rows = order.rows\n▶  return rows.filter(Boolean)\n}\n' },
        message: "Cannot read properties of undefined (reading 'filter')",
      },
    ],
    [
      'list.filter(Boolean).map((one) => one.id)',
      inScript('return list.map((one) => one.id)', "Cannot read properties of null (reading 'id')"),
    ],
    [
      'list.filter((one) => one.price != null).map(',
      inScript('return list.map((one) => one.price.amount)', "Cannot read properties of null (reading 'amount')"),
    ],
  ])('gives %s', async (after, example) => {
    expect((await proposed(nullDefault, example)).slice(0, 3).some((text) => text.includes(after))).toBe(true)
  })

  it.each<[string, Case]>([
    ['another message', inScript('return order.total', 'no total')],
    [
      'a parameter that is null, which no default replaces',
      inScript('return order.total', "Cannot read properties of null (reading 'total')"),
    ],
  ])('does not apply to %s', async (_what, example) => {
    expect(await proposed(nullDefault, example)).toEqual([])
  })
})
