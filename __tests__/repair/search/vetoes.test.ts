import { openGrammars } from '../../../src/adapters/grammars.js'
import type { Language } from '../../../src/domain.js'
import { tableOf } from '../../../src/repair/search/language/tables.js'
import { termOf } from '../../../src/repair/search/term.js'
import { vetoOf } from '../../../src/repair/search/vetoes.js'
import { openSyntax } from '../../../src/syntax/open.js'

const syntax = openSyntax(openGrammars())

async function vetoed(language: Language, text: string, from: string, to: string): Promise<string | undefined> {
  const tree = await syntax.parse(language, text)
  const start = text.indexOf(from)
  const table = tableOf(language)
  if (table === undefined) throw new Error(`search does not speak ${language}`)
  const root = termOf(text, tree.root, table)
  return vetoOf(root, text, [{ start, end: start + from.length, text: to }])
}

describe('vetoes', () => {
  it.each<[string, Language, string, string, string]>([
    ['takes steps away', 'python', 'def f(a):\n    go(a)\n    return a\n', '\n    go(a)', ''],
    ['returns a constant', 'python', 'def f(a):\n    return a + 1\n', 'a + 1', '0'],
    ['returns a constant', 'javascript', 'function f(a) {\n  return go(a);\n}\n', 'go(a)', 'null'],
    ['special case', 'javascript', 'go()\n', 'go()', 'if (x === 42) {\n  return 7;\n}\ngo()'],
    ['special case', 'python', 'go()\n', 'go()', "if x == 'a':\n    return 7\ngo()"],
    ['forces a condition', 'javascript', 'if (a > b) go()\n', 'a > b', 'true'],
    ['forces a condition', 'python', 'if a and b:\n    go()\n', 'b', 'False'],
    ['against itself', 'python', 'x = a < b\n', 'b', 'a'],
    ['against itself', 'javascript', 'x = a - b\n', 'a', 'b'],
  ])('refuses what %s (%s)', async (why, language, text, from, to) => {
    expect(await vetoed(language, text, from, to)).toContain(why)
  })

  it.each<[Language, string, string, string]>([
    ['python', 'def f(a):\n    return a + 1\n', 'a + 1', 'a'],
    ['python', 'def f(a):\n    return False\n', 'False', 'True'],
    ['javascript', 'go(a, b)\n', ', b', ''],
    ['javascript', 'go()\n', 'go()', 'if (x == null) {\n  return 0;\n}\ngo()'],
    ['javascript', 'x = a + b\n', 'b', 'a'],
    ['python', 'while n > 1:\n    go()\n', '1', '0'],
  ])('lets %s pass: %j with %s for it', async (language, text, from, to) => {
    expect(await vetoed(language, text, from, to)).toBeUndefined()
  })
})
