import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { judged } from '../../../src/trial/probes/behaviour.js'
import { watched } from '../../../src/trial/probes/watch/instrument.js'
import { type Observation, readRecords, shown } from '../../../src/trial/probes/watch/records.js'
import { subjectFor } from './subject.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'watch-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const hasPython = (() => {
  try {
    execFileSync('python3', ['--version'])
    return true
  } catch {
    return false
  }
})()

/** What a watch in `before` sees while `use` runs. */
async function seen(name: string, before: string, after: string, use: string): Promise<readonly Observation[]> {
  const [changed] = (await subjectFor(`src/${name}`, before, after)).changed
  const log = path.join(folder, 'log')
  const made = changed && watched(changed, log)
  if (made === undefined || 'why' in made) throw new Error(made?.why ?? 'not read')
  writeFileSync(path.join(folder, name), made.text)
  const program = name.endsWith('.py') ? 'use.py' : name.replace(/^\w+/, 'use')
  writeFileSync(path.join(folder, program), use)
  execFileSync(name.endsWith('.py') ? 'python3' : process.execPath, [program], { cwd: folder })
  return readRecords(readFileSync(log, 'utf8'))
}

const python = 'def add(xs, by=0):\n    total = by\n    for x in xs:\n        total += x\n    return total\n'
const script = 'function add(xs, by = 0) {\n  let total = by\n  for (const x of xs) total += x\n  return total\n}\n'

describe('a watch', () => {
  ;(hasPython ? it : it.skip)('sees in Python what both texts make of inputs (skipped without python3)', async () => {
    const all = await seen(
      'm.py',
      python,
      python.replace('total = by', 'total = by * 2'),
      'from m import add\nassert add([1, 2]) == 3\nassert add([1], by=4) == 5\n',
    )
    const given = all.filter((each) => each.kind === 'given')
    expect(given.map((each) => [each.same, shown(each)])).toEqual([
      [true, 'add([1, 2]): 3 before, 3 after'],
      [false, "add([[1]] {'by': 4}): 5 before, 9 after"],
    ])
    expect(all.filter((each) => each.kind === 'near').length).toBeGreaterThan(5)
  })

  ;(hasPython ? it : it.skip)('follows recursion, methods and hangs in Python (skipped without python3)', async () => {
    const before =
      'class A:\n    def __init__(self, k):\n        self.k = k\n\n    def fact(self, n):\n        return 1 if n <= 1 else n * self.fact(n - 1)\n'
    const all = await seen(
      'm.py',
      before,
      before.replace('n <= 1', 'n == 1'),
      'from m import A\nassert A(1).fact(3) == 6\n',
    )
    expect(all[0]).toMatchObject({ kind: 'given', same: true, name: 'A.fact' })
    expect(all.some((each) => !each.same && each.after.how !== 'value')).toBe(true)
  })

  it.each([
    ['m.cjs', `${script}module.exports = { add }\n`, "const { add } = require('./m.cjs')\n"],
    ['m.mjs', `export ${script}`, "import { add } from './m.mjs'\n"],
    [
      'm.mjs',
      'export const add = (xs, by = 0) => {\n  let total = by\n  for (const x of xs) total += x\n  return total\n}\n',
      "import { add } from './m.mjs'\n",
    ],
  ])('sees in %s what both texts make of inputs', async (name, before, head) => {
    const all = await seen(
      name,
      before,
      before.replace('total = by', 'total = by * 2'),
      `${head}add([1, 2]); add([1], 4)\n`,
    )
    const given = all.filter((each) => each.kind === 'given')
    expect(given.map((each) => [each.same, shown(each)])).toEqual([
      [true, 'add([1, 2]): 3 before, 3 after'],
      [false, 'add([1], 4): 5 before, 9 after'],
    ])
    expect(all.filter((each) => each.kind === 'near').length).toBeGreaterThan(5)
  })

  it('follows recursion, methods and hangs in JavaScript', async () => {
    const before =
      'class A {\n  constructor(k) { this.k = k }\n  count(n) {\n    let c = 0\n    while (n > 0) { n -= 1; c++ }\n    return c + this.k\n  }\n}\nmodule.exports = { A }\n'
    const all = await seen(
      'm.cjs',
      before,
      before.replace('n > 0', 'n !== 0'),
      "const { A } = require('./m.cjs')\nnew A(1).count(0.5)\n",
    )
    expect(all[0]).toMatchObject({ kind: 'given', name: 'A.count', same: false, after: { how: 'hang' } })
  })

  it.each([
    ['async', 'async function f(x) {\n  return x\n}\n', 'async function f(x) {\n  return x + 1\n}\n', /asynchronous/],
    [
      'outside',
      'const a = 1\nfunction f(x) {\n  return a\n}\n',
      'const a = 2\nfunction f(x) {\n  return a\n}\n',
      /outside of all functions/,
    ],
    ['new', undefined, 'function f() {}\n', /new file/],
  ])('says why it cannot watch: %s', async (_, before, after, why) => {
    const [changed] = (await subjectFor('src/m.js', before, after)).changed
    expect(changed && watched(changed, '/log')).toEqual({ why: expect.stringMatching(why) })
  })
})

