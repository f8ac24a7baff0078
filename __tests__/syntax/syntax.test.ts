import { openGrammars } from '../../src/adapters/grammars.js'
import type { Language, RepoPath } from '../../src/domain.js'
import { definitions, enclosingDefinition } from '../../src/syntax/definitions.js'
import { exportedNames } from '../../src/syntax/exports.js'
import { imports } from '../../src/syntax/imports.js'
import { languageOf } from '../../src/syntax/language.js'
import { resolveImport } from '../../src/syntax/modules.js'
import { openSyntax } from '../../src/syntax/open.js'
import { namesInScope } from '../../src/syntax/scope.js'
import { descend } from '../../src/syntax/tree.js'
import { isStillValid } from '../../src/syntax/validity.js'

const syntax = openSyntax(openGrammars())

describe('languageOf', () => {
  it.each([
    ['src/a.js', 'javascript'],
    ['src/a.test.mjs', 'javascript'],
    ['src/a.ts', 'typescript'],
    ['src/A.tsx', 'tsx'],
    ['a.py', 'python'],
    ['pkg/a.go', 'go'],
    ['src/main/java/A.java', 'java'],
    ['src/lib.rs', 'rust'],
    ['lib/a.rb', 'ruby'],
    ['src/A.php', 'php'],
    ['src/A.cs', 'csharp'],
    ['src/A.kt', 'kotlin'],
    ['a.c', 'c'],
    ['a.h', 'cpp'],
    ['a.hpp', 'cpp'],
    ['Makefile', undefined],
    ['a.constructor', undefined],
    ['.js/readme', undefined],
  ])('%s is %s', (path, language) => {
    expect(languageOf(path)).toBe(language)
  })
})

describe('parse', () => {
  it.each<[Language, string]>([
    ['javascript', 'const total = (items) => items?.length ?? 0\n'],
    ['typescript', 'export function total(items: readonly string[]): number { return items.length }\n'],
    ['tsx', 'export const View = ({ name }: { name: string }) => <p>{name}</p>\n'],
    ['python', 'def total(items):\n    return len(items or [])\n'],
    [
      'go',
      'package a\n\nfunc Total(items []int) (n int) {\n\tfor _, v := range items {\n\t\tn += v\n\t}\n\treturn\n}\n',
    ],
    ['java', 'class A {\n  int total(java.util.List<Integer> a) { return a.stream().mapToInt(x -> x).sum(); }\n}\n'],
    ['rust', 'pub fn total(a: &[i32]) -> i32 {\n    a.iter().map(|x| x + 1).sum()\n}\n'],
    ['ruby', 'def total(items)\n  items.sum { |x| x + 1 }\nend\n'],
    ['php', '<?php\nfunction total(array $items): int { return array_sum($items); }\n'],
    ['csharp', 'class A { int Total(int[] a) => a.Sum(x => x + 1); }\n'],
    ['kotlin', 'class A(val x: Int) {\n  fun total(a: List<Int>): Int = a.sumOf { it + x }\n}\n'],
    ['c', 'static int total(const int *a, int n) {\n  return n > 0 ? a[0] : 0;\n}\n'],
    ['cpp', 'template <typename T> T total(const T &a) {\n  return a + 1;\n}\n'],
  ])('reads %s without a fault', async (language, text) => {
    const tree = await syntax.parse(language, text)
    const types = [...descend(tree.root)].map((node) => node.type)
    expect(types).not.toContain('ERROR')
    expect(tree.root.end).toBe(text.length)
  })

  it('counts offsets in characters of the text, also after an emoji', async () => {
    const text = 'const smile = "😀"; const after = 1\n'
    const tree = await syntax.parse('javascript', text)
    const names = [...descend(tree.root)].filter((node) => node.type === 'identifier')
    expect(names.map((node) => text.slice(node.start, node.end))).toEqual(['smile', 'after'])
  })

  it('survives nesting that is deeper than any call stack', async () => {
    const text = `${'['.repeat(20000)}${']'.repeat(20000)}`
    const tree = await syntax.parse('javascript', text)
    expect([...descend(tree.root)].length).toBeGreaterThan(20000)
  })
})

describe('enclosingDefinition', () => {
  it.each<[string, Language, string, number, string | undefined]>([
    ['a function', 'javascript', 'export function a() {\n  return 1\n}\n', 2, 'a'],
    ['an arrow in a constant', 'javascript', 'const a = () => {\n  return 1\n}\n', 2, 'a'],
    ['a method', 'typescript', 'class A {\n  run(): void {\n    go()\n  }\n}\n', 3, 'run'],
    ['the class, outside its methods', 'javascript', 'class A {\n  x = 1\n  run() {}\n}\n', 2, 'A'],
    [
      'the function around a one-line callback',
      'javascript',
      'function a(b) {\n  return b.map((c) => c.d)\n}\n',
      2,
      'a',
    ],
    ['a property of module.exports', 'javascript', 'exports.go = function () {\n  return 1\n}\n', 2, 'go'],
    ['a Python method', 'python', 'class A:\n    def run(self):\n        return 1\n', 3, 'run'],
    ['nothing at top level', 'python', 'x = 1\n', 1, undefined],
  ])('finds %s', async (_what, language, text, line, name) => {
    expect(enclosingDefinition(await syntax.parse(language, text), line)?.name).toBe(name)
  })

  it('tells async functions, and what belongs to a definition', async () => {
    const text = '@cached\nasync def load():\n    pass\n'
    const [load] = definitions(await syntax.parse('python', text))
    expect(load?.isAsync).toBe(true)
    expect(load?.whole.line).toBe(1)
  })
})

