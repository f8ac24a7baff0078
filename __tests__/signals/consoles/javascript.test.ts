import { read } from '../reading.js'
import { counts, recorded, told } from './told.js'

const recordings: readonly (readonly [string, string, number[], string[]])[] = [
  [
    'mocha',
    'console-mocha',
    [12, 1, 9, 0, 2],
    [
      'at the root | AssertionError | Expected values to be strictly equal: | m/x.test.js:21 | 26-42',
      'says nothing | Error | Error | m/x.test.js:22 | 44-48',
      'outer › hooked › "before each" hook for "never runs" | OddThing | hook is broken | m/x.test.js:6 | 50-55',
      'outer › deep › deeper: with colon › compares | AssertionError | expected { a: 1, b: [ 1, 2 ] } to deeply equal { a: 1, b: [ 1, 3 ] } | m/x.test.js:10 | 57-75',
      'outer › deep › deeper: with colon › times out | Error | Timeout of 30ms exceeded. For async tests and hooks, ensure "done()" is called; if returning a Promise, ensure it resolves. (/home/build/lab/m/x.test.js) |  | 77-83',
      'outer › deep › deeper: with colon › has a multi | AssertionError | The expression evaluated to a falsy value: | m/x.test.js:12 | 85-101',
      'outer › deep › deeper: with colon › throws a string | Error | the string "just text" was thrown, throw an Error :) |  | 103-108',
      'outer › deep › deeper: with colon › has a cause | Error | outer one | m/x.test.js:14 | 110-119',
      'outer › deep › deeper: with colon › rejects | RangeError | far | m/x.test.js:18 | 121-128',
    ],
  ],
  [
    'karma-progress',
    'console-karma',
    [4, 1, 2, 0, 1],
    [
      "Cart total throws | TypeError | Cannot read properties of undefined (reading 'length') | k/cart.js:1 | 7-12",
      'Cart total counts |  | Expected 1 to be 2. | k/cart.js:4 | 14-18',
    ],
  ],
  [
    'karma-dots',
    'console-karma',
    [4, 1, 2, 0, 1],
    [
      'Cart total counts |  | Expected 1 to be 2. | k/cart.js:4 | 5-9',
      "Cart total throws | TypeError | Cannot read properties of undefined (reading 'length') | k/cart.js:1 | 10-15",
      "exception: SyntaxError: Unexpected token '}' | SyntaxError | Unexpected token '}' | src/broken.js:7 | 18-20",
    ],
  ],
  [
    'mocha-load',
    'console-mocha',
    [0, 0, 0, 0, 0],
    ["m/load.test.js | Error | Cannot find module './nope' | m/load.test.js:1 | 2-25"],
  ],
  [
    'vitest',
    'console-vitest',
    [15, 3, 9, 0, 3],
    [
      'v/load.test.ts | Error | No test suite found in file /home/build/lab/v/load.test.ts | v/load.test.ts: | 36-38',
      'v/load2.test.ts | Error | at load | v/load2.test.ts:1 | 40-47',
      'v/none.test.ts | Error | No test suite found in file /home/build/lab/v/none.test.ts | v/none.test.ts: | 49-51',
      'v/syntax.test.ts | Error | Transform failed with 1 error: | v/syntax.test.ts:1 | 53-70',
      'outer › hooked | OddThing | hook is broken | v/x.test.ts:4 | 72-82',
      'outer › inner › compares | AssertionError | expected { a: 1 } to deeply equal { a: 2 } | v/x.test.ts:6 | 87-106',
      'outer › inner › times out | Error | Test timed out in 30ms. | v/x.test.ts:7 | 108-119',
      'outer › inner › param 2 | AssertionError | expected 2 to be 1 // Object.is equality | v/x.test.ts:8 | 121-138',
      'outer › inner › soft | AssertionError | expected 1 to be 2 // Object.is equality | v/x.test.ts:9 | 140-157',
      'outer › inner › cause | Error | outer one | v/x.test.ts:10 | 178-191',
      'outer › inner › retried | Error | again | v/x.test.ts:11 | 193-205',
      'outer › inner › throws a string |  | Unknown Error: just text | v/x.test.ts: | 207-209',
      'outer › inner › custom | OddThing | odd | v/x.test.ts:14 | 211-221',
      'snap | Error | Snapshot `snap 1` mismatched | v/x.test.ts:17 | 223-237',
      'exception: Error: late boom | Error | late boom | v/x.test.ts:18 | 244-256',
    ],
  ],
  [
    'vitest-load',
    'console-vitest',
    [0, 0, 0, 0, 0],
    [
      'v2/x.test.js | Error | Failed to parse source for import analysis because the content contains invalid JS syntax. If you are using JSX, make sure to name the file with the .jsx or .tsx extension. | v2/src.mjs:1 | 7-20',
      "v2/y.test.js | Error | Cannot find module './nope.mjs' imported from '/home/build/lab/v2/y.test.js' | v2/y.test.js: | 22-32",
    ],
  ],
  [
    'ava',
    'console-ava',
    [15, 2, 11, 0, 2],
    [
      'test/y.test.js | Error | late boom | test/y.test.js:4 | 4-14',
      "test/z.test.js | Error | Cannot find module '/home/build/lab/a/test/nope.js' imported from /home/build/lab/a/test/z.test.js | a/test/z.test.js: | 32-44",
      'y › second file |  | Test failed via `t.fail()` | test/y.test.js:3 | 49-59',
      'x › compares |  | they differ | test/x.test.js:4 | 63-80',
      'x › is |  | Difference (- actual, + expected): | test/x.test.js:5 | 84-98',
      'x › throws odd | OddThing | odd it is | a/test/x.test.js:6 | 102-119',
      "x › throws string |  | 'text' |  | 123-127",
      'x › no assertions | Error | Test finished without running any assertions |  | 131-144',
      'x › true |  | Value is not `true`: | test/x.test.js:10 | 148-160',
      'x › plan |  | Planned for 2 assertions, but got 1. | test/x.test.js:11 | 164-174',
      'x › throws expectation | OddThing | z | test/x.test.js:14 | 178-197',
      'x › snapshot |  | Value must match expression: | test/x.test.js:15 | 201-217',
      'x › rejects | TypeError | bad | a/test/x.test.js:8 | 221-238',
    ],
  ],
  [
    'jasmine',
    'console-jasmine',
    [10, 0, 9, 0, 1],
    [
      'outer inner rejects | TypeError | bad | j/spec/x.spec.js:11 | 6-11',
      'outer inner custom | OddThing | odd it is | j/spec/x.spec.js:14 | 13-19',
      'outer inner throws string |  | text thrown |  | 21-24',
      'outer inner multi | Error | one | j/spec/x.spec.js:9 | 27-33',
      'outer inner message |  | my context: Expected 1 to be 2. | j/spec/x.spec.js:8 | 35-47',
      'outer inner times out | Error | Timeout - Async function did not complete within 30ms (custom timeout) |  | 49-55',
      'outer inner two failures |  | Expected 1 to be 2. | j/spec/x.spec.js:6 | 57-69',
      'outer hooked never runs | OddThing | hook is broken | j/spec/x.spec.js:3 | 71-77',
      'outer inner | Error | afterall broke | j/spec/x.spec.js:5 | 79-86',
    ],
  ],
  [
    'uvu',
    'console-uvu',
    [10, 2, 7, 0, 1],
    [
      'my suite › eq |  | Expected values to be deeply equal: | u/x.test.mjs:2 | 4-20',
      'my suite › is |  | custom msg | u/x.test.mjs:2 | 23-35',
      'my suite › throws |  | boom | u/x.test.mjs:2 | 38-45',
      'my suite › not |  | Expected value to be falsey | u/x.test.mjs:2 | 48-57',
      'plain |  | Expected function to throw | u/x.test.mjs:3 | 62-71',
      'snap |  | Expected value to match snapshot: | u/x.test.mjs:3 | 74-89',
    ],
  ],
  [
    'playwright',
    'console-playwright',
    [5, 1, 3, 0, 1],
    [
      'outer › compares | Error | expect(received).toBe(expected) // Object.is equality | p2/tests/x.spec.js:3 | 5-39',
      'outer › times out |  | Test timeout of 500ms exceeded. | tests/x.spec.js: | 41-51',
      'outer › step | TypeError | odd | p2/tests/x.spec.js:6 | 53-83',
    ],
  ],
  [
    'playwright-load',
    'console-playwright',
    [0, 0, 0, 0, 0],
    [
      's/tests/a.spec.js | SyntaxError | /home/build/lab/s/src/w.js: Unexpected token, expected "," (3:31) | s/src/w.js:3 | 2-13',
      's/tests/b.spec.js | SyntaxError | /home/build/lab/s/src/w.js: Unexpected token, expected "," (3:31) | s/src/w.js:3 | 15-26',
    ],
  ],
  [
    'bun',
    'console-bun',
    [16, 3, 11, 0, 2],
    [
      'outer › hooked › never runs | OddThing | hook is broken | b/x.test.ts:4 | 4-11',
      'outer › inner › compares |  | expect(received).toEqual(expected) | b/x.test.ts:6 | 12-30',
      'outer › inner › times out |  | this test timed out after 30ms. | b/x.test.ts: | 31-32',
      'outer › inner › param 2 |  | expect(received).toBe(expected) | b/x.test.ts:8 | 34-47',
      'outer › inner › cause | Error | outer one | b/x.test.ts:9 | 48-57',
      'outer › inner › throws a string | Error | just text | b/x.test.ts:10 | 58-67',
      'outer › inner › custom | OddThing | odd | b/x.test.ts:12 | 70-81',
      'outer › inner › agg | AggregateError | many | b/x.test.ts:13 | 82-91',
      'snap |  | expect(received).toMatchInlineSnapshot(expected) | b/x.test.ts:16 | 92-105',
      'b/syntax.test.ts |  | Unexpected ; | b/syntax.test.ts:1 | 112-116',
      'b/load2.test.ts | Error | at load | b/load2.test.ts:1 | 123-127',
    ],
  ],
  [
    'deno',
    'console-deno',
    [8, 2, 5, 0, 1],
    [
      './d/load_test.ts | Error | at load | d/load_test.ts:1 | 20-34',
      'plain fail | OddThing | odd | d/x_test.ts:2 | 36-40',
      'steps › inner bad | TypeError | bad | d/x_test.ts:3 | 42-52',
      'cause | Error | outer one | d/x_test.ts:5 | 54-60',
      'string |  | "text" | d/x_test.ts:7 | 62-63',
    ],
  ],
]

describe('consoles of javascript runners, as recorded', () => {
  it.each(recordings)('%s', (runner, format, numbers, failures) => {
    const reading = read(recorded(runner), { root: '/home/build/lab', piece: 977 })
    expect(reading.format).toBe(format)
    expect(counts(reading)).toEqual(numbers)
    expect(told(reading)).toEqual(failures)
  })
})
