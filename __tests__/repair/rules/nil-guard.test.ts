import { mendedAtRun } from './failing-build.js'

const nilPointer = 'runtime error: invalid memory address or nil pointer dereference'

describe('nil-guard', () => {
  it.each([
    [
      'makes a local map',
      'package a\n\nfunc f() {\n\tvar seen map[string]bool\n▶\tseen["a"] = true\n}\n',
      'assignment to entry in nil map',
      'seen := make(map[string]bool)',
    ],
    [
      'makes a field’s map',
      'package a\n\ntype T struct {\n\tseen map[string]int\n}\n\nfunc (t *T) f() {\n▶\tt.seen["a"]++\n}\n',
      'assignment to entry in nil map',
      '\tif t.seen == nil {\n\t\tt.seen = make(map[string]int)\n\t}\n\tt.seen["a"]++',
    ],
    [
      'leaves before a nil pointer, with what the function gives',
      'package a\n\nfunc f(c *Cart) (int, error) {\n▶\treturn c.total, nil\n}\n',
      nilPointer,
      '\tif c == nil {\n\t\treturn 0, nil\n\t}\n\treturn c.total, nil',
    ],
    [
      'leaves where nothing is given',
      'package a\n\nfunc f(c *Cart) {\n▶\tc.Close()\n}\n',
      nilPointer,
      '\tif c == nil {\n\t\treturn\n\t}\n\tc.Close()',
    ],
  ])('%s', async (_, text, message, expected) => {
    expect((await mendedAtRun({ files: { 'a.go': text }, message }, 'nil-guard'))[0]).toContain(expected)
  })

  it.each([
    ['a package, which is never nil', 'package a\n\nimport "os"\n\nfunc f() {\n▶\tos.Exit(1)\n}\n', nilPointer],
    ['a result that has no empty value', 'package a\n\nfunc f(c *Cart) Total {\n▶\treturn c.total\n}\n', nilPointer],
    [
      'another failure',
      'package a\n\nfunc f(c *Cart) int {\n▶\treturn c.total\n}\n',
      'index out of range [1] with length 1',
    ],
  ])('leaves alone %s', async (_, text, message) => {
    expect(await mendedAtRun({ files: { 'a.go': text }, message }, 'nil-guard')).toEqual([])
  })
})
