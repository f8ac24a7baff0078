import picomatch from 'picomatch'
import { globMatches } from '../../../src/trial/patch/glob.js'

const paths = [
  'a',
  'b.js',
  'a.js',
  '.env',
  'src/a.js',
  'src/.hidden/a.js',
  'src/b/a.js',
  'src/b/c/a.ts',
  'lib/src/a.js',
  'a/b/c/d',
  'a-b.test.ts',
  'x[1].js',
  'x{y}.js',
  'docs/ü/é.md',
  'src2/a.js',
  'x/src/y',
]
const globs = [
  'a',
  '*',
  '**',
  '*.js',
  '**/*.js',
  'src/*',
  'src/**',
  'src/**/*.js',
  'src/*/*.js',
  '**/src/**',
  '*/*',
  '?.js',
  '[ab].js',
  '[a-c]*',
  'src/{a,b}.js',
  '{src,lib}/**',
  '{src,lib/src}/*.js',
  '*.{js,ts}',
  '**/*.test.*',
  'a/**/d',
  'a/**/b/**/d',
  'a/**/x',
  '.*',
  'src/**/**/*.ts',
  '**/ü/*',
  'src/a.js',
  'a-?.test.ts',
  '*{.js,.md}',
  '**/a.js',
  'src/b*/a.js',
]

describe('globMatches', () => {
  it.each(globs)('%s matches what the common matcher does', (glob) => {
    const common = picomatch([glob, `${glob}/**`], { dot: true })
    for (const path of paths)
      expect({ path, matches: globMatches(glob, path) }).toEqual({ path, matches: common(path) })
  })

  it.each<[string, string, boolean]>([
    ['src/', 'src/a.js', true],
    ['./src', 'src/a.js', true],
    ['/src/*.js', 'src/a.js', true],
    ['src', 'src2/a.js', false],
    ['sr', 'src/a.js', false],
    ['a{b', 'a{b', true],
    ['a[b', 'a[b', true],
    ['a,b}', 'a,b}', true],
    ['{a,{b,c}d}', 'cd', true],
    ['{a,{b,c}d}', 'c', false],
    ['[!/]', '/', false],
    ['a?b', 'a/b', false],
    ['a[!x]b', 'a/b', false],
    ['', 'a', false],
    ['**', 'a/b', true],
    ['[!a].js', 'b.js', true],
    ['[!a].js', 'a.js', false],
    ['src/**', 'src', false],
  ])('%s and %s: %s', (glob, path, expected) => {
    expect(globMatches(glob, path)).toBe(expected)
  })

  it('takes linear time for any number of stars', () => {
    const deep = `${'a/'.repeat(2000)}x`
    expect(globMatches(`${'**/'.repeat(160)}y`, deep)).toBe(false)
    expect(globMatches(`${'**/*'.repeat(100)}y`, deep)).toBe(false)
    expect(globMatches(`${'*a'.repeat(200)}b`, 'a'.repeat(4000))).toBe(false)
    expect(globMatches('{a,b}'.repeat(100), 'ab'.repeat(2000))).toBe(false)
    expect(globMatches('{'.repeat(250), 'a'.repeat(4000))).toBe(false)
    expect(globMatches(`${'{a,'.repeat(120)}${'}'.repeat(120)}`, 'b')).toBe(false)
  })
})
