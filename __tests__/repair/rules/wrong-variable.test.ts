import { wrongVariable } from '../../../src/repair/rules/wrong-variable.js'
import { type Case, inScript, proposed } from './propose.js'

describe('wrong-variable', () => {
  it.each<[string, Case]>([
    ['return list + 1', inScript('return order + 1', 'x')],
    [
      'order.net',
      {
        files: { 'src/a.js': 'function run(order) {\n▶  return order.gross\n}\nconst other = (order) => order.net\n' },
        message: 'x',
      },
    ],
  ])('gives %s', async (after, example) => {
    expect((await proposed(wrongVariable, example)).slice(0, 3).some((text) => text.includes(after))).toBe(true)
  })

  it.each<[string, Case]>([
    ['a function with one name', { files: { 'src/a.js': 'function run(a) {\n▶  return a\n}\n' }, message: 'x' }],
  ])('does not apply to %s', async (_what, example) => {
    expect(await proposed(wrongVariable, example)).toEqual([])
  })
})
