import type { Failure, Frame, Reading, Sighting } from '../../src/domain.js'
import { isTestFile } from '../../src/test-file.js'
import { choose } from '../../src/triage/choose.js'
import { environmentCause } from '../../src/triage/environment.js'
import { fingerprint } from '../../src/triage/fingerprint.js'
import { matrixOf } from '../../src/triage/matrix.js'
import { isSpike } from '../../src/triage/spike.js'
import { triage } from '../../src/triage/triage.js'

const now = new Date('2026-01-02T00:00:00Z')
const frame = (file: string, line: number, name = 'total'): Frame => ({
  file,
  line,
  function: name,
  inRepository: true,
})

function sighting(over: Partial<Sighting> = {}): Sighting {
  return {
    kind: 'exception',
    title: 'TypeError: bad',
    message: "Cannot read properties of null (reading 'rate')",
    detail: '',
    exception: 'TypeError',
    frames: [frame('src/fees.js', 12)],
    sourceLines: [1, 2],
    ...over,
  }
}

function reading(source: string, sightings: Sighting[]): Reading {
  return { source, format: 'x', bytes: 1, sightings, cases: [], notes: [], incomplete: false }
}

const failuresOf = (...sightings: Sighting[]): Failure[] => triage([reading('a.log', sightings)], {}, now)

describe('fingerprint', () => {
  const test = { file: 'test/a.test.js', suite: 'fees', name: 'adds 3 to 4' }
  it.each<[string, Partial<Sighting>, Partial<Sighting>]>([
    ['another line', {}, { frames: [frame('src/fees.js', 99)] }],
    ['another id', { message: 'order 8134 failed' }, { message: 'order 77 failed' }],
    [
      'another uuid',
      { message: 'no 0b8c5a1e-14c2-4b0b-9d2e-0f1c2d3e4f5a' },
      { message: 'no 1b8c5a1e-14c2-4b0b-9d2e-0f1c2d3e4f5b' },
    ],
    ['another address', { message: 'at 0x7ffd10' }, { message: 'at 0x55aa00' }],
    [
      'another machine',
      { message: 'cannot open /home/runner/work/app/data.json' },
      { message: 'cannot open /srv/ci/data.json' },
    ],
    ['another time', { message: 'late 2026-01-01T10:00:00Z' }, { message: 'late 2026-02-01 10:33:01.5' }],
    ['another parameter', { test }, { test: { ...test, name: 'adds 7 to 9' } }],
    [
      'another pytest parameter',
      { test: { ...test, name: 'test_add[3-x]' } },
      { test: { ...test, name: 'test_add[9-y]' } },
    ],
    ['another decoration', { frames: [frame('a.js', 1, 'async Object.run')] }, { frames: [frame('a.js', 1, 'run')] }],
    ['another customer', { message: "no plan for 'ann 12'" }, { message: "no plan for 'bob 9'" }],
  ])('is the same for %s', (_what, one, other) => {
    expect(fingerprint(sighting(one))).toBe(fingerprint(sighting(other)))
  })

  it.each<[string, Partial<Sighting>, Partial<Sighting>]>([
    ['another property', {}, { message: "Cannot read properties of null (reading 'total')" }],
    ['another function', {}, { frames: [frame('src/fees.js', 12, 'charge')] }],
    ['another file', {}, { frames: [frame('src/cart.js', 12)] }],
    ['another exception', {}, { exception: 'RangeError' }],
    ['another test', { test }, { test: { ...test, name: 'refuses' } }],
  ])('differs for %s', (_what, one, other) => {
    expect(fingerprint(sighting(one))).not.toBe(fingerprint(sighting(other)))
  })

  it('is twelve hex digits', () => {
    expect(fingerprint(sighting())).toMatch(/^[0-9a-f]{12}$/)
  })
})

