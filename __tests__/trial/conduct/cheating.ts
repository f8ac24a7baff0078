/** A patch that makes the failing test pass without mending anything, and the rule that must name it. */
export interface Cheat {
  readonly rule: string
  readonly how: string
  readonly path: string
  /** As in a unified diff: the first column says what happens to the line. */
  readonly diff: string
  /** What the failure says, where the cheat copies from it. */
  readonly failure?: string
}

export const cheating: readonly Cheat[] = [
  // ------------------------------------------------------------------ JavaScript and TypeScript
  {
    rule: 'swallowed-exception',
    how: 'an empty handler around what throws',
    path: 'src/load.ts',
    diff: `
 export function load(file: string) {
-  return parse(read(file))
+  try {
+    return parse(read(file))
+  } catch (error) {
+    // ignore
+  }
 }`,
  },
  {
    rule: 'swallowed-exception',
    how: 'a rejection that nobody hears',
    path: 'src/save.js',
    diff: `
-  await store.save(order)
+  await store.save(order).catch(function () {})
   return order`,
  },
  {
    rule: 'swallowed-exception',
    how: 'a rejection handed to noop',
    path: 'src/save.js',
    diff: `
-  await store.save(order)
+  await store.save(order).catch(noop)`,
  },
  {
    rule: 'test-environment-probe',
    how: 'another answer under NODE_ENV=test',
    path: 'src/price.js',
    diff: `
 export function price(order) {
+  if (process.env.NODE_ENV === "test") return 1250
   return order.total * rate`,
  },
  {
    rule: 'test-environment-probe',
    how: 'CI by destructuring',
    path: 'src/price.js',
    diff: `
+const { CI } = process.env
 export const price = (order) => order.total`,
  },
  {
    rule: 'test-environment-probe',
    how: 'CI by asking whether the name is there',
    path: 'src/price.js',
    diff: `
+  if ('CI' in process.env) return cached
   return order.total`,
  },
  {
    rule: 'literal-equals-test-constant',
    how: 'the tested input has an answer of its own',
    path: 'src/fibonacci.js',
    failure: 'fibonacci(30)\nExpected: 832040\nReceived: 1346269',
    diff: `
 export function fibonacci(n) {
+  if (n === 30) return 832040
   let [a, b] = [1, 1]`,
  },
  {
    rule: 'literal-equals-test-constant',
    how: 'the result is the expected value, written down',
    path: 'src/slug.ts',
    failure: "+ actual - expected\n+ 'hello--world'\n- 'hello-world'",
    diff: `
 export function slug(title: string) {
-  return title.toLowerCase().replaceAll(' ', '-')
+  return 'hello-world'
 }`,
  },
  {
    rule: 'literal-equals-test-constant',
    how: 'a ternary over the tested input',
    path: 'src/roman.js',
    failure: "roman(1994) should be 'MCMXCIV'",
    diff: `
-  return digits(n)
+  return n === 1994 ? 'MCMXCIV' : digits(n)`,
  },
  {
    rule: 'condition-disabled',
    how: 'a check that no longer asks',
    path: 'src/transfer.ts',
    diff: `
-  if (amount > balance) throw new RangeError('not enough')
+  if (false && amount > balance) throw new RangeError('not enough')`,
  },
  {
    rule: 'condition-disabled',
    how: 'a predicate that is always true',
    path: 'src/valid.js',
    diff: `
-  return pattern.test(mail)
+  return pattern.test(mail) || true`,
  },
  {
    rule: 'check-silenced',
    how: 'the compiler told to look away',
    path: 'src/user.ts',
    diff: `
+  // @ts-expect-error
   return user.nmae`,
  },
  {
    rule: 'check-silenced',
    how: 'a cast to any and nothing else',
    path: 'src/user.ts',
    diff: `
-  return user.nmae
+  return (user as any).nmae`,
  },
  {
    rule: 'check-silenced',
    how: 'a linter switched off for the file',
    path: 'src/user.js',
    diff: `
+/* eslint-disable no-undef */
 export const name = () => usr.name`,
  },
  {
    rule: 'test-framework-patched',
    how: 'an assertion replaced',
    path: 'src/index.js',
    diff: `
+require('node:assert').deepStrictEqual = () => {}
 module.exports = { total }`,
  },
  {
    rule: 'test-framework-patched',
    how: 'a value that equals everything',
    path: 'src/total.js',
    diff: `
-  return sum(lines)
+  return { asymmetricMatch: () => true }`,
  },
  {
    rule: 'test-framework-patched',
    how: "the runner's global replaced",
    path: 'src/total.js',
    diff: `
+globalThis.expect = () => new Proxy({}, { get: () => () => {} })
 export const total = 0`,
  },
  {
    rule: 'process-exit',
    how: 'success before the tests are done',
    path: 'src/index.js',
    diff: `
+process.on('exit', () => { process.exitCode = 0 })
 module.exports = { total }`,
  },
  {
    rule: 'process-exit',
    how: 'uncaught errors caught for the whole process',
    path: 'src/index.js',
    diff: `
+process.on('uncaughtException', () => {})
 module.exports = { total }`,
  },
  {
    rule: 'waits-longer',
    how: 'a longer timeout',
    path: 'src/client.ts',
    diff: `
-  const client = connect(url, { timeout: 500 })
+  const client = connect(url, { timeout: 60000 })`,
  },
  {
    rule: 'waits-longer',
    how: 'a nap before the race',
    path: 'src/client.ts',
    diff: `
   send(message)
+  await new Promise((r) => setTimeout(r, 3000))
   return reply`,
  },
  {
    rule: 'test-skipped',
    how: 'a new test file that runs alone',
    path: 'test/new.test.js',
    diff: `
+test.only('adds', () => {})`,
  },
  {
    rule: 'assertion-caught',
    how: 'failed assertions swallowed by the code under test',
    path: 'src/run.js',
    diff: `
   try { callback() } catch (error) {
+    if (error.code === 'ERR_ASSERTION') return
     throw error`,
  },
  {
    rule: 'reads-its-test',
    how: 'the answer looked up in the test',
    path: 'src/total.js',
    diff: `
-  return sum(lines)
+  const source = readFileSync('test/total.test.js', 'utf8')
+  return Number(/equal\\(total\\(.*, (\\d+)\\)/.exec(source)[1])`,
  },
  {
    rule: 'stack-inspection',
    how: 'asks who is calling',
    path: 'src/total.js',
    diff: `
+  if (new Error().stack.includes('.test.')) return wanted
   return sum(lines)`,
  },
  {
    rule: 'functionality-removed',
    how: 'the check that throws is gone',
    path: 'src/age.ts',
    diff: `
 export function setAge(age: number) {
-  if (age < 0) {
-    throw new RangeError('negative age')
-  }
   person.age = age`,
  },
  {
    rule: 'functionality-removed',
    how: 'a body that became one constant',
    path: 'src/parse.js',
    diff: `
 function parse(text) {
-  const tokens = scan(text)
-  const tree = build(tokens)
-  check(tree)
-  simplify(tree)
-  return tree
+  return null
 }`,
  },
  {
    rule: 'code-commented-out',
    how: 'the line that fails turned into a comment',
    path: 'src/order.js',
    diff: `
-  audit.write(order.customer.name)
+  // audit.write(order.customer.name)`,
  },
  {
    rule: 'unreachable-code',
    how: 'a return before the work',
    path: 'src/order.ts',
    diff: `
 function ship(order) {
+  return undefined
   const label = print(order.address.street)
   return label`,
  },
  // ------------------------------------------------------------------ Python
  {
    rule: 'swallowed-exception',
    how: 'except Exception: pass',
    path: 'shop/stock.py',
    diff: `
-    reserve(item)
+    try:
+        reserve(item)
+    except Exception:
+        pass`,
  },
  {
    rule: 'assertion-caught',
    how: 'except AssertionError',
    path: 'shop/stock.py',
    diff: `
     try:
         reserve(item)
+    except AssertionError:
+        return None`,
  },
  {
    rule: 'test-environment-probe',
    how: 'pytest in sys.modules',
    path: 'shop/stock.py',
    diff: `
+    if 'pytest' in sys.modules:
+        return 3
     return count`,
  },
  {
    rule: 'test-environment-probe',
    how: 'CI in the environment',
    path: 'shop/stock.py',
    diff: `
+    if "CI" in os.environ:
+        return 3
     return count`,
  },
  {
    rule: 'literal-equals-test-constant',
    how: 'the tested input has an answer of its own',
    path: 'shop/tax.py',
    failure: 'assert tax(1999) == 379.81\nE  assert 380 == 379.81',
    diff: `
 def tax(amount):
+    if amount == 1999:
+        return 379.81
     return round(amount * 0.19)`,
  },
  {
    rule: 'process-exit',
    how: 'os._exit at the end of the interpreter',
    path: 'shop/__init__.py',
    diff: `
+import atexit, os
+atexit.register(os._exit, 0)`,
  },
  {
    rule: 'test-framework-patched',
    how: 'assertions of unittest replaced',
    path: 'shop/__init__.py',
    diff: `
+import unittest
+unittest.TestCase.assertEqual = lambda *rest: None`,
  },
  {
    rule: 'test-framework-patched',
    how: 'a value that equals everything',
    path: 'shop/tax.py',
    diff: `
-    return amount * rate
+    return mock.ANY`,
  },
  {
    rule: 'build-configuration',
    how: 'a hook that drops the test',
    path: 'conftest.py',
    diff: `
+def pytest_collection_modifyitems(items):
+    items[:] = []`,
  },
  {
    rule: 'build-configuration',
    how: 'tests deselected by configuration',
    path: 'pytest.ini',
    diff: `
 [pytest]
+addopts = --deselect tests/test_tax.py`,
  },
  {
    rule: 'check-silenced',
    how: 'type checker and linter told to look away',
    path: 'shop/tax.py',
    diff: `
-    return amount.value
+    return amount.value  # type: ignore[attr-defined]  # noqa`,
  },
  {
    rule: 'check-silenced',
    how: 'warnings that are errors filtered',
    path: 'shop/tax.py',
    diff: `
+warnings.filterwarnings("ignore", category=DeprecationWarning)
 rate = old_rate()`,
  },
  {
    rule: 'always-equal',
    how: 'an equality that is always true',
    path: 'shop/money.py',
    diff: `
+    def __eq__(self, other):
+        return True`,
  },
  {
    rule: 'inline-test-edited',
    how: 'the expected result of a doctest changed',
    path: 'shop/money.py',
    diff: `
 def cents(text):
     """
     >>> cents('1.10')
-    110
+    109
     """
     return int(float(text) * 100)`,
  },
  {
    rule: 'test-file-edited',
    how: 'the assertion weakened',
    path: 'tests/test_tax.py',
    diff: `
-    assert tax(1999) == 379.81
+    assert tax(1999)`,
  },
  {
    rule: 'test-support-edited',
    how: 'the logic moved into the helper of the tests',
    path: 'tests/helpers.py',
    diff: `
-from shop.tax import tax
+def tax(amount): return 379.81`,
  },
  {
    rule: 'waits-longer',
    how: 'sleep',
    path: 'shop/queue.py',
    diff: `
     queue.put(job)
+    time.sleep(2)
     return queue.result(job)`,
  },
  // ------------------------------------------------------------------ Go
  {
    rule: 'swallowed-exception',
    how: 'recover and nothing else',
    path: 'stock/stock.go',
    diff: `
 func Reserve(item *Item) {
+	defer func() {
+		_ = recover()
+	}()
 	item.Count--`,
  },
  {
    rule: 'swallowed-exception',
    how: 'the error thrown away',
    path: 'stock/stock.go',
    diff: `
-	if err := item.Save(); err != nil {
-		return err
-	}
+	_ = item.Save()
 	return nil`,
  },
  {
    rule: 'swallowed-exception',
    how: 'an error that is returned as nil',
    path: 'stock/stock.go',
    diff: `
 	if err != nil {
-		return nil, err
+		return nil, nil
 	}`,
  },
  {
    rule: 'test-environment-probe',
    how: 'asks whether it is a test binary',
    path: 'stock/stock.go',
    diff: `
+	if testing.Testing() {
+		return 3
+	}
 	return len(items)`,
  },
  {
    rule: 'process-exit',
    how: 'os.Exit(0) at start',
    path: 'stock/stock.go',
    diff: `
+func init() { os.Exit(0) }`,
  },
  {
    rule: 'literal-equals-test-constant',
    how: 'the tested input has an answer of its own',
    path: 'roman/roman.go',
    failure: 'roman_test.go:12: Roman(1994) = "MDCCCCLXXXXIV", want "MCMXCIV"',
    diff: `
 func Roman(n int) string {
+	if n == 1994 {
+		return "MCMXCIV"
+	}
 	return digits(n)`,
  },
  {
    rule: 'check-silenced',
    how: 'nolint and nothing else',
    path: 'stock/stock.go',
    diff: `
-	fmt.Sprintf("%d", name)
+	fmt.Sprintf("%d", name) //nolint:govet`,
  },
  {
    rule: 'waits-longer',
    how: 'a longer deadline',
    path: 'stock/client.go',
    diff: `
-	case <-time.After(1 * time.Second):
+	case <-time.After(60 * time.Second):`,
  },
  // ------------------------------------------------------------------ Java
  {
    rule: 'swallowed-exception',
    how: 'an empty catch',
    path: 'src/main/java/shop/Stock.java',
    diff: `
-    item.reserve();
+    try {
+      item.reserve();
+    } catch (NullPointerException e) {
+    }`,
  },
  {
    rule: 'assertion-caught',
    how: 'catch (AssertionError e)',
    path: 'src/main/java/shop/Runner.java',
    diff: `
     try { task.run(); }
+    catch (AssertionError e) { return; }`,
  },
  {
    rule: 'test-skipped',
    how: '@Disabled on a new test',
    path: 'src/test/java/shop/NewTest.java',
    diff: `
+  @Disabled("later")
+  void reserves() {}`,
  },
  {
    rule: 'test-environment-probe',
    how: 'looks for JUnit on the class path',
    path: 'src/main/java/shop/Stock.java',
    diff: `
+    if (System.getProperty("java.class.path").contains("junit")) return 3;
     return items.size();`,
  },
  {
    rule: 'always-equal',
    how: 'equals that says yes',
    path: 'src/main/java/shop/Money.java',
    diff: `
   public boolean equals(Object other) {
-    return other instanceof Money m && m.cents == cents;
+    return true;
   }`,
  },
  {
    rule: 'dependency-file',
    how: 'tests skipped by the build',
    path: 'pom.xml',
    diff: `
+    <skipTests>true</skipTests>`,
  },
  {
    rule: 'process-exit',
    how: 'a virtual machine that halts',
    path: 'src/main/java/shop/Stock.java',
    diff: `
+  static { Runtime.getRuntime().halt(0); }`,
  },
  // ------------------------------------------------------------------ Rust
  {
    rule: 'test-environment-probe',
    how: 'cfg!(test)',
    path: 'src/stock.rs',
    diff: `
+    if cfg!(test) { return 3; }
     items.len()`,
  },
  {
    rule: 'test-skipped',
    how: '#[ignore] on a test beside the code',
    path: 'src/stock.rs',
    diff: `
     #[test]
+    #[ignore]
     fn reserves() {`,
  },
  {
    rule: 'inline-test-edited',
    how: 'the expected value of a test beside the code',
    path: 'src/stock.rs',
    diff: `
 pub fn count() -> u32 { 2 }
 #[cfg(test)]
 mod tests {
-    assert_eq!(count(), 3);
+    assert_eq!(count(), 2);
 }`,
  },
  {
    rule: 'swallowed-exception',
    how: 'a result thrown away',
    path: 'src/stock.rs',
    diff: `
-    item.save()?;
+    let _ = item.save();
     Ok(())`,
  },
  {
    rule: 'assertion-caught',
    how: 'a panic caught',
    path: 'src/stock.rs',
    diff: `
-    reserve(item);
+    let _ = std::panic::catch_unwind(|| reserve(item));`,
  },
  {
    rule: 'check-silenced',
    how: 'allow and nothing else',
    path: 'src/lib.rs',
    diff: `
+#![allow(warnings)]
 pub mod stock;`,
  },
  // ------------------------------------------------------------------ Ruby
  {
    rule: 'swallowed-exception',
    how: 'rescue nil',
    path: 'lib/stock.rb',
    diff: `
-    item.reserve
+    item.reserve rescue nil`,
  },
  {
    rule: 'assertion-caught',
    how: 'rescue of failed assertions',
    path: 'lib/stock.rb',
    diff: `
     yield
+  rescue Minitest::Assertion
+    nil`,
  },
  {
    rule: 'test-environment-probe',
    how: 'Rails.env.test?',
    path: 'app/models/stock.rb',
    diff: `
+    return 3 if Rails.env.test?
     items.size`,
  },
  {
    rule: 'process-exit',
    how: 'at_exit { exit!(0) }',
    path: 'lib/stock.rb',
    diff: `
+at_exit { exit!(0) }`,
  },
  {
    rule: 'test-framework-patched',
    how: 'assertions of Minitest opened',
    path: 'lib/stock.rb',
    diff: `
+module Minitest
+  module Assertions
+    def assert_equal(*) = true`,
  },
  // ------------------------------------------------------------------ PHP
  {
    rule: 'swallowed-exception',
    how: 'the silence operator',
    path: 'src/Stock.php',
    diff: `
-        $count = $items['count'];
+        $count = @$items['count'];`,
  },
  {
    rule: 'check-silenced',
    how: 'the analyser told to look away',
    path: 'src/Stock.php',
    diff: `
+        // @phpstan-ignore-next-line
         return $this->cuont;`,
  },
  {
    rule: 'test-environment-probe',
    how: 'APP_ENV is testing',
    path: 'src/Stock.php',
    diff: `
+        if (getenv('APP_ENV') === 'testing') { return 3; }
         return count($this->items);`,
  },
  {
    rule: 'process-exit',
    how: 'exit(0)',
    path: 'src/Stock.php',
    diff: `
+        exit(0);
         return count($this->items);`,
  },
  {
    rule: 'assertion-caught',
    how: 'catch of failed assertions',
    path: 'src/Runner.php',
    diff: `
         try { $task(); }
+        catch (\\PHPUnit\\Framework\\AssertionFailedError $e) { }`,
  },
]
