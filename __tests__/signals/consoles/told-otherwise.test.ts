import { read } from '../reading.js'

const files = ['src/cart.js', 'test/cart.test.js', 'src/cart.py', 'tests/test_cart.py', 'spec/cart_spec.lua']
const told = (text: string, setup: object = {}) => {
  const { format, tests, sightings } = read(text, { files, ...setup })
  const failures = sightings.map(({ test, exception, message, location }) =>
    [test?.suite, test?.name, exception, message, location?.file, location?.line]
      .map((part) => part ?? '-')
      .join(' | '),
  )
  return { format, tests: tests && [tests.total, tests.passed, tests.failed, tests.errored, tests.skipped], failures }
}

describe('runners that tell the same in another way', () => {
  it('karma-mocha-reporter marks as node:test does, and is not it', () => {
    const text = `START:
  Cart
    ✔ adds
    ✖ removes
    ℹ waits (skipped)

Finished in 0.012 secs / 0.002 secs @ 12:00:00 GMT+0000 (UTC)

SUMMARY:
✔ 1 test completed
ℹ 1 test skipped
✖ 1 test failed

FAILED TESTS:
  Cart
    ✖ removes
      Chrome Headless 120.0.0.0 (Linux x86_64)
    AssertionError: expected 1 to equal 2
        at Context.<anonymous> (test/cart.test.js:5:9)

`
    expect(told(text)).toEqual({
      format: 'console-karma',
      tests: [3, 1, 1, 0, 1],
      failures: ['Cart | removes | AssertionError | expected 1 to equal 2 | test/cart.test.js | 5'],
    })
  })

  it('pytest --tb=line says where on one line, and which test in its summary', () => {
    const text = `============================= test session starts ==============================
collected 3 items

tests/test_cart.py FF.                                                   [100%]

=================================== FAILURES ===================================
/work/app/src/cart.py:7: ValueError: no such item
/work/app/tests/test_cart.py:9: assert 1 == 2
=========================== short test summary info ============================
FAILED tests/test_cart.py::test_take - ValueError: no such item
FAILED tests/test_cart.py::TestCart::test_sum - assert 1 == 2
========================= 2 failed, 1 passed in 0.02s ==========================
`
    expect(told(text)).toEqual({
      format: 'console-pytest',
      tests: [3, 1, 2, 0, 0],
      failures: [
        '- | test_take | ValueError | no such item | src/cart.py | 7',
        'TestCart | test_sum | - | assert 1 == 2 | tests/test_cart.py | 9',
      ],
    })
  })

  it('busted in TAP has failed assertions, and errors that were thrown', () => {
    const text = `ok 1 - cart adds
not ok 2 - cart sums
# spec/cart_spec.lua @ 9
# Failure message: spec/cart_spec.lua:10: Expected objects to be equal.
not ok 3 - cart takes
# spec/cart_spec.lua @ 12
# Failure message: spec/cart_spec.lua:13: no such item
1..3
`
    expect(told(text).tests).toEqual([3, 1, 1, 1, 0])
  })

  it('go test -json has what a benchmark said under the one before it', () => {
    const event = (Action: string, Test: string | undefined, Output?: string) =>
      JSON.stringify({ Action, Package: 'a/b', Test, Output })
    const text = [
      event('output', undefined, 'BenchmarkA\n'),
      event('output', undefined, '    a_test.go:6: first\n'),
      event('output', 'BenchmarkA', '--- FAIL: BenchmarkA\n'),
      event('output', 'BenchmarkA', 'BenchmarkB\n'),
      event('output', 'BenchmarkA', '    a_test.go:10: second\n'),
      event('fail', 'BenchmarkA'),
      event('output', 'BenchmarkB', '--- FAIL: BenchmarkB\n'),
      event('fail', 'BenchmarkB'),
      event('fail', undefined),
    ].join('\n')
    expect(told(text).failures).toEqual([
      'a/b | BenchmarkA | - | first | a/b/a_test.go | 6',
      'a/b | BenchmarkB | - | second | a/b/a_test.go | 10',
    ])
  })

  it('JavaScriptCore names functions in eval without a place', () => {
    const stack = 'TypeError: no\nbaz\nfoo\neval code\neval@[native code]\nspeak@http://localhost/src/cart.js:26:21\n'
    const [one] = read(stack, { files }).sightings
    expect(one?.frames.map((frame) => frame.function)).toEqual(['baz', 'foo', 'eval code', 'eval', 'speak'])
    expect(one?.location).toMatchObject({ file: 'src/cart.js', line: 26 })
  })

  it('places alone are no findings, and one with a message below it is', () => {
    expect(told('./src/cart.js:1:1\n'.repeat(3)).failures).toEqual([])
    expect(told('./src/cart.js:3:4\nSyntax error: no\n\n').failures).toEqual(['- | - | - | no | src/cart.js | 3'])
  })
})
