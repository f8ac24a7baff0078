import { missingEntry } from '../../../src/repair/rules/missing-entry.js'
import { type Case, inScript, proposed } from './propose.js'

const message = "Cannot read properties of undefined (reading 'push')"

describe('missing-entry', () => {
  it.each<[string, Case]>([
    [
      '  if (!order.has(list.k)) order.set(list.k, [])\n  order.get(list.k).push(1)',
      inScript('order.get(list.k).push(1)', message),
    ],
    ['(order[list.k] ??= []).push(1)', inScript('order[list.k].push(1)', message)],
    [
      'order.set(list, new Set())',
      inScript('order.get(list).add(1)', "Cannot read properties of undefined (reading 'add')"),
    ],
    [
      '  if (!groups.has(key)) groups.set(key, []);\n  const group = groups.get(key);',
      {
        files: {
          'src/a.js': 'function add(groups, key) {\n  const group = groups.get(key);\n▶  group.push(1);\n}\n',
        },
        message,
      },
    ],
  ])('%s', async (expected, example) => {
    expect((await proposed(missingEntry, example))[0]).toContain(expected)
  })

  it.each<[string, Case]>([
    ['a property with a fixed name', inScript('order.rows.push(1)', message)],
    ['another method', inScript('order.get(list).map(f)', "Cannot read properties of undefined (reading 'map')")],
  ])('does not apply to %s', async (_what, example) => {
    expect(await proposed(missingEntry, example)).toEqual([])
  })
})
