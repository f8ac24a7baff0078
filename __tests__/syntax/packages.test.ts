import { openGrammars } from '../../src/adapters/grammars.js'
import type { Language, RepoPath } from '../../src/domain.js'
import { enclosingDefinition } from '../../src/syntax/definitions.js'
import { parseFile } from '../../src/syntax/file.js'
import { languageOf } from '../../src/syntax/language.js'
import { neighbours } from '../../src/syntax/neighbours.js'
import { openSyntax } from '../../src/syntax/open.js'

const syntax = openSyntax(openGrammars())

const file = async (path: string, text: string) =>
  parseFile(syntax, path as RepoPath, languageOf(path) as Language, text)

describe('enclosing definitions', () => {
  it.each<[string, Language, string, string]>([
    ['a Go function', 'go', 'package a\nfunc F() {\n\tHERE()\n}\n', 'F'],
    ['a Go method', 'go', 'package a\nfunc (t *T) M() {\n\tHERE()\n}\n', 'M'],
    ['a Go type', 'go', 'package a\ntype T struct {\n\tHERE int\n}\n', 'T'],
    ['a Java method', 'java', 'class A {\n  int m() {\n    HERE();\n  }\n}\n', 'm'],
    ['a Java constructor', 'java', 'class A {\n  A() {\n    HERE();\n  }\n}\n', 'A'],
    ['a Java record', 'java', 'record P(int x) {\n  static int HERE = 1;\n}\n', 'P'],
    ['a Rust function in an impl', 'rust', 'impl A {\n  fn f(&self) {\n    HERE();\n  }\n}\n', 'f'],
    ['a Rust impl', 'rust', 'impl Show for A {\n  const HERE: i32 = 1;\n}\n', 'A'],
    ['a Ruby method', 'ruby', 'class A\n  def f(a)\n    HERE()\n  end\nend\n', 'f'],
    ['a Ruby method of the class', 'ruby', 'class A\n  def self.g\n    HERE()\n  end\nend\n', 'g'],
    ['a Ruby class', 'ruby', 'class A\n  HERE = 1\nend\n', 'A'],
    ['a PHP method', 'php', '<?php\nclass A {\n  function f() {\n    HERE();\n  }\n}\n', 'f'],
    ['a PHP function', 'php', '<?php\nfunction h() {\n  HERE();\n}\n', 'h'],
    ['a C# method', 'csharp', 'class A {\n  int F() {\n    HERE();\n  }\n}\n', 'F'],
    ['a C# struct', 'csharp', 'struct S {\n  int HERE;\n}\n', 'S'],
    ['a Kotlin function', 'kotlin', 'class A {\n  fun f() {\n    HERE()\n  }\n}\n', 'f'],
    ['a Kotlin object', 'kotlin', 'object O {\n  val HERE = 1\n}\n', 'O'],
    ['a C function', 'c', 'static int *f(int a) {\n  HERE();\n}\n', 'f'],
    ['a C struct', 'c', 'struct S {\n  int HERE;\n};\n', 'S'],
    ['a C++ method outside its class', 'cpp', 'int n::A::h(int a) {\n  HERE();\n}\n', 'h'],
    ['a C++ template', 'cpp', 'template <typename T> T k(T a) {\n  HERE();\n}\n', 'k'],
    ['a C++ class', 'cpp', 'class A {\n  int HERE;\n};\n', 'A'],
  ])('%s', async (_, language, text, name) => {
    const tree = await syntax.parse(language, text)
    const line = text.slice(0, text.indexOf('HERE')).split('\n').length
    expect(enclosingDefinition(tree, line)?.name).toBe(name)
  })

  it('takes no mention of a struct for its definition', async () => {
    const tree = await syntax.parse('c', 'int f(struct S *a) {\n  struct S b;\n}\n')
    expect(enclosingDefinition(tree, 2)?.name).toBe('f')
  })
})

describe('neighbours', () => {
  it.each<[string, string, string, string[], string[]]>([
    ['a Go package', 'cart/a_test.go', 'package cart\n', ['cart/a.go', 'fees/b.go'], ['cart/a.go']],
    ['an imported Go package', 'a.go', 'package a\nimport "x.org/shop/fees"\n', ['fees/b.go', 'c/d.go'], ['fees/b.go']],
    [
      'a Java package, in its folder under main',
      'src/test/java/shop/ATest.java',
      'package shop;\n',
      ['src/main/java/shop/A.java', 'src/main/java/fees/B.java'],
      ['src/main/java/shop/A.java'],
    ],
    [
      'an imported Java class, not one of the same name elsewhere',
      'src/test/java/ATest.java',
      'import org.shop.Cart;\n',
      ['src/main/java/org/shop/Cart.java', 'src/main/java/org/other/Cart.java'],
      ['src/main/java/org/shop/Cart.java'],
    ],
    ['a Java constant', 'a/T.java', 'import static b.Fees.RATE;\n', ['b/Fees.java', 'b/X.java'], ['b/Fees.java']],
    ['a Rust module', 'src/main.rs', 'use crate::cart::Total;\n', ['src/cart.rs', 'src/x.rs'], ['src/cart.rs']],
    ['the crate of a Rust test', 'tests/a.rs', 'use shop::total;\n', ['src/lib.rs', 'src/x.rs'], ['src/lib.rs']],
    ['a Ruby file', 'test/a_test.rb', "require_relative '../lib/cart'\n", ['lib/cart.rb', 'lib/x.rb'], ['lib/cart.rb']],
    ['a PHP class', 'tests/ATest.php', '<?php\nuse Shop\\Cart;\n', ['src/Cart.php', 'src/X.php'], ['src/Cart.php']],
    [
      'a C header and what belongs to it',
      't.c',
      '#include "cart.h"\n',
      ['cart.h', 'cart.c', 'x.c'],
      ['cart.h', 'cart.c'],
    ],
    ['nothing for a script', 'a.js', "import './b.js'\n", ['b.js'], []],
  ])('%s', async (_, path, text, others, expected) => {
    const files = new Set([path, ...others] as RepoPath[])
    expect(neighbours(await file(path, text), files)).toEqual(expected)
  })
})