describe('namesInScope', () => {
  it('lists JavaScript names, nearest first', async () => {
    const text =
      "import { rate as fee } from './rate.js'\nconst top = 1\nfunction sum({ a, b: c }, ...rest) {\n  for (const item of rest) { here }\n}\nfunction other() { const hidden = 1 }\n"
    const tree = await syntax.parse('javascript', text)
    const names = namesInScope(tree, text.indexOf('here'))
    expect(names).toEqual(expect.arrayContaining(['item', 'a', 'c', 'rest', 'fee', 'top', 'sum', 'other']))
    expect(names).not.toContain('hidden')
    expect(names).not.toContain('rate')
    expect(names.indexOf('item')).toBeLessThan(names.indexOf('top'))
  })

  it('lists Python names', async () => {
    const text =
      'import os.path as p\nfrom a.b import c, d as e\nLIMIT = 1\ndef f(x, y=1, *args, **kw):\n    for i, j in x:\n        z = here\n'
    const tree = await syntax.parse('python', text)
    const names = namesInScope(tree, text.indexOf('here'))
    expect(names).toEqual(expect.arrayContaining(['p', 'c', 'e', 'LIMIT', 'f', 'x', 'y', 'args', 'kw', 'i', 'j', 'z']))
  })
})

describe('isStillValid', () => {
  it.each<[Language, string, string, boolean]>([
    ['javascript', 'const a = b\n', 'const a = b ?? 0\n', true],
    ['javascript', 'const a = b\n', 'const a = (b\n', false],
    ['python', 'def a():\n    return 1\n', 'def a():\n    return (1\n', false],
    ['python', 'a = 1\n', 'a = 2\n', true],
  ])('%s: %j to %j is %s', async (language, before, after, valid) => {
    expect(isStillValid(await syntax.parse(language, before), await syntax.parse(language, after))).toBe(valid)
  })
})

describe('imports and exports', () => {
  it.each<[string, Language, string, [string, [string, string][]][]]>([
    [
      'named',
      'javascript',
      "import { a, b as c } from './x.js'",
      [
        [
          './x.js',
          [
            ['a', 'a'],
            ['b', 'c'],
          ],
        ],
      ],
    ],
    [
      'default and namespace',
      'typescript',
      "import d, * as n from 'x'",
      [
        [
          'x',
          [
            ['default', 'd'],
            ['*', 'n'],
          ],
        ],
      ],
    ],
    [
      'require',
      'javascript',
      "const { a, b: c } = require('./x')",
      [
        [
          './x',
          [
            ['a', 'a'],
            ['b', 'c'],
          ],
        ],
      ],
    ],
    ['require of one member', 'javascript', "const go = require('./x').run", [['./x', [['run', 'go']]]]],
    ['dynamic', 'javascript', "const x = await import('./x.js')", [['./x.js', [['*', 'x']]]]],
    [
      'from',
      'python',
      'from .a.b import c, d as e',
      [
        [
          '.a.b',
          [
            ['c', 'c'],
            ['d', 'e'],
          ],
        ],
      ],
    ],
    [
      'import',
      'python',
      'import a.b, c as d',
      [
        ['a.b', [['*', 'a']]],
        ['c', [['*', 'd']]],
      ],
    ],
  ])('reads %s imports of %s', async (_what, language, text, expected) => {
    const found = imports(await syntax.parse(language, text))
    expect(found.map((one) => [one.specifier, one.names.map((name) => [name.imported, name.local])])).toEqual(expected)
  })

  it.each<[Language, string, string[]]>([
    [
      'javascript',
      'export function a() {}\nexport const b = 1, c = 2\nexport { d as e }\nexport default f',
      ['a', 'b', 'c', 'e', 'default'],
    ],
    ['javascript', 'module.exports = { a, b: 1, c() {} }\nexports.d = 2', ['a', 'b', 'c', 'd']],
    ['typescript', 'export class A {}\nexport interface B {}', ['A', 'B']],
    ['python', 'A = 1\n@x\ndef b(): pass\nclass C: pass\n', ['A', 'b', 'C']],
  ])('%s: %j exports %j', async (language, text, names) => {
    expect(exportedNames(await syntax.parse(language, text))).toEqual(names)
  })
})

describe('resolveImport', () => {
  const files = new Set([
    'src/a.ts',
    'src/b/index.js',
    'src/shop/__init__.py',
    'src/shop/price.py',
    'shop/cart.py',
    'src/data.json',
  ] as RepoPath[])
  it.each<[string, string, Language, string | undefined]>([
    ['./a.js', 'src/x.test.ts', 'typescript', 'src/a.ts'],
    ['../src/a', 'test/x.ts', 'typescript', 'src/a.ts'],
    ['./b', 'src/x.js', 'javascript', 'src/b/index.js'],
    ['@/a', 'test/x.ts', 'typescript', 'src/a.ts'],
    ['./data.json', 'src/x.js', 'javascript', 'src/data.json'],
    ['../../../a', 'src/x.js', 'javascript', undefined],
    ['lodash', 'src/x.js', 'javascript', undefined],
    ['shop.price', 'tests/test_price.py', 'python', 'src/shop/price.py'],
    ['shop', 'tests/test_price.py', 'python', 'src/shop/__init__.py'],
    ['.cart', 'shop/total.py', 'python', 'shop/cart.py'],
    ['..cart', 'shop/sub/total.py', 'python', 'shop/cart.py'],
    ['os', 'shop/total.py', 'python', undefined],
  ])('%s from %s (%s) is %s', (specifier, from, language, expected) => {
    expect(resolveImport(specifier, from, language, files)).toBe(expected)
  })
})
