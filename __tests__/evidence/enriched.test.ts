import type { Failure } from '../../src/domain.js'
import { enriched } from '../../src/evidence/enriched.js'

const scope = {
  root: '/copy',
  files: new Set(['shop.py', 'src/week.js', 'src/db.js', 'src/api.js', 'test/week.test.js', 'test/db.test.js']),
}

function failure(over: Partial<Failure>): Failure {
  return {
    kind: 'test',
    title: 'x',
    message: 'test failed',
    detail: '[Error: test failed]',
    test: { name: 'test/week.test.js' },
    frames: [],
    sourceLines: [1, 1],
    fingerprint: '0123456789ab',
    source: 'junit.xml',
    occurrences: { count: 1, spike: false },
    ...over,
  }
}

const loadFailure = `file:///copy/src/week.js:1
import { startOfTheWeek } from './dates.js'
         ^^^^^^^^^^^^^^
SyntaxError: The requested module './dates.js' does not provide an export named 'startOfTheWeek'
    at ModuleJob._instantiate (node:internal/modules/esm/module_job:213:21)

Node.js v20.20.2
✖ /copy/test/week.test.js (561.580465ms)
  'test failed'

ℹ tests 1
ℹ fail 1

✖ failing tests:

test at test/week.test.js:1:1
✖ /copy/test/week.test.js (561.580465ms)
  'test failed'
`

const hook = `▶ db
  ✖ has no url
    'test did not finish before its parent and was cancelled'

✖ db (1.183079ms)

  TypeError [Error]: Cannot read properties of undefined (reading 'trim')
      at new Db (file:///copy/src/db.js:3:28)
      at SuiteContext.<anonymous> (file:///copy/test/db.test.js:7:23)

ℹ tests 1
ℹ fail 0

✖ failing tests:

test at test/db.test.js:8:3
✖ has no url
  'test did not finish before its parent and was cancelled'
`

const logged = (record: string) => `${record}
✖ creates (5.1ms)
  AssertionError [ERR_ASSERTION]: Expected values to be strictly equal:

  500 !== 201

      at TestContext.<anonymous> (file:///copy/test/db.test.js:9:3)

ℹ tests 1
ℹ fail 1
`
const stack =
  "TypeError: Cannot read properties of null (reading 'id')\\n    at create (file:///copy/src/api.js:4:9)\\n    at handle (file:///copy/src/db.js:7:1)"
const swallowed = failure({
  test: { name: 'creates' },
  exception: 'AssertionError',
  message: 'Expected values to be strictly equal: 500 !== 201',
  frames: [{ file: 'test/db.test.js', line: 9, column: 3, inRepository: true }],
})

describe('enriched', () => {
  it.each<[string, Failure, string, Partial<Failure>]>([
    [
      'why a file did not load',
      failure({}),
      loadFailure,
      {
        exception: 'SyntaxError',
        message: "The requested module './dates.js' does not provide an export named 'startOfTheWeek'",
        location: { file: 'src/week.js', line: 1 },
      },
    ],
    [
      'what a hook threw, and where the test stands',
      failure({
        test: { suite: 'db', name: 'has no url' },
        exception: 'cancelledByParent',
        message: 'test did not finish',
      }),
      hook,
      { exception: 'TypeError', location: { file: 'src/db.js', line: 3, column: 28 } },
    ],
    [
      'what a handler logged as a record',
      swallowed,
      logged(
        `{"level":50,"time":1776754800000,"err":{"type":"TypeError","message":"Cannot read properties of null (reading 'id')","stack":"${stack}"},"msg":"request failed"}`,
      ),
      { exception: 'TypeError', location: { file: 'src/api.js', line: 4, column: 9 } },
    ],
    [
      'what a handler printed as a stack',
      swallowed,
      logged(stack.replaceAll('\\n', '\n')),
      { exception: 'TypeError', message: "Cannot read properties of null (reading 'id')" },
    ],
    [
      'what a logger printed behind words of its own',
      swallowed,
      logged(`request failed ${stack.replaceAll('\\n', '\n')}`),
      { exception: 'TypeError', location: { file: 'src/api.js', line: 4, column: 9 } },
    ],
    [
      'what a logger of Python printed inside the account of the test',
      { ...swallowed, test: { name: 'test_x' } },
      'E       assert 500 == 201\n\n----- Captured log call -----\nERROR    shop:shop.py:16 request failed\nTraceback (most recent call last):\n  File "/copy/shop.py", line 8, in fee_for\n    rate = order["discount"]["rate"]\nTypeError: \'NoneType\' object is not subscriptable\n',
      { exception: 'TypeError', location: { file: 'shop.py', line: 8 } },
    ],
  ])('finds %s', (_, given, output, expected) => {
    const told = enriched(given, output, scope)
    expect(told).toMatchObject(expected)
    expect(told).toMatchObject({ fingerprint: given.fingerprint, test: { name: given.test?.name } })
  })

  it('keeps the frame of the test behind those of the cause: it says what was asserted', () => {
    const told = enriched(swallowed, logged(stack.replaceAll('\\n', '\n')), scope)
    expect(told.frames.filter((frame) => frame.inRepository).map(({ file, line }) => `${file}:${line}`)).toEqual([
      'src/api.js:4',
      'src/db.js:7',
      'test/db.test.js:9',
    ])
  })

  it('learns the file of a test that the report does not place', () => {
    const told = enriched(failure({ test: { name: 'has no url' }, exception: 'AssertionError' }), hook, scope)
    expect(told.test?.file).toBe('test/db.test.js')
  })

  it.each<[string, Failure, string]>([
    [
      'a failure with frames in own code',
      { ...swallowed, frames: [{ file: 'src/api.js', line: 4, inRepository: true }] },
      logged(stack.replaceAll('\\n', '\n')),
    ],
    ['a production error', (({ test: _, ...rest }) => rest)(failure({})), loadFailure],
    ['a failure of which the run says nothing', failure({}), 'nothing\n'],
  ])('leaves %s as it is', (_, given, output) => {
    expect(enriched(given, output, scope)).toEqual(given)
  })

  it('takes no logged error for the cause of a wrong value where there are several', () => {
    const wrong = { ...swallowed, message: 'Expected values to be strictly equal: 1 !== 2' }
    const two = `${stack.replaceAll('\\n', '\n')}\nRangeError: no\n    at f (file:///copy/src/db.js:2:1)\n`
    expect(enriched(wrong, logged(two), scope).exception).toBe('AssertionError')
  })
})
