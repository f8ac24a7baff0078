import { missingKey } from '../../../src/repair/rules/missing-key.js'
import { type Case, inPython, proposed } from './propose.js'

describe('missing-key', () => {
  it.each<[string, Case]>([
    ['return order.get("rate", 0) * 2', inPython('return order["rate"] * 2', 'KeyError', "'rate'")],
    ['rate = order.get("rate", 0)', inPython('rate = order["rate"]', 'KeyError', "'rate'")],
    ['rows[word] = rows.get(word, 0) + 1', inPython('rows[word] += 1', 'KeyError', "'a'")],
    ['rows.setdefault(order, []).append(1)', inPython('rows[order].append(1)', 'KeyError', "'a'")],
    ['order.get("a", {})["b"]', inPython('return order["a"]["b"]', 'KeyError', "'a'")],
    ['if order not in rows:', inPython('return rows[order]', 'KeyError', '7')],
  ])('gives %s', async (after, example) => {
    expect((await proposed(missingKey, example)).slice(0, 9).some((text) => text.includes(after))).toBe(true)
  })

  it.each<[string, Case]>([
    ['another key', inPython('return order["total"]', 'KeyError', "'rate'")],
    ['a key that is written', inPython('order["rate"] = 1', 'KeyError', "'rate'")],
    ['another exception', inPython('return order["rate"]', 'TypeError', "unhashable type: 'list'")],
  ])('does not apply to %s', async (_what, example) => {
    expect(await proposed(missingKey, example)).toEqual([])
  })
})
