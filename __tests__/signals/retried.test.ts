import type { Reading } from '../../src/domain.js'
import { readText } from '../../src/signals/read.js'

function read(text: string): Reading {
  return readText('report', text, { root: '/repo', files: new Set() })
}

const junit = (body: string) =>
  `<testsuite name="com.x.ATest" tests="1"><testcase name="a" classname="com.x.ATest">${body}</testcase></testsuite>`
const playwright = (status: string, results: readonly string[]) =>
  JSON.stringify({
    config: {},
    errors: [],
    suites: [
      {
        title: 'a.spec.ts',
        specs: [
          { title: 'a', file: 'a.spec.ts', tests: [{ status, results: results.map((each) => ({ status: each })) }] },
        ],
      },
    ],
  })
const jest = (retryReasons: readonly string[]) =>
  JSON.stringify({
    numTotalTests: 1,
    testResults: [
      {
        name: '/repo/a.test.js',
        status: 'passed',
        assertionResults: [{ title: 'a', status: 'passed', ancestorTitles: [], retryReasons }],
      },
    ],
  })
const ctrf = (more: object) =>
  JSON.stringify({ results: { tool: { name: 'x' }, summary: {}, tests: [{ name: 'a', status: 'passed', ...more }] } })
const pytest = (lines: readonly string[]) =>
  ['===== test session starts =====', ...lines, '===== 1 passed, 1 rerun in 0.02s =====', ''].join('\n')
const nextest =
  '    Starting 2 tests across 1 binary\n        PASS [   0.005s] x b\n  TRY 1 FAIL [   0.004s] x a\n  TRY 2 PASS [   0.004s] x a\n------------\n     Summary [   0.012s] 2 tests run: 2 passed (1 flaky), 0 skipped\n   FLAKY 2/3 [   0.004s] x a\n'

describe('what a report says of tries again', () => {
  it.each<[string, string, number, number]>([
    ['surefire: a failure before it passed', junit('<flakyFailure message="m"/>'), 1, 2],
    ['surefire: two errors before it passed', junit('<flakyError/><flakyFailure/>'), 2, 3],
    ['playwright: flaky', playwright('flaky', ['failed', 'timedOut', 'passed']), 2, 3],
    ['jest: reasons of retries', jest(['Error: no', 'Error: no']), 2, 3],
    ['CTRF: flaky', ctrf({ flaky: true, retries: 3 }), 3, 4],
    ['pytest: RERUN above PASSED', pytest(['test_a.py::a RERUN  [ 50%]', 'test_a.py::a PASSED  [100%]']), 1, 2],
    ['nextest: FLAKY in the summary', nextest, 1, 2],
  ])('%s', (_, text, failed, runs) => {
    const reading = read(text)
    expect(reading.retried?.map(({ test, ...rest }) => [test.name, rest])).toEqual([['a', { failed, runs }]])
    expect(reading.sightings).toEqual([])
    expect(reading.notes).toContainEqual(
      expect.stringContaining(`a failed in ${failed} of ${runs} runs, and passed when it was tried again`),
    )
  })

  it.each<[string, string]>([
    ['surefire: it failed every time', junit('<failure message="m"/><rerunFailure message="m"/>')],
    ['surefire: it passed at once', junit('')],
    ['playwright: it passed at once', playwright('expected', ['passed'])],
    ['playwright: it failed every time', playwright('unexpected', ['failed', 'failed'])],
    ['jest: no retries', jest([])],
    ['CTRF: not flaky', ctrf({ retries: 0 })],
    ['pytest: it failed in the end', pytest(['test_a.py::a RERUN', 'test_a.py::a FAILED'])],
  ])('nothing of it: %s', (_, text) => {
    expect(read(text).retried).toBeUndefined()
  })

  it('believes no count beyond reason', () => {
    expect(read(ctrf({ flaky: true, retries: 1e9 })).retried?.[0]?.runs).toBeLessThan(2000)
  })
})
