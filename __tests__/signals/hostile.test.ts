import { gzipSync } from 'node:zlib'
import { read } from './reading.js'

const suite = (body: string): string => `<testsuite name="s">${body}</testsuite>`
const failure = '<testcase name="a"><failure message="boom"/></testcase>'

/** What must not count as "no failures": either it says that it is not whole, or it tells a failure. */
function isSilent(content: string | Uint8Array): boolean {
  const { incomplete, sightings } = read(content, { piece: 65_536 })
  return !incomplete && sightings.length === 0
}

describe('a report that cannot be trusted', () => {
  const laughs = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('')
  it.each([
    ['billion laughs', `<?xml version="1.0"?><!DOCTYPE s [<!ENTITY l0 "ha">${laughs}]>${suite('&l9;')}`],
    ['quadratic blow-up', `<!DOCTYPE s [<!ENTITY a "${'a'.repeat(50_000)}">]>${suite('&a;'.repeat(5000))}`],
    ['a file as entity', `<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]>${suite('&x;')}`],
    ['an address as entity', `<!DOCTYPE s [<!ENTITY x SYSTEM "http://127.0.0.1/">]>${suite('&x;')}`],
    ['an outer document type', `<!DOCTYPE s SYSTEM "http://127.0.0.1/s.dtd">${suite(failure)}`],
  ])('is refused with %s', (_, text) => {
    const { notes, incomplete, sightings } = read(text)
    expect({ notes, incomplete, sightings }).toEqual({
      notes: ['DOCTYPE not accepted in artifact'],
      incomplete: true,
      sightings: [],
    })
  })

  it.each<[string, string | Uint8Array, string]>([
    ['200,000 nested elements', '<testsuite>'.repeat(200_000), 'nested deeper than 256'],
    ['a failure cut off', suite('<testcase name="a"><failure>').replace('</testsuite>', ''), 'unclosed <failure>'],
    ['a tag cut off', '<testsuite name="s"><testcase na', 'unclosed <testsuite>'],
    ['nothing', '', 'artifact is empty'],
    ['only a byte order mark', '\ufeff', 'artifact is empty'],
    ['a lone surrogate', suite('<testcase name="&#55296;"/>'), '1:'],
    ['a character that is none', suite('<testcase name="&#x110000;"/>'), '1:'],
    ['a NUL', suite('<testcase name="a\0"/>'), '1:'],
    ['an HTML page', '<!DOCTYPE html><html><body>502</body></html>', 'DOCTYPE not accepted'],
    ['a page without type', '<html><body>502 Bad Gateway</body></html>', 'root element <html>'],
    ['a million attributes', `<testsuite ${'a="1" '.repeat(1_000_000)}/>`, 'hardly XML'],
    ['a report of another kind', '<coverage version="1"/>', ''],
    ['null', 'null\n', 'not a report I know: artifact is null'],
    ['JSON of no report', '{"hello":"world"}', 'not a report I know'],
    ['JSON cut off', '{"numFailedTests":1,"testResults":[{"assert', ''],
  ])('says so: %s', (name, content, note) => {
    const reading = read(content, { piece: 65_536 })
    if (note !== '') expect(reading.notes.join('\n')).toContain(note)
    if (name !== 'a report of another kind') expect(reading.incomplete).toBe(true)
    else expect([reading.sightings, reading.tests?.passed ?? 0]).toEqual([[], 0])
  })

  it('is never "no failures" wherever it is cut off', () => {
    const text = `<?xml version="1.0"?>\n${suite(`<testcase name="b"/>${failure}`)}`
    const silent: string[] = []
    for (let end = 0; end < text.length; end++) if (isSilent(text.slice(0, end))) silent.push(text.slice(0, end))
    expect(silent).toEqual([])
  })

  it('changes no object of ours by its names', () => {
    const names = ['__proto__', 'constructor', 'prototype']
    for (const name of names)
      read(suite(`<${name} polluted="1" ${name}="1"><testcase ${name}="1" name="a"/></${name}>`))
    for (const name of names) read(`{"${name}":{"polluted":1},"testResults":[{"${name}":{"polluted":1}}]}`)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it.each<[string, Uint8Array]>([
    ['UTF-16, little endian', Buffer.from(`\ufeff${suite(failure)}`, 'utf16le')],
    ['UTF-16, big endian', Buffer.from(`\ufeff${suite(failure)}`, 'utf16le').swap16()],
    ['Latin-1', Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${suite(failure)}`, 'latin1')],
  ])('is read in %s', (_, bytes) => {
    expect(read(bytes, { piece: 7 }).sightings.map(({ message }) => message)).toEqual(['boom'])
  })

  it('is not silent where it is packed in a way that nobody unpacked', () => {
    expect(read(gzipSync(suite(failure))).sightings).toEqual([])
    expect(read(gzipSync(suite(failure))).tests?.passed ?? 0).toBe(0)
  })
})

describe('text that is dear to read', () => {
  const megabyte = 1024 * 1024
  const frames = [
    '    at f (/a/x.js:1:2)',
    '  File "/a/x.py", line 3, in f',
    '\tat c.X.f(X.java:3)',
    '\t/a/x.go:3 +0x1d',
  ]
  const more = ['   4: a::f at /a/x.rs:3:4', "a/x.rb:3:in `f'", '#0 /a/x.php(3): f()', '   at X.F() in /a/X.cs:line 3']
  const others = [
    'x.c:3:4: error: boom',
    'test/x_test.py:3: AssertionError',
    '      at <anonymous> (x.test.js:3:4)',
    ' ❯ src/x.ts:3:4',
  ]
  it.each([
    ...['x', ' ', '<!--', '![', '(', '@', '\t', '\u001b[', '/a', 'a.', ...frames, ...more, ...others].map((part) => [
      part,
      `${part.repeat(Math.ceil(megabyte / part.length))}\n`,
    ]),
    ['blanks and x', `${' '.repeat(32_000)}x\n`.repeat(30)],
    ['links', `[a](${' '.repeat(32_000)}\n`.repeat(30)],
  ])('is read to its end: a line of %j', (_, text) => {
    const reading = read(`${text}TypeError: last\n    at f (/workspace/src/a.js:1:2)\n`, {
      files: ['src/a.js'],
      piece: 65_536,
    })
    expect(reading.bytes).toBeGreaterThan(900_000)
    expect(reading.sightings.at(-1)?.location).toMatchObject({ file: 'src/a.js', line: 1 })
    for (const { message, detail } of reading.sightings) {
      expect(message.length).toBeLessThanOrEqual(1000)
      expect(detail.length).toBeLessThanOrEqual(16 * 1024)
    }
  })
})

describe('lines that a reader begins to follow', () => {
  /** What wakes a reader, and then goes on in a way that it has to give up on. */
  const beginnings = [
    'panic: x',
    'goroutine 1 [running]:',
    'created by ',
    'died at a.pl line 3.',
    'Traceback (most recent call last):',
    '    at f (',
    'FAIL a',
    'not ok 1 - a',
    '==== FAILURES ====',
    '##[error]',
    "thread 'main' panicked at ",
  ]
  const rests = [...'!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~ \ta1', '([{<', 'a(', ') called at ', 'at ', '\u001b[', '\u200b']

  it.each(beginnings)('are read to their end, whatever follows: %s', (beginning) => {
    const rows = rests.map((rest) => `${beginning}${rest.repeat(2000).slice(0, 4000)}`)
    const text = `${beginning}\n${rows.join('\n')}\n\n\n${'quiet\n'.repeat(100)}TypeError: last\n    at f (/workspace/src/a.js:1:2)\n`
    const { sightings, bytes } = read(text, { files: ['src/a.js'], piece: 4096 })
    expect(bytes).toBe(Buffer.byteLength(text))
    expect(sightings.map(({ location }) => location)).toContainEqual({ file: 'src/a.js', line: 1, column: 2 })
  })
})

describe('an event that means harm', () => {
  const event = (frame: object, value: unknown = 'boom') => ({
    event_id: 'a'.repeat(32),
    platform: 'node',
    exception: { values: [{ type: 'Error', value, stacktrace: { frames: [{ lineno: 1, function: 'f', ...frame }] } }] },
  })
  const framesOf = (document: unknown) =>
    read(JSON.stringify(document), { files: ['src/a.js', 'etc/hosts'] }).sightings.flatMap(({ frames }) => frames)

  it.each([
    ['leads upwards', '../../../etc/passwd'],
    ['is a file address', 'file:///etc/passwd'],
    ['is a bundle', 'webpack:///./node_modules/x/index.js'],
    ['is of Windows', 'C:\\Windows\\system32\\x.js'],
    ['has a credential', 'https://user:password@example.com/x.js'],
    ['has a NUL', 'src/\0a.js'],
  ])('names no file of the repository where its path %s', (_, filename) => {
    expect(framesOf(event({ filename })).filter(({ inRepository }) => inRepository)).toEqual([])
  })

  it('names the tracked file that it means', () => {
    expect(framesOf(event({ filename: 'webpack:///./src/a.js' }))).toMatchObject([
      { file: 'src/a.js', inRepository: true },
    ])
  })

  it.each<[string, unknown]>([
    ['a list for a text', ['x']],
    ['nothing', null],
    ['an object', { a: 1 }],
    ['a number beyond numbers', 1e308 * 10],
    ['64 KB', 'x'.repeat(65_536)],
    ['a command', '$(rm -rf /); `id`\n::error::x'],
  ])('is data where its message is %s', (_, value) => {
    for (const { message, title } of read(JSON.stringify(event({ filename: 'src/a.js' }, value))).sightings) {
      expect(message.length).toBeLessThanOrEqual(1000)
      expect(title.length).toBeLessThanOrEqual(1000)
      expect(message).not.toContain('\n')
    }
  })

  it.each<[string, unknown]>([
    ['values that are no list', { exception: { values: 'x' } }],
    ['frames that are no list', { exception: { values: [{ type: 'E', value: 'v', stacktrace: { frames: {} } }] } }],
    ['nulls all the way', { exception: { values: [null, { stacktrace: null }, { type: null, value: null }] } }],
  ])('does not end the reading with %s', (_, document) => {
    expect(() => read(JSON.stringify(document))).not.toThrow()
  })
})
