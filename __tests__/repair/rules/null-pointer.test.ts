import { mendedAtRun } from './failing-build.js'

const exception = 'java.lang.NullPointerException'
const java = (head: string, line: string) => `class A {\n    ${head} {\n▶        ${line}\n    }\n}\n`

describe('null-pointer', () => {
  it.each([
    [
      'a default for a text',
      java('int f(String name)', 'return name.length();'),
      'Cannot invoke "String.length()" because "name" is null',
      '(name == null ? "" : name).length()',
    ],
    [
      'a default for a list in a field',
      java('int f()', 'return items.size();'),
      'Cannot invoke "java.util.List.size()" because "this.items" is null',
      '(items == null ? java.util.List.of() : items).size()',
    ],
    [
      'a default in a look-up',
      java('int f(Map<String, Integer> m)', 'return m.get("a");'),
      'Cannot invoke "java.lang.Integer.intValue()" because the return value of "java.util.Map.get(Object)" is null',
      'm.getOrDefault("a", 0)',
    ],
    [
      'an early return',
      java('int f(Cart cart)', 'return cart.total();'),
      'Cannot invoke "shop.Cart.total()" because "cart" is null',
      '        if (cart == null) {\n            return 0;\n        }\n        return cart.total();',
    ],
    [
      'an early return of nothing',
      java('void f(Cart cart)', 'cart.close();'),
      'Cannot invoke "shop.Cart.close()" because "cart" is null',
      'return;\n',
    ],
  ])('%s', async (_, text, message, expected) => {
    expect((await mendedAtRun({ files: { 'A.java': text }, exception, message }, 'null-pointer'))[0]).toContain(
      expected,
    )
  })

  it.each([
    ['an exception that does not say what was null', java('int f(Cart cart)', 'return cart.total();'), 'null'],
    [
      'a value that the line does not name',
      java('int f(Cart cart)', 'return cart.total();'),
      'Cannot invoke "shop.Cart.total()" because "<local4>" is null',
    ],
  ])('leaves alone %s', async (_, text, message) => {
    expect(await mendedAtRun({ files: { 'A.java': text }, exception, message }, 'null-pointer')).toEqual([])
  })
})
