import { mended } from './failing-build.js'

describe('undeclared-name', () => {
  it.each([
    [
      'Go: a variable',
      'a.go',
      'package a\n\nfunc f(price int) int {\n▶\treturn pirce\n}\n',
      'undefined: pirce',
      '',
      'return price\n',
    ],
    [
      'Go: what a package has',
      'a.go',
      'package a\n\nimport "strings"\n\nfunc f(s string) []string {\n▶\treturn strings.Spilt(s, ",")\n}\n',
      'undefined: strings.Spilt',
      '',
      'strings.Split(s',
    ],
    [
      'Go: a method, as the compiler suggests',
      'a.go',
      'package a\n\nfunc f(c *Cart) int {\n▶\treturn c.total()\n}\n',
      'c.total undefined (type *Cart has no field or method total, but does have method Total)',
      '',
      'c.Total()',
    ],
    [
      'Java: a variable',
      'A.java',
      'class A {\n  int f(int price) {\n▶    return pirce;\n  }\n}\n',
      'cannot find symbol',
      '  symbol:   variable pirce\n  location: class A',
      'return price;',
    ],
    [
      'Java: a method',
      'A.java',
      'class A {\n  int f(Cart c) {\n▶    return c.totl();\n  }\n  int total() { return 1; }\n}\n',
      'cannot find symbol',
      '  symbol:   method totl()\n  location: class Cart',
      'c.total()',
    ],
    [
      'Rust: a variable',
      'src/a.rs',
      'fn f(price: i32) -> i32 {\n▶    pirce\n}\n',
      'cannot find value `pirce` in this scope',
      'help: a local variable with a similar name exists: `price`',
      '\n    price\n',
    ],
    [
      'Rust: a method',
      'src/a.rs',
      'fn f(c: Cart) -> i32 {\n▶    c.totl()\n}\n',
      'no method named `totl` found for struct `Cart` in the current scope',
      'help: there is a method `total` with a similar name',
      'c.total()',
    ],
  ])('%s', async (_, path, text, message, output, expected) => {
    expect((await mended({ files: { [path]: text }, message, output }, 'undeclared-name'))[0]).toContain(expected)
  })

  it.each([
    [
      'an error of another kind',
      'package a\n\nfunc f(price int) int {\n▶\treturn "a"\n}\n',
      'cannot use "a" as int value in return statement',
    ],
    ['a name that nothing is like', 'package a\n\nfunc f(price int) int {\n▶\treturn zebra\n}\n', 'undefined: zebra'],
  ])('leaves alone %s', async (_, text, message) => {
    expect(await mended({ files: { 'a.go': text }, message }, 'undeclared-name')).toEqual([])
  })
})
