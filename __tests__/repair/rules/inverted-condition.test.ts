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

  it.each<[string, Case, string, string]>([
    [
      'JavaScript',
      inScript("if (order.locked && order.role === 'admin') return 1", 'x'),
      "order.locked && order.role !== 'admin'",
      '!(order',
    ],
    [
      'Python',
      inPython('if order.locked and order.open: return 1', 'AssertionError', 'x'),
      'order.locked and not order.open',
      'not (order',
    ],
  ])('turns a part around before the whole: %s', async (_what, example, part, whole) => {
    const texts = await proposed(invertedCondition, example)
    const [first, last] = [part, whole].map((words) => texts.findIndex((text) => text.includes(words)))
    expect(first).toBeGreaterThanOrEqual(0)
    expect(last).toBeGreaterThan(first ?? -1)
  })
})
