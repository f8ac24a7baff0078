import { openGrammars } from '../../src/adapters/grammars.js'
import type { Failure, RepoPath } from '../../src/domain.js'
import { findFailingTests } from '../../src/evidence/failing-test.js'
import { openProject } from '../../src/evidence/project.js'
import { rankSuspects } from '../../src/evidence/suspects.js'
import { openSyntax } from '../../src/syntax/open.js'

const syntax = openSyntax(openGrammars())

/** The files in the order of suspicion, told from the failing test alone: no frame, no coverage. */
async function ranked(
  files: Readonly<Record<string, string>>,
  test: Failure['test'],
  message = 'wrong',
): Promise<string[]> {
  const paths = Object.keys(files) as RepoPath[]
  const repository = {
    entries: async () => paths.map((path) => ({ path, mode: '100644', id: path })),
    blob: async (id: string) => Buffer.from(files[id] ?? ''),
  }
  const project = await openProject(repository, 'base', paths, syntax)
  const failure: Failure = {
    kind: 'test',
    title: test?.name ?? '',
    message,
    detail: '',
    frames: [],
    sourceLines: [1, 1],
    fingerprint: '000000000000',
    source: 'x',
    occurrences: { count: 1, spike: false },
    ...(test === undefined ? {} : { test }),
  }
  const suspects = await rankSuspects(failure, await findFailingTests(failure, project), project)
  return [...new Set(suspects.map(({ file }) => file))]
}

const cases: readonly (readonly [string, Readonly<Record<string, string>>, Failure['test'], string])[] = [
  [
    'Go: the function of the package that only the failing test calls',
    {
      'cart/cart.go': 'package cart\n\nfunc New() int {\n\treturn 1\n}\n',
      'cart/fees.go': 'package cart\n\nfunc Fee(a int) int {\n\treturn a\n}\n',
      'cart/all_test.go':
        'package cart\n\nfunc TestA(t *T) {\n\tNew()\n}\n\nfunc TestB(t *T) {\n\tNew()\n}\n\nfunc TestFee(t *T) {\n\tif Fee(New()) != 2 {\n\t\tt.Fatal("x")\n\t}\n}\n',
    },
    { name: 'TestFee/of_one', file: 'cart/all_test.go' },
    'cart/fees.go',
  ],
  [
    'Rust: a module of the crate',
    {
      'Cargo.toml': '',
      'src/lib.rs': 'pub mod fees;\npub mod cart;\n',
      'src/cart.rs': 'pub fn open() -> i32 {\n    1\n}\n',
      'src/fees.rs': 'pub fn fee(a: i32) -> i32 {\n    a\n}\n',
      'tests/all.rs': 'use shop::fees::fee;\n\n#[test]\nfn takes_fees() {\n    assert_eq!(fee(1), 2);\n}\n',
    },
    { name: 'takes_fees', file: 'tests/all.rs' },
    'src/fees.rs',
  ],
  [
    'Java: a type is named like its file',
    {
      'src/main/java/shop/Fees.java': 'class Fees {\n  int fee(int a) {\n    return a;\n  }\n}\n',
      'src/main/java/shop/Basket.java': 'class Basket {\n  int size() {\n    return 1;\n  }\n}\n',
      'src/test/java/shop/ShopTest.java':
        'class ShopTest {\n  @Test\n  void takesFees() {\n    assertEquals(2, new Fees().fee(1));\n  }\n}\n',
    },
    { name: 'takesFees()', suite: 'ShopTest', file: 'src/test/java/shop/ShopTest.java' },
    'src/main/java/shop/Fees.java',
  ],
  [
    'Ruby: the class that a spec names',
    {
      'lib/shop/late_fee.rb': 'class LateFee\n  def charge(a)\n    a\n  end\nend\n',
      'lib/shop/basket.rb': 'class Basket\n  def charge_all\n    1\n  end\nend\n',
      'test/fees_test.rb':
        'class FeesTest < Test\n  def test_charge\n    assert_equal 2, LateFee.new.charge(1)\n  end\nend\n',
    },
    { name: 'test_charge', file: 'test/fees_test.rb' },
    'lib/shop/late_fee.rb',
  ],
  [
    'JavaScript: through the package’s main, to what is exported without a name',
    {
      'package.json': '{"main":"lib/"}',
      'lib/index.js': "module.exports = { parse: require('./parse'), stringify: require('./stringify') }\n",
      'lib/parse.js':
        "const utils = require('./utils')\nmodule.exports = function (text) {\n  return utils.merge(text)\n}\n",
      'lib/stringify.js': 'module.exports = function (value) {\n  return String(value)\n}\n',
      'lib/utils.js': 'exports.merge = function merge(a) {\n  return a\n}\n',
      'test/all.js': "const qs = require('../')\ntest('reads', () => {\n  equal(qs.parse('a'), 'b')\n})\n",
    },
    { name: 'reads', file: 'test/all.js' },
    'lib/parse.js',
  ],
  [
    'Python: words in common, where calls go through strings',
    {
      'shop/__init__.py': 'from .plugins import load\n\ndef open(name):\n    return load(name)\n',
      'shop/plugins.py':
        'from .discount import apply_discount\nfrom .shipping import ship\n\ndef load(name):\n    return globals()[name]\n',
      'shop/discount.py': 'def apply_discount(price, voucher):\n    return price - voucher\n',
      'shop/shipping.py': 'def ship(price, weight):\n    return price + weight\n',
      'tests/test_discount.py':
        "import shop\n\ndef test_voucher_discount():\n    assert shop.open('apply_discount')(3, 1) == 1\n",
    },
    { name: 'test_voucher_discount', file: 'tests/test_discount.py' },
    'shop/discount.py',
  ],
]

describe('rankSuspects without a frame', () => {
  it.each(cases)('%s', async (_name, files, test, expected) => {
    expect((await ranked(files, test))[0]).toBe(expected)
  })

  it('puts benchmarks and examples behind the code', async () => {
    const files = {
      'benchmark/equal.js': 'function equal(a) {\n  return a\n}\n',
      'lib/equality.js': 'exports.equal = function equal(a) {\n  return a\n}\n',
      'test/equal.test.js': "const { equal } = require('../lib/equality')\ntest('same', () => { equal(1) })\n",
    }
    expect((await ranked(files, { name: 'same', file: 'test/equal.test.js' }))[0]).toBe('lib/equality.js')
  })
})
