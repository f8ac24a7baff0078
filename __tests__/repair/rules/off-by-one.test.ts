import { offByOne } from '../../../src/repair/rules/off-by-one.js'
import { type Case, inPython, inScript, proposed } from './propose.js'

describe('off-by-one', () => {
  it('takes both ends of two ranges for closed before it takes one', async () => {
    const example = inPython('return order[0] < rows[1] and rows[0] < order[1]', 'AssertionError', 'x')
    expect((await proposed(offByOne, example))[0]).toContain('order[0] <= rows[1] and rows[0] <= order[1]')
  })

  it.each<[string, Case]>([
    [
      'order[0] <= rows[1] and rows[0] <= order[1]',
      inPython('return order[0] < rows[1] and rows[0] < order[1]', 'AssertionError', 'x'),
    ],
    ['order >= 1 && order <= 3', inScript('return order > 1 && order < 3', 'x')],
    [
      'index < laps.length;',
      {
        files: {
          'src/a.js':
            'function run(laps) {\n  for (let index = 0; index <= laps.length; index++) {\n▶    go(laps[index].minutes)\n  }\n}\n',
        },
        exception: 'TypeError',
        message: "Cannot read properties of undefined (reading 'minutes')",
      },
    ],
    [
      'list[list.length - 1].id',
      inScript('return list[list.length].id', "Cannot read properties of undefined (reading 'id')"),
    ],
    ['rows[len(rows) - 1]', inPython('return rows[len(rows)]', 'IndexError', 'list index out of range')],
    [
      'range(len(rows) - 1)',
      inPython('return [rows[i + 1] for i in range(len(rows))]', 'IndexError', 'list index out of range'),
    ],
    [
      'range(n + 1)',
      { files: { 'a.py': 'def run(n):\n▶    return list(range(n))\n' }, message: 'assert [0, 1] == [0, 1, 2]' },
    ],
    ['list.slice(0, 3)', inScript('return list.slice(0, 3 - 1)', '2 !== 3')],
    [
      '(page - 1) * size',
      { files: { 'src/a.js': 'function run(page, size) {\n▶  return page * size\n}\n' }, message: '10 !== 0' },
    ],
    [
      'points >= 1000',
      { files: { 'src/a.js': 'function run(points) {\n▶  return points > 1000\n}\n' }, message: 'false !== true' },
    ],
    [
      'Math.ceil(',
      { files: { 'src/a.js': 'function run(total) {\n▶  return Math.floor(total / 2)\n}\n' }, message: '1 !== 2' },
    ],
  ])('gives %s', async (after, example) => {
    expect((await proposed(offByOne, example)).slice(0, 3).some((text) => text.includes(after))).toBe(true)
  })

  it.each<[string, Case]>([
    [
      'a name that is not there',
      { ...inScript('return list[list.length]', 'x is not defined'), exception: 'ReferenceError' },
    ],
    ['code without a bound', { files: { 'src/a.js': 'function run(a, b) {\n▶  return go(a, b)\n}\n' }, message: 'x' }],
  ])('does not apply to %s', async (_what, example) => {
    expect(await proposed(offByOne, example)).toEqual([])
  })
})
