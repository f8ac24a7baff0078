import { nullHoist } from '../../../src/repair/rules/null-hoist.js'
import { type Case, inScript, proposed } from './propose.js'

const unpack = 'const { rate } = list.find((row) => row.code === order)'
const message = "Cannot destructure property 'rate' of 'list.find(...)' as it is undefined."

describe('null-hoist', () => {
  it.each<[string, Case]>([
    [
      '  const found = list.find((row) => row.code === order)\n  if (found == null) return null\n  const { rate } = found',
      inScript(unpack, message),
    ],
    [
      '  const found = list.find(f)\n  if (found == null) return null\n  return found.rate',
      inScript('return list.find(f).rate', "Cannot read properties of undefined (reading 'rate')"),
    ],
    [
      "if (found == null) throw new Error('unknown currency')",
      {
        files: {
          'src/a.js': `export function run(order, list) {\n▶  ${unpack}\n  return rate\n}\n`,
          'test/a.test.js': "▶test('x', () => assert.throws(() => run('x', []), /unknown currency/))\n",
        },
        message: `Missing expected exception. ${message}`,
      },
    ],
    [
      "if (found == null) throw new UnknownRate('list.find",
      {
        files: {
          'src/a.js': `function other(x) {\n  if (!x) throw new UnknownRate(x)\n}\nfunction run(order, list) {\n▶  ${unpack}\n  return rate\n}\n`,
        },
        message,
      },
    ],
  ])('%s', async (expected, example) => {
    const found = await proposed(nullHoist, example)
    expect(found.some((text) => text.includes(expected))).toBe(true)
  })

  it.each<[string, Case]>([
    [
      'a value that has a name',
      inScript('const { rate } = order', "Cannot destructure property 'rate' of 'order' as it is undefined."),
    ],
    [
      'a call that others come before',
      inScript(
        'return send(list).then(() => 1) + list.find(f).rate',
        "Cannot read properties of undefined (reading 'rate')",
      ),
    ],
    ['another message', inScript(unpack, 'no')],
  ])('does not apply to %s', async (_what, example) => {
    expect(await proposed(nullHoist, example)).toEqual([])
  })
})
