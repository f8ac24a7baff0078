import { mended } from './failing-build.js'

describe('undeclared-package', () => {
  it.each([
    [
      'Go, without imports',
      'a.go',
      'package a\n\nfunc f(s string) string {\n▶\treturn strings.ToUpper(s)\n}\n',
      'undefined: strings',
      '',
      'package a\n\nimport "strings"\n',
    ],
    [
      'Go, in a group',
      'a.go',
      'package a\n\nimport (\n\t"fmt"\n)\n\nfunc f(s string) {\n▶\tfmt.Println(filepath.Base(s))\n}\n',
      'undefined: filepath',
      '',
      'import (\n\t"path/filepath"\n\t"fmt"\n)',
    ],
    [
      'Java, from the JDK',
      'A.java',
      'package a;\n\nclass A {\n▶  List<String> x = null;\n}\n',
      'cannot find symbol',
      '  symbol:   class List\n  location: class a.A',
      'package a;\n\nimport java.util.List;\n',
    ],
    [
      'Java, beside other imports',
      'A.java',
      'package a;\n\nimport java.util.List;\n\nclass A {\n▶  List<String> x = Arrays.asList();\n}\n',
      'cannot find symbol',
      '  symbol:   variable Arrays',
      'import java.util.Arrays;\nimport java.util.List;',
    ],
    [
      'Rust',
      'src/a.rs',
      'fn f() {\n▶    let x: HashMap<i32, i32> = todo!();\n}\n',
      'cannot find type `HashMap` in this scope',
      '',
      'use std::collections::HashMap;\n',
    ],
  ])('%s', async (_, path, text, message, output, expected) => {
    expect((await mended({ files: { [path]: text }, message, output }, 'undeclared-package'))[0]).toContain(expected)
  })

  it('imports a class of the project from where its file lies', async () => {
    const files = {
      'src/main/java/shop/A.java': 'package shop;\n\nclass A {\n▶  Fees x = null;\n}\n',
      'src/main/java/money/Fees.java': 'package money;\n\npublic class Fees {}\n',
    }
    const texts = await mended(
      { files, message: 'cannot find symbol', output: '  symbol:   class Fees' },
      'undeclared-package',
    )
    expect(texts[0]).toContain('import money.Fees;')
  })

  it('knows no package of any other name', async () => {
    const text = 'package a\n\nfunc f() {\n▶\tleftpad.Pad()\n}\n'
    expect(await mended({ files: { 'a.go': text }, message: 'undefined: leftpad' }, 'undeclared-package')).toEqual([])
  })
})
