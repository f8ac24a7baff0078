import { read } from '../reading.js'

const lines = (...records: readonly unknown[]): string =>
  `${records.map((record) => (typeof record === 'string' ? record : JSON.stringify(record))).join('\n')}\n`

describe('go test -json', () => {
  const event = (Action: string, Test?: string, more: object = {}): object => ({
    Time: '2026-01-02T03:04:05Z',
    Action,
    Package: 'example.com/app/cart',
    ...(Test === undefined ? {} : { Test }),
    ...more,
  })
  const output = (Output: string, Test?: string): object => event('output', Test, { Output })
  const failing = [
    event('run', 'TestAdds'),
    event('run', 'TestAdds/two'),
    output('=== RUN   TestAdds/two\n', 'TestAdds/two'),
    output('    cart_test.go:12: expected 3, got 2\n', 'TestAdds/two'),
    output('    --- FAIL: TestAdds/two (0.00s)\n', 'TestAdds/two'),
    event('fail', 'TestAdds/two'),
    event('fail', 'TestAdds'),
    event('skip', 'TestB'),
    event('fail'),
  ]

  it('tells a test by what it logged, and its parent by its subtests', () => {
    const reading = read(lines(...failing), { files: ['cart/cart_test.go'], piece: 17 })
    expect(reading).toMatchObject({
      format: 'go-test-json',
      incomplete: false,
      tests: { total: 3, failed: 2, skipped: 1 },
    })
    expect(reading.sightings).toMatchObject([
      {
        test: { suite: 'example.com/app/cart', name: 'TestAdds/two' },
        message: 'expected 3, got 2',
        location: { file: 'cart/cart_test.go', line: 12 },
        time: '2026-01-02T03:04:05.000Z',
      },
      { test: { name: 'TestAdds' }, message: 'failed in 1 subtest' },
    ])
  })

  it.each<[string, readonly unknown[], object]>([
    [
      'a panic of a test',
      [
        event('run', 'TestP'),
        output('panic: boom\n', 'TestP'),
        output('\n', 'TestP'),
        output('goroutine 7 [running]:\n', 'TestP'),
        output('example.com/app/cart.Add(...)\n', 'TestP'),
        output('\t/src/app/cart/cart.go:9 +0x1\n', 'TestP'),
        event('fail', 'TestP'),
        event('fail'),
      ],
      { exception: 'panic', message: 'boom', location: { line: 9 } },
    ],
    [
      'a test that the end of its package cut short',
      [event('run', 'TestP'), event('fail')],
      { test: { name: 'TestP' } },
    ],
    [
      'a build, since Go 1.24',
      [
        { ImportPath: 'example.com/app/cart', Action: 'build-output', Output: '# example.com/app/cart\n' },
        { ImportPath: 'example.com/app/cart', Action: 'build-output', Output: 'cart/cart.go:4:6: undefined: x\n' },
        { ImportPath: 'example.com/app/cart', Action: 'build-fail' },
        event('start'),
        output('FAIL\texample.com/app/cart [build failed]\n'),
        event('fail', undefined, { FailedBuild: 'example.com/app/cart' }),
      ],
      { kind: 'build', message: 'undefined: x', location: { file: 'cart/cart.go', line: 4 } },
    ],
    ['a package that ends outside its tests', [output('exit status 3\n'), event('fail')], { kind: 'crash' }],
  ])('tells of %s', (_, records, failure) => {
    const reading = read(lines(...records))
    expect(reading.sightings).toMatchObject([failure])
    expect(reading.incomplete).toBe(false)
  })

  it('is incomplete without the end of a test or package, or within a record', () => {
    const text = lines(...failing)
    expect(read(lines(...failing.slice(0, 3))).incomplete).toBe(true)
    expect(read(lines(...failing.slice(0, -1))).incomplete).toBe(true)
    expect(read(text.slice(0, -20)).incomplete).toBe(true)
  })

  it('is read between lines that are none of its own', () => {
    const reading = read(lines('go: downloading x v1', ...failing, '|||no record|||'))
    expect(reading.tests?.failed).toBe(2)
  })
})

describe('libtest and nextest', () => {
  const panic = "thread 'cart::adds' panicked at src/cart.rs:7:5:\nboom\nnote: run with `RUST_BACKTRACE=1`"
  const records = [
    { type: 'suite', event: 'started', test_count: 2 },
    { type: 'test', event: 'started', name: 'app::app$cart::adds' },
    { type: 'test', event: 'failed', name: 'app::app$cart::adds', stdout: panic },
    { type: 'test', event: 'ignored', name: 'app::app$cart::b' },
    { type: 'suite', event: 'failed', passed: 0, failed: 1 },
  ]

  it('counts the tests and tells the panic', () => {
    const reading = read(lines(...records), { files: ['src/cart.rs'] })
    expect(reading).toMatchObject({ format: 'libtest-json', incomplete: false, tests: { failed: 1, skipped: 1 } })
    expect(reading.sightings).toMatchObject([
      { test: { suite: 'app::app', name: 'cart::adds' }, message: 'boom', location: { file: 'src/cart.rs', line: 7 } },
    ])
  })

  it('is incomplete without the end of its suite', () => {
    expect(read(lines(...records.slice(0, -1))).incomplete).toBe(true)
  })
})

