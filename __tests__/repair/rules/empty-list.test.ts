import { emptyList } from '../../../src/repair/rules/empty-list.js'
import { type Case, inPython, proposed } from './propose.js'

const range = ['IndexError', 'list index out of range'] as const

describe('empty-list', () => {
  it.each<[string, Case]>([
    ['rows[-1] if rows else None', inPython('return rows[-1]', ...range)],
    ['sorted(rows)[0] if rows else None', inPython('return sorted(rows)[0]', ...range)],
    ['rows[0].name if rows else ', inPython('title = rows[0].name', ...range)],
    ['(order.find() or [None])[0]', inPython('return order.find()[0]', ...range)],
    ['rows.pop() if rows else None', inPython('return rows.pop()', 'IndexError', 'pop from empty list')],
    ['max(rows, default=0)', inPython('return max(rows)', 'ValueError', 'max() iterable argument is empty')],
    ['if not rows:\n        return', inPython('first = rows[0]', ...range)],
  ])('%s', async (expected, example) => {
    const found = await proposed(emptyList, example)
    expect(found.some((text) => text.includes(expected))).toBe(true)
  })

  it.each<[string, Case]>([
    ['a computed index', inPython('return rows[order]', ...range)],
    ['what is assigned', inPython('rows[0] = order', ...range)],
    ['another message', inPython('return rows[0]', 'KeyError', '0')],
  ])('does not apply to %s', async (_what, example) => {
    expect(await proposed(emptyList, example)).toEqual([])
  })
})
