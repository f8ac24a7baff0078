import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'

/** Packages by language, as a large monorepo has them: how files are called, and what stands in one. */
const languages = [
  { folder: 'web', ending: 'js', test: (n) => `test/m${n}.test.js`, text: script },
  { folder: 'app', ending: 'ts', test: (n) => `test/m${n}.test.ts`, text: script },
  { folder: 'lib', ending: 'py', test: (n) => `tests/test_m${n}.py`, text: python },
  { folder: 'srv', ending: 'go', test: (n) => `m${n}_test.go`, text: go },
  { folder: 'core', ending: 'java', test: (n) => `test/M${n}Test.java`, text: java },
  { folder: 'sys', ending: 'rs', test: (n) => `tests/m${n}.rs`, text: rust },
]
const perPackage = 50

function script(pack, n) {
  const other = (n * 7 + 3) % perPackage
  return `import { sum${other} } from './m${other}.js'\n\nexport function sum${n}(values) {\n  let total = ${n}\n  for (const value of values) total += value\n  return total\n}\n\nexport const both${n} = (values) => sum${n}(values) + sum${other}(values)\n// ${pack}\n`
}
function python(pack, n) {
  return `from .m${(n * 7 + 3) % perPackage} import total as other\n\n\ndef total(values):\n    """${pack}"""\n    result = ${n}\n    for value in values:\n        result += value\n    return result\n\n\ndef both(values):\n    return total(values) + other(values)\n`
}
function go(pack, n) {
  return `package ${pack.replaceAll('-', '')}\n\n// Sum${n} adds.\nfunc Sum${n}(values []int) int {\n\ttotal := ${n}\n\tfor _, value := range values {\n\t\ttotal += value\n\t}\n\treturn total + Sum${(n * 7 + 3) % perPackage}(nil)\n}\n`
}
function java(pack, n) {
  return `package com.example.${pack.replaceAll('-', '')};\n\nimport com.example.${pack.replaceAll('-', '')}.M${(n * 7 + 3) % perPackage};\n\npublic class M${n} {\n  public static int sum(int[] values) {\n    int total = ${n};\n    for (int value : values) total += value;\n    return total;\n  }\n}\n`
}
function rust(pack, n) {
  return `use crate::m${(n * 7 + 3) % perPackage};\n\n/// ${pack}\npub fn sum(values: &[i64]) -> i64 {\n    let mut total = ${n};\n    for value in values { total += value; }\n    total + m${(n * 7 + 3) % perPackage}::other()\n}\n`
}

/** The one package that can be tested: everything is right but the last commit. */
const tested = {
  'package.json':
    '{ "name": "root", "private": true, "type": "module", "scripts": { "test": "node --test packages/shop/" } }\n',
  'packages/shop/package.json': '{ "name": "shop", "type": "module", "scripts": { "test": "node --test" } }\n',
  'packages/shop/src/tax.js':
    'export function tax(net, rate) {\n  if (rate === undefined) return 0\n  return net * rate\n}\n',
  'packages/shop/src/cart.js':
    "import { tax } from './tax.js'\n\nexport function total(items) {\n  const net = items.reduce((sum, item) => sum + item.price, 0)\n  return net + tax(net, items[0]?.rate)\n}\n",
  'packages/shop/test/cart.test.js':
    "import assert from 'node:assert'\nimport { test } from 'node:test'\nimport { total } from '../src/cart.js'\n\ntest('an empty cart costs nothing', () => {\n  assert.strictEqual(total([]), 0)\n})\ntest('adds tax', () => {\n  assert.strictEqual(total([{ price: 10, rate: 0.5 }]), 15)\n})\n",
}
const broken = tested['packages/shop/src/cart.js'].replace('items[0]?.rate', 'items[0].rate')

/** The files of the first commit, in order. */
export function* files(count) {
  yield* Object.entries(tested)
  let made = Object.keys(tested).length
  for (let pack = 0; made < count; pack += 1) {
    const { folder, ending, test, text } = languages[pack % languages.length]
    const name = `${folder}-${pack}`
    for (let n = 0; n < perPackage && made < count; n += 1, made += 1) {
      const isTest = n % 5 === 4
      const file = isTest ? test(n) : `src/${ending === 'java' ? 'M' : 'm'}${n}.${ending}`
      yield [`packages/${name}/${file}`, text(name, n)]
    }
  }
}

/**
 * Makes a repository of so many files and commits; the same every time, without network. The last commit breaks a test
 * of `packages/shop`.
 *
 * @param {string} folder a new folder
 * @param {number} fileCount
 * @param {number} commitCount
 */
export async function makeRepository(folder, fileCount, commitCount) {
  mkdirSync(folder, { recursive: true })
  await git(folder, ['init', '-q', '-b', 'main'])
  const names = [...files(fileCount)].map(([name]) => name).filter((name) => /\/src\/[mM]\d+\./.test(name))
  await git(folder, ['fast-import', '--quiet'], function* () {
    yield commit(1, 'first', undefined)
    for (const [name, text] of files(fileCount)) yield change(name, text)
    for (let n = 2; n < commitCount; n += 1) {
      yield commit(n, `change ${n}`, n - 1)
      // Each commit touches a few files far from each other, as merges of a monorepo do.
      for (let k = 0; k < 3; k += 1) {
        const name = names[(n * 7919 + k * 104729) % names.length]
        yield change(
          name,
          `${firstTexts(fileCount).get(name)}\n// change ${n}\n`.replace(
            /\/\/(?= change)/,
            name.endsWith('.py') ? '#' : '//',
          ),
        )
      }
    }
    yield commit(commitCount, 'read the rate of the first item', commitCount - 1)
    yield change('packages/shop/src/cart.js', broken)
  })
  await git(folder, ['checkout', '-q', '-f', 'main'])
}

const texts = new Map()
function firstTexts(count) {
  if (texts.size === 0) for (const [name, text] of files(count)) texts.set(name, text)
  return texts
}

function commit(n, subject, from) {
  const who = `Somebody <somebody@example.com> ${1_700_000_000 + n * 600} +0000`
  return `commit refs/heads/main\nmark :${n}\nauthor ${who}\ncommitter ${who}\ndata ${subject.length}\n${subject}\n${from === undefined ? '' : `from :${from}\n`}`
}

function change(name, text) {
  return `M 100644 inline ${name}\ndata ${Buffer.byteLength(text)}\n${text}\n`
}

async function git(folder, words, input = () => []) {
  const child = spawn('git', words, { cwd: folder, stdio: ['pipe', 'inherit', 'inherit'] })
  const ended = once(child, 'exit')
  let batch = []
  let size = 0
  const flush = async () => {
    if (!child.stdin.write(batch.join(''))) await once(child.stdin, 'drain')
    batch = []
    size = 0
  }
  for (const text of input()) {
    batch.push(text)
    size += text.length
    if (size > 1_000_000) await flush()
  }
  await flush()
  child.stdin.end()
  const [code] = await ended
  if (code !== 0) throw new Error(`git ${words[0]} ended with ${code}`)
}
