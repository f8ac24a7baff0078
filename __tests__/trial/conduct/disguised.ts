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
]
