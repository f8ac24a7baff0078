import { missingImport } from '../../../src/repair/rules/missing-import.js'
import { type Case, inScript, proposed } from './propose.js'

describe('missing-import', () => {
  it.each<[string, Case]>([
    [
      "import { createHash } from 'node:crypto'\nexport",
      {
        files: { 'src/a.js': "export function run() {\n▶  return createHash('md5')\n}\n" },
        exception: 'ReferenceError',
        message: 'createHash is not defined',
      },
    ],
    [
      "const { join } = require('node:path');\n",
      {
        files: {
          'src/a.js':
            "'use strict';\nconst b = require('./b');\nmodule.exports = () => {\n▶  return join(b, 'x');\n};\n",
          'src/b.js': 'module.exports = 1;\n',
        },
        exception: 'ReferenceError',
        message: 'join is not defined',
      },
    ],
    [
      'from datetime import datetime, timedelta\n\n',
      {
        files: {
          'a.py': 'from datetime import datetime\n\ndef run(start):\n▶    return start + timedelta(days=1)\n',
        },
        exception: 'NameError',
        message: "name 'timedelta' is not defined",
      },
    ],
    [
      "import { existsSync, readFileSync } from 'node:fs'\nexport",
      {
        files: {
          'src/a.js':
            "import { existsSync } from 'node:fs'\nexport function run() {\n▶  return existsSync('x') && readFileSync('x')\n}\n",
        },
        exception: 'ReferenceError',
        message: 'readFileSync is not defined',
      },
    ],
    [
      "import { a } from './a.js'\nimport { cents } from './money.js'\n",
      {
        files: {
          'src/bill.js': "import { a } from './a.js'\nexport function run() {\n▶  return cents(a)\n}\n",
          'src/money.js': 'export const cents = (x) => x\n',
        },
        exception: 'ReferenceError',
        message: 'cents is not defined',
      },
    ],
    [
      "import { cents } from '../lib/money'\n",
      {
        files: {
          'src/bill.ts': "import { a } from './a'\nexport function run() {\n▶  return cents(a)\n}\n",
          'lib/money.ts': 'export const cents = (x: number) => x\n',
        },
        exception: 'ReferenceError',
        message: 'cents is not defined',
      },
    ],
    [
      'from datetime import timedelta\n',
      {
        files: { 'a.py': 'def run(day):\n▶    return day + timedelta(days=1)\n' },
        exception: 'NameError',
        message: "name 'timedelta' is not defined",
      },
    ],
    [
      'import os\nimport json\n',
      {
        files: { 'a.py': 'import os\n\ndef run(day):\n▶    return json.dumps(day)\n' },
        exception: 'NameError',
        message: "name 'json' is not defined",
      },
    ],
    [
      'from shop.money import cents\n',
      {
        files: {
          'shop/a.py': 'def run(day):\n▶    return cents(day)\n',
          'shop/money.py': 'def cents(x):\n    return x\n',
        },
        exception: 'NameError',
        message: "name 'cents' is not defined",
      },
    ],
  ])('gives %s', async (after, example) => {
    expect((await proposed(missingImport, example)).slice(0, 3).some((text) => text.includes(after))).toBe(true)
  })

  it.each<[string, Case]>([
    ['a name that nobody has', inScript('return frobnicate(order)', 'frobnicate is not defined')],
    [
      'a name that is imported already',
      {
        files: { 'a.py': 'import json\ndef run(day):\n▶    return json.dmps(day)\n' },
        exception: 'NameError',
        message: "name 'json' is not defined",
      },
    ],
  ])('does not apply to %s', async (_what, example) => {
    expect(await proposed(missingImport, example)).toEqual([])
  })
})
