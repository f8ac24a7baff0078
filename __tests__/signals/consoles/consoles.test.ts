import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { read } from '../reading.js'

const fixture = (name: string): string => readFileSync(join(process.cwd(), '__tests__/fixtures/signals', name), 'utf8')
const files = [
  'calc.mjs',
  'calc.test.mjs',
  'broken.test.mjs',
  'src/ledger.js',
  'test/ledger.test.js',
  'test/ledger-extra.test.js',
  'beacon.py',
  'tests/test_beacon.py',
  'tests/test_beacon_setup.py',
  'test/checkout.test.js',
  'src/parcel.mjs',
  'test/parcel.test.js',
  'test/parcel-extra.test.js',
]

const nodeFailures = [
  'calc › fails | RangeError | division by zero | calc.mjs:2',
  'calc › differs | AssertionError | Expected values to be strictly deep-equal: | calc.test.mjs:7',
  'top level › sub | Error | sub failed | calc.test.mjs:12',
]

describe('what test runners print', () => {
  it.each([
    ['node20-spec.txt', 'console-node-test', [8, 1, 5, 0, 2], nodeFailures],
    ['node24-spec.txt', 'console-node-test', [8, 1, 5, 0, 2], nodeFailures],
    ['node20-tap.txt', 'tap', [8, 1, 5, 0, 2], nodeFailures],
    ['node24-tap.txt', 'tap', [8, 1, 5, 0, 2], nodeFailures],
    ['node20-junit.xml', 'junit-xml', [7, 1, 4, 0, 2], nodeFailures],
    ['node24-junit.xml', 'junit-xml', [7, 1, 4, 0, 2], nodeFailures],
    [
      'jest-color.txt',
      'console-jest',
      [11, 6, 4, 0, 1],
      [
        'ledger module › when overlapping ranges › splits time zones |  | expect(received).toThrow(expected) | test/ledger.test.js:15',
        'ledger module › when overlapping ranges › trims zero totals | RangeError | upstream answered 500 for ledger/89 | src/ledger.js:25',
        'ledger service (extra) › sorts late events |  | expect(received).toEqual(expected) // deep equality | test/ledger-extra.test.js:14',
        'ledger service (extra) › when time zones › caches missing fields | Error | cannot apply ledger patch | src/ledger.js:34',
      ],
    ],
    [
      'pytest-color.txt',
      'console-pytest',
      [9, 3, 4, 1, 1],
      [
        'test_uses_store | OSError | no beacon store | tests/test_beacon_setup.py:7',
        'TestEscapesNegativeAmounts › test_groups_zero_totals | beacon.QuotaError | beacon 398 is not balanced | beacon.py:13',
        "TestEscapesNegativeAmounts › test_merges_nested_arrays | AttributeError | 'NoneType' object has no attribute 'total' | beacon.py:19",
        "TestEscapesNegativeAmounts › test_resolves_empty_input | Failed | DID NOT RAISE <class 'ValueError'> | tests/test_beacon.py:21",
        'test_migrates_time_zones[38-x/y] | AssertionError | assert 38 < 38 | tests/test_beacon.py:31',
      ],
    ],
    [
      'tape.txt',
      'tap',
      [4, 1, 3, 0, 0],
      [
        'renders zero totals "quoted" & <tag> – ünï | Error | should be deeply equivalent | test/checkout.test.js:5',
        'trims unicode names | Error | should throw | test/checkout.test.js:9',
        'sorts time zones "quoted" & <tag> – ünï | Error | should be strictly equal | test/checkout.test.js:14',
      ],
    ],
  ])('%s', (name, format, counts, failures) => {
    const reading = read(fixture(name), { files, piece: 977 })
    const { total, passed, failed, errored, skipped } = reading.tests ?? {
      total: 0,
      passed: 0,
      failed: 0,
      errored: 0,
      skipped: 0,
    }
    expect(reading.format).toBe(format)
    expect([total, passed, failed, errored, skipped]).toEqual(counts)
    const told = reading.sightings
      .filter((one) => one.kind === 'test' && !one.title.includes('broken'))
      .map(
        (one) => `${one.title} | ${one.exception ?? ''} | ${one.message} | ${one.location?.file}:${one.location?.line}`,
      )
    expect(told).toEqual(failures)
  })

  it('keeps the lines of the log as they came, below timestamps and colour', () => {
    const plain = read(fixture('jest-color.txt'), { files })
    const stamped = fixture('jest-color.txt')
      .split('\n')
      .map((line) => `2026-01-02T03:04:05.0000000Z ${line}`)
      .join('\r\n')
    expect(read(stamped, { files }).sightings).toEqual(plain.sightings)
  })

  it('tells a repeated failure of a long jest run once', () => {
    const text = fixture('jest-color.txt')
    const blocks = text.slice(text.indexOf('FAIL'), text.indexOf('Test Suites:'))
    const long = `${blocks}Summary of all failing tests\n${text}`
    expect(read(long, { files }).sightings).toHaveLength(4)
  })
})
