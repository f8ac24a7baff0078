import type { CommitSpec, Files } from '../bed/index.mjs'

// The smallest projects that can be broken. Each is a table of files; `broken` is what the last commit did to it.

/** How a healthy and a broken version of one file become a history. */
function history(files: Files, path: string, healthy: string, broken: string): readonly CommitSpec[] {
  return [
    { message: 'Begin', files: { ...files, [path]: healthy } },
    { message: 'Shorten', files: { [path]: broken }, author: 'Grace Example', email: 'grace@example.com' },
  ]
}

const packageJson = `${JSON.stringify({ name: 'shop', private: true, type: 'module', scripts: { test: 'node --test' } }, null, 2)}\n`

const labelTest = `import assert from 'node:assert/strict'
import { test } from 'node:test'
import { label } from '../src/label.js'

test('a customer with a city', () => {
  assert.equal(label({ address: { city: 'Ghent' } }), 'GHENT')
})

test('a customer without an address', () => {
  assert.equal(label({ name: 'Ada' }), 'UNKNOWN')
})
`

/** JavaScript on node:test: a guard against a missing object was lost. */
export const missingGuard = history(
  { 'package.json': packageJson, 'test/label.test.js': labelTest, '.gitignore': 'junit.xml\n' },
  'src/label.js',
  `export function label(customer) {
  const city = customer.address?.city
  return (city ?? 'unknown').toUpperCase()
}
`,
  `export function label(customer) {
  const city = customer.address.city
  return (city ?? 'unknown').toUpperCase()
}
`,
)

/** Python on pytest: a misspelt name. */
export const misspeltName = history(
  {
    'tests/test_total.py': `from shop.total import total


def test_empty():
    assert total([]) == 0


def test_sum():
    assert total([2, 3]) == 5
`,
    'shop/__init__.py': '',
    'pyproject.toml': '[project]\nname = "shop"\nversion = "1.0"\n\n[tool.pytest.ini_options]\npythonpath = ["."]\n',
  },
  'shop/total.py',
  `def total(prices):
    amount = 0
    for price in prices:
        amount += price
    return amount
`,
  `def total(prices):
    amount = 0
    for price in prices:
        amount += prise
    return amount
`,
)

const discountTest = `import assert from 'node:assert/strict'
import { test } from 'node:test'
import { discounted } from '../src/discount.js'

test('nothing off', () => {
  assert.equal(discounted(200, 0), 200)
})

test('ten percent off', () => {
  assert.equal(discounted(200, 10), 180)
})
`

/** A wrong result without any exception: nothing that a rule could see. */
export const wrongResult = history(
  { 'package.json': packageJson, 'test/discount.test.js': discountTest, '.gitignore': 'junit.xml\n' },
  'src/discount.js',
  'export function discounted(price, percent) {\n  return price - (price * percent) / 100\n}\n',
  'export function discounted(price, percent) {\n  return price + (price * percent) / 100\n}\n',
)

/** What a good model would say to `wrongResult`. */
export const goodAnswer = `The discount is added instead of taken off.

PATH: src/discount.js
<<<<<<< SEARCH
  return price + (price * percent) / 100
=======
  return price - (price * percent) / 100
>>>>>>> REPLACE
REASON: A discount lowers the price.
CONFIDENCE: 0.9
`

/** A failure that comes and goes: what a run leaves behind decides about the next one, as in many a real suite. */
export const flakyTest: Files = {
  'package.json': packageJson,
  '.gitignore': 'junit.xml\nrolls.txt\n',
  'src/dice.js': `import { appendFileSync, readFileSync } from 'node:fs'

export function roll() {
  appendFileSync('rolls.txt', '.')
  return readFileSync('rolls.txt').length % 2 === 0 ? 1 : 0
}
`,
  'test/dice.test.js': `import assert from 'node:assert/strict'
import { test } from 'node:test'
import { roll } from '../src/dice.js'

test('the dice are kind', () => {
  assert.equal(roll(), 1)
})
`,
}

/** The report of a run that failed, as node:test's JUnit reporter writes it. */
export const flakyReport = `<?xml version="1.0" encoding="utf-8"?>
<testsuites>
\t<testcase name="the dice are kind" time="0.001" classname="test" file="test/dice.test.js" failure="Expected values to be strictly equal: 0 !== 1">
\t\t<failure type="testCodeFailure" message="Expected values to be strictly equal: 0 !== 1">
[Error [ERR_TEST_FAILURE]: Expected values to be strictly equal:

0 !== 1
] {
  code: 'ERR_TEST_FAILURE',
  failureType: 'testCodeFailure',
  cause: AssertionError [ERR_ASSERTION]: Expected values to be strictly equal:
  0 !== 1
      at TestContext.&lt;anonymous> (test/dice.test.js:6:10)
}
\t\t</failure>
\t</testcase>
</testsuites>
`
