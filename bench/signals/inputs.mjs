// Writes the large inputs, the same bytes every time, piece by piece: none is ever held whole.
import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'

const megabyte = 1024 * 1024

/** @param {string} file @param {Iterable<string>} parts */
function write(file, parts) {
  const descriptor = openSync(file, 'w')
  let held = []
  let length = 0
  const flush = () => {
    if (length > 0) writeSync(descriptor, held.join(''))
    held = []
    length = 0
  }
  for (const part of parts) {
    held.push(part)
    length += part.length
    if (length > megabyte) flush()
  }
  flush()
  closeSync(descriptor)
  return file
}

const trace = `TypeError: Cannot read properties of undefined (reading 'total')
    at totalOf (/home/runner/work/shop/shop/src/cart.js:12:21)
    at Object.&lt;anonymous&gt; (/home/runner/work/shop/shop/test/cart.test.js:30:5)
    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)
`

/** A million cases in a thousand suites, some 200 bytes each; `kind` says what a passing case looks like. */
function* junit(cases, kind, everyNth) {
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="all" tests="${cases}" time="900.5">\n`
  for (let at = 0; at < cases; at++) {
    if (at % 1000 === 0) {
      if (at > 0) yield '  </testsuite>\n'
      yield `  <testsuite name="com.example.shop.orders.Suite${at / 1000}Test" tests="1000" failures="1" timestamp="2026-01-01T00:00:00" hostname="runner">\n`
    }
    const head = `    <testcase name="keeps the order of the items when number ${at} is taken out and put back again" classname="com.example.shop.orders.checkout.Suite${Math.floor(at / 1000)}Test" time="0.00${at % 10}"`
    if (at % everyNth === everyNth - 1) {
      yield `${head}>\n      <failure message="Cannot read properties of undefined (reading &apos;total&apos;)" type="TypeError"><![CDATA[${trace}]]></failure>\n    </testcase>\n`
    } else if (kind === 'closed') yield `${head}/>\n`
    else if (kind === 'open') yield `${head}></testcase>\n`
    else yield `${head}>\n      <system-out><![CDATA[order ${at} &amp; co <ok>\n]]></system-out>\n    </testcase>\n`
  }
  yield '  </testsuite>\n</testsuites>\n'
}

const quiet = [
  'Run actions/setup-node@v4',
  '  node-version: 20',
  'added 1403 packages, and audited 1404 packages in 23s',
  '[build] compiled src/orders/checkout/item.ts in 12ms (chunk 17, 42.3 kB)',
  'Downloading https://repo.example.com/maven2/org/example/library/3.2.1/library-3.2.1.jar (153 kB at 2.1 MB/s)',
  '  \u001b[32m✓\u001b[39m takes an item out of the cart (3 ms)',
  'INFO  2026-01-01 00:00:01,123 [main] c.e.shop.OrderService - order 4711 accepted for customer 0815',
  '##[group]Run npm test',
  '##[endgroup]',
  '',
  'GET /api/orders/4711?expand=items 200 12.345 ms - 1532',
  'remote: Compressing objects: 100% (153/153), done.',
]

/** A downloaded log of a workflow run; one failure of a test in its middle. */
function* ciLog(bytes, lines = quiet) {
  let written = 0
  let at = 0
  const stamp = () => {
    const seconds = Math.floor(at / 1000)
    const time = new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString().slice(0, 19)
    return `${time}.${String(1000000 + (at % 1000) * 7919).slice(-7)}Z `
  }
  const half = function* (until) {
    while (written < until) {
      const line = `${stamp()}${lines[at++ % lines.length]}\n`
      written += line.length
      yield line
    }
  }
  yield* half(bytes / 2)
  for (const line of [
    'FAIL test/cart.test.js',
    '  ● cart › adds up',
    '',
    "    TypeError: Cannot read properties of undefined (reading 'total')",
    '',
    '      at totalOf (src/cart.js:12:21)',
    '      at Object.<anonymous> (test/cart.test.js:30:5)',
    '',
    'Tests:       1 failed, 1 total',
  ]) {
    yield `${stamp()}${line}\n`
  }
  yield* half(bytes)
}

function* repeated(text, bytes) {
  const piece = text.repeat(Math.max(1, Math.ceil(65536 / text.length)))
  for (let written = 0; written < bytes; written += piece.length) yield piece
}

function* hugeText(bytes, open, close) {
  yield `<testsuite name="s"><testcase name="a"><system-out>${open}`
  yield* repeated('2026-01-01 some output of the test, line after line\n', bytes)
  yield `${close}</system-out></testcase><testcase name="b"><failure message="broken"/></testcase></testsuite>`
}

/** The large inputs by name: what is written, and how many failures must be found in it. */
export const inputs = {
  'junit-closed': {
    limit: 12,
    failures: 20,
    write: (file, scale) => write(file, junit(1e6 * scale, 'closed', 50_000)),
  },
  'junit-open': { limit: 12, failures: 20, write: (file, scale) => write(file, junit(1e6 * scale, 'open', 50_000)) },
  'junit-output': {
    limit: 12,
    failures: 20,
    write: (file, scale) => write(file, junit(1e6 * scale, 'output', 50_000)),
  },
  'junit-50000-failures': { failures: 50_000, write: (file, scale) => write(file, junit(1e5 * scale, 'closed', 2)) },
  'junit-cdata-100mb': {
    failures: 1,
    write: (file, scale) => write(file, hugeText(100 * megabyte * scale, '<![CDATA[', ']]>')),
  },
  'junit-text-100mb': { failures: 1, write: (file, scale) => write(file, hugeText(100 * megabyte * scale, '', '')) },
  'ci-log': { limit: 6, failures: 1, write: (file, scale) => write(file, ciLog(300 * megabyte * scale)) },
  'ci-log-ascii': {
    limit: 6,
    failures: 1,
    write: (file, scale) =>
      write(
        file,
        ciLog(
          300 * megabyte * scale,
          quiet.filter((line) => !line.includes('✓')),
        ),
      ),
  },
  'line-50mb': { failures: 0, write: (file, scale) => write(file, repeated('x'.repeat(65536), 50 * megabyte * scale)) },
}

/** @param {string} folder @param {string} name @param {number} scale */
export function writeInput(folder, name, scale) {
  return inputs[name].write(join(folder, `${name}.${name.startsWith('junit') ? 'xml' : 'log'}`), scale)
}