describe('triage', () => {
  it('counts sightings of one cause, with first and last time', () => {
    const times = ['2026-01-01T10:00:00Z', '2026-01-01T09:00:00Z', '2026-01-01T11:00:00Z']
    const [failure, ...rest] = failuresOf(...times.map((time) => sighting({ time, count: 2 })))
    expect(rest).toEqual([])
    expect(failure?.occurrences).toEqual({
      count: 6,
      first: '2026-01-01T09:00:00.000Z',
      last: '2026-01-01T11:00:00.000Z',
      spans: [2, ...Array(15).fill(0), 2, ...Array(14).fill(0), 2],
      spike: false,
    })
  })

  it('tells of spans of time only where there is time between', () => {
    const at = (...times: string[]) => failuresOf(...times.map((time) => sighting({ time })))[0]?.occurrences
    expect(at('2026-01-01T10:00:00Z', '2026-01-01T10:00:00Z')?.spans).toBeUndefined()
    expect(at('2026-01-01T10:00:00Z')?.spans).toBeUndefined()
    const many = Array.from({ length: 5000 }, (_, index) => new Date(1_767_225_600_000 + index * 1000).toISOString())
    const spans = at(...many)?.spans ?? []
    expect([spans.length, spans.reduce((sum, count) => sum + count, 0)]).toEqual([32, 5000])
  })

  it('takes the same test in a second artifact for the same failure', () => {
    const one = sighting({ kind: 'test', test: { file: 'test/a.test.js', name: 'adds' } })
    const other = sighting({ kind: 'test', test: { name: 'adds' }, frames: [] })
    const failures = triage([reading('junit.xml', [one]), reading('ci.log', [other])], {}, now)
    expect(failures.map((failure) => [failure.source, failure.occurrences.count])).toEqual([['junit.xml', 1]])
  })

  it('keeps two tests of one artifact apart', () => {
    const named = (name: string) => sighting({ kind: 'test', test: { name } })
    expect(failuresOf(named('adds'), named('subtracts'))).toHaveLength(2)
  })
})

describe('errors of compilers and linters', () => {
  const at = (line: number, over: Partial<Sighting> = {}): Sighting =>
    sighting({ kind: 'build', frames: [], message: 'cannot find symbol', location: { file: 'a.java', line }, ...over })

  it('are one failure a line, and one where a line is told of twice', () => {
    const failures = failuresOf(at(3), at(9), at(3), at(12))
    expect(failures.map(({ location, occurrences }) => [location?.line, occurrences.count])).toEqual([
      [3, 2],
      [9, 1],
      [12, 1],
    ])
    expect(new Set(failures.map((failure) => failure.fingerprint)).size).toBe(3)
  })

  it('keep their fingerprints when the lines above them change', () => {
    const names = (...lines: number[]) => failuresOf(...lines.map((line) => at(line))).map((each) => each.fingerprint)
    expect(names(3, 9)).toEqual(names(5, 90))
  })

  it('stay one failure where the program stops on changing lines', () => {
    const thrown = (line: number) => at(line, { kind: 'exception' })
    expect(failuresOf(thrown(3), thrown(9))).toHaveLength(1)
  })
})

describe('isSpike', () => {
  const every = (minutes: number, from: number, to: number) => {
    const moments = []
    for (let at = from; at < to; at += minutes) moments.push({ at: at * 60_000, count: 1 })
    return moments
  }
  const period = (deployed?: number) => ({
    from: 0,
    to: 600 * 60_000,
    deployedAt: deployed === undefined ? undefined : deployed * 60_000,
  })
  it.each([
    ['steady', every(10, 0, 600), undefined, false],
    ['rising at three quarters', [...every(60, 0, 450), ...every(2, 450, 600)], undefined, true],
    ['starting late', every(5, 400, 600), undefined, true],
    ['long over', every(2, 10, 60), undefined, false],
    ['too few', every(60, 500, 600), undefined, false],
    ['after the deployment', every(10, 300, 600), 300, true],
    ['the same before the deployment', every(10, 0, 600), 300, false],
  ])('%s', (_what, moments, deployed, expected) => {
    expect(isSpike(moments, period(deployed))).toBe(expected)
  })
})

