import type { Failure, Sighting } from '../../src/domain.js'
import { fingerprint } from '../../src/triage/fingerprint.js'
import { isSameFailure } from '../../src/triage/same-failure.js'

const frame = (file: string, inRepository = true) => ({ file, line: 3, function: 'f', inRepository })
const trace: Sighting = {
  kind: 'exception',
  title: 'TypeError',
  message: "Cannot read properties of null (reading 'rate')",
  detail: '',
  exception: 'TypeError',
  frames: [frame('src/fee.js'), frame('test/fee.test.js')],
  sourceLines: [1, 4],
}
const failureOf = (sighting: Sighting): Failure => ({
  ...sighting,
  fingerprint: fingerprint(sighting),
  source: 'ci.log',
  occurrences: { count: 1, spike: false },
})
const inTest = (more: Partial<Sighting> = {}): Sighting => ({
  ...trace,
  kind: 'test',
  test: { name: 'fee of an order' },
  ...more,
})

describe('whether a run reports the failure', () => {
  it.each<[string, Failure, Sighting, boolean]>([
    ['the very same', failureOf(inTest()), inTest(), true],
    ['a bare trace, inside a test', failureOf(trace), inTest(), true],
    [
      'on another line, which is no other failure',
      failureOf(trace),
      inTest({ frames: [{ ...frame('src/fee.js'), line: 90 }] }),
      true,
    ],
    [
      'the second line with the same error, whose name has a rank in it',
      { ...failureOf({ ...trace, exception: undefined } as never), fingerprint: '0123456789ab' },
      { ...trace, exception: undefined } as never,
      true,
    ],
    ['in another file', failureOf(trace), inTest({ frames: [frame('src/tax.js')] }), false],
    ['with another message', failureOf(trace), inTest({ message: 'x is not a function' }), false],
    ['with another exception', failureOf(trace), inTest({ exception: 'RangeError' }), false],
    [
      'of another test, where the failure names its own',
      failureOf(inTest({ test: { name: 'another' } })),
      inTest(),
      false,
    ],
    [
      'without an exception there is too little to go by',
      failureOf({ ...trace, exception: undefined } as never),
      inTest(),
      false,
    ],
  ])('%s', (_, failure, sighting, same) => {
    expect(isSameFailure(failure, sighting)).toBe(same)
  })
})
