import { openGrammars } from '../../../src/adapters/grammars.js'
import type { Language, RepoPath } from '../../../src/domain.js'
import { applyChanges } from '../../../src/repair/code/edits.js'
import { codeFileOf } from '../../../src/repair/search/home.js'
import { withImports } from '../../../src/repair/search/imports.js'
import { leavesUnused } from '../../../src/repair/search/unused.js'
import { parseFile } from '../../../src/syntax/file.js'
import { openSyntax } from '../../../src/syntax/open.js'

const syntax = openSyntax(openGrammars())

async function opened(language: Language, text: string) {
  const file = codeFileOf(await parseFile(syntax, 'src/a' as RepoPath, language, text))
  if (file === undefined) throw new Error('search does not speak the language')
  return file
}

const change = (text: string, before: string, after: string) => {
  const start = text.indexOf(before)
  return { start, end: start + before.length, text: after }
}

const block = 'package a\n\nimport (\n\t"fmt"\n\t"strings"\n)\n\n'
const body = 'func f(xs []int) string {\n\treturn fmt.Sprint(strings.Repeat("a", len(xs)))\n}\n'

describe('withImports', () => {
  it.each<readonly [string, Language, string, string, string, string]>([
    ['a block', 'go', block + body, '\treturn', '\tsort.Ints(xs)\n\treturn', '\t"sort"\n\t"fmt"\n\t"strings"\n'],
    [
      'one import',
      'go',
      `package a\n\nimport "fmt"\n\n${body}`,
      '\treturn',
      '\tsort.Ints(xs)\n\treturn',
      'import "sort"\nimport "fmt"',
    ],
    [
      'no import',
      'go',
      'package a\n\nfunc f(xs []int) {\n}\n',
      '{\n',
      '{\n\tsort.Ints(xs)\n',
      'package a\n\nimport "sort"\n\nfunc',
    ],
    [
      'Java',
      'java',
      'import java.io.File;\n\nclass A { void f() { g(); } }\n',
      'g();',
      'Arrays.sort(x);',
      'import java.util.Arrays;\nimport java.io.File;\n',
    ],
  ])('brings in what is named: %s', async (_, language, text, before, after, expected) => {
    const file = await opened(language, text)
    expect(applyChanges(text, withImports(file, [change(text, before, after)]))).toContain(expected)
  })

  it('takes out what nobody names any more, where a compiler refuses it', async () => {
    const file = await opened('go', block + body)
    const changed = withImports(file, [change(file.parsed.text, 'strings.Repeat("a", len(xs))', 'xs')])
    expect(applyChanges(file.parsed.text, changed)).toBe(
      `package a\n\nimport (\n\t"fmt"\n)\n\n${body.replace('strings.Repeat("a", len(xs))', 'xs')}`,
    )
  })

  it.each<readonly [string, Language, string, string, string]>([
    ['what is there', 'go', block + body, '"a"', 'strings.ToLower("A")'],
    [
      'what a wildcard covers',
      'java',
      'import java.util.*;\n\nclass A { void f() { g(); } }\n',
      'g();',
      'Arrays.sort(x);',
    ],
    ['a language that names no packages', 'python', 'import os\n\ndef f():\n    g()\n', 'g()', 'sort.run()'],
    ['a member of the same name', 'go', block + body, '"a"', 'xs.sort.Name()'],
  ])('leaves imports alone: %s', async (_, language, text, before, after) => {
    const file = await opened(language, text)
    const changes = [change(text, before, after)]
    expect(withImports(file, changes)).toEqual(changes)
  })
})

describe('leavesUnused', () => {
  const text = 'package a\n\nfunc f(n int) int {\n\tm := n + 1\n\tk := m\n\tk += m\n\treturn k\n}\n'
  it.each([
    ['the only use', 'return k', 'return n', true],
    ['one use of several', 'k := m', 'k := n', false],
    ['a parameter', 'n + 1', '1', false],
    ['nothing taken away', 'return k', 'return k + n', false],
  ])('%s', async (_, before, after, expected) => {
    const file = await opened('go', text)
    expect(leavesUnused(file.root, text, [change(text, before, after)])).toBe(expected)
  })
})
