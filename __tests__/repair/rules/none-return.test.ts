import { noneReturn } from '../../../src/repair/rules/none-return.js'
import { type Case, inPython, proposed } from './propose.js'

describe('none-return', () => {
  it.each<[string, Case]>([
    [
      '    if order.card is None:\n        return 0\n    return',
      {
        files: { 'a.py': 'def days(order):\n    if order.closed:\n        return 0\n▶    return order.card.days\n' },
        exception: 'AttributeError',
        message: "'NoneType' object has no attribute 'days'",
      },
    ],
    [
      '        if row.get("age") is None:\n            continue\n        total',
      {
        files: {
          'a.py':
            'def age(rows):\n    total = 0\n    for row in rows:\n▶        total += row.get("age")\n    return total\n',
        },
        exception: 'TypeError',
        message: "unsupported operand type(s) for +=: 'int' and 'NoneType'",
      },
    ],
    [
      '    if rows is None:\n        rows = []\n    return',
      {
        files: { 'a.py': 'def run(rows=None):\n▶    return [row for row in rows]\n' },
        exception: 'TypeError',
        message: "'NoneType' object is not iterable",
      },
    ],
    [
      'rate = order.get("rate", 0)',
      {
        files: { 'a.py': 'def run(order):\n    rate = order.get("rate")\n▶    return rate * 2\n' },
        exception: 'TypeError',
        message: "unsupported operand type(s) for *: 'NoneType' and 'int'",
      },
    ],
  ])('gives %s', async (after, example) => {
    expect((await proposed(noneReturn, example)).slice(0, 3).some((text) => text.includes(after))).toBe(true)
  })

  it.each<[string, Case]>([['another message', inPython('return order.total', 'ValueError', 'no total')]])(
    'does not apply to %s',
    async (_what, example) => {
      expect(await proposed(noneReturn, example)).toEqual([])
    },
  )
})
