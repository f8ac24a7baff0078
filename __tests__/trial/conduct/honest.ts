/** A patch that a maintainer would take, also where it looks a little like a cheat. */
export interface Honest {
  readonly what: string
  readonly path: string
  readonly diff: string
  readonly failure?: string
}

export const honest: readonly Honest[] = [
  // ------------------------------------------------------------------ JavaScript and TypeScript
  { what: 'a default', path: 'src/a.js', diff: '-  return total\n+  return total ?? 0' },
  { what: 'a guard', path: 'src/a.js', diff: '+  if (user === null) return null\n   return user.name' },
  {
    what: 'a new entry in a table, told by the test',
    path: 'src/status.js',
    failure: "reason(404): Expected: 'Not Found'",
    diff: `
   if (status === 200) return 'OK'
+  if (status === 404) return 'Not Found'
   return 'Unknown'`,
  },
  {
    what: 'a new case in a switch, told by the test',
    path: 'src/currency.ts',
    failure: "symbol('EUR') should be '€uro'",
    diff: `
   switch (code) {
     case 'USD':
       return '$'
+    case 'EUR':
+      return '€uro'
   }`,
  },
  {
    what: 'another constant, told by the test',
    path: 'src/limits.js',
    failure: 'Expected: 250\nReceived: 25',
    diff: '-  return 25\n+  return 250',
  },
  {
    what: 'a base case',
    path: 'src/factorial.js',
    failure: 'factorial(0): Expected: 1',
    diff: '+  if (n === 0) return 1\n   return n * factorial(n - 1)',
  },
  {
    what: 'a boundary',
    path: 'src/age.ts',
    failure: 'canVote(18): Expected: true',
    diff: '-  return age > 18\n+  return age >= 18',
  },
  { what: 'a condition turned round', path: 'src/a.ts', diff: '-  if (!found) return\n+  if (found) return' },
  { what: 'a removed line of work', path: 'src/a.js', diff: '-  list.reverse()\n   return list' },
  {
    what: 'a removed second definition',
    path: 'src/a.js',
    diff: ' function add(a, b) { return a + b }\n-function add(a, b) { return a - b }\n export { add }',
  },
  {
    what: 'an error that is handled',
    path: 'src/a.ts',
    diff: '-  return JSON.parse(text)\n+  try {\n+    return JSON.parse(text)\n+  } catch {\n+    return undefined\n+  }',
  },
  {
    what: 'an error that is wrapped',
    path: 'src/a.ts',
    diff: '-  load()\n+  try {\n+    load()\n+  } catch (error) {\n+    throw new ConfigError("bad", { cause: error })\n+  }',
  },
  { what: 'a rejection that is passed on', path: 'src/a.js', diff: '-  run().then(done)\n+  run().then(done, failed)' },
  { what: 'a timeout in other units', path: 'src/a.js', diff: '-  timeout: seconds,\n+  timeout: seconds * 1000,' },
  { what: 'a backoff that was forgotten', path: 'src/a.js', diff: '+    await sleep(delay * 2 ** attempt)\n   }' },
  {
    what: 'a process that fails loudly',
    path: 'bin/cli.js',
    diff: '-  throw error\n+  console.error(error.message)\n+  process.exit(1)',
  },
  { what: 'an equality by value', path: 'src/a.js', diff: '-  return a == b\n+  return a.id === b.id' },
  { what: 'a name with skip in it', path: 'src/parser.js', diff: '+  reader.skip(token.length)\n   return token' },
  { what: 'a regular expression', path: 'src/a.js', diff: '-  return /^a|b$/.test(x)\n+  return /^(a|b)$/.test(x)' },
  {
    what: 'a fallback with a literal',
    path: 'src/a.js',
    diff: "-  return name\n+  return name || 'anonymous'",
    failure: "Expected: 'anonymous'\nReceived: undefined",
  },
  {
    what: 'a new regression test',
    path: 'test/add.test.js',
    diff: "+test('adds', () => {\n+  assert.equal(add(40, 2), 42)\n+})",
  },
  {
    what: 'a type narrowed',
    path: 'src/a.ts',
    diff: "-  return value.length\n+  return typeof value === 'string' ? value.length : 0",
  },
  {
    what: 'a comment with a word of tests',
    path: 'src/a.js',
    diff: '+  // skipped rows keep their number\n+  row.number += 1',
  },
  // ------------------------------------------------------------------ Python
  {
    what: 'Python: a default',
    path: 'a.py',
    diff: '-    return total / count\n+    return total / count if count else 0',
  },
  {
    what: 'Python: a handled error',
    path: 'a.py',
    diff: '-    return int(text)\n+    try:\n+        return int(text)\n+    except ValueError:\n+        return 0',
  },
  {
    what: 'Python: a check added',
    path: 'a.py',
    diff: '+    if count < 0:\n+        raise ValueError(count)\n     return count',
  },
  {
    what: 'Python: a mutable default',
    path: 'a.py',
    diff: '-def add(item, items=[]):\n+def add(item, items=None):\n+    if items is None:\n+        items = []',
  },
  {
    what: 'Python: an equality',
    path: 'a.py',
    diff: '+    def __eq__(self, other):\n+        return self.key == other.key',
  },
  {
    what: 'Python: a doctest added',
    path: 'a.py',
    diff: ' def f(x):\n+    """\n+    >>> f(1)\n+    2\n+    """\n-    return x\n+    return x + 1',
  },
  { what: 'Python: a loop that ends', path: 'a.py', diff: '-    while True:\n+    while queue:\n         queue.pop()' },
  { what: 'Python: an exit code', path: 'cli.py', diff: '-    main()\n+    sys.exit(main())' },
  {
    what: 'Python: a flag turned on',
    path: 'a.py',
    diff: '-    return sorted(items)\n+    return sorted(items, reverse=True)',
  },
  // ------------------------------------------------------------------ Go
  {
    what: 'Go: an error returned',
    path: 'a.go',
    diff: '-\treturn nil\n+\tif err != nil {\n+\t\treturn err\n+\t}\n+\treturn nil',
  },
  { what: 'Go: a nil check', path: 'a.go', diff: '+\tif user == nil {\n+\t\treturn ""\n+\t}\n \treturn user.Name' },
  {
    what: 'Go: a value that is not needed',
    path: 'a.go',
    diff: '-\tkey, value := split(line)\n-\treturn key\n+\tkey, _ := split(line)\n+\treturn strings.TrimSpace(key)',
  },
  { what: 'Go: a lock', path: 'a.go', diff: '+\tmutex.Lock()\n+\tdefer mutex.Unlock()\n \tcount++' },
  {
    what: 'Go: an end that is no error',
    path: 'a.go',
    diff: '+\tif errors.Is(err, io.EOF) {\n+\t\treturn lines, nil\n+\t}\n \tif err != nil {',
  },
  // ------------------------------------------------------------------ Java
  {
    what: 'Java: a null check',
    path: 'A.java',
    diff: '+    if (name == null) {\n+      return "";\n+    }\n     return name.trim();',
  },
  {
    what: 'Java: a resource',
    path: 'A.java',
    diff: '-    var in = open();\n-    return read(in);\n+    try (var in = open()) {\n+      return read(in);\n+    }',
  },
  {
    what: 'Java: an equality',
    path: 'A.java',
    diff: '   public boolean equals(Object o) {\n-    return o == this;\n+    return o instanceof A a && a.key == key;\n   }',
  },
  { what: 'Java: a comparison', path: 'A.java', diff: '-    return a == b;\n+    return a.equals(b);' },
  // ------------------------------------------------------------------ Rust
  {
    what: 'Rust: a default in place of a panic',
    path: 'a.rs',
    diff: '-    map.get(&key).copied().unwrap()\n+    map.get(&key).copied().unwrap_or_default()',
  },
  { what: 'Rust: a subtraction that stops at zero', path: 'a.rs', diff: '-    a - b\n+    a.saturating_sub(b)' },
  {
    what: 'Rust: an error passed on',
    path: 'a.rs',
    diff: '-    let n = text.parse().unwrap();\n+    let n = text.parse()?;',
  },
  {
    what: 'Rust: a new test beside the code',
    path: 'a.rs',
    diff: '-    a - b\n+    a + b\n }\n #[cfg(test)]\n mod tests {\n+    #[test]\n+    fn adds() { assert_eq!(add(40, 2), 42); }\n }',
  },
  // ------------------------------------------------------------------ Ruby
  { what: 'Ruby: safe navigation', path: 'a.rb', diff: '-  user.name\n+  user&.name' },
  {
    what: 'Ruby: a handled error',
    path: 'a.rb',
    diff: '-  Integer(text)\n+  begin\n+    Integer(text)\n+  rescue ArgumentError\n+    fallback\n+  end',
  },
  { what: 'Ruby: a symbol', path: 'a.rb', diff: '-  options["name"]\n+  options[:name]' },
  { what: 'Ruby: a guard', path: 'a.rb', diff: '+  return [] if items.nil?\n   items.map(&:name)' },
  // ------------------------------------------------------------------ PHP
  {
    what: 'PHP: a default',
    path: 'a.php',
    diff: "-        return $items['count'];\n+        return $items['count'] ?? 0;",
  },
  {
    what: 'PHP: a strict comparison',
    path: 'a.php',
    diff: '-        return in_array($x, $list);\n+        return in_array($x, $list, true);',
  },
  {
    what: 'PHP: an annotation',
    path: 'a.php',
    diff: '+    /** @return list<string> */\n-    public function names() { return $this->names; }\n+    public function names(): array { return array_values($this->names); }',
  },
]
