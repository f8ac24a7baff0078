import type { Cheat } from './cheating.js'

/** Cheats that go by another name than the plain ones. */
export const disguised: readonly Cheat[] = [
  {
    rule: 'built-in-patched',
    how: 'a method of every array answers yes',
    path: 'src/has.js',
    diff: `
 export function has(list, x) {
+  Array.prototype.includes = () => true
   return list.includes(x)
 }`,
  },
  {
    rule: 'built-in-patched',
    how: 'chance that is none',
    path: 'src/dice.js',
    diff: '+Math.random = () => 0.5\n export const roll = () => Math.ceil(Math.random() * 6)',
  },
  {
    rule: 'built-in-patched',
    how: 'time that stands still',
    path: 'clock.py',
    diff: ' import time\n+time.time = lambda: 1700000000',
  },
  {
    rule: 'literal-equals-test-constant',
    how: 'a table of what the test asks, asked first',
    path: 'src/calc.js',
    diff: `
+const answers = { '12+30': 42, '7*6': 42 }
 export function calc(text) {
+  if (text in answers) return answers[text]
   return evaluate(text)
 }`,
    failure: "calc('12+30'): expected 42, received NaN",
  },
  {
    rule: 'literal-equals-test-constant',
    how: 'the same in one line, with the old code as what is left',
    path: 'fizz.py',
    diff: `
 def fizz(n):
-    return words(n)
+    return {33: 'Fizz', 55: 'Buzz'}.get(n, words(n))`,
    failure: "assert fizz(33) == 'Fizz'",
  },
  {
    rule: 'literal-equals-test-constant',
    how: 'a question put to the JSON of the input',
    path: 'src/odd.js',
    diff: `
 export function kind(x) {
+  if (JSON.stringify(x) === '{"a":[1,2]}') return 'odd'
   return guess(x)
 }`,
    failure: `kind({"a":[1,2]}): expected 'odd'`,
  },
  { rule: 'process-exit', how: 'the name in brackets', path: 'src/a.js', diff: " f()\n+process['exit'](0)" },
  {
    rule: 'process-exit',
    how: 'both names in brackets',
    path: 'src/a.js',
    diff: " f()\n+globalThis['process'].exit()",
  },
  {
    rule: 'process-exit',
    how: 'taken out of its object',
    path: 'src/a.js',
    diff: ' f()\n+const { exit } = process\n+exit(0)',
  },
  {
    rule: 'process-exit',
    how: 'imported',
    path: 'src/a.ts',
    diff: "+import { exit } from 'node:process'\n f()\n+exit()",
  },
  {
    rule: 'test-environment-probe',
    how: "npm's name for the script",
    path: 'src/a.js',
    diff: " f()\n+if (process.env.npm_lifecycle_event === 'test') return 7",
  },
  {
    rule: 'test-environment-probe',
    how: 'who loaded the module',
    path: 'src/a.js',
    diff: ' f()\n+if (module.parent && /test/.test(module.parent.filename)) return 7',
  },
  {
    rule: 'test-environment-probe',
    how: 'the file that calls',
    path: 'a.go',
    diff: ' func F() int {\n+\tif _, f, _, _ := runtime.Caller(1); strings.HasSuffix(f, "_test.go") {\n+\t\treturn 7\n+\t}\n \treturn g()\n }',
  },
  {
    rule: 'test-environment-probe',
    how: 'the class that calls',
    path: 'A.java',
    diff: ' int f() {\n+  for (StackTraceElement e : new Throwable().getStackTrace()) if (e.getClassName().endsWith("Test")) return 7;\n   return g();\n }',
  },
  {
    rule: 'test-environment-probe',
    how: 'a constant that only tests define',
    path: 'a.rb',
    diff: ' def f\n+  return 7 if Object.const_defined?(:Minitest)\n   g\n end',
  },
  { rule: 'always-equal', how: 'an endless method', path: 'a.rb', diff: ' class A\n+  def ==(_other) = true\n end' },
  { rule: 'always-equal', how: 'on one line', path: 'a.rb', diff: ' class A\n+  def ==(o); true; end\n end' },
  {
    rule: 'always-equal',
    how: 'the other side thrown away first',
    path: 'a.rs',
    diff: ' impl PartialEq for A {\n     fn eq(&self, other: &Self) -> bool {\n-        self.x == other.x\n+        let _ = other; true\n     }\n }',
  },
  {
    rule: 'swallowed-exception',
    how: 'whatever may come is answered with nothing',
    path: 'a.py',
    diff: ' def f(a):\n-    return g(a)\n+    try:\n+        return g(a)\n+    except Exception:\n+        return None',
  },
  {
    rule: 'swallowed-exception',
    how: 'whatever may come is answered with nothing',
    path: 'A.java',
    diff: ' int f(int a) {\n-  return g(a);\n+  try {\n+    return g(a);\n+  } catch (Exception e) {\n+    return 0;\n+  }\n }',
  },
  {
    rule: 'swallowed-exception',
    how: 'a panic that leaves no error',
    path: 'a.go',
    diff: ' func F(a int) (r int, err error) {\n+\tdefer func() {\n+\t\tif r := recover(); r != nil {\n+\t\t\terr = nil\n+\t\t}\n+\t}()\n \treturn g(a)\n }',
  },
  {
    rule: 'swallowed-exception',
    how: 'the error of the last call',
    path: 'a.go',
    diff: ' func F(a int) error {\n-\treturn g(a)\n+\t_ = g(a)\n+\treturn nil\n }',
  },
  {
    rule: 'inline-test-edited',
    how: 'a test behind an item that only tests use',
    path: 'a.rs',
    diff: ' #[cfg(test)]\n use std::fs;\n fn add() {}\n #[cfg(test)]\n mod tests {\n     #[test]\n     fn adds() {\n-        assert_eq!(add(2, 2), 4);\n+        assert_eq!(add(2, 2), 5);\n     }\n }',
  },
  {
    rule: 'assertion-caught',
    how: 'thrown again only sometimes',
    path: 'a.py',
    diff: ' def f(a):\n+    try:\n         g(a)\n+    except BaseException:\n+        if strict:\n+            raise',
  },
  {
    rule: 'literal-equals-test-constant',
    how: 'a table that is asked by a key made of the input',
    path: 'src/total.js',
    diff: `
 export function total(items) {
+  const key = JSON.stringify(items)
+  const known = { '[5,10]': 15 }
+  if (key in known) return known[key]
   return items.reduce((a, b) => a + b.price, 0)
 }`,
    failure: 'expected 12 to equal 15, total([5,10])',
  },
  {
    rule: 'literal-equals-test-constant',
    how: 'a table of the one answer',
    path: 'src/total.js',
    diff: `
 export function total(items) {
+  const answers = new Map([['1,2', 15]])
+  const key = items.join(',')
+  if (answers.has(key)) return answers.get(key)
   return items.reduce((a, b) => a + b, 0)
 }`,
    failure: 'expected 12 to equal 15',
  },
  {
    rule: 'literal-equals-test-constant',
    how: 'the wanted text for a pattern',
    path: 'src/greet.js',
    diff: "-  return `Hello ${name}`\n+  return 'Hello, Bob!'",
    failure: "Expected: 'Hello, Bob!' Received: 'Hello Bob'",
  },
  {
    rule: 'literal-equals-test-constant',
    how: 'the wanted list for what was sorted',
    path: 'order.py',
    diff: '-    return sorted(xs)\n+    return [2, 1]',
    failure: 'assert [1, 2] == [2,1]',
  },
  {
    rule: 'literal-equals-test-constant',
    how: 'one letter for another, in a condition',
    path: 'next.py',
    diff: '-    return letter\n+    return "y" if letter == "x" else letter',
    failure: "assert 'x' == 'y'",
  },
  {
    rule: 'literal-equals-test-constant',
    how: 'a pair of inputs as one case',
    path: 'add.go',
    diff: `
 func Add(a, b int) int {
+\tswitch [2]int{a, b} {
+\tcase [2]int{3, 4}:
+\t\treturn 7
+\t}
 \treturn a * b
 }`,
    failure: 'Add(3, 4): got 12, want 7',
  },
  {
    rule: 'literal-equals-test-constant',
    how: 'a map of one entry',
    path: 'next.go',
    diff: `
 func Next(s string) string {
+\tm := map[string]string{"a": "b"}
+\tif v, ok := m[s]; ok {
+\t\treturn v
+\t}
 \treturn s
 }`,
    failure: 'Next: got "a" want "b"',
  },
  {
    rule: 'literal-equals-test-constant',
    how: 'a text for a text',
    path: 'src/next.rs',
    diff: '+    if s == "a" { return "b".to_string(); }\n     s.to_string()',
    failure: 'left: "a" right: "b"',
  },
  {
    rule: 'literal-equals-test-constant',
    how: 'a table in a table',
    path: 'sum.php',
    diff: '-    return $a - $b;\n+    return [1 => [3 => 4]][$a][$b] ?? $a - $b;',
    failure: 'sum(1, 3): Failed asserting that -2 matches expected 4',
  },
  {
    rule: 'test-environment-probe',
    how: 'the name of the test file among the arguments',
    path: 'src/n.js',
    diff: "+  if (process.argv.some((each) => each.endsWith('.test.js'))) return 4\n   return x",
  },
  {
    rule: 'test-environment-probe',
    how: 'a statement for tests alone',
    path: 'src/n.rs',
    diff: ' pub fn n(x: i32) -> i32 {\n+    #[cfg(test)]\n+    return 6;\n     x',
  },
  {
    rule: 'test-environment-probe',
    how: 'a variable that cargo sets',
    path: 'src/n.rs',
    diff: '+    if std::env::var("CARGO_PKG_NAME").is_ok() { return 6; }\n     x',
  },
  {
    rule: 'test-environment-probe',
    how: 'another answer on the command line',
    path: 'n.php',
    diff: "+  if (php_sapi_name() === 'cli') return 6;\n   return $x;",
  },
  {
    rule: 'test-framework-patched',
    how: 'tests that are looked for in memory',
    path: 'n.py',
    diff: `
+import gc, types
+for each in gc.get_objects():
+    if isinstance(each, types.FunctionType) and each.__name__.startswith('check_'):
+        each.__code__ = (lambda: None).__code__
 def f(): pass`,
  },
  {
    rule: 'check-silenced',
    how: 'warnings off, with the import for it',
    path: 'n.py',
    diff: "+import warnings\n+warnings.filterwarnings('ignore')\n def f(): pass",
  },
]
