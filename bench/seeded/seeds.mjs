// What is broken, one line a seed: kind, project, replacements [path, healthy, broken], the command that CI ran.
import { projects } from './projects.mjs'

const tests = 'node --test'
const pytest = 'python -m pytest -q'
const seed = (name, kind, project, command, changes, more = {}) => ({
  name,
  kind,
  files: projects[project],
  project,
  command,
  changes,
  ...more,
})

const ts = (name, kind, ...changes) => seed(`ts-${name}`, kind, 'typescript', 'npm run typecheck', changes)
const lint = (name, ...changes) => seed(`eslint-${name}`, 'linter', 'eslint', 'npm run lint', changes)
const pretty = (name, ...changes) => seed(`prettier-${name}`, 'formatter', 'prettier', 'npm run format:check', changes)
const bio = (name, ...changes) => seed(`biome-${name}`, 'linter', 'biome', 'npx biome ci .', changes)
const ruff = (name, ...changes) => seed(`ruff-${name}`, 'linter', 'ruff', 'ruff check .', changes)
const ruffFormat = (name, ...changes) =>
  seed(`ruff-format-${name}`, 'formatter', 'ruff', 'ruff format --check .', changes)
const black = (name, ...changes) => seed(`black-${name}`, 'formatter', 'black', 'black --check .', changes)
const gofmt = (name, ...changes) => seed(`gofmt-${name}`, 'formatter', 'go', 'gofmt -d .', changes)
const js = (name, kind, ...changes) => seed(`js-${name}`, kind, 'javascript', tests, changes)
const py = (name, kind, ...changes) => seed(`py-${name}`, kind, 'python', pytest, changes)

const order = 'src/order.ts'
const plain = 'src/order.js'
const shop = 'shop/order.py'

