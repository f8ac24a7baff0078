import { rareName } from '../../../src/repair/rules/rare-name.js'
import { type Case, proposed } from './propose.js'

describe('rare-name', () => {
  it.each<[string, Case]>([
    [
      'item.price * item.quantity, 0)',
      {
        files: {
          'src/a.js':
            '▶function value(items) { return items.reduce((sum, item) => sum + item.price * item.quantitiy, 0) }\nfunction count(item) { return item.quantity }\n',
          'test/a.test.js': 'value([{ price: 1, quantity: 2 }])\n',
        },
        message: 'NaN !== 2',
      },
    ],
    [
      'order.items.length',
      {
        files: {
          'src/a.js': 'function run(order) {\n▶  return order.itmes.length\n}\nconst x = (order) => order.items\n',
          'test/a.test.js': 'run({ items: [] })\n',
        },
        exception: 'TypeError',
        message: "Cannot read properties of undefined (reading 'length')",
      },
    ],
    [
      "=== 'pending'",
      {
        files: {
          'src/a.js':
            "function run(order) {\n▶  return order.status === 'pendng'\n}\nconst all = ['pending', 'paid']\n",
          'test/a.test.js': "run({ status: 'pending' })\n",
        },
        message: 'false !== true',
      },
    ],
  ])('gives %s', async (after, example) => {
    expect((await proposed(rareName, example)).slice(0, 3).some((text) => text.includes(after))).toBe(true)
  })

  it.each<[string, Case]>([
    [
      'a name that the test uses',
      {
        files: {
          'src/a.js': 'function run(order) {\n▶  return order.fees + order.feet + order.feet\n}\n',
          'test/a.test.js': 'run({ fees: 1, feet: 2 })\n',
        },
        message: 'x',
      },
    ],
    [
      'a name with no near one',
      { files: { 'src/a.js': 'function run(order) {\n▶  return order.total + order.weight\n}\n' }, message: 'x' },
    ],
  ])('does not apply to %s', async (_what, example) => {
    expect(await proposed(rareName, example)).toEqual([])
  })
})
