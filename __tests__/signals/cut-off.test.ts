import { read } from './reading.js'

/** One failed test behind one that passed, as each format writes it: what is cut off is what matters. */
const samples: Readonly<Record<string, string>> = {
  'junit-xml': `<?xml version="1.0"?>
<testsuites><testsuite name="s" tests="2" failures="1">
<testcase name="a"/><testcase name="b"><failure message="boom">at x</failure></testcase>
</testsuite></testsuites>`,
  trx: `<?xml version="1.0"?>
<TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>
<UnitTestResult testName="a" outcome="Passed"/>
<UnitTestResult testName="b" outcome="Failed"><Output><ErrorInfo><Message>boom</Message></ErrorInfo></Output></UnitTestResult>
</Results></TestRun>`,
  'nunit-xml': `<test-run total="2"><test-suite type="Assembly" name="x">
<test-case name="a" result="Passed"/>
<test-case name="b" result="Failed"><failure><message>boom</message></failure></test-case>
</test-suite></test-run>`,
  'xunit-xml': `<assemblies><assembly name="x" total="2"><collection name="c">
<test name="a" result="Pass"/>
<test name="b" result="Fail"><failure exception-type="E"><message>boom</message></failure></test>
</collection></assembly></assemblies>`,
  'ctrf-json': JSON.stringify({
    reportFormat: 'CTRF',
    results: {
      tool: { name: 't' },
      tests: [
        { name: 'a', status: 'passed' },
        { name: 'b', status: 'failed', message: 'boom' },
      ],
    },
  }),
  'jest-json': JSON.stringify({
    numFailedTestSuites: 1,
    numTotalTests: 2,
    testResults: [
      {
        name: '/w/a.test.js',
        status: 'failed',
        assertionResults: [
          { title: 'a', status: 'passed', failureMessages: [] },
          { title: 'b', status: 'failed', failureMessages: ['Error: boom'] },
        ],
      },
    ],
  }),
  'mocha-json': JSON.stringify({
    stats: { tests: 2, passes: 1, failures: 1 },
    tests: [],
    pending: [],
    passes: [{ title: 'a', fullTitle: 'a' }],
    failures: [{ title: 'b', fullTitle: 'b', err: { message: 'boom', stack: 'Error: boom' } }],
  }),
  'mochawesome-json': JSON.stringify({
    stats: { suites: 1, tests: 2, testsRegistered: 2, passPercent: 50 },
    results: [
      {
        title: '',
        suites: [],
        tests: [
          { title: 'a', fullTitle: 'a', state: 'passed', pass: true, fail: false, err: {} },
          { title: 'b', fullTitle: 'b', state: 'failed', pass: false, fail: true, err: { message: 'boom' } },
        ],
      },
    ],
    meta: { mochawesome: {} },
  }),
  'playwright-json': JSON.stringify({
    config: { version: '1' },
    suites: [
      {
        title: 'a.spec.ts',
        file: 'a.spec.ts',
        specs: ['passed', 'failed'].map((status) => ({
          title: status,
          ok: status === 'passed',
          file: 'a.spec.ts',
          tests: [
            {
              status: status === 'passed' ? 'expected' : 'unexpected',
              expectedStatus: 'passed',
              results: [{ status, errors: status === 'passed' ? [] : [{ message: 'Error: boom' }] }],
            },
          ],
        })),
      },
    ],
    errors: [],
    stats: { expected: 1, unexpected: 1 },
  }),
  'rspec-json': JSON.stringify({
    version: '3.13',
    examples: [
      { description: 'a', full_description: 'a', status: 'passed' },
      { description: 'b', full_description: 'b', status: 'failed', exception: { class: 'E', message: 'boom' } },
    ],
    summary: { example_count: 2, failure_count: 1 },
    summary_line: '2 examples, 1 failure',
  }),
  'gtest-json': JSON.stringify({
    tests: 2,
    failures: 1,
    testsuites: [
      {
        name: 'S',
        testsuite: [
          { name: 'a', status: 'RUN', result: 'COMPLETED', classname: 'S' },
          { name: 'b', status: 'RUN', result: 'COMPLETED', classname: 'S', failures: [{ failure: 'x.cc:3\nboom' }] },
        ],
      },
    ],
  }),
  'go-test-json': `{"Action":"start","Package":"x"}
{"Action":"run","Package":"x","Test":"TestA"}
{"Action":"pass","Package":"x","Test":"TestA","Elapsed":0}
{"Action":"run","Package":"x","Test":"TestB"}
{"Action":"output","Package":"x","Test":"TestB","Output":"    x_test.go:3: boom\\n"}
{"Action":"fail","Package":"x","Test":"TestB","Elapsed":0}
{"Action":"fail","Package":"x","Elapsed":0}
`,
  'libtest-json': `{ "type": "suite", "event": "started", "test_count": 2 }
{ "type": "test", "event": "started", "name": "a" }
{ "type": "test", "name": "a", "event": "ok" }
{ "type": "test", "event": "started", "name": "b" }
{ "type": "test", "name": "b", "event": "failed", "stdout": "boom\\n" }
{ "type": "suite", "event": "failed", "passed": 1, "failed": 1, "ignored": 0, "measured": 0, "filtered_out": 0 }
`,
  'dart-json': `{"protocolVersion":"0.1.1","runnerVersion":"1.25.0","pid":1,"type":"start","time":0}
{"suite":{"id":0,"platform":"vm","path":"test/a_test.dart"},"type":"suite","time":0}
{"test":{"id":1,"name":"a","suiteID":0,"groupIDs":[],"line":1,"column":1},"type":"testStart","time":1}
{"testID":1,"result":"success","skipped":false,"hidden":false,"type":"testDone","time":2}
{"test":{"id":2,"name":"b","suiteID":0,"groupIDs":[],"line":2,"column":1},"type":"testStart","time":3}
{"testID":2,"error":"boom","stackTrace":"test/a_test.dart 2:1  main","isFailure":true,"type":"error","time":4}
{"testID":2,"result":"failure","skipped":false,"hidden":false,"type":"testDone","time":5}
{"success":false,"type":"done","time":6}
`,
  tap: `TAP version 13
1..2
ok 1 - a
not ok 2 - b
  ---
  message: boom
  ...
# tests 2
# fail 1
`,
}

/** Every cut of a short sample, and evenly spread ones of a longer one. */
const mostCuts = 500

/** A beginning that says what it is: before it, it could be any text. */
function isSilent(text: string): boolean {
  const { incomplete, sightings, format } = read(text, { name: 'report', piece: 65_536 })
  return !incomplete && sightings.length === 0 && format !== 'unknown'
}

describe('a report of which only a beginning is left', () => {
  it.each(Object.entries(samples))('is read where it is whole: %s', (format, text) => {
    const reading = read(text, { name: 'report' })
    expect(reading).toMatchObject({ format, incomplete: false, tests: { total: 2, passed: 1 } })
    expect(reading.sightings).toHaveLength(1)
  })

  it.each(Object.entries(samples))('is never a quiet success, wherever it ends: %s', (_, text) => {
    const step = Math.max(1, Math.ceil(text.length / mostCuts))
    const silent: string[] = []
    for (let end = 1; end < text.length; end += step) if (isSilent(text.slice(0, end))) silent.push(text.slice(0, end))
    expect(silent).toEqual([])
  })
})
