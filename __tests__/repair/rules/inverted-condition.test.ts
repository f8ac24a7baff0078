import { invertedCondition } from '../../../src/repair/rules/inverted-condition.js'
import { type Case, inPython, inScript, proposed } from './propose.js'

describe('inverted-condition', () => {
  it.each<[string, Case]>([
    ["=== 'admin'", inScript("if (order.role !== 'admin') return 1", 'x')],
    ['if (order.open)', inScript('if (!order.open) return 1', 'x')],
    ['if (!order.open)', inScript('if (order.open) return 1', 'x')],
    ['order.a || order.b', inScript('if (order.a && order.b) return 1', 'x')],
    ['if not order.open:', inPython('if order.open: return 1', 'AssertionError', 'x')],
    ['if order not in rows:', inPython('if order in rows: return 1', 'AssertionError', 'x')],
    ['(one) => !one.done)', inScript('return list.filter((one) => one.done)', 'x')],
  ])('gives %s', async (after, example) => {
    expect((await proposed(invertedCondition, example)).slice(0, 4).some((text) => text.includes(after))).toBe(true)
  })

  it.each<[string, Case]>([['code without a condition', inScript('return order.total', 'x')]])(
    'does not apply to %s',
    async (_what, example) => {
      expect(await proposed(invertedCondition, example)).toEqual([])
    },
  )
})