describe('records', () => {
  it('passes over whatever else stands in the file', () => {
    const good = { kind: 'near', name: 'f', input: '[1]', same: true, before: ['value', '1'], after: ['value', '1'] }
    const lines = [
      '',
      '{',
      'null',
      '[]',
      '{"kind":"given"}',
      JSON.stringify({ ...good, before: ['x', 1] }),
      JSON.stringify(good),
      'x'.repeat(9000),
    ]
    expect(readRecords(lines.join('\n'))).toHaveLength(1)
  })
})

describe('judged', () => {
  const one = (kind: 'given' | 'near', input: string, before: string, after: string): Observation => {
    const outcome = (text: string) => ({
      how: text === 'TypeError' ? ('error' as const) : ('value' as const),
      shown: text,
    })
    return { kind, name: 'f', input, same: before === after, before: outcome(before), after: outcome(after) }
  }
  const near = (count: number, after: string) =>
    Array.from({ length: count }, (_, index) => one('near', `[${index}]`, '1', after))
  const kept = one('given', '[1]', '1', '1')
  it.each<[string, Observation[], string[] | undefined, object]>([
    ['nothing seen', [], [], { value: 'could-not-say' }],
    [
      'all as before',
      [kept, ...near(3, '1')],
      [],
      { value: 'passed', why: '1 inputs of passing tests keep their results; 0 of 3 neighbouring inputs change' },
    ],
    [
      'a passing input has another result',
      [kept, one('given', '[7]', '1', '2')],
      [],
      { value: 'lowered', why: '1 of 2 inputs of passing tests have another result: f(7): 1 before, 2 after' },
    ],
    ['the failing input has another result', [kept, one('given', '[7]', '1', '2')], ['f [7]'], { value: 'passed' }],
    ['inputs that cannot be told apart', [one('given', '[7]', '1', '2')], undefined, { value: 'passed' }],
    ['neighbours fail that did not', [kept, ...near(8, '1'), ...near(2, 'TypeError')], [], { value: 'lowered' }],
    ['neighbours give nothing for a number', [kept, ...near(8, '1'), ...near(2, 'None')], [], { value: 'lowered' }],
    ['neighbours give another number', [kept, ...near(8, '1'), ...near(2, '-7.5')], [], { value: 'passed' }],
    [
      'neighbours give nothing, as a given input does',
      [kept, one('given', '[7]', 'TypeError', 'None'), ...near(8, '1'), ...near(2, 'None')],
      ['f [7]'],
      { value: 'passed' },
    ],
    ['one odd neighbour fails', [kept, ...near(30, '1'), ...near(1, 'TypeError')], [], { value: 'passed' }],
  ])('%s', (_, observations, failing, expected) => {
    expect(judged(observations, failing && new Set(failing))).toMatchObject(expected)
  })
})
