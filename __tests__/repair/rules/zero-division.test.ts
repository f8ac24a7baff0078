import { zeroDivision } from '../../../src/repair/rules/zero-division.js'
import { type Case, inPython, inScript, proposed } from './propose.js'

const zero = ['ZeroDivisionError', 'division by zero'] as const

describe('zero-division', () => {
  it.each<[string, Case]>([
    ['return sum(rows) / len(rows) if rows else 0\n', inPython('return sum(rows) / len(rows)', ...zero)],
    ['(sum(rows) / len(rows) if rows else 0) * 100', inPython('return sum(rows) / len(rows) * 100', ...zero)],
    ['order.total // order.parts if order.parts else 0', inPython('x = order.total // order.parts', ...zero)],
    [
      'list.length === 0 ? 0 : order.sum / list.length',
      inScript('return order.sum / list.length', 'Expected values to be strictly equal: NaN !== 0'),
    ],
    [
      'len(rows) if rows else None\n',
      {
        files: {
          'shop/a.py': 'def run(rows):\n▶    return sum(rows) / len(rows)\n',
          'tests/test_a.py': 'def test_run():\n    assert run([]) is None\n',
        },
        exception: 'ZeroDivisionError',
        message: 'division by zero',
      },
    ],
  ])('%s', async (expected, example) => {
    expect((await proposed(zeroDivision, example))[0]).toContain(expected)
  })

  it.each<[string, Case]>([
    ['a division by a number', inPython('return order.total / 100', ...zero)],
    ['another message', inPython('return order.total / len(rows)', 'ValueError', 'no')],
  ])('does not apply to %s', async (_what, example) => {
    expect(await proposed(zeroDivision, example)).toEqual([])
  })
})
