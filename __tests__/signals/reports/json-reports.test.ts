import { read } from '../reading.js'

const files = ['src/cart.js', 'test/cart.test.js']
const stack = `TypeError: boom
    at add (/home/ci/app/src/cart.js:7:3)
    at Context.<anonymous> (/home/ci/app/test/cart.test.js:5:9)`

interface Row {
  readonly document: unknown
  readonly tests: Readonly<Record<string, number>>
  /** What the one failure says. */
  readonly failure: Readonly<Record<string, unknown>>
}

const atSource = { exception: 'TypeError', message: 'boom', location: { file: 'src/cart.js', line: 7, column: 3 } }

const rows: Readonly<Record<string, Row>> = {
  'ctrf-json': {
    document: {
      reportFormat: 'CTRF',
      results: {
        tool: { name: 'jest' },
        tests: [
          {
            name: 'adds',
            status: 'failed',
            suite: 'cart',
            filePath: 'test/cart.test.js',
            message: 'TypeError: boom',
            trace: stack,
          },
          { name: 'a', status: 'passed', flaky: true },
          { name: 'b', status: 'pending' },
          { name: 'c', status: 'other' },
        ],
      },
    },
    tests: { total: 4, passed: 1, failed: 1, skipped: 2 },
    failure: { ...atSource, test: { suite: 'cart', name: 'adds', file: 'test/cart.test.js' } },
  },
  'mocha-json': {
    document: {
      stats: { tests: 3 },
      tests: [],
      pending: [{ title: 'b', fullTitle: 'cart b' }],
      failures: [
        {
          title: 'adds',
          fullTitle: 'cart adds',
          file: '/home/ci/app/test/cart.test.js',
          err: { message: 'boom', stack },
        },
      ],
      passes: [{ title: 'a', fullTitle: 'cart a' }],
    },
    tests: { total: 3, passed: 1, failed: 1, skipped: 1 },
    failure: { ...atSource, test: { suite: 'cart', name: 'adds', file: 'test/cart.test.js' } },
  },
  'mochawesome-json': {
    document: {
      stats: { tests: 2 },
      results: [
        {
          title: '',
          fullFile: 'test/cart.test.js',
          tests: [],
          beforeHooks: [{ title: '"before each" hook', pass: false, fail: false }],
          suites: [
            {
              title: 'cart',
              tests: [
                { title: 'adds', fail: true, err: { message: 'TypeError: boom', estack: stack } },
                { title: 'b', pending: true },
                { title: 'c', pass: false, fail: false, pending: false, skipped: true },
              ],
              suites: [],
            },
          ],
        },
      ],
    },
    tests: { total: 2, failed: 1, skipped: 1 },
    failure: { ...atSource, test: { suite: 'cart', name: 'adds', file: 'test/cart.test.js' } },
  },
  'playwright-json': {
    document: {
      config: {},
      errors: [],
      suites: [
        {
          title: 'cart.test.js',
          specs: [],
          suites: [
            {
              title: 'cart',
              specs: [
                {
                  title: 'adds',
                  file: 'test/cart.test.js',
                  line: 5,
                  tests: [
                    {
                      projectName: 'chromium',
                      status: 'unexpected',
                      results: [{ status: 'failed', errors: [{ message: 'TypeError: boom', stack }] }],
                    },
                    { projectName: 'firefox', status: 'flaky', results: [{ status: 'failed' }, { status: 'passed' }] },
                    { projectName: 'webkit', status: 'skipped', results: [] },
                  ],
                },
              ],
            },
          ],
        },
      ],
    },
    tests: { total: 3, passed: 1, failed: 1, skipped: 1 },
    failure: { ...atSource, test: { suite: 'cart › [chromium]', name: 'adds', file: 'test/cart.test.js' } },
  },
  'rspec-json': {
    document: {
      examples: [
        {
          description: 'adds',
          full_description: 'Cart adds',
          status: 'failed',
          file_path: './spec/cart_spec.rb',
          line_number: 3,
          exception: {
            class: 'NoMethodError',
            message: 'boom',
            backtrace: ["/home/ci/app/spec/cart_spec.rb:4:in `block (2 levels) in <top (required)>'"],
          },
        },
        { description: 'b', full_description: 'Cart b', status: 'pending' },
      ],
      summary: { example_count: 2 },
    },
    tests: { total: 2, failed: 1, skipped: 1 },
    failure: {
      exception: 'NoMethodError',
      message: 'boom',
      test: { suite: 'Cart', name: 'adds', file: 'spec/cart_spec.rb' },
    },
  },
  'gtest-json': {
    document: {
      tests: 2,
      testsuites: [
        {
          name: 'Cart',
          testsuite: [
            {
              name: 'Adds',
              file: 'cart_test.cc',
              line: 3,
              status: 'RUN',
              failures: [{ failure: 'cart_test.cc:9\nExpected equality', type: '' }],
            },
            { name: 'Off', status: 'NOTRUN', result: 'SUPPRESSED' },
          ],
        },
      ],
    },
    tests: { total: 2, failed: 1, skipped: 1 },
    failure: { message: 'Expected equality', test: { suite: 'Cart', name: 'Adds', file: 'cart_test.cc' } },
  },
  'cucumber-json': {
    document: [
      {
        uri: 'features/cart.feature',
        name: 'Cart',
        keyword: 'Feature',
        elements: [
          { type: 'background', steps: [{ result: { status: 'passed' } }] },
          {
            type: 'scenario',
            name: 'adds',
            line: 4,
            steps: [{ keyword: 'Then ', name: 'it adds', line: 6, result: { status: 'failed', error_message: stack } }],
          },
          { type: 'scenario', name: 'b', steps: [{ result: { status: 'passed' } }] },
        ],
      },
    ],
    tests: { total: 2, passed: 1, failed: 1 },
    failure: { ...atSource, test: { suite: 'Cart', name: 'adds', file: 'features/cart.feature' } },
  },
  'pytest-json': {
    document: {
      exitcode: 1,
      summary: { total: 2 },
      tests: [
        {
          nodeid: 'tests/test_cart.py::TestCart::test_adds[1]',
          outcome: 'failed',
          lineno: 3,
          call: {
            outcome: 'failed',
            crash: { path: '/home/ci/app/cart.py', lineno: 7, message: 'ValueError: boom' },
            traceback: [{ path: 'tests/test_cart.py', lineno: 5 }],
            longrepr: 'E   ValueError: boom',
          },
        },
        { nodeid: 'tests/test_cart.py::test_b', outcome: 'xfailed' },
      ],
    },
    tests: { total: 2, failed: 1, skipped: 1 },
    failure: {
      exception: 'ValueError',
      message: 'boom',
      test: { suite: 'TestCart', name: 'test_adds[1]', file: 'tests/test_cart.py' },
    },
  },
}

