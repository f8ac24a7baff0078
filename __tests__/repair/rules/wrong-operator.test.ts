import { wrongOperator } from '../../../src/repair/rules/wrong-operator.js'
import { type Case, inPython, inScript, proposed } from './propose.js'

describe('wrong-operator', () => {
  it.each<[string, Case]>([
    ['order.price - order.cut', inScript('return order.price + order.cut', 'x')],
    ['order.price / 100', inScript('return order.price * 100', 'x')],
    ['Math.max(order.a, 0)', inScript('return Math.min(order.a, 0)', 'x')],
    ['list.every(Boolean)', inScript('return list.some(Boolean)', 'x')],
    ['-(-order // rows)', inPython('return order // rows', 'AssertionError', 'x')],
    ['b.at - a.at', inScript('return list.sort((a, b) => a.at - b.at)', 'x')],
    ['for (const one of list) order += one', inScript('for (const one of list) order = one', 'x')],
  ])('gives %s', async (after, example) => {
    expect((await proposed(wrongOperator, example)).slice(0, 4).some((text) => text.includes(after))).toBe(true)
  })

  it.each<[string, Case]>([
    ['texts that are joined', inScript("return 'a' + order.name", 'x')],
    ['code without an operator', inScript('return order.total', 'x')],
  ])('does not apply to %s', async (_what, example) => {
    expect(await proposed(wrongOperator, example)).toEqual([])
  })
})
