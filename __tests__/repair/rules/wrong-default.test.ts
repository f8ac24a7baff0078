import { wrongDefault } from '../../../src/repair/rules/wrong-default.js'
import { type Case, inPython, inScript, proposed } from './propose.js'

describe('wrong-default', () => {
  it.each<[string, Case]>([
    ['order.retries ?? 3', inScript('return order.retries || 3', '3 !== 0')],
    ['order.get("n", 3)', inPython('return order.get("n") or 3', 'AssertionError', 'assert 3 == 0')],
    ['order.n if order.n is not None else 3', inPython('return order.n or 3', 'AssertionError', 'assert 3 == 0')],
    ['if (order.count == null) return 1', inScript('if (!order.count) return 1', '1 !== 0')],
    ['if order.count is None: return 1', inPython('if not order.count: return 1', 'AssertionError', 'assert 1 == 0')],
    ['order.total + (order.fee ?? 0)', inScript('return order.total + order.fee', 'NaN !== 3')],
  ])('gives %s', async (after, example) => {
    expect((await proposed(wrongDefault, example)).slice(0, 3).some((text) => text.includes(after))).toBe(true)
  })

  it.each<[string, Case]>([
    ['plain arithmetic', inScript('return order.total + order.fee', '5 !== 3')],
    [
      'a name that is not there',
      { ...inScript('return order.a || 3', 'x is not defined'), exception: 'ReferenceError' },
    ],
  ])('does not apply to %s', async (_what, example) => {
    expect(await proposed(wrongDefault, example)).toEqual([])
  })
})
