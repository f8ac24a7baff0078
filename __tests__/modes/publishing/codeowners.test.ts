import { ownersOf } from '../../../src/modes/publishing/codeowners.js'

/** The cases of GitHub's own page on the file, and what its rules say of their edges. */
it.each<[string, string, string, readonly string[]]>([
  ['everything', '* @ann', 'src/a.js', ['ann']],
  ['the last one wins', '* @ann\n*.js @bob @acme/js', 'src/a.js', ['bob', 'acme/js']],
  ['an extension anywhere', '*.go docs@example.com @go', 'x/y.go', ['go']],
  ['an anchored folder', '/build/logs/ @ann', 'build/logs/x/y.txt', ['ann']],
  ['an anchored folder elsewhere', '/build/logs/ @ann', 'src/build/logs/x.txt', []],
  ['files of one folder', 'docs/* @ann', 'docs/getting-started.md', ['ann']],
  ['not of the ones below', 'docs/* @ann', 'docs/build-app/troubleshooting.md', []],
  ['a folder anywhere', 'apps/ @ann', 'x/apps/y/z.js', ['ann']],
  ['a file is no folder', 'apps/ @ann', 'x/apps', []],
  ['a folder without a slash', '/docs @ann', 'docs/a/b.md', ['ann']],
  ['two stars in front', '**/logs @ann', 'deeply/nested/logs/x.txt', ['ann']],
  ['two stars between', '/a/**/b.js @ann', 'a/b.js', ['ann']],
  ['two stars between, deep', '/a/**/b.js @ann', 'a/x/y/b.js', ['ann']],
  ['owners taken away', '/apps/ @ann\n/apps/github', 'apps/github/x.js', []],
  ['a comment', '# * @bob\n*.js @ann # the team', 'a.js', ['ann']],
  ['a question mark', '/a?.js @ann', 'ab.js', ['ann']],
  ['letters of the other case', '*.JS @ann', 'a.js', []],
  ['negation is no pattern', '* @ann\n!a.js @bob', 'a.js', ['ann']],
  ['ranges are no pattern', '* @ann\n[ab].js @bob', 'a.js', ['ann']],
  ['an address alone', '* a@example.com', 'a.js', []],
  ['line ends of Windows', '* @ann\r\n*.md @bob\r\n', 'a.js', ['ann']],
  ['a name without its sign', '* ann', 'a.js', []],
])('%s', (_name, text, path, owners) => {
  expect(ownersOf(path, text)).toEqual(owners)
})

it('takes no longer for a pattern of stars', () => {
  const stars = `${'*a'.repeat(2000)}b @ann`
  expect(ownersOf('a'.repeat(255), stars)).toEqual([])
  expect(ownersOf(Array(1000).fill('a').join('/'), `/${'**/'.repeat(1000)}b @ann`)).toEqual([])
})
