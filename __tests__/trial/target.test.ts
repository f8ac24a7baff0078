import type { TestName } from '../../src/domain.js'
import { casesOf, isLoadFailure, namesFile, stateOf, type Target } from '../../src/trial/target.js'
import { type Cases, checkRun, failureOf, sighting, testCase } from './fake-lab.js'

function found(test: TestName | undefined, ...labels: readonly string[]): string[] {
  const failure = failureOf(test === undefined ? {} : { test })
  return casesOf(
    failure,
    labels.map((label) => testCase(label, 'failed')),
  ).map((each) => each.id)
}

describe('casesOf: the failing test in another report', () => {
  it.each<[string, TestName | undefined, string[], string[]]>([
    ['no test', undefined, ['adds'], []],
    ['the same name', { name: 'adds' }, ['adds', 'subtracts'], ['adds']],
    ['none', { name: 'adds' }, ['subtracts'], []],
    ['the same suite', { suite: 'Calc', name: 'adds' }, ['Calc › adds', 'Cart › adds'], ['Calc › adds']],
    ['a suite that only one side knows', { suite: 'Calc', name: 'adds' }, ['adds'], ['adds']],
    ['a suite that only the other side knows', { name: 'adds' }, ['Calc › adds'], ['Calc › adds']],
    [
      'suites joined by another mark',
      { suite: 'Calc > deep', name: 'adds' },
      ['Calc › deep › adds'],
      ['Calc › deep › adds'],
    ],
    [
      'a suite with the file in front',
      { suite: 'tests.test_calc.TestCalc', name: 'adds' },
      ['TestCalc › adds'],
      ['TestCalc › adds'],
    ],
    ['a suite within the name', { name: 'Calc deep adds' }, ['Calc › deep › adds'], ['Calc › deep › adds']],
    ['a suite within the other name', { suite: 'Calc deep', name: 'adds' }, ['Calc deep adds'], ['Calc deep adds']],
    ['a file', { name: 'adds', file: 'test/a.js' }, ['test/a.js: adds', 'test/b.js: adds'], ['test/a.js: adds']],
    ['the end of a file', { name: 'adds', file: 'a.js' }, ['test/a.js: adds', 'test/b.js: adds'], ['test/a.js: adds']],
    [
      'an absolute file',
      { name: 'adds', file: '/home/x/test/a.js' },
      ['test/a.js: adds', 'a/test/b.js: adds'],
      ['test/a.js: adds'],
    ],
    ['a file of a like name', { name: 'adds', file: 'a.js' }, ['ba.js: adds', 'b.js: adds'], []],
    ['the only one of the name, moved', { name: 'adds', file: 'old.js' }, ['new.js: adds'], ['new.js: adds']],
    ['a longer name that ends the same', { name: 'adds' }, ['adds', 'never adds'], ['adds']],
    ['a word that ends the same', { name: 'works' }, ['networks'], []],
    ['a suite that ends the same', { suite: 'works', name: 'a' }, ['networks › a', 'works › a'], ['works › a']],
    [
      'a name of signs alone',
      { suite: 'operators', name: '+' },
      ['operators › +', 'operators › adds', 'operators › -'],
      ['operators › +'],
    ],
    ['a name of signs that is not there', { name: '===' }, ['adds', '!=='], []],
    ['another script', { name: '足し算' }, ['足し算', '引き算'], ['足し算']],
    ['parameters', { name: 'test_a[1-2]' }, ['test_a[1-2]', 'test_a[1-3]'], ['test_a[1-2]']],
    [
      'all of one name where nothing tells them apart',
      { name: 'adds' },
      ['a.js: adds', 'b.js: adds'],
      ['a.js: adds', 'b.js: adds'],
    ],
  ])('%s', (_, test, labels, expected) => {
    expect(found(test, ...labels)).toEqual(expected)
  })
})

describe('load failures', () => {
  it.each<[string, 'failed' | 'errored' | 'passed', boolean]>([
    ['test/a.test.js', 'failed', true],
    ['tests/test_a.py', 'errored', true],
    ['a.mts', 'failed', true],
    ['reads config.json', 'failed', false],
    ['opens a.js', 'failed', false],
    ['tests.test_a', 'errored', true],
    ['adds', 'failed', false],
  ])('%s, %s: %s', (name, status, expected) => {
    expect(isLoadFailure({ id: name, test: { name }, status })).toBe(expected)
  })

  it('is not an error within a suite', () => {
    expect(isLoadFailure({ id: 'x', test: { name: 'adds', suite: 'Calc' }, status: 'errored' })).toBe(false)
    const build = { name: '[build failed]', suite: 'example.org/shop' }
    expect(isLoadFailure({ id: 'x', test: build, status: 'errored' })).toBe(true)
    expect(isLoadFailure({ id: 'x', test: build, status: 'failed' })).toBe(false)
    expect(namesFile({ name: 'Calc.test.tsx' })).toBe(true)
  })
})

