import { missingReturn } from '../../../src/repair/rules/missing-return.js'
import { type Case, inScript, proposed } from './propose.js'

describe('missing-return', () => {
  it.each<[string, Case]>([
    [
      "    return parts.join('')",
      {
        files: {
          'src/a.js':
            "function run(people) {\n  return people.map((one) => {\n    const parts = one.split(' ')\n▶    parts.join('')\n  })\n}\n",
        },
        message: '[ undefined ]',
      },
    ],
    [
      '    return cleaned.replace(" ", "_")',
      {
        files: { 'a.py': 'def run(name):\n    cleaned = name.strip()\n▶    cleaned.replace(" ", "_")\n' },
        message: 'assert None == "a"',
      },
    ],
    [
      '  return sum\n}',
      {
        files: { 'src/a.js': 'function run(list) {\n  let sum = 0\n▶  for (const one of list) sum += one\n}\n' },
        message: 'undefined !== 3',
      },
    ],
  ])('gives %s', async (after, example) => {
    expect((await proposed(missingReturn, example)).slice(0, 3).some((text) => text.includes(after))).toBe(true)
  })

  it.each<[string, Case]>([
    ['a function that returns', inScript('return order.total', 'undefined !== 3')],
    [
      'a constructor',
      { files: { 'src/a.js': 'class A {\n  constructor(a) {\n▶    go(a)\n  }\n}\n' }, message: 'undefined !== 3' },
    ],
  ])('does not apply to %s', async (_what, example) => {
    expect(await proposed(missingReturn, example)).toEqual([])
  })
})
