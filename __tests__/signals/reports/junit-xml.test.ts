import { read } from '../reading.js'

const suite = (cases: string): string =>
  `<?xml version="1.0"?><testsuites><testsuite name="s">${cases}</testsuite></testsuites>`

describe('JUnit XML', () => {
  it.each([
    ['a passing test', '<testcase name="a"/>', { passed: 1 }],
    ['a failure', '<testcase name="a"><failure message="m"/></testcase>', { failed: 1 }],
    ['an error', '<testcase name="a"><error message="m"/></testcase>', { errored: 1 }],
    ['failure and error in one test', '<testcase name="a"><failure/><error message="m"/></testcase>', { errored: 1 }],
    ['two failures in one test', '<testcase name="a"><failure/><failure/></testcase>', { failed: 1 }],
    ['skipped', '<testcase name="a"><skipped/></testcase>', { skipped: 1 }],
    ['skipped, yet failed', '<testcase name="a"><skipped/><failure/></testcase>', { failed: 1 }],
    ['not run (gtest)', '<testcase name="a" status="notrun"/>', { skipped: 1 }],
    ['flaky, passed in the end', '<testcase name="a"><flakyFailure message="m"/></testcase>', { passed: 1 }],
    ['failed in every rerun', '<testcase name="a"><failure/><rerunFailure/><rerunError/></testcase>', { failed: 1 }],
    ['nested suites', '<testsuite name="t"><testcase name="a"/></testsuite><testcase name="b"/>', { passed: 2 }],
  ])('counts %s', (_, cases, counts) => {
    const total = Object.values(counts).reduce((sum, n) => sum + n, 0)
    const reading = read(suite(cases))
    expect(reading.format).toBe('junit-xml')
    expect(reading.tests).toEqual({ total, passed: 0, failed: 0, errored: 0, skipped: 0, ...counts })
    expect(reading.sightings).toHaveLength(total - (reading.tests?.passed ?? 0) - (reading.tests?.skipped ?? 0))
  })

  it('tells type, message, frames and the place to look first', () => {
    const text = `TypeError: x is not a function
    at parse (/home/runner/work/app/app/src/parse.js:7:3)
    at Test.&lt;anonymous&gt; (/home/runner/work/app/app/test/parse.test.js:5:9)
    at run (node:internal/test:1:1)`
    const xml = suite(`\n<testcase classname="parser" name="parses" file="test/parse.test.js">
<failure type="TypeError" message="TypeError: x is not a function">${text}</failure>\n</testcase>`)
    const [sighting] = read(xml, { files: ['src/parse.js', 'test/parse.test.js'], piece: 7 }).sightings
    expect(sighting).toMatchObject({
      kind: 'test',
      test: { suite: 'parser', name: 'parses', file: 'test/parse.test.js' },
      exception: 'TypeError',
      message: 'x is not a function',
      location: { file: 'src/parse.js', line: 7, column: 3 },
      sourceLines: [2, 7],
    })
    expect(sighting?.frames.map((frame) => [frame.file, frame.line, frame.inRepository])).toEqual([
      ['src/parse.js', 7, true],
      ['test/parse.test.js', 5, true],
      ['node:internal/test', 1, false],
    ])
  })

  it('keeps every test with a stable, unique id where asked', () => {
    const xml = suite('<testcase classname="c" name="a"/><testcase classname="c" name="a"/><testcase name="b"/>')
    expect(read(xml, { keepCases: true }).cases.map((test) => test.id)).toEqual(['c › a', 'c › a#2', 's › b'])
    expect(read(xml).cases).toEqual([])
  })
})

it.each([
  ['test/a.test.ts', 'test/a.test.ts'],
  ['a.b.c', undefined],
  ['handles /x/y.js', undefined],
])('takes a class named %s for the file %s', (className, file) => {
  const xml = suite(`<testcase classname="${className}" name="works"><failure message="m"/></testcase>`)
  expect(read(xml).sightings[0]?.test).toEqual({
    suite: className,
    name: 'works',
    ...(file === undefined ? {} : { file }),
  })
})

describe('reports that are broken or hostile', () => {
  const truncated = '<testsuite name="s"><testcase name="a"/><testcase name="b"><failure message="boom">at x'

  it('says that a report is cut off, and still tells what it read', () => {
    const reading = read(truncated)
    expect(reading.notes).toEqual(['report is truncated (unclosed <failure>)'])
    expect(reading.incomplete).toBe(true)
    expect(reading.sightings.map((sighting) => sighting.message)).toEqual(['boom'])
  })

  it.each([
    [
      'a document type with entities',
      '<!DOCTYPE t [<!ENTITY a "b">]><testsuite><testcase name="&a;"/></testsuite>',
      'DOCTYPE not accepted in artifact',
    ],
    [
      'an external entity',
      '<!DOCTYPE testsuite SYSTEM "http://127.0.0.1/x"><testsuite/>',
      'DOCTYPE not accepted in artifact',
    ],
    ['an HTML page', '<!DOCTYPE html><html><body>502</body></html>', 'DOCTYPE not accepted in artifact'],
    ['a page without document type', '<html><body>502</body></html>', 'root element <html>'],
    ['nesting without end', '<testsuite>'.repeat(200_000), 'nested deeper than 256'],
    ['a NUL', '<testsuite><testcase name="a\0"/></testsuite>', 'not well-formed'],
    ['a character that is none', '<testsuite><testcase name="&#x110000;"/></testsuite>', 'not well-formed'],
    ['nothing', '', 'artifact is empty'],
  ])('refuses %s by name', (_, xml, note) => {
    const reading = read(xml)
    expect(reading.incomplete).toBe(true)
    expect(reading.notes.join('\n')).toContain(note)
  })

  it('reads names of the prototype as names', () => {
    const reading = read(
      '<testsuite><testcase name="a" __proto__="x" constructor="y"><__proto__ polluted="1"/></testcase></testsuite>',
    )
    expect(reading.tests?.passed).toBe(1)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it.each([
    [
      'UTF-16 little-endian',
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('<testsuite><testcase name="ü"/></testsuite>', 'utf16le')]),
    ],
    ['a UTF-8 byte order mark', Buffer.from('\uFEFF<testsuite><testcase name="ü"/></testsuite>')],
    [
      'a Latin-1 declaration',
      Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><testsuite><testcase name="ü"/></testsuite>', 'latin1'),
    ],
  ])('decodes %s', (_, bytes) => {
    expect(read(bytes, { keepCases: true, piece: 3 }).cases[0]?.test.name).toBe('ü')
  })

  it('keeps 50,000 failures and counts the rest', () => {
    const reading = read(suite('<testcase name="a"><failure/></testcase>'.repeat(50_010)), { piece: 1 << 16 })
    expect(reading.sightings).toHaveLength(50_000)
    expect(reading.tests?.failed).toBe(50_010)
    expect(reading.notes).toEqual(['10 more failures than the 50000 kept'])
  })
})
