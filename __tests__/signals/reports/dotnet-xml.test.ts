import type { TestCounts } from '../../../src/domain.js'
import { read } from '../reading.js'

const counts = (some: Partial<TestCounts>): TestCounts => ({
  total: Object.values(some).reduce((sum, n) => sum + n, 0),
  passed: 0,
  failed: 0,
  errored: 0,
  skipped: 0,
  ...some,
})

const stack = 'at Acme.Cart.Add() in C:\\work\\src\\Cart.cs:line 12'

describe('TRX', () => {
  const run = (results: string, more = ''): string => `<?xml version="1.0" encoding="utf-8"?>
<TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>${results}</Results>
<TestDefinitions><UnitTest name="Adds" id="1"><TestMethod className="Acme.CartTests, Acme, Version=1.0" name="Adds"/></UnitTest></TestDefinitions>${more}</TestRun>`
  const result = (outcome: string, error = ''): string =>
    `<UnitTestResult testId="1" testName="Acme.CartTests.Adds"${outcome && ` outcome="${outcome}"`}><Output><StdOut>noise</StdOut>${error}</Output></UnitTestResult>`
  const error = `<ErrorInfo><Message>System.DivideByZeroException : Attempted to divide by zero.</Message><StackTrace>${stack}</StackTrace></ErrorInfo>`

  it.each<[string, Partial<TestCounts>]>([
    ['Passed', { passed: 1 }],
    ['Failed', { failed: 1 }],
    ['Error', { failed: 1 }],
    ['Timeout', { failed: 1 }],
    ['NotExecuted', { skipped: 1 }],
    ['Inconclusive', { skipped: 1 }],
    ['', { skipped: 1 }],
  ])('counts the outcome %s', (outcome, expected) => {
    expect(read(run(result(outcome))).tests).toEqual(counts(expected))
  })

  it('joins result, class and error', () => {
    const [failure] = read(run(result('Failed', error)), { piece: 11 }).sightings
    expect(failure).toMatchObject({
      test: { suite: 'Acme.CartTests', name: 'Adds' },
      exception: 'System.DivideByZeroException',
      message: 'Attempted to divide by zero.',
    })
    expect(failure?.detail).not.toContain('noise')
  })

  it('counts the rows of a data-driven test, not their sum', () => {
    const rows = `<InnerResults>${result('Passed')}${result('Failed', error)}</InnerResults>`
    const xml = run(`<UnitTestResult testId="1" testName="Adds" outcome="Failed">${rows}</UnitTestResult>`)
    expect(read(xml).tests).toEqual(counts({ passed: 1, failed: 1 }))
  })

  it('tells of a host that crashed, and of the test that was under way', () => {
    const stop = '<RunInfo outcome="Error"><Text>The test host process crashed</Text></RunInfo>'
    const reading = read(run(result('Aborted'), `<ResultSummary><RunInfos>${stop}</RunInfos></ResultSummary>`))
    expect(reading.sightings).toMatchObject([
      { kind: 'crash', message: 'The test host process crashed', test: { name: 'Adds' } },
    ])
  })

  it('is incomplete where it is cut off', () => {
    const whole = run(result('Failed', error))
    expect(read(whole.slice(0, whole.indexOf('<TestDefinitions'))).incomplete).toBe(true)
    expect(read(whole).incomplete).toBe(false)
  })
})

