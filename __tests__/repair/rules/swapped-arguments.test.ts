import { swappedArguments } from '../../../src/repair/rules/swapped-arguments.js'
import { type Case, inPython, inScript, proposed } from './propose.js'

describe('swapped-arguments', () => {
  it.each<[string, Case]>([
    ['clamp(order, 0, 9)', inScript('return clamp(order, 9, 0)', 'x')],
    ['send(rows, order)', inPython('return send(order, rows)', 'AssertionError', 'x')],
  ])('gives %s', async (after, example) => {
    expect((await proposed(swappedArguments, example)).slice(0, 3).some((text) => text.includes(after))).toBe(true)
  })

  it.each<[string, Case]>([
    ['one argument', inScript('return clamp(order)', 'x')],
    ['keywords, which have no order', inPython('return send(a=order, b=rows)', 'AssertionError', 'x')],
  ])('does not apply to %s', async (_what, example) => {
    expect(await proposed(swappedArguments, example)).toEqual([])
  })
})
