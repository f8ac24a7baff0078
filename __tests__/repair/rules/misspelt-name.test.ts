import { misspeltName } from '../../../src/repair/rules/misspelt-name.js'
import { type Case, inPython, inScript, proposed } from './propose.js'

describe('misspelt-name', () => {
  it.each<[string, Case]>([
    [
      'return TAX_RATE * 2',
      {
        files: { 'src/a.js': 'const TAX_RATE = 1\nfunction run() {\n▶  return TAXRATE * 2\n}\n' },
        exception: 'ReferenceError',
        message: 'TAXRATE is not defined',
      },
    ],
    ['return order.total', inScript('return ordr.total', 'ordr is not defined')],
    [
      'return gebühr * 2',
      {
        files: { 'shop/a.py': 'def run(gebühr):\n▶    return gebür * 2\n' },
        exception: 'NameError',
        message: "name 'gebür' is not defined",
      },
    ],
    [
      'return self.__key * 2',
      {
        files: {
          'a.py':
            'class Basket:\n    def __init__(self, key):\n        self.__key = key\n    def run(self):\n▶        return self.__keys * 2\n',
        },
        exception: 'AttributeError',
        message: "'Basket' object has no attribute '_Basket__keys'. Did you mean: '_Basket__key'?",
      },
    ],
    [
      'this.calculateTax()',
      {
        files: { 'src/a.js': 'class A {\n  calculateTax() {}\n  total() {\n▶    return this.calcuateTax()\n  }\n}\n' },
        exception: 'TypeError',
        message: 'this.calcuateTax is not a function',
      },
    ],
    ['list.forEach(', inScript('list.foreach((one) => one())', 'list.foreach is not a function')],
    [
      'return self.capacity',
      {
        files: {
          'a.py':
            'class Room:\n    def __init__(self):\n        self.capacity = 1\n    def left(self):\n▶        return self.capcity\n',
        },
        exception: 'AttributeError',
        message: "'Room' object has no attribute 'capcity'",
      },
    ],
    [
      'return threshold',
      {
        files: { 'a.py': 'def run(threshold):\n▶    return treshold\n' },
        exception: 'NameError',
        message: "name 'treshold' is not defined",
      },
    ],
    [
      'if amount > self.balance:',
      {
        files: {
          'a.py':
            'class A:\n    def __init__(self, balance):\n        self.balance = balance\n    def take(self, amount):\n▶        if amount > balance:\n            self.balance = 0\n',
        },
        exception: 'NameError',
        message: "name 'balance' is not defined",
      },
    ],
    [
      'send(subject=1)',
      {
        files: { 'a.py': 'def send(subject):\n    pass\ndef run():\n▶    send(subjet=1)\n' },
        exception: 'TypeError',
        message: "send() got an unexpected keyword argument 'subjet'",
      },
    ],
    [
      "const { average } = require('./math')",
      {
        files: {
          'lib/a.js': "const { avarage } = require('./math')\nfunction run() {\n▶  return avarage([1])\n}\n",
          'lib/math.js': 'module.exports = { average }\n',
        },
        exception: 'TypeError',
        message: 'avarage is not a function',
      },
    ],
  ])('gives %s', async (after, example) => {
    expect((await proposed(misspeltName, example)).slice(0, 3).some((text) => text.includes(after))).toBe(true)
  })

  it.each<[string, Case]>([
    [
      'a missing attribute of None',
      inPython('return order.rte', 'AttributeError', "'NoneType' object has no attribute 'rte'"),
    ],
    ['another message', inScript('return order.totl', 'no total')],
  ])('does not apply to %s', async (_what, example) => {
    expect(await proposed(misspeltName, example)).toEqual([])
  })
})