describe('NUnit', () => {
  const failure = `<failure><message>System.Exception : boom</message><stack-trace>${stack}</stack-trace></failure>`
  const aggregate = '<failure><message>One or more child tests had errors</message></failure>'

  it.each<[string, string, Partial<TestCounts>]>([
    [
      '3, failed',
      `<test-run><test-suite>${aggregate}<test-case name="A" result="Failed" label="Error">${failure}</test-case></test-suite></test-run>`,
      { failed: 1 },
    ],
    [
      '3, the rest',
      '<test-run><test-case name="A" result="Passed"/><test-case name="B" result="Skipped"/><test-case name="C" result="Inconclusive"/></test-run>',
      { passed: 1, skipped: 2 },
    ],
    [
      '3, warned',
      '<test-run><test-case name="A" result="Warning"><reason><message>m</message></reason></test-case></test-run>',
      { passed: 1 },
    ],
    [
      '3 without its root',
      '<test-suite type="Assembly" name="a.dll"><test-case name="A" result="Passed"/></test-suite>',
      { passed: 1 },
    ],
    [
      '2.5',
      '<test-results><test-suite><results><test-case name="A" executed="True" result="Error"/><test-case name="B" executed="False" result="Ignored"/></results></test-suite></test-results>',
      { errored: 1, skipped: 1 },
    ],
    [
      '2.2',
      '<test-results><test-case name="A" executed="True" success="False"/><test-case name="B" executed="False"/><test-case name="C" executed="True" success="True"/></test-results>',
      { failed: 1, skipped: 1, passed: 1 },
    ],
  ])('counts version %s', (_, xml, expected) => {
    expect(read(xml).tests).toEqual(counts(expected))
  })

  it('tells class, type and message of a case, and not those of its suites', () => {
    const xml = `<test-run><test-suite type="TestFixture" name="CartTests" fullname="Acme.CartTests">${aggregate}
<test-case name="Adds(1)" fullname="Acme.CartTests.Adds(1)" classname="Acme.CartTests" result="Failed">${failure}</test-case></test-suite></test-run>`
    expect(read(xml).sightings).toMatchObject([
      {
        test: { suite: 'Acme.CartTests', name: 'Adds(1)' },
        exception: 'System.Exception',
        message: 'boom',
        sourceLines: [2, 2],
      },
    ])
  })

  it.each([
    [
      'an assembly that cannot be run',
      '<test-suite type="Assembly" fullname="x.dll" runstate="NotRunnable" result="Failed"><reason><message>No suitable tests</message></reason></test-suite>',
    ],
    [
      'a tear-down',
      `<test-suite fullname="T" site="TearDown" result="Failed">${failure}<test-case name="A" result="Passed"/></test-suite>`,
    ],
  ])('reports %s', (_, suite) => {
    expect(read(`<test-run>${suite}</test-run>`).tests?.errored).toBe(1)
  })
})

describe('xUnit', () => {
  const assembly = (tests: string): string =>
    `<assemblies><assembly name="a.dll"><collection name="c">${tests}</collection></assembly></assemblies>`

  it('tells method, displayed name, type and message', () => {
    const xml = assembly(
      `<test name="Adds two" type="Acme.CartTests" method="Adds" result="Fail"><failure exception-type="Xunit.Sdk.EqualException"><message>Assert.Equal() Failure</message><stack-trace>${stack}</stack-trace></failure></test>
<test name="B" type="Acme.CartTests" method="B" result="Skip"><reason>later</reason></test><test name="C" result="Pass"/>`,
    )
    const reading = read(xml, { piece: 5 })
    expect(reading.tests).toEqual(counts({ failed: 1, skipped: 1, passed: 1 }))
    expect(reading.sightings).toMatchObject([
      {
        title: 'Adds two',
        test: { suite: 'Acme.CartTests', name: 'Adds' },
        exception: 'Xunit.Sdk.EqualException',
        message: 'Assert.Equal() Failure',
      },
    ])
  })

  it('reads one assembly alone, and the errors outside of its tests', () => {
    const xml =
      '<assembly name="a.dll"><errors><error type="test-class-cleanup" name="T"><failure exception-type="System.Exception"><message>m</message></failure></error></errors></assembly>'
    const reading = read(xml)
    expect(reading.tests).toEqual(counts({ errored: 1 }))
    expect(reading.sightings[0]).toMatchObject({
      test: { name: 'test-class-cleanup: T' },
      exception: 'System.Exception',
    })
  })
})