describe.each(Object.entries(rows))('%s', (format, { document, tests, failure }) => {
  it('counts the tests and tells the one that failed', () => {
    const reading = read(JSON.stringify(document, null, 1), { files, root: '/home/ci/app' })
    expect(reading.format).toBe(format)
    expect(reading.tests).toEqual({ passed: 0, failed: 0, errored: 0, skipped: 0, ...tests })
    expect(reading.sightings).toMatchObject([{ kind: 'test', ...failure }])
    expect(reading.incomplete).toBe(false)
  })

  it('takes what has the wrong type for absent', () => {
    for (const odd of [null, 1, 'x', [], {}, [null], { __proto__: { a: 1 } }]) {
      const wrong = JSON.stringify(document, (key, value) =>
        /^(?:name|title|err|file|exception|status|steps|call|results)$/.test(key) && key !== '' ? odd : value,
      )
      expect(() => read(wrong, { files })).not.toThrow()
    }
  })
})

it('reports errors outside of tests', () => {
  const playwright = {
    config: {},
    suites: [],
    errors: [{ message: 'Error: No tests found', location: { file: '/home/ci/app/test/cart.test.js', line: 2 } }],
  }
  expect(read(JSON.stringify(playwright), { files }).sightings).toMatchObject([
    { message: 'No tests found', location: { file: 'test/cart.test.js', line: 2 } },
  ])
  const messages = [
    "\nAn error occurred while loading ./spec/cart_spec.rb.\nFailure/Error: require 'carts'\n\nLoadError:\n  cannot load such file -- carts\n",
  ]
  const rspec = { examples: [], summary: { example_count: 0, errors_outside_of_examples_count: 1 }, messages }
  expect(read(JSON.stringify(rspec)).sightings).toMatchObject([{ test: { file: 'spec/cart_spec.rb' } }])
})
