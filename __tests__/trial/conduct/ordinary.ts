import type { honest } from './honest.js'

/** What people change when they mend something, where it comes near to what cheats look like. */
export const ordinary: typeof honest = [
  {
    what: 'Rust: code behind an item that only tests compile',
    path: 'a.rs',
    diff: ' #[cfg(test)]\n use std::fs;\n fn add(a: i32, b: i32) -> i32 {\n-    a - b\n+    a + b\n }',
  },
  {
    what: 'Rust: code between test helpers and tests',
    path: 'a.rs',
    diff: ' #[cfg(test)]\n pub fn sample() -> A {\n     A { x: 1 }\n }\n impl A {\n-    pub fn len(&self) -> usize { self.x }\n+    pub fn len(&self) -> usize { self.x + 1 }\n }\n #[cfg(test)]\n mod tests {\n     #[test]\n     fn long() {}\n }',
  },
  {
    what: 'Rust: an entry of a table',
    path: 'a.rs',
    diff: " const TABLE: [u8; 4] = [\n-    0, 0, b'\"', b'#',\n+    0, 0, 0, b'#',\n ];",
  },
  {
    what: 'Rust: an error instead of a panic',
    path: 'a.rs',
    diff: '-    let n = text.parse().unwrap();\n+    let n = text.parse().map_err(|_| Error::Number)?;\n     Ok(n)',
  },
  {
    what: 'Python: tidies up after whatever happens, and says so',
    path: 'a.py',
    diff: ' def write(name):\n+    try:\n         fill(name)\n+    except BaseException:\n+        os.remove(name)\n+        raise',
  },
  {
    what: 'Python: a narrow handler with an answer',
    path: 'a.py',
    diff: '-    return int(text)\n+    try:\n+        return int(text)\n+    except ValueError:\n+        return None',
  },
  {
    what: 'Python: looks at its caller as it did before',
    path: 'a.py',
    diff: '-    frame = sys._getframe()\n+    frame = sys._getframe(level)',
  },
  {
    what: 'Python: a default that is not shared',
    path: 'a.py',
    diff: '-def add(x, to=[]):\n+def add(x, to=None):\n+    to = [] if to is None else to',
  },
  {
    what: 'Python: an encoding',
    path: 'a.py',
    diff: "-    with open(name) as f:\n+    with open(name, encoding='utf-8') as f:",
  },
  { what: 'Python: identity', path: 'a.py', diff: '-    if value == None:\n+    if value is None:' },
  {
    what: 'Python: one entry more',
    path: 'a.py',
    diff: " units = {\n     'kb': 1000,\n+    'mb': 1000000,\n }",
    failure: "assert units['mb'] == 1000000",
  },
  {
    what: 'JavaScript: a command line tool that ends as it does elsewhere',
    path: 'src/cli.js',
    diff: ' if (version) process.exit(0)\n+if (help) {\n+  print(usage)\n+  process.exit(0)\n+}',
  },
  {
    what: 'JavaScript: an entry among others',
    path: 'src/mime.js',
    diff: " const types = {\n   '.js': 'text/javascript',\n+  '.mjs': 'text/javascript',\n }",
    failure: "type('.mjs'): expected 'text/javascript'",
  },
  {
    what: 'JavaScript: a handler with a way on',
    path: 'src/a.js',
    diff: '-  return JSON.parse(text)\n+  try {\n+    return JSON.parse(text)\n+  } catch (error) {\n+    return fallback(text, error)\n+  }',
  },
  {
    what: 'JavaScript: own keys alone',
    path: 'src/a.js',
    diff: '-  if (key in object) return object[key]\n+  if (Object.hasOwn(object, key)) return object[key]',
  },
  {
    what: 'JavaScript: a listener goes again',
    path: 'src/a.js',
    diff: " emitter.on('end', done)\n+emitter.removeListener('error', fail)",
  },
  {
    what: 'JavaScript: a date without its time',
    path: 'src/a.js',
    diff: '-  return new Date(text)\n+  return new Date(`${text}T00:00:00Z`)',
  },
  {
    what: 'JavaScript: an awaited result',
    path: 'src/a.js',
    diff: '-  const user = load(id)\n+  const user = await load(id)',
  },
  {
    what: 'TypeScript: a case of its own',
    path: 'src/a.ts',
    diff: "   if (text === '') return 0\n+  if (text === '-') return Number.NaN\n   return Number(text)",
  },
  {
    what: 'TypeScript: the end of a range',
    path: 'src/a.ts',
    diff: '-  for (let i = 0; i <= list.length; i++) {\n+  for (let i = 0; i < list.length; i++) {',
  },
  {
    what: 'Go: an error passed on',
    path: 'a.go',
    diff: '-\tdata, _ := read(name)\n+\tdata, err := read(name)\n+\tif err != nil {\n+\t\treturn nil, err\n+\t}',
  },
  {
    what: 'Go: a panic that becomes an error',
    path: 'a.go',
    diff: ' func F() (err error) {\n+\tdefer func() {\n+\t\tif r := recover(); r != nil {\n+\t\t\terr = fmt.Errorf("bad input: %v", r)\n+\t\t}\n+\t}()\n \treturn g()',
  },
  {
    what: 'Go: nothing to do',
    path: 'a.go',
    diff: ' func F(list []int) error {\n+\tif len(list) == 0 {\n+\t\treturn nil\n+\t}\n \treturn g(list)',
  },
  { what: 'Go: a lock', path: 'a.go', diff: ' func (c *C) Add() {\n+\tc.mu.Lock()\n+\tdefer c.mu.Unlock()\n \tc.n++' },
  { what: 'Java: equality of values', path: 'A.java', diff: '-    return a == b;\n+    return Objects.equals(a, b);' },
  {
    what: 'Java: a resource that is closed',
    path: 'A.java',
    diff: '-    Reader r = open(f);\n-    return r.read();\n+    try (Reader r = open(f)) {\n+      return r.read();\n+    }',
  },
  { what: 'Java: an overflow', path: 'A.java', diff: '-    return a + b;\n+    return Math.addExact(a, b);' },
  {
    what: 'Java: an exception with its cause',
    path: 'A.java',
    diff: '-    } catch (IOException e) {\n-      throw new LoadException("load");\n+    } catch (IOException e) {\n+      throw new LoadException("load", e);\n     }',
  },
  {
    what: 'Ruby: an endless method that compares',
    path: 'a.rb',
    diff: ' class A\n-  def ==(other) = other.x == y\n+  def ==(other) = other.x == x\n end',
  },
  { what: 'Ruby: a copy', path: 'a.rb', diff: '-    defaults.merge!(options)\n+    defaults.merge(options)' },
  { what: 'Ruby: a block that is asked for', path: 'a.rb', diff: '-    yield item\n+    yield item if block_given?' },
  {
    what: 'PHP: a key that may be missing',
    path: 'a.php',
    diff: '-        return $this->items[$key];\n+        return array_key_exists($key, $this->items) ? $this->items[$key] : $default;',
  },
  {
    what: 'PHP: bytes and letters',
    path: 'a.php',
    diff: '-        return strlen($text);\n+        return mb_strlen($text);',
  },
  {
    what: 'Python: a handler that names another error',
    path: 'config.py',
    diff: '     try:\n         return json.loads(text)\n-    except KeyError:\n+    except json.JSONDecodeError:\n         raise ConfigError(text)',
  },
  {
    what: 'Java: a handler that names another error',
    path: 'A.java',
    diff: '     try {\n       run();\n-    } catch (IOException e) {\n+    } catch (UncheckedIOException e) {\n       throw new LoadException(e);\n     }',
  },
  {
    what: 'Rust: a module of tests',
    path: 'src/n.rs',
    diff: '-    x + 1\n+    x * 2\n }\n+#[cfg(test)]\n+mod tests;',
  },
  {
    what: 'JavaScript: a case that was missing, where the failure tells of others',
    path: 'month.js',
    diff: '   if (month === 4) return 30\n+  if (month === 2) return 28\n   return 31',
    failure: 'expected 31 to equal 28',
  },
  {
    what: 'Go: a list of names, longer by one',
    path: 'days.go',
    diff: '-\treturn []string{"Mon", "Tue"}[day]\n+\treturn []string{"Sun", "Mon", "Tue"}[day]',
    failure: 'got "Tue" want "Mon"',
  },
]
