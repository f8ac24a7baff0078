// The healthy projects that seeds break. Each is a table of files; tools come from the folder that run.mjs is given.

const json = (value) => `${JSON.stringify(value, null, 2)}\n`
const gitignore = 'node_modules/\n.venv/\nci.log\n__pycache__/\n.pytest_cache/\n.ruff_cache/\n'

const orderTest = (path) => `import assert from 'node:assert/strict'
import { test } from 'node:test'
import { greeting, label, receipt, total } from '${path}'

const order = { customer: { name: 'Ada', address: { city: 'Ghent' } }, lines: [{ price: 200, count: 2 }, { price: 50, count: 1 }] }

test('the total is in cents', () => {
  assert.equal(total(order), 450)
})

test('a label names name and city', () => {
  assert.equal(label(order), 'Ada, Ghent')
})

test('a label without a city', () => {
  assert.equal(label({ ...order, customer: { name: 'Ada' } }), 'Ada, unknown')
})

test('a greeting waits for the store', async () => {
  assert.equal(await greeting('7'), 'Hello Ada')
})

test('a receipt lists every line', () => {
  assert.equal(receipt(order), '2.00 x 2\\n0.50 x 1\\n4.50')
})
`

const typescript = {
  'package.json': json({
    name: 'shop',
    private: true,
    type: 'module',
    scripts: { typecheck: 'tsc --noEmit', test: 'node --import ./test/register.mjs --test' },
    devDependencies: { typescript: '^5.9.0' },
  }),
  'tsconfig.json': json({
    compilerOptions: {
      target: 'es2022',
      module: 'nodenext',
      strict: true,
      noUnusedLocals: true,
      noImplicitOverride: true,
      verbatimModuleSyntax: true,
      noUncheckedIndexedAccess: true,
      types: [],
      skipLibCheck: true,
    },
    include: ['src'],
  }),
  '.gitignore': gitignore,
  'src/types.ts': `export type Currency = 'euro' | 'dollar'

export interface Address {
  city: string
  street?: string
}

export interface Customer {
  name: string
  address?: Address
  currency?: Currency
}

export interface Line {
  price: number
  count: number
}

export interface Order {
  customer: Customer
  lines: Line[]
}
`,
  'src/money.ts': `export function cents(amount: number): string {
  return (amount / 100).toFixed(2)
}

export class Rounder {
  digits = 2

  round(amount: number): number {
    const factor = 10 ** this.digits
    return Math.round(amount * factor) / factor
  }
}

export class WholeRounder extends Rounder {
  override round(amount: number): number {
    return Math.round(amount)
  }
}
`,
  'src/store.ts': `import type { Customer } from './types.js'

const customers = new Map<string, Customer>([['7', { name: 'Ada', currency: 'euro' }]])

export async function findCustomer(id: string): Promise<Customer> {
  const customer = customers.get(id)
  if (customer === undefined) throw new Error('no such customer')
  return customer
}

export default function remember(id: string, customer: Customer): void {
  customers.set(id, customer)
}
`,
  'src/order.ts': `import { cents } from './money.js'
import { findCustomer } from './store.js'
import type { Order } from './types.js'

export function total(order: Order): number {
  let sum = 0
  for (const line of order.lines) {
    sum += line.price * line.count
  }
  return sum
}

export function label(order: Order): string {
  const city = order.customer.address?.city
  return \`\${order.customer.name}, \${city ?? 'unknown'}\`
}

export async function greeting(id: string): Promise<string> {
  const customer = await findCustomer(id)
  return \`Hello \${customer.name}\`
}

export function receipt(order: Order): string {
  const lines = order.lines.map((line) => \`\${cents(line.price)} x \${line.count}\`)
  return [...lines, cents(total(order))].join('\\n')
}
`,
  'test/register.mjs': `import { register } from 'node:module'

register('./hooks.mjs', import.meta.url)
`,
  'test/hooks.mjs': `import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

export async function resolve(specifier, context, next) {
  if (specifier.startsWith('.') && specifier.endsWith('.js')) {
    const url = new URL(specifier.replace(/\\.js$/, '.ts'), context.parentURL)
    if (existsSync(url)) return { url: url.href, shortCircuit: true }
  }
  return next(specifier, context)
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context)
  const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022, verbatimModuleSyntax: true }
  const text = readFileSync(fileURLToPath(url), 'utf8')
  return { format: 'module', shortCircuit: true, source: ts.transpileModule(text, { compilerOptions: options }).outputText }
}
`,
  'test/order.test.mjs': orderTest('../src/order.ts'),
}