describe('stateOf', () => {
  const target = (more: Partial<Target> = {}): Target => ({
    failure: failureOf(),
    selection: { kind: 'all' },
    ids: ['adds'],
    isLoadFailure: false,
    recognises: (each) => each.title === 'boom',
    ...more,
  })

  it.each<[string, Cases | undefined, Parameters<typeof checkRun>[1], string]>([
    ['it fails', { adds: 'failed' }, {}, 'failing'],
    ['it errs', { adds: 'errored' }, {}, 'failing'],
    ['it passes', { adds: 'passed' }, {}, 'passing'],
    ['it passes and another fails', { adds: 'passed', other: 'failed' }, {}, 'passing'],
    ['it passes and the exit is red for no reason given', { adds: 'passed' }, { exit: 1 }, 'failing'],
    ['it passes and the exit is green and in doubt', { adds: 'passed' }, { exit: 0, doubt: 'not whole' }, 'failing'],
    ['it is skipped', { adds: 'skipped' }, {}, 'absent'],
    ['it is gone', { other: 'passed' }, {}, 'absent'],
    ['it is gone and another fails', { other: 'failed' }, {}, 'absent'],
    ['nothing ran, with a green exit', {}, { exit: 0, doubt: 'no tests ran' }, 'failing'],
    ['no report, with a green exit', undefined, { exit: 0, doubt: 'no report' }, 'failing'],
    ['no report, with a red exit', undefined, { exit: 1 }, 'failing'],
    ['it passes and the run is cut off', { adds: 'passed' }, { timedOut: true, exit: 143 }, 'failing'],
  ])('by id: %s', (_, cases, more, expected) => {
    expect(stateOf(target(), checkRun(cases, more))).toBe(expected)
  })

  it('needs all of its ids', () => {
    const two = target({ ids: ['a', 'b'] })
    expect(stateOf(two, checkRun({ a: 'passed', b: 'passed' }))).toBe('passing')
    expect(stateOf(two, checkRun({ a: 'passed', b: 'failed' }))).toBe('failing')
    expect(stateOf(two, checkRun({ a: 'passed' }))).toBe('absent')
  })

  it.each<[string, Cases | undefined, Parameters<typeof checkRun>[1], string]>([
    ['the file still fails to load', { 'a.test.js': 'failed' }, {}, 'failing'],
    ['its tests take its place', { 'Calc › adds': 'passed' }, {}, 'passing'],
    ['its tests take its place and one fails', { 'Calc › adds': 'failed' }, {}, 'passing'],
    [
      'its tests take its place and the exit is red for no reason given',
      { 'Calc › adds': 'passed' },
      { exit: 1 },
      'failing',
    ],
    ['the same message is still there', { 'Calc › adds': 'failed' }, { sightings: [sighting('boom')] }, 'failing'],
    ['nothing took its place', {}, { exit: 0, doubt: 'no tests ran' }, 'failing'],
    ['no report', undefined, { exit: 1 }, 'failing'],
  ])('a file that did not load: %s', (_, cases, more, expected) => {
    expect(stateOf(target({ ids: ['a.test.js'], isLoadFailure: true }), checkRun(cases, more))).toBe(expected)
  })

  it.each<[string, Parameters<typeof checkRun>[1], string]>([
    ['its message is there', { exit: 1, sightings: [sighting('boom')] }, 'failing'],
    ['its message is there with a green exit', { exit: 0, sightings: [sighting('boom')] }, 'failing'],
    ['another message is there', { exit: 1, sightings: [sighting('bang')] }, 'absent'],
    ['green', { exit: 0 }, 'passing'],
    ['red without a word', { exit: 1 }, 'absent'],
    ['cut off', { exit: 143, timedOut: true }, 'failing'],
  ])('without ids: %s', (_, more, expected) => {
    expect(stateOf(target({ ids: [] }), checkRun(undefined, more))).toBe(expected)
  })

  it.each<[number, string]>([
    [0, 'passing'],
    [1, 'failing'],
    [137, 'failing'],
  ])('a replay that exits with %i is %s', (exit, expected) => {
    expect(stateOf(target({ selection: failureOf(), ids: [] }), checkRun(undefined, { exit }))).toBe(expected)
  })
})
