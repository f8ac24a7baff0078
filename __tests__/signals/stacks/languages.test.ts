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