const untyped = {
  'src/money.js': `export function cents(amount) {
  return (amount / 100).toFixed(2);
}

export const currency = 'euro';
`,
  'src/store.js': `const customers = new Map([['7', { name: 'Ada' }]]);

export async function findCustomer(id) {
  const customer = customers.get(id);
  if (customer === undefined) throw new Error('no such customer');
  return customer;
}
`,
  'src/order.js': `import { cents } from './money.js';
import { findCustomer } from './store.js';

export function total(order) {
  let sum = 0;
  for (const line of order.lines) {
    sum += line.price * line.count;
  }
  return sum;
}

export function label(order) {
  const city = order.customer.address?.city;
  return \`\${order.customer.name}, \${city ?? 'unknown'}\`;
}

export async function greeting(id) {
  const customer = await findCustomer(id);
  return \`Hello \${customer.name}\`;
}

export function receipt(order) {
  const lines = order.lines.map((line) => \`\${cents(line.price)} x \${line.count}\`);
  return [...lines, cents(total(order))].join('\\n');
}
`,
  'test/order.test.js': orderTest('../src/order.js'),
  '.gitignore': gitignore,
}

const javascript = {
  ...untyped,
  'package.json': json({ name: 'shop', private: true, type: 'module', scripts: { test: 'node --test' } }),
}

const eslint = {
  ...untyped,
  'package.json': json({
    name: 'shop',
    private: true,
    type: 'module',
    scripts: { lint: 'eslint src', test: 'node --test' },
    devDependencies: { eslint: '^9.0.0' },
  }),
  'eslint.config.js': `export default [
  {
    languageOptions: { ecmaVersion: 2024, sourceType: 'module', globals: { console: 'readonly' } },
    rules: {
      'prefer-const': 'error',
      'no-var': 'error',
      semi: 'error',
      quotes: ['error', 'single'],
      'object-shorthand': 'error',
      'no-extra-boolean-cast': 'error',
      'prefer-template': 'error',
      'no-else-return': 'error',
      'dot-notation': 'error',
      yoda: 'error',
      'arrow-body-style': 'error',
      'no-useless-rename': 'error',
      'no-undef': 'error',
      'prefer-arrow-callback': 'error',
      'operator-assignment': 'error',
    },
  },
];
`,
}

const prettier = {
  ...untyped,
  'package.json': json({
    name: 'shop',
    private: true,
    type: 'module',
    scripts: { 'format:check': 'prettier --check "src/**" README.md', test: 'node --test' },
    devDependencies: { prettier: '^3.0.0' },
  }),
  '.prettierrc': '{ "singleQuote": true, "printWidth": 100 }\n',
  'README.md': '# Shop\n\nCounts what is sold.\n',
  'src/prices.json': '{ "tea": 250, "coffee": 300 }\n',
}

const biome = {
  ...untyped,
  'package.json': json({ name: 'shop', private: true, type: 'module', scripts: { test: 'node --test' } }),
  'biome.json': json({
    files: { includes: ['src/**'] },
    formatter: { indentStyle: 'space', lineWidth: 100 },
    javascript: { formatter: { quoteStyle: 'single' } },
    linter: { rules: { style: { useConst: 'error', useTemplate: { level: 'error', fix: 'safe' } } } },
  }),
  '.github/workflows/ci.yml':
    'on: push\njobs:\n  lint:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - run: npx biome ci .\n',
}