describe('cargo messages', () => {
  const span = { file_name: 'src/lib.rs', line_start: 4, column_start: 9, is_primary: true }
  const message = {
    message: 'mismatched types',
    level: 'error',
    code: { code: 'E0308' },
    spans: [span],
    rendered: 'error[E0308]: mismatched types',
  }
  const wrapped = { reason: 'compiler-message', message }

  it.each<[string, readonly unknown[]]>([
    [
      'of cargo',
      [
        wrapped,
        { reason: 'compiler-message', message: { ...message, level: 'warning' } },
        { reason: 'build-finished', success: false },
      ],
    ],
    [
      'of rustc',
      [
        { $message_type: 'diagnostic', ...message },
        { $message_type: 'diagnostic', message: 'aborting due to 1 previous error', level: 'error', spans: [] },
      ],
    ],
  ])('%s tell errors', (_, records) => {
    const reading = read(lines(...records))
    expect(reading.incomplete).toBe(false)
    expect(reading.sightings).toMatchObject([
      { kind: 'build', title: 'E0308: mismatched types', location: { file: 'src/lib.rs', line: 4, column: 9 } },
    ])
  })

  it('are incomplete where a build does not end', () => {
    expect(read(lines({ reason: 'compiler-artifact' }, wrapped)).incomplete).toBe(true)
  })
})

describe('dart test', () => {
  const start = { protocolVersion: '0.1.1', type: 'start', time: 0 }
  const records = [
    start,
    { suite: { id: 0, path: 'test\\cart_test.dart' }, type: 'suite', time: 0 },
    { test: { id: 1, name: 'loading test/cart_test.dart', suiteID: 0, groupIDs: [] }, type: 'testStart', time: 1 },
    { testID: 1, result: 'success', hidden: true, skipped: false, type: 'testDone', time: 2 },
    { group: { id: 2, suiteID: 0, name: 'cart' }, type: 'group', time: 2 },
    {
      test: { id: 3, name: 'cart adds', suiteID: 0, groupIDs: [2], line: 4, url: 'file:///ci/app/test/cart_test.dart' },
      type: 'testStart',
      time: 3,
    },
    {
      testID: 3,
      error: 'Expected: <3>\n  Actual: <2>',
      stackTrace: 'package:matcher        expect\ntest/cart_test.dart 5:7  main.<fn>\n',
      isFailure: true,
      type: 'error',
      time: 4,
    },
    { testID: 3, result: 'failure', hidden: false, skipped: false, type: 'testDone', time: 5 },
    { success: false, type: 'done', time: 6 },
  ]

  it('takes the group off the name, and passes over hidden tests', () => {
    const reading = read(lines(...records), { files: ['test/cart_test.dart'] })
    expect(reading).toMatchObject({ format: 'dart-json', incomplete: false, tests: { total: 1, failed: 1 } })
    expect(reading.sightings).toMatchObject([
      {
        test: { suite: 'cart', name: 'adds', file: 'test/cart_test.dart' },
        message: 'Expected: <3>',
        location: { file: 'test/cart_test.dart', line: 5 },
      },
    ])
  })

  it('is incomplete before it is done', () => {
    expect(read(lines(...records.slice(0, -1))).incomplete).toBe(true)
  })
})

describe('other streams', () => {
  const crash = { path: '/ci/app/cart.py', lineno: 7, message: 'ValueError: boom' }
  it.each<[string, readonly unknown[], object]>([
    [
      'pytest-reportlog',
      [
        { pytest_version: '8', $report_type: 'SessionStart' },
        {
          nodeid: 'test_c.py::test_a',
          outcome: 'failed',
          when: 'call',
          longrepr: { reprcrash: crash },
          $report_type: 'TestReport',
        },
        { exitstatus: 1, $report_type: 'SessionFinish' },
      ],
      { kind: 'test', exception: 'ValueError', location: { line: 7 } },
    ],
    [
      'linter-json-lines',
      [
        {
          file: 'a.py',
          line: 3,
          column: 4,
          message: 'Incompatible types',
          hint: null,
          code: 'assignment',
          severity: 'error',
        },
        { file: 'a.py', line: 3, column: 4, message: 'See', hint: null, code: 'misc', severity: 'note' },
      ],
      { kind: 'lint', title: 'assignment: Incompatible types', location: { file: 'a.py', line: 3 } },
    ],
    [
      'otlp-json',
      [
        { resourceLogs: [] },
        { resourceLogs: [{ scopeLogs: [{ logRecords: [{ severityNumber: 17, body: { stringValue: 'boom' } }] }] }] },
      ],
      { kind: 'exception', message: 'boom', sourceLines: [2, 2] },
    ],
  ])('%s', (format, records, failure) => {
    const reading = read(lines(...records))
    expect(reading).toMatchObject({ format, incomplete: false })
    expect(reading.sightings).toMatchObject([failure])
  })

  it('leave the records of a log alone', () => {
    const reading = read(
      lines(
        { level: 'error', time: 1767323045000, msg: 'boom' },
        { file: 'a.go', line: 3, message: 'x', level: 'info' },
      ),
    )
    expect(reading).toMatchObject({ format: 'json-log', sightings: [{ message: 'boom' }] })
  })
})
