import { missingAwait } from '../../../src/repair/rules/missing-await.js'
import { type Case, proposed } from './propose.js'

describe('missing-await', () => {
  it.each<[string, Case]>([
    [
      'const order = await this.repo.find(1)',
      {
        files: {
          'src/a.js':
            'class S {\n  async get() {\n    const order = this.repo.find(1)\n▶    return order.id.toString()\n  }\n}\n',
          'src/repo.js': 'export class Repo {\n  async find(id) {}\n}\n',
        },
        exception: 'TypeError',
        message: "Cannot read properties of undefined (reading 'toString')",
      },
    ],
    [
      'return (await load()).name',
      {
        files: { 'src/a.js': 'async function load() {}\nasync function run() {\n▶  return load().name\n}\n' },
        message: 'Expected values to be strictly equal',
      },
    ],
    [
      'async function run() {\n  const a = await load()',
      {
        files: { 'src/a.js': 'async function load() {}\nfunction run() {\n▶  const a = load()\n  return a\n}\n' },
        message: 'Promise { 1 }',
      },
    ],
    [
      '    if await allowed(user):',
      {
        files: {
          'a.py':
            'async def allowed(user):\n    return True\n\nasync def run(user):\n▶    if allowed(user):\n        return 1\n',
        },
        message: 'x',
      },
    ],
    [
      'return [await load(n) for n in numbers]',
      {
        files: {
          'a.py':
            'async def load(n):\n    return n\n\nasync def run(numbers):\n▶    return [load(n) for n in numbers]\n',
        },
        message: 'x',
      },
    ],
    [
      'const users = await Promise.all(ids.map((id) => load(id)))',
      {
        files: {
          'src/a.js':
            'async function load(id) {}\nasync function run(ids) {\n▶  const users = ids.map((id) => load(id))\n  return users\n}\n',
        },
        message: 'x',
      },
    ],
    [
      'return await load()',
      {
        files: {
          'src/a.js': 'async function run(load) {\n  try {\n▶    return load()\n  } catch {\n    return 1\n  }\n}\n',
        },
        message: 'down',
      },
    ],
    [
      'await Promise.all(ids.map(async (id) => id))',
      {
        files: {
          'src/a.js': 'async function run(ids) {\n▶  const all = ids.map(async (id) => id)\n  return all.length\n}\n',
        },
        message: 'x',
      },
    ],
    [
      'await Promise.all(ids.map(async (id) => { total += await x(id) }))',
      {
        files: { 'src/a.js': 'async function run(ids) {\n▶  ids.forEach(async (id) => { total += await x(id) })\n}\n' },
        message: 'x',
      },
    ],
    [
      'value = await store.get(key)',
      {
        files: {
          'a.py':
            'class Store:\n    async def get(self, key):\n        pass\nasync def read(store, key):\n    value = store.get(key)\n▶    return value + 1\n',
        },
        exception: 'TypeError',
        message: "unsupported operand type(s) for +: 'coroutine' and 'int'",
      },
    ],
  ])('gives %s', async (after, example) => {
    expect((await proposed(missingAwait, example)).slice(0, 3).some((text) => text.includes(after))).toBe(true)
  })

  it.each<[string, Case]>([
    [
      'a call that is awaited',
      {
        files: { 'src/a.js': 'async function load() {}\nasync function run() {\n▶  return [await load()]\n}\n' },
        message: 'x',
      },
    ],
    [
      'a call of a plain function',
      { files: { 'src/a.js': 'function load() {}\nasync function run() {\n▶  return [load()]\n}\n' }, message: 'x' },
    ],
    [
      'promises that are waited for together',
      {
        files: {
          'src/a.js':
            'async function load() {}\nasync function run() {\n▶  return await Promise.all([load(), load()])\n}\n',
        },
        message: 'x',
      },
    ],
  ])('does not apply to %s', async (_what, example) => {
    expect(await proposed(missingAwait, example)).toEqual([])
  })
})