const shopPy = {
  'shop/__init__.py': '',
  'shop/money.py': `def cents(amount):
    return f"{amount / 100:.2f}"
`,
  'shop/order.py': `from datetime import date

from shop.money import cents


def total(order):
    amount = 0
    for line in order["lines"]:
        amount += line["price"] * line["count"]
    return amount


def label(order):
    address = order.get("address")
    city = address["city"] if address is not None else "unknown"
    return f"{order['name']}, {city}"


def receipt(order):
    lines = [f"{cents(line['price'])} x {line['count']}" for line in order["lines"]]
    return "\\n".join([*lines, cents(total(order))])


def year_of(text):
    return date.fromisoformat(text).year
`,
  'tests/test_order.py': `from shop.order import label, receipt, total, year_of

ORDER = {
    "name": "Ada",
    "address": {"city": "Ghent"},
    "lines": [{"price": 200, "count": 2}, {"price": 50, "count": 1}],
}


def test_total():
    assert total(ORDER) == 450


def test_label():
    assert label(ORDER) == "Ada, Ghent"


def test_label_without_address():
    assert label({"name": "Ada", "lines": []}) == "Ada, unknown"


def test_receipt():
    assert receipt(ORDER) == "2.00 x 2\\n0.50 x 1\\n4.50"


def test_year():
    assert year_of("2024-02-29") == 2024
`,
  '.gitignore': gitignore,
}

const pyproject = (more) =>
  `[project]\nname = "shop"\nversion = "1.0"\n\n[tool.pytest.ini_options]\npythonpath = ["."]\n${more}`

const python = { ...shopPy, 'pyproject.toml': pyproject('') }

const ruff = {
  ...shopPy,
  'pyproject.toml': pyproject('\n[tool.ruff.lint]\nselect = ["E", "F", "I", "UP", "W", "SIM", "C4"]\n'),
  '.github/workflows/ci.yml':
    'on: push\njobs:\n  lint:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - run: ruff check .\n      - run: ruff format --check .\n',
}

const black = { ...shopPy, 'pyproject.toml': pyproject('\n[tool.black]\nline-length = 100\n') }

const go = {
  'go.mod': 'module example.com/shop\n\ngo 1.21\n',
  'money.go': `package shop

import "fmt"

// Cents writes an amount of cents with two digits.
func Cents(amount int) string {
	return fmt.Sprintf("%d.%02d", amount/100, amount%100)
}
`,
  'money_test.go': `package shop

import "testing"

func TestCents(t *testing.T) {
	if got := Cents(1234); got != "12.34" {
		t.Fatal(got)
	}
}
`,
  '.gitignore': 'ci.log\n',
}

const workspace = {
  'package.json': json({
    name: 'shop',
    version: '1.0.0',
    private: true,
    type: 'module',
    workspaces: ['packages/*'],
    scripts: { test: 'node --test' },
  }),
  'packages/money/package.json': json({ name: '@shop/money', version: '1.0.0', type: 'module', main: 'index.js' }),
  'packages/money/index.js': 'export const cents = (amount) => (amount / 100).toFixed(2);\n',
  'packages/money/money.test.js': `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cents } from './index.js';

test('cents', () => assert.equal(cents(450), '4.50'));
`,
  'package-lock.json': json({
    name: 'shop',
    version: '1.0.0',
    lockfileVersion: 3,
    requires: true,
    packages: {
      '': { name: 'shop', version: '1.0.0', workspaces: ['packages/*'] },
      'node_modules/@shop/money': { resolved: 'packages/money', link: true },
      'packages/money': { name: '@shop/money', version: '1.0.0' },
    },
  }),
  '.gitignore': gitignore,
}

const settings = {
  ...javascript,
  'settings.json': json({ port: 8080, retries: 3, timeoutSeconds: 20 }),
  'src/settings.js': `import { readFileSync } from 'node:fs';

const known = ['port', 'retries', 'timeoutSeconds'];

export function settings() {
  const read = JSON.parse(readFileSync('settings.json', 'utf8'));
  for (const key of Object.keys(read)) {
    if (!known.includes(key)) throw new Error(\`Unknown key "\${key}" in settings.json; known keys: \${known.join(', ')}\`);
  }
  return read;
}
`,
  'test/settings.test.js': `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settings } from '../src/settings.js';

test('settings are known', () => assert.deepEqual(Object.keys(settings()), ['port', 'retries', 'timeoutSeconds']));
`,
}

export const projects = {
  typescript,
  javascript,
  eslint,
  prettier,
  biome,
  python,
  ruff,
  black,
  go,
  workspace,
  settings,
}
