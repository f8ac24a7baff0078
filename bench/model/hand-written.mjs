// Ten small projects, each broken in one place, with a conversation that mends it. The conversations were written by hand:
// they prove that replay is exact, and say nothing about any model.

const manifest = '{"name":"case","private":true,"type":"module","scripts":{"test":"node --test"}}\n'
const head = "import assert from 'node:assert/strict'\nimport { test } from 'node:test'\n"

const edit = (path, search, replace, reason = 'it is what the test asks for') =>
  `PATH: ${path}\n<<<<<<< SEARCH\n${search}\n=======\n${replace}\n>>>>>>> REPLACE\nREASON: ${reason}\nCONFIDENCE: 0.9\n`

/** One module, one test that fails. */
const project = (source, expectation, more = {}) => ({
  'package.json': manifest,
  'src/unit.js': source,
  'test/unit.test.js': `${head}import { unit } from '../src/unit.js'\n\ntest('unit', () => {\n  ${expectation}\n})\n`,
  ...more,
})

/** @type {readonly import('../../scripts/evaluate/cases.mjs').Case[]} */
export const handWritten = [
  {
    name: 'wrong-constant',
    files: project('export const unit = (n) => n * 90\n', 'assert.equal(unit(2), 120)'),
    answers: [edit('src/unit.js', 'export const unit = (n) => n * 90', 'export const unit = (n) => n * 60')],
  },
  {
    name: 'second-idea',
    files: project(
      'export function unit(list) {\n  return list.sort()\n}\n',
      'assert.deepEqual(unit([10, 9, 1]), [1, 9, 10])',
    ),
    answers: [
      edit('src/unit.js', '  return list.sort()', '  return list.reverse().sort()'),
      edit(
        'src/unit.js',
        '  return list.sort()',
        '  return list.toSorted((a, b) => a - b)',
        'sort compares as text without a comparator',
      ),
    ],
  },
  {
    name: 'misfit-then-right',
    files: project("export const unit = (name) => 'Hello' + name\n", "assert.equal(unit('Ada'), 'Hello, Ada')"),
    answers: [
      edit('src/unit.js', 'export const unit = (name) => `Hello${name}`', 'x'),
      edit(
        'src/unit.js',
        "export const unit = (name) => 'Hello' + name",
        'export const unit = (name) => `Hello, ${name}`',
      ),
    ],
  },
  {
    name: 'reads-a-definition',
    files: project(
      "import { rate } from './rate.js'\n\nexport const unit = (n) => n * rate('USD')\n",
      'assert.equal(unit(100), 120)',
      {
        'src/rate.js': `${'// A table follows.\n'.repeat(150)}export function rate(code) {\n  return { EUR: 1, USD: 12 }[code]\n}\n`,
      },
    ),
    answers: [
      'ASK: find_definition rate',
      edit('src/rate.js', '  return { EUR: 1, USD: 12 }[code]', '  return { EUR: 1, USD: 1.2 }[code]'),
    ],
  },
  {
    name: 'reads-with-a-tool',
    files: project(
      "import { pad } from './pad.js'\n\nexport const unit = (n) => pad(n)\n",
      "assert.equal(unit(7), '007')",
      {
        'src/pad.js': "export function pad(n) {\n  return String(n).padStart(2, '0')\n}\n",
      },
    ),
    answers: [
      { calls: [{ name: 'read_file', input: { path: 'src/pad.js' } }] },
      edit('src/pad.js', "  return String(n).padStart(2, '0')", "  return String(n).padStart(3, '0')"),
    ],
  },
  {
    name: 'answers-in-json',
    files: project(
      'export const unit = (list) => list.slice(0, 2)\n',
      'assert.deepEqual(unit([1, 2, 3, 4]), [1, 2, 3])',
    ),
    answers: [
      JSON.stringify({
        edits: [{ path: 'src/unit.js', search: 'slice(0, 2)', replace: 'slice(0, 3)' }],
        reason: 'one was lost',
        confidence: 1,
      }),
    ],
  },
  {
    name: 'unreadable-once',
    files: project("export const unit = (text) => text.split(',')\n", "assert.deepEqual(unit('a, b'), ['a', 'b'])"),
    answers: [
      'The parts should be trimmed.',
      edit(
        'src/unit.js',
        "export const unit = (text) => text.split(',')",
        "export const unit = (text) => text.split(',').map((part) => part.trim())",
      ),
    ],
  },
  {
    name: 'two-files',
    files: project(
      "import { tax } from './tax.js'\n\nexport const unit = (n) => n - tax(n)\n",
      'assert.equal(unit(100), 121)',
      {
        'src/tax.js': 'export const tax = (n) => n * 0.12\n',
      },
    ),
    answers: [
      `${edit('src/unit.js', 'export const unit = (n) => n - tax(n)', 'export const unit = (n) => n + tax(n)').split('REASON')[0]}${edit('src/tax.js', 'export const tax = (n) => n * 0.12', 'export const tax = (n) => n * 0.21', 'the tax is added, and it is 21 %')}`,
    ],
  },
  {
    name: 'refused-then-right',
    files: project('export const unit = (n) => n % 3 === 0\n', 'assert.equal(unit(4), true)'),
    answers: [
      edit('test/unit.test.js', '  assert.equal(unit(4), true)', '  assert.ok(true)'),
      edit('src/unit.js', 'export const unit = (n) => n % 3 === 0', 'export const unit = (n) => n % 2 === 0'),
    ],
  },
  {
    name: 'declined',
    files: project("export const unit = () => 'v1'\n", "assert.equal(unit(), process.env.NO_SUCH_VERSION ?? 'v9')"),
    expect: 'declined',
    answers: ['DECLINE: the wanted version comes from outside of the repository'],
  },
]
