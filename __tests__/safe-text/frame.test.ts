import { frameLines } from '../../src/safe-text/frame.js'

/** The runner's two parsers, as their public source describes them: which text of a log line is a command. */
function commandIn(line: string): string | undefined {
  if (line.trimStart().startsWith('::')) return line
  const old = line.indexOf('##[')
  return old >= 0 && line.indexOf(']', old) >= 0 ? line.slice(old) : undefined
}

const hostile = [
  '::set-output name=outcome::pr-opened',
  '  ::save-state name=x::y',
  '::add-path::/tmp',
  '::set-env name=X::y',
  '::add-mask::e',
  '::stop-commands::x',
  'junk ##[add-matcher]/tmp/m.json',
  '##[group]',
  '##[error]x',
  '##\uFE0F[error]x',
  'a\r::error::b',
  'a\u2028::error::b',
  'a\u2029::error::b',
  'a\u0085::error::b',
  'a\v::error::b\f::error::c',
]

describe('a framed log', () => {
  it.each(hostile.map((text) => [JSON.stringify(text), text]))('speaks to nobody: %s', (_name, text) => {
    const lines = frameLines(text)
    expect(commandIn(text) ?? text).toBeDefined()
    for (const line of lines) {
      expect(line.startsWith('| ')).toBe(true)
      expect(commandIn(line)).toBeUndefined()
      expect(line).not.toMatch(/[\r\n\v\f\u0085\u2028\u2029]/)
    }
  })

  it.each([
    ['\u001B[2Jx', '| \\x1b[2Jx'],
    ['\u001B]8;;http://evil\u0007link', '| \\x1b]8;;http://evil\\x07link'],
    ['\u009B31m', '| \\x9b31m'],
    ['a\tb', '| a\tb'],
    ['\u202Egnp.exe', '| \\u{202e}gnp.exe'],
    ['\u{E0041}', '| \\u{e0041}'],
    ['\uD800', '| \\u{d800}'],
    ['✔️ ok', '| ✔ ok'],
  ])('shows what is hidden: %j', (text, line) => {
    expect(frameLines(text)).toEqual([line])
  })

  it('has one line for each line', () => {
    expect(frameLines('')).toEqual([])
    expect(frameLines('a\n\nb\r\nc\rd\n')).toEqual(['| a', '| ', '| b', '| c', '| d'])
  })

  it('cuts a long line and says how much is gone', () => {
    expect(frameLines('x'.repeat(50_004_000))).toEqual([`| ${'x'.repeat(4000)} … 50.00 MB cut`])
    expect(frameLines('abcdef', { maxLine: 2 })).toEqual(['| ab … 4 characters cut'])
  })

  it('keeps the first and the last lines of many', () => {
    const text = Array.from({ length: 11 }, (_, index) => `${index}`).join('\n')
    expect(frameLines(text, { maxLines: 4 })).toEqual(['| 0', '| 1', '| … 7 lines cut …', '| 9', '| 10'])
    expect(frameLines('1\n2\n3\n4', { maxLines: 4 })).toEqual(['| 1', '| 2', '| 3', '| 4'])
    expect(frameLines('\n'.repeat(1_000_000))).toHaveLength(2001)
  })
})
