import { execFileSync } from 'node:child_process'
import {
  canBePassed,
  fileWord,
  joinCommand,
  parseSimpleCommand,
  quote,
  withLocalPrograms,
} from '../../../src/trial/command/shell.js'

/** What a real shell makes of these words. */
function throughShell(words: readonly string[]): string[] {
  const printed = execFileSync('sh', ['-c', `printf '%s\\0' ${words.join(' ')}`], { env: { PATH: '/usr/bin:/bin' } })
  return printed.toString().split('\0').slice(0, -1)
}

const hostile = [
  'plain',
  '',
  ' ',
  'two words',
  "it's",
  "'",
  "''",
  "'\\''",
  '"double"',
  '$(touch /tmp/x)',
  '`id`',
  '$HOME',
  '$' + '{IFS}',
  'a\nb',
  '\n',
  'a;b && c || d | e > f < g',
  '#no comment',
  '~',
  '~root',
  '*',
  '[a]?{b,c}',
  '-rf',
  '--flag=value',
  'back\\slash\\',
  '!event',
  'tab\there',
  '日本語 ünï',
  'x=y',
  '\x1b[31m',
  'a\'b"c$(d)`e`\\f\ng',
]

describe('quote', () => {
  it.each(hostile)('brings %j through sh unchanged', (word) => {
    expect(throughShell([quote(word)])).toEqual([word])
  })

  it('brings them through side by side', () => {
    expect(throughShell(hostile.map(quote))).toEqual(hostile)
  })

  it('leaves plain words readable', () => {
    expect(['src/a-b_c.test.js', 'x=1', 'a@b:c'].map(quote)).toEqual(['src/a-b_c.test.js', 'x=1', 'a@b:c'])
  })
})

describe('fileWord', () => {
  it.each([
    ['src/x.js', 'src/x.js'],
    ['--eval=x', './--eval=x'],
    ['-', './-'],
    ['a b', "'a b'"],
  ])('%j is %s', (file, word) => {
    expect(fileWord(file)).toBe(word)
  })
})

describe('canBePassed', () => {
  it.each([
    ['a', true],
    ['a\0b', false],
    ['x'.repeat(4000), true],
    ['x'.repeat(200_000), false],
  ])('%#', (word, expected) => {
    expect(canBePassed(word)).toBe(expected)
  })
})

describe('parseSimpleCommand', () => {
  it.each<[string, string[], string[]]>([
    ['npm test', [], ['npm', 'test']],
    ['  jest   --ci\t x ', [], ['jest', '--ci', 'x']],
    ['NODE_ENV=test jest', ['NODE_ENV=test'], ['jest']],
    ['A=1 B="x  y" jest', ['A=1', 'B="x  y"'], ['jest']],
    ['cross-env NODE_ENV=test C=2 jest x', ['NODE_ENV=test', 'C=2'], ['jest', 'x']],
    ['A=1 cross-env B=2 jest', ['A=1', 'B=2'], ['jest']],
    ["node --test 'test/**/*.test.js'", [], ['node', '--test', "'test/**/*.test.js'"]],
    ['node --test test/*.js', [], ['node', '--test', 'test/*.js']],
    ['pytest -k "a and not b"', [], ['pytest', '-k', '"a and not b"']],
    ['x --name="a b"c', [], ['x', '--name="a b"c']],
    ['jest $FLAGS', [], ['jest', '$FLAGS']],
    ['FOO=1', ['FOO=1'], []],
  ])('%j', (text, assignments, words) => {
    expect(parseSimpleCommand(text)).toEqual({ assignments, words })
  })

  it.each([
    '',
    '   ',
    'a; b',
    'a && b',
    'a || b',
    'a | b',
    'a & b',
    'a > f',
    'a < f',
    'a $(b)',
    'a `b`',
    'a $' + '{b}',
    'a \\b',
    'a # b',
    '(a)',
    'a\nb',
    "a 'b",
    'a "b',
    `a "b  c" d'`,
    `a 'b' "c`,
    'cross-env',
    'x'.repeat(4001),
  ])('%j needs a real shell', (text) => {
    expect(parseSimpleCommand(text)).toBeUndefined()
  })

  it.each(['a "b  c" d', 'A=1 x "y" \'z\'', "x --a='b c'"])(
    '%j means the same to sh when it is put together again',
    (text) => {
      const parsed = parseSimpleCommand(text)
      expect(parsed && throughShell([...parsed.assignments, ...parsed.words])).toEqual(throughShell([text]))
      expect(parsed && joinCommand(parsed)).toBe(text)
    },
  )

  it('does not take a no-break space for a blank: sh does not', () => {
    expect(parseSimpleCommand('jest a\u00a0b')?.words).toEqual(['jest', 'a\u00a0b'])
  })

  it('reads a hostile text in linear time', () => {
    for (const text of ["'".repeat(3999), ' '.repeat(4000), `a${' "'.repeat(1900)}`, 'a='.repeat(2000)]) {
      parseSimpleCommand(text)
    }
    expect(parseSimpleCommand(`x ${'a '.repeat(10_000_000)}`)).toBeUndefined()
  })
})

describe('withLocalPrograms', () => {
  it('finds programs of the given folders first, in their order', () => {
    const command = withLocalPrograms('printf %s "$PATH"', ["/a b/it's", '/c'])
    const printed = execFileSync('sh', ['-c', command], { env: { PATH: '/usr/bin:/bin' } }).toString()
    expect(printed).toBe(
      "/a b/it's/node_modules/.bin:/a b/it's/.venv/bin:/a b/it's/venv/bin:/a b/it's/vendor/bin:/c/node_modules/.bin:/c/.venv/bin:/c/venv/bin:/c/vendor/bin:/usr/bin:/bin",
    )
  })
})
