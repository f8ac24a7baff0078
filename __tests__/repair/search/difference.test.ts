import { differenceOf } from '../../../src/repair/search/difference.js'
import { evidenceOf } from '../rules/propose.js'

const { failure } = evidenceOf({ files: { 'a.js': '' }, message: '' })

describe('difference', () => {
  it.each([
    ['2 !== 3', 'one-off'],
    ['Expected values to be strictly equal:\n\n2 !== 3\n', 'one-off'],
    ['Expected values to be strictly equal:2 !== 3', 'one-off'],
    ['assert 4 == -4', 'sign'],
    ['AssertionError: assert 4 == 9', 'number'],
    ['Expected: true\n    Received: false', 'truth'],
    ['assert False == True', 'truth'],
    ['assert [3, 1, 2] == [1, 2, 3]', 'order'],
    ["assert 'Ab' == 'abc'", 'text'],
    ["Cannot read properties of undefined (reading 'x')", undefined],
    [`${'x'.repeat(5000)} == 1`, undefined],
  ])('%j is %s', (message, difference) => {
    expect(differenceOf({ ...failure, message })).toBe(difference)
  })
})
