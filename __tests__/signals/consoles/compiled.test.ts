import { read } from '../reading.js'
import { counts, recorded, told } from './told.js'

const recordings: readonly (readonly [string, string, number[], string[]])[] = [
  [
    'go',
    'console-go',
    [9, 0, 9, 0, 0],
    [
      'example.com/lab/a › TestTable |  | failed in 1 subtest |  | 1-1',
      'example.com/lab/a › TestTable/case_2 |  | got 2, want 1 | example.com/lab/a/a_test.go:3 | 2-6',
      'example.com/lab/a › TestFatal |  | fatal here | example.com/lab/a/a_test.go:4 | 8-10',
      'example.com/lab/a › TestHelper |  | from helper | example.com/lab/a/a_test.go:8 | 11-12',
      'example.com/lab/a › TestFail |  | failed without a message |  | 13-13',
      'example.com/lab/a › TestParallel |  | parallel bad | example.com/lab/a/a_test.go:6 | 14-15',
      'example.com/lab/a › FuzzX |  | failed in 1 subtest |  | 16-16',
      'example.com/lab/a › FuzzX/seed#0 |  | fuzz bad | example.com/lab/a/a_test.go:12 | 17-18',
      'example.com/lab/a › Example |  | got: |  | 19-23',
    ],
  ],
  [
    'go-verbose',
    'console-go',
    [13, 3, 9, 0, 1],
    [
      'example.com/lab/a › TestTable |  | failed in 1 subtest |  | 9-9',
      'example.com/lab/a › TestTable/case_2 |  | got 2, want 1 | example.com/lab/a/a_test.go:3 | 11-11',
      'example.com/lab/a › TestFatal |  | fatal here | example.com/lab/a/a_test.go:4 | 12-16',
      'example.com/lab/a › TestHelper |  | from helper | example.com/lab/a/a_test.go:8 | 24-26',
      'example.com/lab/a › TestFail |  | failed without a message |  | 30-30',
      'example.com/lab/a › TestParallel |  | parallel bad | example.com/lab/a/a_test.go:6 | 37-37',
      'example.com/lab/a › FuzzX |  | failed in 1 subtest |  | 41-41',
      'example.com/lab/a › FuzzX/seed#0 |  | fuzz bad | example.com/lab/a/a_test.go:12 | 42-42',
      'example.com/lab/a › Example |  | got: |  | 44-48',
    ],
  ],
  [
    'go-broken',
    'console-go',
    [6, 0, 4, 2, 0],
    [
      'build: cannot use "x" (untyped string constant) as int value in return statement |  | cannot use "x" (untyped string constant) as int value in return statement | b/b.go:2 | 2-2',
      'build: undefined: undefinedThing |  | undefined: undefinedThing | b/b.go:3 | 3-3',
      'build: ExampleX refers to unknown identifier: X |  | ExampleX refers to unknown identifier: X | a/a_test.go:10 | 6-6',
      'example.com/lab/c › TestPanic |  | failed in 1 subtest |  | 9-9',
      'example.com/lab/c › TestPanic/sub | panic | assignment to entry in nil map | go/c/c_test.go:3 | 10-25',
      'example.com/lab/d › TestSlow | panic | test timed out after 1s | go/d/d_test.go:3 | 27-59',
      'crash: example.com/lab/e failed outside its tests |  | example.com/lab/e failed outside its tests |  | 62-62',
      'example.com/lab/f › TestGoroutine | panic | in goroutine | go/f/f_test.go:3 | 63-69',
    ],
  ],
  [
    'cargo',
    'console-cargo',
    [9, 1, 7, 0, 1],
    [
      'tests::boxed | Error | "boxed text" |  | 13-14',
      'tests::no_panic |  | test did not panic as expected at src/lib.rs:11:29 | src/lib.rs:11 | 16-18',
      'tests::returns_err | ParseIntError | ParseIntError { kind: InvalidDigit } |  | 19-20',
      'tests::wrong_panic | panic | multi | src/lib.rs:10 | 22-43',
      'tests::nested::deep | panic | assertion `left == right` failed: custom 1 | src/lib.rs:7 | 44-67',
      'integration | panic | index out of bounds: the len is 0 but the index is 0 | tests/it.rs:1 | 86-112',
      'src/lib.rs - add (line 1) | panic | assertion `left == right` failed | src/lib.rs:1 | 127-151',
    ],
  ],
  [
    'nextest',
    'console-nextest',
    [6, 2, 2, 0, 2],
    [
      'cart › tests::scales | panic | assertion `left == right` failed | src/lib.rs:21 | 4-24',
      'cart::it › hangs |  | the test timed out |  | 33-33',
    ],
  ],
  [
    'junit4',
    'console-junit4',
    [5, 2, 1, 2, 0],
    [
      'com.acme.order.OrderTest › mergesMixedCase | java.lang.NullPointerException | Cannot invoke "String.length()" because "<parameter1>" is null | com/acme/order/Order.java:17 | 5-8',
      'com.acme.order.OrderTest › rejectsTimeZones | java.lang.IllegalStateException | order 584 is not balanced | com/acme/order/Order.java:14 | 9-12',
      'com.acme.order.OrderTest › groupsMixedCase | java.lang.AssertionError | order too small | com/acme/order/OrderTest.java:26 | 13-17',
    ],
  ],
  [
    'junit5',
    'console-junit5',
    [8, 3, 2, 3, 0],
    [
      'com.acme.session.SessionTest › migratesMixedCase | java.lang.IllegalStateException | session 416 is not balanced | com/acme/session/Session.java:12 | 17-30',
      'com.acme.session.SessionTest › mergesLateEvents | java.lang.NullPointerException | Cannot invoke "String.length()" because "<parameter1>" is null | com/acme/session/Session.java:15 | 31-44',
      'com.acme.session.SessionTest › rendersLateEvents | org.opentest4j.AssertionFailedError | expected: <37> but was: <38> | com/acme/session/SessionTest.java:20 | 45-58',
      'com.acme.session.SessionTest › normalisesMissingFields | java.lang.RuntimeException | cannot scale session | com/acme/session/Session.java:21 | 59-70',
      'com.acme.session.SessionTest › resolvesLargeNumbers | org.opentest4j.AssertionFailedError | session too small ==> expected: <true> but was: <false> | com/acme/session/SessionTest.java:25 | 71-84',
    ],
  ],
  [
    'maven',
    'console-maven',
    [13, 3, 5, 4, 1],
    [
      'com.acme.AlphaTest › all | org.opentest4j.MultipleFailuresError | group (2 failures) | com/acme/AlphaTest.java:11 | 43-60',
      'com.acme.AlphaTest › odd | com.acme.AlphaTest$Odd | multi | com/acme/AlphaTest.java:7 | 62-69',
      'com.acme.AlphaTest › slow | java.util.concurrent.TimeoutException | slow() timed out after 50 milliseconds | com/acme/AlphaTest.java: | 71-78',
      'com.acme.AlphaTest › equal | org.opentest4j.AssertionFailedError | my words ==> expected: <a | com/acme/AlphaTest.java:5 | 80-87',
      'com.acme.AlphaTest › named | org.opentest4j.AssertionFailedError | failed here | com/acme/AlphaTest.java:6 | 89-93',
      'com.acme.AlphaTest › param(int)[2] | org.opentest4j.AssertionFailedError | expected: <1> but was: <2> | com/acme/AlphaTest.java:9 | 95-99',
      'com.acme.AlphaTest › noMessage | java.lang.IllegalArgumentException | java.lang.IllegalArgumentException | com/acme/AlphaTest.java:8 | 101-104',
      'com.acme.AlphaTest$Inner › deep | org.opentest4j.AssertionFailedError | expected: <true> but was: <false> | com/acme/AlphaTest.java:10 | 106-110',
      'com.acme.BetaTest | java.lang.IllegalStateException | set-up broke | com/acme/BetaTest.java:3 | 162-165',
    ],
  ],
  [
    'gradle',
    'console-gradle',
    [9, 6, 1, 1, 1],
    [
      'com.acme.CartTest › totals() | org.opentest4j.AssertionFailedError | org.opentest4j.AssertionFailedError | CartTest.java:12 | 5-6',
      'com.acme.CartTest › param(int) › [2] 7 | java.lang.IllegalStateException | cart 7 is not open | com/acme/Cart.java:8 | 8-16',
    ],
  ],
  [
    'ant-junit',
    'console-ant-junit',
    [4, 2, 1, 1, 0],
    [
      'com.acme.CartTest › refuses[7] | java.lang.IllegalStateException | cart 7 is not open | com/acme/Cart.java:8 | 9-13',
      'com.acme.CartTest › totals | junit.framework.AssertionFailedError | expected:<2> but was:<3> | com/acme/CartTest.java:12 | 15-18',
    ],
  ],
  [
    'dotnet-test',
    'console-dotnet-test',
    [6, 3, 2, 0, 1],
    [
      'Shop.Tests.CartTests › Totals(quantity: 2, price: 1.5) |  | Assert.Equal() Failure: Values differ | /home/build/shop/Shop.Tests/CartTests.cs:17 | 12-20',
      'Shop.Tests.CartTests › RefusesUnknown | System.InvalidOperationException | cart 7 is not open | /home/build/shop/Shop/Cart.cs:12 | 21-26',
    ],
  ],
  [
    'gtest',
    'console-gtest',
    [10, 3, 6, 0, 1],
    [
      'Suite › Eq |  | Expected equality of these values: | x_test.cc:3 | 5-15',
      'Suite › Throws |  | boom |  | 16-19',
      'Suite › ThrowsOther |  | Unknown C++ exception thrown in the test body. |  | 20-23',
      'Suite › Prints |  | Expected equality of these values: | x_test.cc:8 | 29-35',
      'F › Never |  | setup | x_test.cc:10 | 43-47',
      'Inst/P › Is/1 |  | Expected equality of these values: | x_test.cc:9 | 53-59',
    ],
  ],
  [
    'gtest-crash',
    'console-gtest',
    [7, 1, 4, 1, 1],
    [
      'Suite › Eq |  | Expected equality of these values: | x_test.cc:3 | 5-15',
      'Suite › Throws |  | boom |  | 16-19',
      'Suite › ThrowsOther |  | Unknown C++ exception thrown in the test body. |  | 20-23',
      'Suite › Prints |  | Expected equality of these values: | x_test.cc:8 | 29-35',
      'Suite › Crash |  | Segmentation fault |  | 38-39',
    ],
  ],
  [
    'exunit',
    'console-exunit',
    [14, 1, 10, 2, 1],
    [
      'Setup2Test › a | RuntimeError | setup broke | test_x.exs:35 | 6-13',
      'SetupTest › setup_all | RuntimeError | setup all broke | test_x.exs:29 | 15-21',
      'XTest › group match |  | match (=) failed: assert {:ok, _} = {:error, :nope} | test_x.exs:12 | 23-30',
      'XTest › throw | throw | :x | test_x.exs:17 | 34-39',
      'XTest › slow | ExUnit.TimeoutError | test timed out after 50ms. You can change the timeout: | test_x.exs:23 | 43-62',
      'XTest › group compares |  | custom words | test_x.exs:9 | 66-71',
      'XTest › exit | exit | :boom | test_x.exs:16 | 75-80',
      'XTest › receive |  | Assertion failed, no matching message after 10ms | test_x.exs:19 | 84-90',
      'XTest › assert raise |  | Expected exception ArgumentError but got RuntimeError (other) | test_x.exs:18 | 94-100',
      'XTest › raises odd | Odd | multi | test_x.exs:15 | 104-112',
      'XTest › undef | UndefinedFunctionError | function Foo.bar/1 is undefined (module Foo is not available) | test_x.exs:24 | 114-120',
    ],
  ],
]

describe('consoles of compiled runners, as recorded', () => {
  it.each(recordings)('%s', (runner, format, numbers, failures) => {
    const reading = read(recorded(runner), { root: '/home/build/lab', piece: 977 })
    expect(reading.format).toBe(format)
    expect(counts(reading)).toEqual(numbers)
    expect(told(reading)).toEqual(failures)
  })
})
