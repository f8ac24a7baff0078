import { cut, oneLine, safeOutput, showInvisible, stripInvisible, stripTerminal } from '../../src/safe-text/visible.js'

describe('invisible characters', () => {
  it('are stripped or shown over all of Unicode', () => {
    const unseen = /[\p{Cf}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\p{Cs}]|(?![\n\t])\p{Cc}/u
    for (let start = 0; start < 0x110000; start += 0x1000) {
      const text = Array.from({ length: 0x1000 }, (_, index) => String.fromCodePoint(start + index)).join('')
      expect(unseen.test(stripInvisible(text))).toBe(false)
      expect(unseen.test(showInvisible(text))).toBe(false)
    }
  })

  it.each([
    ['a\u{E0041}\u200B\u2063\uFE0F\u180E\u115F\u3164b', 'ab'],
    ['a\u202Eb\u2066c', 'abc'],
    ['a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['\u001B[31mred\u001B[0m', 'red'],
  ])('stripped: %j', (text, expected) => {
    expect(stripInvisible(text)).toBe(expected)
  })
})

describe('terminal sequences', () => {
  it.each([
    ['\u001B[1;31mred\u001B[0m', 'red'],
    ['\u001B]8;;http://evil\u0007link\u001B]8;;\u0007', 'link'],
    ['\u001B]8;;http://evil\u001B\\link', 'link'],
    ['\u001B]52;c;ZXZpbA==\u0007x', 'x'],
    ['\u009B31mred', 'red'],
    ['\u001B]0;never ended', ''],
    ['plain', 'plain'],
  ])('are taken out with their parameters: %j', (text, expected) => {
    expect(stripTerminal(text)).toBe(expected)
  })
})

describe('one line', () => {
  it.each([
    ['a\n\n  b\tc', 80, 'a b c'],
    ['  x  ', 80, 'x'],
    ['аdmin\u202E', 80, 'аdmin\\u{202e}'],
    ['abcdef', 4, 'abc…'],
    ['ab😀cd', 4, 'ab…'],
    ['\u001B[2Jgone', 80, 'gone'],
  ])('%j', (text, max, expected) => {
    expect(oneLine(text, max)).toBe(expected)
  })

  it('never passes its length, and never splits a character', () => {
    for (let max = 1; max < 20; max += 1) {
      const line = oneLine('😀'.repeat(30), max)
      expect(line.length).toBeLessThanOrEqual(max)
      expect(line).not.toMatch(/\p{Cs}/u)
    }
    expect(cut('short', 10)).toBe('short')
  })
})

describe('a value that people paste into a shell step', () => {
  it.each([
    ["Cannot read properties of null (reading 'id')", 'Cannot read properties of null reading id'],
    ['x\nresult=success', 'x result=success'],
    ['$(id) `id` ${HOME}; rm -rf / | sh & > x < y', 'id id HOME, rm -rf / sh x y'],
    ['::error::x', 'error:x'],
    ['%0A::set-output', '0A:set-output'],
    ['--help', 'help'],
    ['@everyone #1 *bold* [a](b) !x', 'everyone 1 bold a b x'],
    ['in 测试失败.js', 'in ___.js'],
    ['Überprüfung', 'Uberprufung'],
    ['测试失败 in src/a.js:12', 'in src/a.js:12'],
    ['\u001B[31mred\u001B[0m', 'red'],
    ['\\n "quoted"', 'n quoted'],
    ['', ''],
  ])('%j', (text, expected) => {
    expect(safeOutput(text)).toBe(expected)
  })

  it('keeps to its alphabet over all of Unicode', () => {
    for (let start = 0; start < 0x110000; start += 0x800) {
      const text = Array.from({ length: 0x800 }, (_, index) => String.fromCodePoint(start + index)).join('')
      expect(safeOutput(text, 10_000)).toMatch(/^[A-Za-z0-9.,:/_+= -]*$/)
    }
  })
})
