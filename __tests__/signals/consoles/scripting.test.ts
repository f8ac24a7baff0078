import { read } from '../reading.js'
import { counts, recorded, told } from './told.js'

const recordings: readonly (readonly [string, string, number[], string[]])[] = [
  [
    'unittest',
    'console-unittest',
    [14, 0, 7, 7, 1],
    [
      "tests.test_load | ModuleNotFoundError | No module named 'nope' | py/tests/test_load.py:1 | 4-15",
      'tests.test_syntax | SyntaxError | invalid syntax | py/tests/test_syntax.py:1 | 19-31',
      'tests.test_x.A › test_group | ExceptionGroup | eg (2 sub-exceptions) | py/tests/test_x.py:21 | 35-46',
      'tests.test_x.A › test_odd | tests.test_x.Odd | multi | py/tests/test_x.py:13 | 49-56',
      'tests.test_x.A › test_odd_empty | tests.test_x.Odd | tests.test_x.Odd | py/tests/test_x.py:14 | 59-65',
      'tests.test_x.B › setUpClass | RuntimeError | class setup | py/tests/test_x.py:26 | 68-74',
      "tests.test_x.C › test_td | KeyError | 'td' | py/tests/test_x.py:29 | 77-83",
      "tests.test_x.A › test_doc | AssertionError | {'a': 1} != {'a': 2} | py/tests/test_x.py:8 | 86-98",
      "tests.test_x.A › test_long | AssertionError | 'a\\nb\\nc' != 'a\\nb\\nd' | py/tests/test_x.py:12 | 101-110",
      'tests.test_x.A › test_print | AssertionError | None | py/tests/test_x.py:22 | 113-119',
      'tests.test_x.A › test_sub [msg] (i=0) | AssertionError | 0 != 1 | py/tests/test_x.py:11 | 122-128',
      'tests.test_x.A › test_sub [msg] (i=2) | AssertionError | 2 != 1 | py/tests/test_x.py:11 | 131-137',
      'tests.test_x.C › test_td | AssertionError | False is not true | py/tests/test_x.py:30 | 140-146',
      'tests.test_x.A › test_xpass |  | Unexpected success |  | 149-149',
    ],
  ],
  [
    'rspec',
    'console-rspec',
    [15, 1, 11, 0, 3],
    [
      'Outer thing hooked never runs | Odd | hook | spec/x_spec.rb:3 | 35-41',
      'Outer thing #method compares hashes |  | expected: {:a=>1, :b=>3} | spec/x_spec.rb:5 | 43-56',
      'Outer thing #method multi line code |  | expected collection contained:  [2, 4] | spec/x_spec.rb:7 | 58-67',
      'Outer thing #method aggregates |  | expected: 2 | spec/x_spec.rb:11 | 69-86',
      'Outer thing #method custom message |  | my own words | spec/x_spec.rb:12 | 88-91',
      'Outer thing #method no message | Odd | Odd | spec/x_spec.rb:13 | 93-98',
      'Outer thing #method cause | ArgumentError | outer | spec/x_spec.rb:14 | 100-111',
      "Outer thing #method undefined | NoMethodError | undefined method `foo' for nil:NilClass | spec/x_spec.rb:15 | 113-121",
      "Outer thing #method pending fixed FIXED |  | Expected pending 'reason' to fail. No error was raised. | spec/x_spec.rb:17 | 123-125",
      'Outer thing #method is expected to be truthy |  | expected: truthy value | spec/x_spec.rb:20 | 127-132',
      'Outer thing #method raises |  | expected ArgumentError, got #<Odd: x> with backtrace: | spec/x_spec.rb:21 | 134-140',
    ],
  ],
  [
    'rspec-load',
    'console-rspec',
    [0, 0, 0, 0, 0],
    ['spec/load_spec.rb | LoadError | cannot load such file -- nope | spec/load_spec.rb:1 | 2-9'],
  ],
  [
    'minitest',
    'console-minitest',
    [10, 1, 5, 3, 1],
    [
      'Spec style::inner › test_0001_does a thing |  | Expected: 2 | mt/x_test.rb:15 | 9-12',
      'Spec style › test_0001_hook | RuntimeError | before broke | mt/x_test.rb:16 | 14-17',
      'TestX › test_raises |  | [ArgumentError] exception expected, not | mt/x_test.rb:9 | 19-26',
      'TestX › test_odd | Odd | multi | mt/x_test.rb:6 | 28-32',
      'TestX › test_helper |  | Expected false to be truthy. | mt/x_test.rb:11 | 34-36',
      'TestX › test_eq |  | custom words. | mt/x_test.rb:4 | 38-42',
      "TestX › test_nil | NoMethodError | undefined method `foo' for nil:NilClass | mt/x_test.rb:7 | 44-50",
      'TestX › test_long |  | --- expected | mt/x_test.rb:5 | 52-61',
    ],
  ],
  [
    'minitest-rails',
    'console-minitest',
    [6, 2, 2, 1, 1],
    [
      'TestSortsMissingFields › test_groups_duplicate_keys | Geocoder::QuotaError | geocoder 137 is not balanced | /home/build/minitest_geocoder-5/lib/geocoder.rb:12 | 17-21',
      'TestSortsMissingFields › test_groups_stale_entries |  | geocoder lost it. | test/geocoder_test.rb:18 | 29-32',
      'TestSortsMissingFields › test_escapes_zero_totals |  | Expected: 43 | test/geocoder_test.rb:10 | 39-42',
    ],
  ],
  [
    'test-unit',
    'console-test-unit',
    [10, 1, 4, 3, 2],
    [
      'XTest › test_data[two words] |  | <1> expected but was | test/x_test.rb:12 | 5-15',
      'XTest › test_eq |  | custom words | test/x_test.rb:4 | 19-35',
      "XTest › test_nil | NoMethodError | undefined method `foo' for nil:NilClass | test/x_test.rb:6 | 39-51",
      'XTest › test_odd | Odd | multi | test/x_test.rb:5 | 55-65',
      'XTest › test_ok | RuntimeError | td | test/x_test.rb:14 | 69-70',
      'XTest › test_raises |  | <ArgumentError> expected but was | test/x_test.rb:9 | 91-140',
      'XTest::sub case › test: with words |  | <true> expected but was | test/x_test.rb:13 | 144-153',
    ],
  ],
  [
    'phpunit',
    'console-phpunit',
    [13, 3, 5, 3, 2],
    [
      'XTest › testOdd | OddThing | multi | php/tests/XTest.php:9 | 9-13',
      'XTest › testCause | LogicException | outer | php/tests/XTest.php:10 | 15-23',
      'XTest › testWarn |  | Undefined array key "nope" | php/tests/XTest.php:11 | 25-28',
      'XTest › testData with data set "named one" (1, 2) |  | Failed asserting that 2 is identical to 1. | php/tests/XTest.php:6 | 34-37',
      'XTest › testData with data set #0 (3, 4) |  | Failed asserting that 4 is identical to 3. | php/tests/XTest.php:6 | 39-42',
      'XTest › testArr |  | custom words | php/tests/XTest.php:8 | 44-58',
      'XTest › testExpect |  | Failed asserting that exception of type "LogicException" is thrown. |  | 60-61',
      "XTest › testStr |  | Failed asserting that 'hay\\n | php/tests/XTest.php:16 | 63-67",
    ],
  ],
  [
    'phpunit-testdox',
    'console-phpunit',
    [13, 3, 5, 3, 2],
    [
      'X › Data with data set "named one" |  | Failed asserting that 2 is identical to 1. | php/tests/XTest.php:6 | 4-8',
      'X › Data with data set #0 |  | Failed asserting that 4 is identical to 3. | php/tests/XTest.php:6 | 11-15',
      'X › Arr |  | custom words | php/tests/XTest.php:8 | 19-34',
      'X › Odd | OddThing | multi | php/tests/XTest.php:9 | 37-42',
      'X › Cause | LogicException | outer | php/tests/XTest.php:10 | 45-49',
      'X › Warn |  | Undefined array key "nope" | php/tests/XTest.php:11 | 52-56',
      'X › Expect |  | Failed asserting that exception of type "LogicException" is thrown. |  | 62-64',
      "X › Str |  | Failed asserting that 'hay\\n | php/tests/XTest.php:16 | 67-72",
    ],
  ],
  [
    'teamcity',
    'teamcity',
    [13, 3, 5, 3, 2],
    [
      'XTest › testData › testData with data set "named one" |  | Failed asserting that 2 is identical to 1. | php/tests/XTest.php:6 | 14-14',
      'XTest › testData › testData with data set #0 |  | Failed asserting that 4 is identical to 3. | php/tests/XTest.php:6 | 20-20',
      'XTest › testArr |  | custom words | php/tests/XTest.php:8 | 32-32',
      'XTest › testOdd | OddThing | multi | php/tests/XTest.php:9 | 38-38',
      'XTest › testCause | LogicException | outer | php/tests/XTest.php:10 | 44-44',
      'XTest › testWarn |  | Undefined array key "nope" | php/tests/XTest.php:11 | 50-50',
      'XTest › testRisky |  | This test did not perform any assertions | php/tests/XTest.php:14 | 68-68',
      'XTest › testExpect |  | Failed asserting that exception of type "LogicException" is thrown. | php/tests/XTest.php: | 74-74',
      "XTest › testStr |  | Failed asserting that 'hay\\n | php/tests/XTest.php:16 | 80-80",
    ],
  ],
  [
    'busted',
    'console-busted',
    [9, 1, 2, 5, 1],
    [
      'outer inner compares tables |  | Expected objects to be the same. | spec/x_spec.lua:3 | 7-15',
      'outer inner custom |  | my words | spec/x_spec.lua:7 | 17-24',
      "spec/bad_spec.lua |  | unexpected symbol near '=' | spec/bad_spec.lua:1 | 26-27",
      'outer inner errors |  | plain | spec/x_spec.lua:4 | 29-32',
      'outer inner table error |  | { | spec/x_spec.lua:5 | 34-38',
      "outer inner nil call |  | attempt to call local 'x' (a nil value) | spec/x_spec.lua:6 | 40-42",
      'outer hooked before_each |  | hook broke | spec/x_spec.lua:11 | 44-46',
    ],
  ],
  [
    'prove',
    'console-prove',
    [12, 4, 7, 0, 1],
    [
      'plain fail |  | plain fail | t/x.t:2 | 2-3',
      "differs |  | got: 'a' | t/x.t:2 | 5-8",
      'deep |  | Structures begin differing at: | t/x.t:2 | 10-14',
      'line 2 |  | line 2 | t/x.t:2 | 16-16',
      "it's quoted |  | 'abc' | t/x.t:2 | 18-21",
      'in fail |  | in fail | t/x.t:3 | 23-24',
      'outer sub |  | outer sub | t/x.t:3 | 27-28',
      "cmp |  | '1' | t/x.t:6 | 30-34",
      'test 5 |  | test 5 |  | 41-41',
      't/plan.t |  | Non-zero exit status: 255 | t/plan.t: | 73-74',
    ],
  ],
  [
    'bats-pretty',
    'console-bats',
    [3, 1, 1, 0, 1],
    ["refuses unknown carts |  | `check 7' failed with status 2 | lib/cart.sh:4 | 3-7"],
  ],
]

describe('consoles of scripting runners, as recorded', () => {
  it.each(recordings)('%s', (runner, format, numbers, failures) => {
    const reading = read(recorded(runner), { root: '/home/build/lab', piece: 977 })
    expect(reading.format).toBe(format)
    expect(counts(reading)).toEqual(numbers)
    expect(told(reading)).toEqual(failures)
  })
})
