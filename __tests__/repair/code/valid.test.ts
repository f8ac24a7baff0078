import type { RepoPath } from '../../../src/domain.js'
import { staysValid } from '../../../src/repair/code/valid.js'
import { parseFile } from '../../../src/syntax/file.js'
import { languageOf } from '../../../src/syntax/language.js'
import { syntax } from '../rules/propose.js'

const script = 'import a from "a"\n\nexport class A {\n  run() {\n    return a.b\n  }\n}\n\nconst c = (1\n'

describe('staysValid', () => {
  it.each<[string, string, string, string, boolean]>([
    ['a change inside a statement', 'src/a.js', 'a.b', 'a?.b', true],
    ['a bracket too many', 'src/a.js', 'a.b', 'a.b)', false],
    ['a brace that ends the class early', 'src/a.js', 'return a.b', '}', false],
    ['a new statement between others', 'src/a.js', '\n\nexport', '\nimport b from "b"\n\nexport', true],
    ['an error that was there before', 'src/a.js', '(1', '(2', true],
  ])('judges %s', async (_, path, from, to, expected) => {
    const language = languageOf(path)
    if (language === undefined) throw new Error('no language')
    const file = await parseFile(syntax, path as RepoPath, language, script)
    const start = script.indexOf(from)
    expect(await staysValid(file, [{ start, end: start + from.length, text: to }], syntax)).toBe(expected)
  })

  it('judges changes in several statements of Python together', async () => {
    const text = 'from a import b\n\n\ndef run(x):\n    return b(x)\n\n\nclass C:\n    y = 1\n'
    const file = await parseFile(syntax, 'a.py' as RepoPath, 'python', text)
    const at = (word: string, to: string) => ({
      start: text.indexOf(word),
      end: text.indexOf(word) + word.length,
      text: to,
    })
    expect(await staysValid(file, [at('import b', 'import b, d'), at('y = 1', 'y = d(1)')], syntax)).toBe(true)
    expect(await staysValid(file, [at('import b', 'import b, d'), at('y = 1', 'y = d(1')], syntax)).toBe(false)
  })
})
