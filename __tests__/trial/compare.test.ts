import { brokeLoudly, compareRuns, lostTests, worseThan } from '../../src/trial/compare.js'
import { type Cases, checkRun, sighting } from './fake-lab.js'

type More = Parameters<typeof checkRun>[1]

const before: Cases = { a: 'passed', b: 'failed', c: 'passed', d: 'skipped' }

describe('compareRuns', () => {
  it.each<[string, Cases, Cases, { broken?: string[]; lost?: string[]; failing?: string[] }]>([
    ['the same', before, before, {}],
    ['mended', before, { ...before, b: 'passed' }, {}],
    ['broken', before, { ...before, a: 'failed', c: 'errored' }, { broken: ['a', 'c'], failing: ['a', 'c'] }],
    ['gone', before, { a: 'passed', d: 'skipped' }, { lost: ['b', 'c'] }],
    ['skipped', before, { ...before, a: 'skipped', b: 'skipped' }, { lost: ['a', 'b'] }],
    ['new', before, { ...before, e: 'passed' }, {}],
    ['new and red', before, { ...before, e: 'failed' }, { failing: ['e'] }],
    ['a file that loads now', { 'a.test.js': 'failed' }, { 'X › a': 'passed' }, {}],
    ['a module that loads now', { 'tests.test_a': 'errored' }, { 'X › a': 'failed' }, { failing: ['X › a'] }],
    ['a passing test of a file name is a test', { 'config.js': 'passed' }, {}, { lost: ['config.js'] }],
  ])('%s', (_, old, now, expected) => {
    const { broken, lost, failing } = compareRuns(checkRun(old), checkRun(now))
    expect({ broken, lost, failing }).toEqual({ broken: [], lost: [], failing: [], ...expected })
  })
})

describe('worseThan', () => {
  it.each<[string, Cases | undefined, Cases | undefined, More, More, RegExp | undefined]>([
    ['the same', before, before, {}, {}, undefined],
    ['mended', before, { ...before, b: 'passed' }, {}, {}, undefined],
    ['broken', before, { ...before, a: 'failed' }, {}, {}, /^1 test\(s\) fail that passed before: a$/],
    ['cut off', before, before, {}, { timedOut: true }, /time limit/],
    ['dead before its report', before, undefined, {}, { exit: 134 }, /exit code 134 and without a report/],
    ['all green, and the exit is red', { a: 'passed' }, { a: 'passed' }, {}, { exit: 1 }, /exit code 1/],
    ['green in doubt', { a: 'passed' }, { a: 'passed' }, {}, { exit: 0, doubt: 'not whole' }, /not whole/],
    [
      'only exit codes, red now',
      undefined,
      undefined,
      { exit: 0 },
      { exit: 2 },
      /the command fails now \(exit code 2\)/,
    ],
    ['only exit codes, red before too', undefined, undefined, { exit: 1 }, { exit: 2 }, undefined],
    ['only exit codes, green', undefined, undefined, { exit: 1 }, { exit: 0 }, undefined],
  ])('%s', (_, old, now, oldMore, nowMore, expected) => {
    const worse = worseThan(checkRun(old, oldMore), checkRun(now, nowMore))
    if (expected === undefined) expect(worse).toBeUndefined()
    else expect(worse).toMatch(expected)
  })

  it('names three and counts the rest', () => {
    const names = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`t${index}`, 'passed' as const]))
    const red = Object.fromEntries(Object.keys(names).map((name) => [name, 'failed' as const]))
    expect(worseThan(checkRun(names), checkRun(red))).toBe('9 test(s) fail that passed before: t0, t1, t2, …')
    expect(lostTests(checkRun(names), checkRun({}))).toBe('9 test(s) are gone or skipped: t0, t1, t2, …')
    expect(lostTests(checkRun(names), checkRun(names))).toBeUndefined()
  })
})

describe('brokeLoudly', () => {
  it.each<[string, Cases | undefined, More, boolean]>([
    ['tests gone, green', { a: 'passed' }, {}, false],
    ['tests gone, red as before', { b: 'failed' }, { sightings: [sighting('boom')] }, false],
    ['tests gone, and a file does not load', { 'a.test.js': 'failed' }, {}, true],
    ['tests gone, and a new message', { b: 'failed' }, { sightings: [sighting('SyntaxError')] }, true],
    ['no report, red', undefined, { exit: 1 }, true],
    ['no report, green', undefined, { exit: 0, doubt: 'no report' }, false],
    ['cut off', {}, { timedOut: true }, true],
  ])('%s: %s', (_, now, more, expected) => {
    expect(brokeLoudly(checkRun(before, { sightings: [sighting('boom')] }), checkRun(now, more))).toBe(expected)
  })
})
