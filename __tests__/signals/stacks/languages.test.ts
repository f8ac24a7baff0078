import { explain } from '../../../src/signals/stacks/explain.js'
import { read } from '../reading.js'

const cases: [string, string, string][] = [
  [
    'V8',
    'TypeError: no\n    at Object.parse [as run] (/srv/a.js:1:2)\n    at async main (file:///srv/b.mjs:3:4)',
    'TypeError: no @ /srv/a.js:1 Object.parse [as run], /srv/b.mjs:3 main',
  ],
  ['V8 with a renamed class', 'Error [QuotaError]: no\n    at /srv/a.js:1:2', 'QuotaError: no @ /srv/a.js:1'],
  [
    'V8 in eval',
    'Error: no\n    at eval (eval at run (http://h/a.js:7:5), <anonymous>:1:1)',
    'Error: no @ http://h/a.js:7 eval',
  ],
  ['a message of two lines', 'Error: one\ntwo\n    at f (/srv/a.js:1:2)', 'Error: one @ /srv/a.js:1 f'],
  [
    'a cause',
    'TypeError: no\n    at f (/srv/a.js:1:2) {\n  [cause]: Error: why\n      at g (/srv/b.js:3:4)\n}',
    'TypeError: no @ /srv/a.js:1 f',
  ],
  ['SpiderMonkey', 'run@http://h/a.js:1:2\n@http://h/b.js:3:4', ': @ http://h/a.js:1 run, http://h/b.js:3'],
  ['JavaScriptCore', 'run@http://h/a.js:1:2\n[native code]', ': @ http://h/a.js:1 run, [native code]'],
  ['webpack', 'Error: no\n    at f (webpack:///./src/a.js?:1:2)', 'Error: no @ src/a.js:1 f'],
  [
    'Python',
    'Traceback (most recent call last):\n  File "/srv/b.py", line 3, in main\n    f()\n  File "/srv/a.py", line 1, in f\n    x\napp.Bad: no',
    'app.Bad: no @ /srv/a.py:1 f, /srv/b.py:3 main',
  ],
  [
    'Python with a cause',
    'Traceback (most recent call last):\n  File "/srv/a.py", line 1, in f\nKeyError: 1\n\nThe above exception was the direct cause of the following exception:\n\nTraceback (most recent call last):\n  File "/srv/b.py", line 2, in g\nValueError: no',
    'ValueError: no @ /srv/b.py:2 g',
  ],
  [
    'a syntax error in Python',
    'Traceback (most recent call last):\n  File "/srv/b.py", line 3, in <module>\n    import a\n  File "/srv/a.py", line 1\n    x = (\n        ^\nSyntaxError: no',
    'SyntaxError: no @ /srv/a.py:1, /srv/b.py:3 <module>',
  ],
  [
    'an exception group',
    '  + Exception Group Traceback (most recent call last):\n  |   File "/srv/a.py", line 1, in f\n  |     raise\n  | ExceptionGroup: two (2 sub-exceptions)\n  +-+---------------- 1 ----------------\n    | ValueError: one\n    +------------------------------------',
    'ExceptionGroup: two (2 sub-exceptions) @ /srv/a.py:1 f',
  ],
  [
    'pytest',
    'test_a.py:3: in test_f\n    f()\na.py:1: in f\n    x\nE   ValueError: no',
    'ValueError: no @ a.py:1 f, test_a.py:3 test_f',
  ],
  [
    'Java',
    'Exception in thread "main" com.acme.A$Bad: no\n\tat com.acme.A.f(A.java:1)\n\tat java.base/java.lang.Thread.run(Thread.java:833)\nCaused by: java.io.IOException: why\n\t... 1 more',
    'com.acme.A$Bad: no @ com/acme/A.java:1 A.f, java/lang/Thread.java:833 Thread.run',
  ],
  [
    'Kotlin',
    'java.lang.IllegalStateException: no\n\tat app.MainKt.main(Main.kt:3)',
    'java.lang.IllegalStateException: no @ app/Main.kt:3 MainKt.main',
  ],
  [
    'Go',
    'panic: no\n\ngoroutine 1 [running]:\nexample.com/a/pkg.F(0x1)\n\t/srv/pkg/a.go:1 +0x3\nmain.main()\n\t/srv/main.go:7 +0x5\n\ngoroutine 2 [select]:\nmain.g()\n\t/srv/g.go:9 +0x1',
    'panic: no @ /srv/pkg/a.go:1 pkg.F, /srv/main.go:7 main.main',
  ],
  [
    'Ruby',
    "/srv/a.rb:1:in `f': no (A::Bad)\n\tfrom /srv/b.rb:2:in `block in g'\n/srv/c.rb:3:in `h': why (E)",
    'A::Bad: no @ /srv/a.rb:1 f, /srv/b.rb:2 g',
  ],
  [
    'PHP',
    'PHP Fatal error:  Uncaught Bad: no in /srv/a.php:1\nStack trace:\n#0 /srv/b.php(2): f()\n#1 {main}\n  thrown in /srv/a.php on line 1',
    'Bad: no @ /srv/a.php:1 f, /srv/b.php:2 {main}',
  ],
  [
    'Rust',
    "\nthread 'main' (4) panicked at src/a.rs:4:5:\nno\nstack backtrace:\n   0: rust_begin_unwind\n             at /rustc/abcdef0123/library/std/src/panicking.rs:1:5\n   1: a::check\n             at ./src/a.rs:4:5\n   2: a::main\n             at ./src/main.rs:7:19\nnote: Some details are omitted",
    'panic: no @ /rustc/abcdef0123/library/std/src/panicking.rs:1 rust_begin_unwind, src/a.rs:4 a::check, src/main.rs:7 a::main',
  ],
  [
    'Rust without a backtrace',
    "thread 'main' panicked at src/a.rs:4:5:\nno\nnote: run with `RUST_BACKTRACE=1`",
    'panic: no @ src/a.rs:4',
  ],
  ['Rust before 1.73', "thread 'main' panicked at 'no', src/a.rs:4:5", 'panic: no @ src/a.rs:4'],
  [
    'AddressSanitizer',
    '==1==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x60 at pc 0x55\nREAD of size 4 at 0x60 thread T0\n    #0 0x55 in f /srv/a.c:8\n    #1 0x55 in main /srv/a.c:12:3\n\nallocated by thread T0 here:\n    #0 0x7f in malloc /x.cpp:69\n\nSUMMARY: AddressSanitizer: heap-buffer-overflow',
    'heap-buffer-overflow: AddressSanitizer: heap-buffer-overflow, READ of size 4 @ /srv/a.c:8 f, /srv/a.c:12 main',
  ],
  [
    'ThreadSanitizer',
    'WARNING: ThreadSanitizer: data race (pid=1)\n  Write of size 4 at 0x7b by thread T2:\n    #0 inc a.c:8:3 (bin+0x1)\n\nSUMMARY: ThreadSanitizer: data race',
    'data race: ThreadSanitizer: data race @ a.c:8 inc',
  ],
  [
    'UndefinedBehaviorSanitizer',
    'a.c:3:5: runtime error: signed integer overflow\n    #0 0x55 in f /srv/a.c:3:5',
    'runtime error: signed integer overflow @ a.c:3, /srv/a.c:3 f',
  ],
  [
    'valgrind',
    '==9== Invalid read of size 4\n==9==    at 0x1091: f (a.c:2)\n==9==    by 0x10B3: main (a.c:3)\n==9==  Address 0x4 is 8 bytes after',
    'valgrind: Invalid read of size 4 @ a.c:2 f, a.c:3 main',
  ],
  [
    'assert in C',
    "a.out: a.c:5: main: Assertion `c == 7' failed.",
    "Assertion: Assertion 'c == 7' failed. @ a.c:5 main",
  ],
  [
    '.NET',
    'Unhandled exception. System.InvalidOperationException: no\n ---> System.Exception: why\n   at Acme.A.G() in /srv/A.cs:line 3\n   --- End of inner exception stack trace ---\n   at Acme.A.F(Int32 n) in /srv/A.cs:line 9\n   at Acme.P.Main()',
    'System.InvalidOperationException: no @ /srv/A.cs:3 Acme.A.G, /srv/A.cs:9 Acme.A.F, <Acme.P.Main> Acme.P.Main',
  ],
  [
    'Perl',
    'no at main.pl line 5.\n\tmain::inner(47) called at main.pl line 7\n\tmain::mid() called at main.pl line 8',
    ': no @ main.pl:5 main::inner, main.pl:7 main::mid, main.pl:8',
  ],
  [
    'Elixir',
    '** (ArgumentError) no\n    lib/a.ex:4: A.f/1\n    (elixir 1.14.0) lib/code.ex:1245: Code.require_file/2',
    'ArgumentError: no @ lib/a.ex:4 A.f, lib/code.ex:1245 Code.require_file',
  ],
  [
    'an Elixir file that does not compile',
    '** (CompileError) lib/a.ex:2: undefined',
    'CompileError: undefined @ lib/a.ex:2',
  ],
  [
    'a rethrown exception in PHP',
    'Fatal error: Uncaught A: why in /srv/a.php:2\nStack trace:\n#0 {main}\n\nNext B: no in /srv/a.php:3\nStack trace:\n#0 /srv/a.php(4): g()\n#1 {main}\n  thrown in /srv/a.php on line 3',
    'B: no @ /srv/a.php:3 g, /srv/a.php:4 {main}',
  ],
  [
    'an error behind words of the program',
    'cannot load RangeError: no\n    at f (/srv/a.js:1:2)',
    'RangeError: no @ /srv/a.js:1 f',
  ],
  ['text with a place', '(in test file test/a.bats, line 9)', ': @ test/a.bats:9'],
  ['text without any', 'nothing of note at 12:30', ': @ '],
]

describe('stack traces', () => {
  it.each(cases)('%s', (_, text, expected) => {
    const { exception = '', message = '', frames } = explain(text)
    const told = read(`<testsuite><testcase name="a"><failure><![CDATA[${text}]]></failure></testcase></testsuite>`)
      .sightings[0]
    const places = (told?.frames ?? []).map((frame) =>
      [`${frame.file}${frame.line ? `:${frame.line}` : ''}`, frame.function].filter(Boolean).join(' '),
    )
    const said = message === '' ? '' : `${message} `
    expect(`${exception}: ${said}@ ${places.join(', ')}`).toBe(expected)
    expect(frames).toHaveLength(places.length)
  })

  it.each(cases.filter(([name]) => !name.startsWith('text')))('%s, in a log', (_, text) => {
    expect(read(`quiet\n${text}\nquiet\n`).sightings.filter((one) => one.kind === 'exception').length).toBeGreaterThan(
      0,
    )
  })
})
