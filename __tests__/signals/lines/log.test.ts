import { lineReaders } from '../../../src/signals/lines/all.js'
import { openUnion } from '../../../src/signals/lines/gate/union.js'
import { plainLine } from '../../../src/signals/lines/plain-line.js'
import { read } from '../reading.js'

const stack = ['TypeError: x is not a function', '    at parse (/srv/app/src/parse.js:7:3)']

describe('a text log', () => {
  it.each([
    ['colour', '\u001b[31mFAIL\u001b[39m x', 'FAIL x'],
    ['a hyperlink', '\u001b]8;;http://x\u0007text\u001b]8;;\u0007', 'text'],
    ['a timestamp of the runner', '2026-01-02T03:04:05.1234567Z done', 'done'],
    ['a timestamp on an empty line', '2026-01-02T03:04:05.1234567Z', ''],
    ['job and step of a printed run', 'build\ttest\t2026-01-02T03:04:05.1234567Z done', 'done'],
    ['a line that rewrites itself', '10%\r50%\r100%', '100%'],
    ['a Windows line end', 'text\r', 'text'],
    ['tabs of its own', 'a\tb\tc', 'a\tb\tc'],
    ['a timestamp of the program', '2026-01-02 03:04:05 text', '2026-01-02 03:04:05 text'],
  ])('is read without %s', (_, raw, plain) => {
    expect(plainLine(raw)).toBe(plain)
  })

  it('keeps a JSON record whole and cuts other lines', () => {
    expect(plainLine(`{"a":"${'x'.repeat(20_000)}"}`)).toHaveLength(20_008)
    expect(plainLine('x'.repeat(20_000))).toHaveLength(8192)
  })

  it('gives the lines where a failure stands', () => {
    const text = [...Array(100).fill('quiet'), ...stack, ...Array(50).fill('quiet')].join('\n')
    const [sighting, ...others] = read(text, { files: ['src/parse.js'], piece: 33 }).sightings
    expect(others).toEqual([])
    expect(sighting).toMatchObject({
      exception: 'TypeError',
      sourceLines: [101, 102],
      location: { file: 'src/parse.js', line: 7 },
    })
  })

  it('lets a test own the stack trace in its block', () => {
    const text = [
      'FAIL test/x.test.js',
      '  ● suite › case',
      '',
      ...stack.map((line) => `    ${line}`),
      '',
      'Tests:       1 failed, 1 total',
      ...stack,
    ]
    expect(read(text.join('\n')).sightings.map((one) => one.kind)).toEqual(['test', 'exception'])
  })

  it('finds the most telling lines where no reader knows the text, and says so', () => {
    const reading = read('building\nwarning: old\nld: fatal error: out of luck\nretrying\ndone with 0 errors\n')
    expect(reading.sightings.map((one) => [one.message, one.sourceLines])).toEqual([
      ['ld: fatal error: out of luck', [3, 3]],
    ])
    expect(reading.notes).toEqual(['no known format: these are the most telling lines of the text'])
  })

  it('finds nothing in a text of success', () => {
    const reading = read('compiling\n0 errors, 0 failed\nall good\n')
    expect(reading.sightings).toEqual([])
    expect(reading.incomplete).toBe(false)
  })

  it('lets no reader miss a line at the gate', () => {
    const gate = openUnion([/^a|b[|]c/, /^(?:x|y)|z/])
    expect(['abc', 'qb|c', 'xx', 'yy', 'qz', 'q', 'qa', 'qx'].filter(gate)).toEqual(['abc', 'qb|c', 'xx', 'yy', 'qz'])
  })
})

describe('hostile text', () => {
  const hostile: [string, string][] = [
    ['blanks', `${' '.repeat(32_000)}x`],
    ['open parentheses', '('.repeat(64_000)],
    ['at signs', '@'.repeat(64_000)],
    ['open brackets', '!['.repeat(16_000)],
    ['comments', '<!--'.repeat(50_000)],
    ['one endless line', 'x'.repeat(3_000_000)],
    ['empty lines', '\n'.repeat(100_000)],
    ...[
      '    at f (',
      '  File "',
      'x.py:1: ',
      'E   ',
      '  ● ',
      'not ok 1 ',
      '✖ ',
      '{"',
      '##[error]',
      'Traceback (most recent call last):',
    ].map((start): [string, string] => [`a line of ${start.trim()}`, `${start}${'a: ('.repeat(100_000)}`]),
  ]
  // Steps, not time: an expression that backtracks would not end within jest's own limit.
  it.each(hostile)('%s ends', (_, text) => {
    expect(() => read(`${text}\n`.repeat(3), { piece: 1 << 16 })).not.toThrow()
  })

  it('has readers', () => {
    expect(lineReaders.length).toBeGreaterThan(5)
  })
})
