import { nullGuard } from '../../../src/repair/rules/null-guard.js'
import { type Case, inScript, proposed } from './propose.js'

describe('null-guard', () => {
  it.each<[string, Case]>([
    [
      'const fee = order.discount?.rate ?? 0',
      inScript('const fee = order.discount.rate', "Cannot read properties of null (reading 'rate')"),
    ],
    [
      'list.push(order.vendor?.name)\n',
      {
        files: {
          'src/a.js':
            "function run(order, list) {\n▶  list.push(order.vendor.name)\n  return list.filter(Boolean).join(' by ')\n}\n",
        },
        message: "Cannot read properties of null (reading 'name')",
      },
    ],
    [
      'return order.cell?.value\n',
      {
        files: {
          'src/a.js': 'function run(order) {\n▶  return order.cell.value\n}\n',
          'test/a.test.js': "test('x', () => assert.equal(run({}), undefined))\n",
        },
        test: 'x',
        message: "Cannot read properties of undefined (reading 'value')",
      },
    ],
    [
      'order.open && order.plan != null ? order.plan.seats : 1',
      inScript('return order.open ? order.plan.seats : 1', "Cannot read properties of null (reading 'seats')"),
    ],
    [
      'box.maße?.höhe ?? 0',
      {
        files: { 'src/größe.js': 'function größe(box) {\n▶  return 2 * box.maße.höhe\n}\n' },
        message: "Cannot read properties of undefined (reading 'höhe')",
      },
    ],
    [
      'return 2 * (order.discount?.rate ?? 0)',
      inScript('return 2 * order.discount.rate', "Cannot read properties of null (reading 'rate')"),
    ],
    [
      '(order.items ?? []).map((item) => item.sku)',
      inScript('return order.items.map((item) => item.sku)', "Cannot read properties of undefined (reading 'map')"),
    ],
    [
      'for (const item of order.items ?? [])',
      inScript('for (const item of order.items) list.push(item)', 'order.items is not iterable'),
    ],
    ['[...(order.items ?? []), 1]', inScript('return [...order.items, 1]', 'order.items is not iterable')],
    [
      'Object.keys(order.meta ?? {})',
      inScript('return Object.keys(order.meta)', 'Cannot convert undefined or null to object'),
    ],
    ['order.onDone?.(list)', inScript('order.onDone(list)', 'order.onDone is not a function')],
    [
      'if (order.plan?.seats > 3) return 1',
      inScript('if (order.plan.seats > 3) return 1', "Cannot read properties of undefined (reading 'seats')"),
    ],
    [
      'if (order.user) order.user.seen = true',
      inScript('order.user.seen = true', "Cannot set properties of undefined (setting 'seen')"),
    ],
    [
      'order.plan?.seats ?? 0',
      inScript('const seatCount = order.plan!.seats', "Cannot read properties of null (reading 'seats')", 'src/a.ts'),
    ],
    [
      'order.address?.["city"] ?? ""',
      inScript('return `${order.address["city"]}`', "Cannot read properties of undefined (reading 'city')"),
    ],
    [
      "order.a?.name ?? 'Guest'",
      {
        files: {
          'src/a.js':
            "const other = (user) => user.name ?? 'Guest'\nfunction run(order) {\n▶  return order.a.name\n}\n",
        },
        message: "Cannot read properties of null (reading 'name')",
      },
    ],
    [
      'const total = order?.sum ?? 0\n  return total - (order?.fee ?? 0)',
      {
        files: { 'src/a.js': 'function run(order) {\n▶  const total = order.sum\n  return total - order.fee\n}\n' },
        message: "Cannot read properties of undefined (reading 'sum')",
      },
    ],
  ])('gives %s', async (after, example) => {
    expect((await proposed(nullGuard, example)).slice(0, 3).some((text) => text.includes(after))).toBe(true)
  })

  it.each<[string, Case]>([
    ['another message', inScript('return order.discount.rate', 'rate must be positive')],
    ['a line without the property', inScript('return order.total', "Cannot read properties of null (reading 'rate')")],
    [
      'a read that is guarded already',
      inScript('return order.discount?.rate', "Cannot read properties of null (reading 'rate')"),
    ],
  ])('does not apply to %s', async (_what, example) => {
    expect(await proposed(nullGuard, example)).toEqual([])
  })
})