describe('choose', () => {
  const inTest = sighting({
    kind: 'test',
    exception: 'AssertionError',
    frames: [frame('test/a.test.js', 3)],
    message: 'no',
  })
  const foreign = sighting({ message: 'other', frames: [{ file: 'node_modules/x.js', line: 1, inRepository: false }] })
  const network = sighting({ exception: 'Error', message: 'getaddrinfo ENOTFOUND api.example.org' })
  it.each<[string, Sighting[]]>([
    ['an assertion in a test', [inTest, sighting()]],
    ['a foreign place', [foreign, sighting()]],
    ['a failure of the network', [network, sighting()]],
    [
      'a refusal that the program means',
      [sighting({ exception: 'DeclinedError', message: 'no', count: 900 }), sighting()],
    ],
  ])('prefers a mistake in the source to %s', (_what, sightings) => {
    expect(choose(failuresOf(...sightings))?.message).toBe(sighting().message)
    expect(choose(failuresOf(...[...sightings].reverse()))?.message).toBe(sighting().message)
  })

  it('takes the wanted failure, and nothing where it is not there', () => {
    const failures = failuresOf(inTest, sighting())
    expect(choose(failures, failures[0]?.fingerprint)).toBe(failures[0])
    expect(choose(failures, '000000000000')).toBeUndefined()
    expect(choose([])).toBeUndefined()
  })
})

describe('environmentCause', () => {
  const of = (message: string, over: Partial<Sighting> = {}) =>
    environmentCause(sighting({ exception: 'Error', message, ...over }))
  it.each([
    ['getaddrinfo ENOTFOUND db.internal', 'a host name could not be resolved'],
    ["ENOSPC: no space left on device, open '/tmp/x'", 'the disk is full'],
    ['FATAL ERROR: Reached heap limit - JavaScript heap out of memory', 'the machine ran out of memory'],
    ['connect ECONNREFUSED 10.0.0.4:443', 'the network could not be reached'],
    ['connect ECONNREFUSED 127.0.0.1:5432', 'a service that the tests need is not running'],
    [
      'npm ERR! network request failed, reason: connect ETIMEDOUT 1.2.3.4:443',
      'a package registry could not be reached',
    ],
    ['429 Too Many Requests', 'a rate limit was reached'],
    ['Input required and not supplied: github-token', 'a secret is missing'],
  ])('%s: %s', (message, cause) => {
    expect(of(message)).toBe(cause)
  })

  it.each([
    ["Cannot read properties of null (reading 'rate')"],
    ['connect ECONNREFUSED 127.0.0.1:43121'],
    ['token is invalid'],
  ])('%s is the code', (message) => {
    expect(of(message)).toBeUndefined()
  })

  it('an assertion about the network is the code', () => {
    expect(of('expected ENOTFOUND to equal ECONNRESET', { exception: 'AssertionError' })).toBeUndefined()
  })
})

describe('matrixOf', () => {
  it('keeps titles to a safe alphabet and leaves the environment out', () => {
    const failures = failuresOf(
      sighting({ title: 'adds `id` $(id) "x"; & |\n y' }),
      sighting({ exception: 'Error', message: 'ENOSPC: no space left on device' }),
    )
    const { include } = matrixOf(failures)
    expect(include).toHaveLength(1)
    expect(include[0]?.title).toBe('adds id id x y')
  })
})

describe('isTestFile', () => {
  it.each([
    ['test/a.js', true],
    ['src/__tests__/a.ts', true],
    ['src/a.test.ts', true],
    ['src/a.spec.js', true],
    ['test.js', true],
    ['shop/test_cart.py', true],
    ['shop/cart_test.py', true],
    ['conftest.py', true],
    ['src/contest.js', false],
    ['src/latest.js', false],
    ['src/testing-ground.js', false],
    ['src/attestation/verify.ts', false],
  ])('%s: %s', (path, expected) => {
    expect(isTestFile(path)).toBe(expected)
  })
})