export const seeds = [
  ts('misspelt-function', 'misspelt name', [order, 'cents(total(order))', 'cents(totl(order))']),
  ts('misspelt-variable', 'misspelt name', [order, 'return sum\n', 'return summ\n']),
  ts('misspelt-property', 'misspelt name', [order, 'line.price * line.count', 'line.prize * line.count']),
  ts('misspelt-method', 'misspelt name', [order, "].join('\\n')", "].joins('\\n')"]),
  ts('misspelt-nested', 'misspelt name', [order, 'order.customer.name}, ', 'order.custommer.name}, ']),
  ts('missing-import', 'missing import', [order, "import { cents } from './money.js'\n", '']),
  ts('missing-type-import', 'missing import', [order, "import type { Order } from './types.js'\n", '']),
  ts('missing-async-import', 'missing import', [order, "import { findCustomer } from './store.js'\n", '']),
  ts('misspelt-import', 'misspelt name', [order, 'import { cents }', 'import { cent }']),
  ts('moved-file', 'moved module', [order, "'./money.js'", "'./lib/money.js'"]),
  ts('misspelt-path', 'moved module', [order, "'./store.js'", "'./stores.js'"]),
  ts('renamed-file', 'moved module', { rename: ['src/money.ts', 'src/currency/money.ts'] }),
  ts('missing-await', 'missing await', [order, 'await findCustomer', 'findCustomer']),
  ts('missing-async', 'missing await', [
    order,
    'export async function greeting(id: string): Promise<string>',
    'export function greeting(id: string): Promise<string>',
  ]),
  ts('type-only', 'type error', [order, 'import type { Order }', 'import { Order }']),
  ts('unused-import', 'type error', [
    order,
    "import { cents } from './money.js'",
    "import { cents, Rounder } from './money.js'",
  ]),
  ts('unused-line', 'type error', [order, 'import { cents }', "import remember from './store.js'\nimport { cents }"]),
  ts('missing-override', 'type error', ['src/money.ts', '  override round', '  round']),
  ts('constant', 'type error', [order, 'let sum = 0', 'const sum = 0']),
  ts('optional', 'null and undefined', [order, 'address?.city', 'address.city']),
  ts('literal', 'misspelt name', ['src/store.ts', "currency: 'euro'", "currency: 'euros'"]),
  ts('object-key', 'misspelt name', ['src/store.ts', "currency: 'euro'", "curency: 'euro'"]),
  ts('default-import', 'wrong import', [order, "import { cents } from './money.js'", "import cents from './money.js'"]),
  ts('this', 'misspelt name', ['src/money.ts', '10 ** this.digits', '10 ** digits']),
  ts('return-type', 'type error', [order, 'greeting(id: string): Promise<string>', 'greeting(id: string): string']),
  ts('not-exported', 'wrong import', ['src/money.ts', 'export function cents', 'function cents']),
  ts('extension', 'moved module', [order, "'./store.js'", "'./store'"]),
  ts(
    'two-errors',
    'misspelt name',
    [order, 'return sum\n', 'return summ\n'],
    [order, "import { cents } from './money.js'\n", ''],
  ),

  lint('prefer-const', [plain, 'const city', 'let city']),
  lint('no-var', [plain, 'let sum', 'var sum']),
  lint('semi', [plain, 'return sum;', 'return sum']),
  lint('quotes', [plain, "'unknown'", '"unknown"']),
  lint('prefer-template', [plain, '`Hello ${customer.name}`', "'Hello ' + customer.name"]),
  lint('dot-notation', [plain, 'line.price * line.count', "line['price'] * line.count"]),
  lint('arrow-body-style', [
    plain,
    '(line) => `${cents(line.price)} x ${line.count}`',
    '(line) => { return `${cents(line.price)} x ${line.count}`; }',
  ]),
  lint('operator-assignment', [plain, 'sum += line.price * line.count', 'sum = sum + line.price * line.count']),
  lint('two-files', [plain, 'let sum', 'var sum'], ['src/money.js', "'euro'", '"euro"']),
  lint('no-undef', [plain, 'cents(total(order))', 'cents(totl(order))']),
  lint('no-undef-import', [plain, "import { cents } from './money.js';\n", '']),

  pretty('indentation', [plain, '    sum += line', '  sum += line']),
  pretty('quotes', [plain, "'unknown'", '"unknown"']),
  pretty('one-line', [
    plain,
    'export function total(order) {\n  let sum = 0;',
    'export function total(order) { let sum = 0;',
  ]),
  pretty('json', ['src/prices.json', '{ "tea": 250, "coffee": 300 }', '{"tea":250,\n"coffee":300}']),
  pretty('markdown', ['README.md', '# Shop\n\nCounts', '# Shop\nCounts']),

  bio('format', [plain, 'let sum = 0;', 'let sum=0']),
  bio('use-const', [plain, 'const city', 'let city']),
  bio('use-template', [plain, '`Hello ${customer.name}`', "'Hello ' + customer.name"]),
  bio('imports', [
    plain,
    "import { cents } from './money.js';\nimport { findCustomer } from './store.js';\n",
    "import { findCustomer } from './store.js';\nimport { cents } from './money.js';\n",
  ]),

  ruff('unused-import', [shop, 'from datetime import date\n', 'import os\nfrom datetime import date\n']),
  ruff('sorting', [
    shop,
    'from datetime import date\n\nfrom shop.money import cents\n',
    'from shop.money import cents\nfrom datetime import date\n',
  ]),
  ruff('f-string', [shop, '"unknown"', 'f"unknown"']),
  ruff('white-space', [shop, 'amount = 0\n', 'amount = 0  \n']),
  ruff('undefined', [shop, 'return amount\n', 'return amout\n']),
  ruff('undefined-import', [shop, 'from datetime import date\n\n', '']),
  ruffFormat('quotes', [shop, 'order["lines"]:', "order['lines']:"]),
  ruffFormat('blank-lines', [shop, '\n\n\ndef label', '\ndef label']),
  black('quotes', [shop, 'order["lines"]:', "order['lines']:"]),
  black('layout', [shop, 'line["price"] * line["count"]', 'line["price"]*line["count"]']),
  gofmt('indent', ['money.go', '\treturn', '    return']),
  gofmt('spaces', ['money.go', 'func Cents(amount int) string {', 'func  Cents( amount int ) string {']),

  js('missing-guard', 'null and undefined', [plain, 'address?.city', 'address.city']),
  js('misspelt-function', 'misspelt name', [plain, 'cents(total(order))', 'cents(totl(order))']),
  js('misspelt-variable', 'misspelt name', [plain, 'return sum;', 'return summ;']),
  js('missing-import', 'missing import', [plain, "import { cents } from './money.js';\n", '']),
  js('missing-await', 'missing await', [plain, 'await findCustomer', 'findCustomer']),
  js('misspelt-import', 'misspelt name', [plain, 'import { cents }', 'import { cent }']),
  js('moved-file', 'moved module', { rename: ['src/money.js', 'src/currency/money.js'] }),
  js('renamed-file', 'moved module', { rename: ['src/money.js', 'src/amounts.js'] }),
  js('misspelt-path', 'moved module', [plain, "'./store.js'", "'./stor.js'"]),
  js('misspelt-method', 'misspelt name', [plain, "].join('\\n')", "].joinn('\\n')"]),

  py('none', 'null and undefined', [shop, ' if address is not None else "unknown"', '']),
  py('misspelt-variable', 'misspelt name', [shop, 'return amount\n', 'return amout\n']),
  py('misspelt-function', 'misspelt name', [shop, 'cents(total(order))', 'cents(totl(order))']),
  py('misspelt-key', 'misspelt name', [shop, 'line["price"] *', 'line["prize"] *']),
  py('missing-import', 'missing import', [shop, 'from shop.money import cents\n', '']),
  py('missing-standard-import', 'missing import', [shop, 'from datetime import date\n\n', '']),
  py('moved-module', 'moved module', {
    rename: ['shop/money.py', 'shop/currency/money.py'],
    also: { 'shop/currency/__init__.py': '' },
  }),
  py('renamed-module', 'moved module', { rename: ['shop/money.py', 'shop/amounts.py'] }),
  py('misspelt-method', 'misspelt name', [shop, 'date.fromisoformat', 'date.fromisoformt']),

  seed(
    'lock-new-workspace',
    'lock file',
    'workspace',
    'npm ci --dry-run --ignore-scripts',
    [{ add: { 'packages/tax/package.json': '{\n  "name": "@shop/tax",\n  "version": "1.0.0"\n}\n' } }],
    { inputs: ['--allow-dependency-changes', 'true'] },
  ),
  seed(
    'lock-new-version',
    'lock file',
    'workspace',
    'npm ci --dry-run --ignore-scripts',
    [['packages/money/package.json', '"version": "1.0.0"', '"version": "2.0.0"']],
    { inputs: ['--allow-dependency-changes', 'true'] },
  ),
  seed('settings-misspelt', 'configuration key', 'settings', tests, [
    ['settings.json', 'timeoutSeconds', 'timeoutSecond'],
  ]),
  seed('settings-swapped', 'configuration key', 'settings', tests, [['settings.json', 'retries', 'retires']]),
]
