// Inputs that are cheap to write and made to be dear to read: each has to stay under 100 ms a megabyte.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const megabyte = 1024 * 1024
const fill = (part) => part.repeat(Math.ceil(megabyte / part.length)).slice(0, megabyte)
const frames = [
  '    at f (/app/src/x.js:1:2)',
  '  File "/app/x.py", line 3, in f',
  '\tat com.example.X.f(X.java:3)',
  '\t/app/x.go:3 +0x1d',
  '   4: app::f at /app/src/x.rs:3:4',
  "app/x.rb:3:in `f'",
  '#0 /app/x.php(3): f()',
  '   at App.X.F() in /app/X.cs:line 3',
  'x.c:3:4: error: boom',
  'test/x_test.py:3: AssertionError',
  '      at Object.<anonymous> (x.test.js:3:4)',
  ' ❯ src/x.ts:3:4',
]
const suite = (body) => `<testsuite name="s">${body}</testsuite>`

/** Full of failures, so that each line costs what a failure costs: twice the text may take twice the time, not more. */
const dense = [
  'lines of Error: Error:',
  'short failure words',
  'FAIL lines',
  'lines of ● ',
  'not ok lines',
  'XML many failures',
  ...frames.map((frame) => `lines of ${frame.trim()}`),
]

export const hostile = {
  'empty lines': fill('\n'),
  'empty lines, CRLF': fill('\r\n'),
  'one letter a line': fill('a\n'),
  blanks: fill(' '),
  'lines of blanks': fill(`${' '.repeat(500)}\n`),
  'path of /a/a on one line': fill('/a'),
  'lines of /a/a': fill(`${'/a'.repeat(400)}\n`),
  'lines of a.a.a': fill(`${'a.'.repeat(400)}\n`),
  'lines of a:1:1:1': fill(`${'a:1:'.repeat(300)}\n`),
  'lines of Error: Error:': fill(`${'Error: '.repeat(150)}\n`),
  'lines of (((': fill(`${'('.repeat(1000)}\n`),
  'lines of digits': fill(`${'1'.repeat(1000)}\n`),
  'lines of "at "': fill('    at \n'),
  'short failure words': fill('error\n'),
  'FAIL lines': fill('FAIL a\n'),
  'lines of ● ': fill('  ● a\n'),
  'not ok lines': fill('not ok 1 - a\n'),
  '32k blanks and x': fill(`${' '.repeat(32_000)}x\n`),
  'open comments': fill('<!--'),
  'open images': fill('!['),
  'open links': fill(`[a](${' '.repeat(32_000)}`),
  parentheses: fill('('),
  ats: fill('@'),
  escapes: fill('\u001b['),
  'escapes with a title': fill('\u001b]0;'),
  'carriage returns': fill('a\r'),
  tabs: fill('\t'),
  'lines of tabs': fill('a\tb\tc\n'),
  'braces a line': fill('{\n'),
  'empty JSON records': fill('{}\n'),
  'JSON depth': fill('[{"a":'),
  ...Object.fromEntries(frames.map((frame) => [`one line of ${frame.trim()}`, fill(`${frame} `)])),
  ...Object.fromEntries(frames.map((frame) => [`lines of ${frame.trim()}`, fill(`${frame}\n`)])),
  ...Object.fromEntries(frames.map((frame) => [`1 MB then ${frame.trim()}`, `${fill('x')}${frame}`])),
  'XML depth': fill('<testsuite>'),
  'XML attributes': `<testsuite${Array.from({ length: 80_000 }, (_, at) => ` a${at}="1"`).join('')}/>`,
  'XML many tiny cases': suite(fill('<testcase/>')),
  'XML many failures': suite(fill('<testcase name="a"><failure/></testcase>')),
  'XML open tag': fill('<testsuite name="a" '),
  'XML open value': `<testsuite name="${fill('x')}`,
  'XML angle brackets': suite(fill('< ')),
  'XML brackets in CDATA': suite(`<system-out><![CDATA[${fill(']')}]]></system-out>`),
  'XML references': suite(`<testcase name="${fill('&#65;')}"/>`),
  'XML comments': suite(fill('<!-- - -->')),
  'XML blanks in a tag': suite(`<testcase${fill(' ')}/>`),
  'XML failure text': suite(`<testcase name="a"><failure>${fill('/a/a at ')}</failure></testcase>`),
}

/** @returns milliseconds of CPU a megabyte by name, the best of three; `growth` is 1 where four times the text takes four times the time */
export async function measureHostile(build) {
  const { openReading } = await import(pathToFileURL(join(build, 'signals', 'read.js')).href)
  const scope = { root: '/workspace', files: new Set(['src/x.js', 'x.py']) }
  const read = (bytes) => {
    const start = process.cpuUsage()
    const reading = openReading('hostile', scope)
    for (let at = 0; at < bytes.length; at += 65536) reading.write(bytes.subarray(at, at + 65536))
    reading.end()
    const { user, system } = process.cpuUsage(start)
    return (((user + system) / 1000) * megabyte) / bytes.length
  }
  return Object.entries(hostile).map(([name, text]) => {
    const bytes = Buffer.from(text)
    const best = (part) => Math.min(read(part), read(part), read(part))
    read(bytes)
    const whole = best(bytes)
    if (!dense.includes(name)) return { name, milliseconds: whole }
    return { name, milliseconds: whole, growth: whole / best(bytes.subarray(0, bytes.length / 4)) }
  })
}
