import { prefixOf } from '../../src/signals/json/prefix.js'
import { read } from './reading.js'

const test = {
  name: 'adds',
  status: 'failed',
  message: 'TypeError: boom',
  suite: ['cart'],
  filePath: 'test/cart.test.js',
}
const report = {
  results: { tool: { name: 't' }, summary: { tests: 2 }, tests: [test, { ...test, name: 'b', status: 'passed' }] },
}

describe('a JSON document', () => {
  it.each<[string, string]>([
    ['pretty', JSON.stringify(report, null, 2)],
    ['on one line', JSON.stringify(report)],
    ['below a runner of scripts', `\n> app@1.0.0 test\n> jest --json\n\n${JSON.stringify(report, null, 2)}`],
    ['above what a runner prints', `${JSON.stringify(report, null, 2)}\nDone in 1s.`],
    ['among lines of a console', `PASS src/a.test.js\n${JSON.stringify(report)}\nDone.`],
    ['with a byte order mark', `\uFEFF${JSON.stringify(report)}`],
  ])('is read %s', (_, text) => {
    const reading = read(text)
    expect(reading.tests).toMatchObject({ total: 2, failed: 1, passed: 1 })
    expect(reading.sightings).toMatchObject([{ exception: 'TypeError', message: 'boom' }])
    expect(reading.incomplete).toBe(false)
  })

  it('is read in UTF-16', () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(JSON.stringify(report), 'utf16le')])
    expect(read(bytes, { piece: 3 }).tests?.total).toBe(2)
  })

  it('is incomplete wherever it is cut off, and tells what stands before', () => {
    const text = JSON.stringify(report, null, 1)
    for (let length = 1; length < text.length; length++)
      expect({ length, incomplete: read(text.slice(0, length)).incomplete }).toEqual({ length, incomplete: true })
    const cut = read(text.slice(0, text.indexOf('"b"')))
    expect(cut.sightings).toMatchObject([{ message: 'boom' }])
    expect(cut.notes.join()).toContain('cut off')
  })

  it.each([
    '[INFO] Scanning for projects...\n[ERROR] boom',
    '[12:30:01] start\nerror: boom',
    '[1/4] Resolving\nerror: boom',
  ])('is not what only begins like one: %s', (text) => {
    expect(read(text)).toMatchObject({ incomplete: false, sightings: [{}] })
  })

  it.each([
    ['lists', '['.repeat(200_000)],
    ['closed lists', '['.repeat(200_000) + ']'.repeat(200_000)],
    ['objects', '{"a":'.repeat(100_000)],
  ])('that nests %s without end is refused', (_, text) => {
    expect(read(text, { piece: 1 << 16 })).toMatchObject({ incomplete: true, sightings: [] })
  })
})

describe('the value that a text begins with', () => {
  it.each<[string, unknown]>([
    ['{"a":1,"b":[1,2', { a: 1, b: [1] }],
    ['{"a":"x,y]","b":"un', { a: 'x,y]' }],
    ['{"a":{"b":1},"c"', { a: { b: 1 } }],
    ['{"a":"\\\\","b":2,', { a: '\\', b: 2 }],
    ['[{"a":1}] and more', [{ a: 1 }]],
  ])('of %s', (text, value) => {
    expect(prefixOf(text)?.value).toEqual(value)
  })

  it.each(['', 'text', '[INFO] a, b', '}{'])('is none in %s', (text) => {
    expect(prefixOf(text)).toBeUndefined()
  })
})
