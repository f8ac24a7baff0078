import type { Failure, Sighting, TestCase } from '../../src/domain.js'
import type { CheckRun } from '../../src/trial/lab/lab.js'
import { neighboursOf, siblingsOf, stillFailing } from '../../src/trial/siblings.js'

const cause = {
  kind: 'test',
  title: 'a',
  message: "Cannot read properties of null (reading 'percent')",
  detail: '',
  exception: 'TypeError',
  frames: [],
  sourceLines: [1, 2],
  location: { file: 'src/fee.js', line: 5 },
} as const satisfies Sighting

const named = (name: string, more: Partial<Sighting> = {}): Sighting => ({ ...cause, test: { name }, ...more })
const failure: Failure = {
  ...named('first'),
  fingerprint: '0123456789ab',
  source: 'junit.xml',
  occurrences: { count: 1, spike: false },
}
const failed = (name: string): TestCase => ({ id: `id ${name}`, test: { name }, status: 'failed' })

function baseline(sightings: readonly Sighting[]): CheckRun {
  const cases = sightings.map((sighting) => failed(sighting.test?.name ?? ''))
  const reading = { source: 'r', format: 'junit-xml', bytes: 1, sightings, cases, notes: [], incomplete: false }
  const statuses = new Map(cases.map((each) => [each.id, each.status]))
  return { passed: false, exit: 1, seconds: 1, timedOut: false, output: '', reading, statuses }
}

describe('tests that fail for the same cause', () => {
  it.each<[string, Partial<Sighting>, boolean]>([
    ['the same exception, message and line', {}, true],
    ['another message', { message: "Cannot read properties of null (reading 'name')" }, false],
    ['another exception', { exception: 'RangeError' }, false],
    ['another line', { location: { file: 'src/fee.js', line: 9 } }, false],
    ['no place', { location: { file: 'src/fee.js' } }, false],
  ])('%s', (_, more, is) => {
    expect(siblingsOf(failure, baseline([named('first'), named('second', more)]))).toEqual(is ? ['id second'] : [])
  })

  it('says nothing of assertions, whose place is the test itself', () => {
    const place = { location: { file: 'test/fee.test.js', line: 5 } }
    expect(siblingsOf({ ...failure, ...place }, baseline([named('first', place), named('second', place)]))).toEqual([])
  })

  it.each<[string, string | undefined, boolean]>([
    ['of the same file', 'test/fee.test.js', true],
    ['of a file that the report does not name', undefined, true],
    ['of another file', 'test/tax.test.js', false],
  ])('knows a failing neighbour %s', (_, file, is) => {
    const test = { name: 'first', file: 'test/fee.test.js' }
    const base = baseline([{ ...cause, test }])
    const other: TestCase = { ...failed('second'), test: { name: 'second', ...(file === undefined ? {} : { file }) } }
    const own: TestCase = { ...failed('first'), test }
    const run = { ...base, reading: { ...base.reading, cases: [own, other] } }
    expect(neighboursOf({ ...failure, test }, run)).toEqual(is ? ['id second'] : [])
  })

  it('finds those that a run leaves failing', () => {
    const run = baseline([named('second')])
    expect(stillFailing(['id second', 'id third'], run)).toEqual(['id second'])
  })
})
