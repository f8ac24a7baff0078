import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lineReaders } from '../../../src/signals/lines/all.js'
import { openGate } from '../../../src/signals/lines/gate/gate.js'
import { longestLine, plainLine } from '../../../src/signals/lines/plain-line.js'
import { openPrefixes } from '../../../src/signals/lines/prefix.js'
import { disguises } from '../../../src/signals/lines/quiet.js'

const expressions = [...lineReaders.map((reader) => reader.wakes), ...disguises]
const gate = openGate(expressions)

/** Real lines of all kinds: every fixture that is text. */
function fixtureLines(): string[] {
  const folder = join('__tests__', 'fixtures')
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const lines = new Set<string>()
  for (const file of files) {
    const text = readFileSync(join(file.parentPath, file.name), 'utf8')
    for (const line of text.split('\n').slice(0, 3000)) if (line.length < 20_000) lines.add(line)
  }
  return [...lines]
}

/** What a terminal, a runner or another place in a line makes of it. */
const disguised: readonly ((line: string) => string)[] = [
  (line) => line,
  (line) => `  ${line}`,
  (line) => `${line} `,
  (line) => `2026-01-02T03:04:05.1234567Z ${line}`,
  (line) => `\u001b[31m${line.slice(0, 3)}\u001b[0m${line.slice(3)}`,
  (line) => line.slice(1),
  (line) => line.slice(0, -1),
  (line) => `job\tstep\t2026-01-02T03:04:05.1234567Z ${line}`,
  (line) => `a\tb\t${line}`,
  (line) => `03:04:05  ${line}`,
  (line) => `api-1  | ${line}`,
]

const told = (line: string): number[] => expressions.flatMap((one, rank) => (one.test(line) ? [rank] : []))

describe('the gate before the line readers', () => {
  it.each([
    [/^a|b[|]c/, ['abc', 'xb|c'], ['b', 'xa', 'bc']],
    [/ FAILED$/, ['x FAILED'], ['FAILED', 'x FAILED y']],
    [/^\d{2,3}:(?=x)/, ['12:x', '123:x'], ['1:x', 'a12:x']],
    [/^[✓✗] \S/, ['✓ a', '✗ a'], ['● a', ' ✓ a', '✓  a']],
    [/[^\w]é{2}/, [' éé'], ['aéé', ' éa']],
    [/^\s{0,80}#/, ['#', ' \t#', '\u00a0#'], ['✓#', 'a#']],
    [/(?:^|\/)\.env/, ['.env', 'a/.env'], ['a.env']],
    [/^(?:ab){2}c?$/, ['abab', 'ababc'], ['ab', 'ababcc']],
    [/^(['"])x\1/, ['"x"'], ['x']],
    [/\x1b|\u2713[a-c-]\]/, ['✓a]', '✓-]'], ['✓d]', '✔a]']],
    [/^🧪 x/, ['🧪 x'], ['x']],
  ])('knows where %s may match', (expression, matching, others) => {
    const small = openGate([/never such a line/, expression])
    expect(matching.filter((line) => small.candidates(line).includes(1))).toEqual(matching)
    expect(others.filter((line) => small.candidates(line).includes(1))).toEqual([])
    const isQuiet = (line: string): boolean => small.quietEnd(Buffer.from(`${line}\n`), 0) >= 0
    expect(matching.filter(isQuiet)).toEqual([])
  })

  const lines = fixtureLines()

  it('never misses a line of a fixture that an expression matches', () => {
    expect(lines.length).toBeGreaterThan(1000)
    const missed: [number, string][] = []
    for (const line of lines) {
      const plain = plainLine(line).slice(0, longestLine)
      const candidates = new Set(gate.candidates(plain))
      for (const rank of told(plain)) if (!candidates.has(rank)) missed.push([rank, plain])
    }
    expect(missed).toEqual([])
  })

  it.each(disguised.map((make, index) => [index, make] as const))(
    'passes over no line, in disguise %i, that means something',
    (_, make) => {
      const missed: string[] = []
      for (const line of lines) {
        const raw = make(line)
        const bytes = Buffer.from(`${raw}\nnext`)
        const end = gate.quietEnd(bytes, 0)
        if (end < 0) continue
        const plain = plainLine(raw)
        const { lane, text } = openPrefixes().split(plain)
        if (end !== bytes.length - 5 || told(plain).length > 0 || lane !== '' || text !== plain) missed.push(raw)
      }
      expect(missed).toEqual([])
    },
    60_000,
  )

  it.each([
    ['a line without its end', 'abc'],
    ['a job and a step before a stamp', 'a\tb\t2026-01-02T03:04:05.1234567Z c\n'],
    ['a step without a name before a stamp', 'a\t\t\ufeff2026-01-02T03:04:05.1234567Z c\n'],
    ['a line that rewrites itself', 'a\rb\n'],
    ['a byte order mark', '\ufeffabc\n'],
    ['a sequence that is no colour', '\u001b]0;title\u0007abc\n'],
    ['a sequence that does not end', '\u001b[31\n'],
    ['a line longer than readers see', `${'x'.repeat(9000)}\n`],
  ])('does not call %s quiet', (_, text) => {
    expect(gate.quietEnd(Buffer.from(text), 0)).toBe(-1)
  })

  it('stays right when text has led it to more states than it keeps', () => {
    // Each of these words leaves a trace to the end of the line, so that every subset is a state of its own.
    const words = Array.from({ length: 16 }, (_, index) => `w${String.fromCharCode(97 + index)}`)
    const small = openGate(words.map((word) => new RegExp(`${word}.*Z`)))
    for (let subset = 0; subset < 2 ** 15 && !small.isFull(); subset++)
      small.candidates(words.filter((_, index) => (subset >> index) % 2 === 1).join(''))
    expect(small.isFull()).toBe(true)
    expect(small.quietEnd(Buffer.from('quiet\n'), 0)).toBe(-1)
    expect(small.candidates('wcZ')).toContain(2)
    expect(small.candidates('quiet')).toEqual([])
  })
})
