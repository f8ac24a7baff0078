import { createSearchRepairer } from '../../../src/repair/search/repairer.js'
import { applyEdits } from '../../../src/trial/patch/apply.js'
import { evidenceOf, syntax } from '../rules/propose.js'

const repairer = createSearchRepairer(syntax)

/** The texts of the first candidates for a file's only function, without its blanks. */
async function tried(path: string, text: string, count: number): Promise<readonly string[]> {
  const evidence = evidenceOf({ files: { [path]: text }, message: 'wrong' })
  const found: string[] = []
  const read = async () => ({ kind: 'text' as const, text })
  for await (const candidate of repairer.propose(evidence, [])) {
    const applied = await applyEdits(candidate.edits, read)
    found.push(squeezed(applied.kind === 'patch' ? (applied.patch.files[0]?.after ?? '') : ''))
    if (found.length === count) break
  }
  return found
}

const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim()

const go = (body: string): string =>
  `package shop\n\nfunc run(xs []int, n int, name string, ok bool) int {\n${body}\n}\n`
const java = (body: string): string =>
  `class Shop {\n  int run(List<Integer> xs, int n, String name, boolean ok) {\n${body}\n  }\n}\n`

const goTable: readonly (readonly [string, string, string])[] = [
  ['a bound', 'if n > 1 {\n\t\treturn n\n\t}\n\treturn 0', 'if n >= 1 {\n\t\treturn n\n\t}\n\treturn 0'],
  ['a loop’s bound', 'for n < 3 {\n\t\tn++\n\t}\n\treturn n', 'for n <= 3 {\n\t\tn++\n\t}\n\treturn n'],
  [
    'a counted loop',
    'for i := 1; i < n; i++ {\n\t\tn += i\n\t}\n\treturn n',
    'for i := 0; i < n; i++ {\n\t\tn += i\n\t}\n\treturn n',
  ],
  ['an index', 'return xs[len(xs)]', 'return xs[len(xs) - 1]'],
  [
    'a connective',
    'if ok && n > 1 {\n\t\treturn 1\n\t}\n\treturn n',
    'if ok || n > 1 {\n\t\treturn 1\n\t}\n\treturn n',
  ],
  ['an operator', 'return n + xs[0]', 'return n - xs[0]'],
  ['an assignment', 'n -= xs[0]\n\treturn n', 'n += xs[0]\n\treturn n'],
  ['another variable', 'm := len(xs)\n\treturn n', 'm := len(xs)\n\treturn m'],
  ['arguments', 'return price(n, xs[0])', 'return price(xs[0], n)'],
  [
    'a family',
    'if strings.HasPrefix(name, "a") {\n\t\treturn 1\n\t}\n\treturn n',
    'if strings.HasSuffix(name, "a") {\n\t\treturn 1\n\t}\n\treturn n',
  ],
  ['what an if tests', 'if ok {\n\t\treturn 1\n\t}\n\treturn n', 'if !ok {\n\t\treturn 1\n\t}\n\treturn n'],
]

const javaTable: readonly (readonly [string, string, string])[] = [
  ['a bound', 'if (n > 1) { return n; }\nreturn 0;', 'if (n >= 1) { return n; }\nreturn 0;'],
  ['an index', 'return xs.get(xs.size());', 'return xs.get(xs.size() - 1);'],
  [
    'a counted loop',
    'for (int i = 1; i < n; i++) { n += i; }\nreturn n;',
    'for (int i = 0; i < n; i++) { n += i; }\nreturn n;',
  ],
  ['a connective', 'if (ok && n > 1) { return 1; }\nreturn n;', 'if (ok || n > 1) { return 1; }\nreturn n;'],
  ['an assignment', 'n -= xs.get(0);\nreturn n;', 'n += xs.get(0);\nreturn n;'],
  ['another variable', 'int m = xs.size();\nreturn n;', 'int m = xs.size();\nreturn m;'],
  ['arguments', 'return price(n, name.length());', 'return price(name.length(), n);'],
  ['a method’s family', 'return name.indexOf("a");', 'return name.lastIndexOf("a");'],
  ['branches', 'return ok ? n : 1;', 'return ok ? 1 : n;'],
  ['what an if tests', 'if (name.isEmpty()) { return 1; }\nreturn n;', 'if (!name.isEmpty()) { return 1; }\nreturn n;'],
  ['a default', 'return count(name);', 'return count(name != null ? name : "");'],
]

describe('search in compiled languages', () => {
  it.each(goTable)('Go: %s', async (_, before, after) => {
    expect(await tried('shop.go', go(`\t${before}`), 120)).toContain(squeezed(go(after)))
  })

  it.each(javaTable)('Java: %s', async (_, before, after) => {
    const texts = (await tried('src/Shop.java', java(before), 200)).map((text) => text.replace(/[()]/g, ''))
    expect(texts).toContain(squeezed(java(after)).replace(/[()]/g, ''))
  })

  it('asks no number whether it is there, and takes no text for a condition', async () => {
    const texts = await tried('shop.go', go('\tif len(name) > n {\n\t\treturn n\n\t}\n\treturn xs[0]'), 400)
    expect(texts.filter((text) => /\bn [!=]= nil|if !?(?:name|n|xs) \{|\|\| !?(?:name|n|xs) \{/.test(text))).toEqual([])
  })

  it('never tries what the language has no words for', async () => {
    const texts = await tried('shop.go', go('\ty := xs\n\treturn y[n]'), 600)
    expect(texts.filter((text) => text.includes('\0') || text.includes('?'))).toEqual([])
  })
})
