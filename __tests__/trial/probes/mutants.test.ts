import type { Patch } from '../../../src/domain.js'
import { mutants } from '../../../src/trial/probes/mutants.js'
import { mutationsOf } from '../../../src/trial/probes/mutations.js'
import { purseOf } from '../../../src/trial/probes/subject.js'
import type { Target } from '../../../src/trial/target.js'
import { checkRun, failureOf } from '../fake-lab.js'
import { subjectFor } from './subject.js'

async function mutated(name: string, before: string, after: string): Promise<readonly string[]> {
  const [changed] = (await subjectFor(`src/${name}`, before, after)).changed
  if (changed === undefined) throw new Error('not read')
  return mutationsOf(changed).map(({ start, end, text }) => after.slice(0, start) + text + after.slice(end))
}

describe('mutationsOf', () => {
  it.each<[string, string, string, string[]]>([
    [
      'a.js',
      'if (x > 1) y()\n',
      'if (x >= 1) y()\n',
      ['if (!(x >= 1)) y()\n', 'if (x > 1) y()\n', 'if (x === 1) y()\n', 'if (x >= 2) y()\n', 'if (x >= 0) y()\n'],
    ],
    ['a.py', 'r = a\n', 'r = a and not b\n', ['r = a or not b\n']],
    ['a.py', 'r = a\n', 'r = a == b\n', ['r = a != b\n']],
    ['a.py', 'r = f(a)\n', 'r = f(a, True)\n', ['r = f(a, False)\n']],
    ['a.py', 'r.append(a)\n', "r.append('')\n", ["r.append(' ')\n"]],
    ['a.js', 'r.push(a)\n', 'r.push(" ")\n', ['r.push("")\n']],
    ['a.ts', 'const r: A<B> = a\n', 'const r: A<B> = b\n', []],
    ['a.js', 'a()\nif (x > 1) y()\n', 'b()\nif (x > 1) y()\n', []],
  ])('%s: %j', async (name, before, after, expected) => {
    expect(await mutated(name, before, after)).toEqual(expected)
  })
})

describe('mutants', () => {
  const target: Target = {
    failure: failureOf(),
    selection: { kind: 'test', test: { name: 'a' }, file: 'a.js' },
    ids: ['a'],
    isLoadFailure: false,
    recognises: () => false,
  }
  const [before, after] = ['if (x > 1) y()\n', 'if (x >= 1) y()\n']

  /** @param seen what the watch finds of a survivor beside the patch, if it finds anything */
  async function asked(kills: boolean, seen?: boolean, seconds = 60) {
    const subject = await subjectFor('src/a.js', before, after, {
      target,
      purse: purseOf(seconds),
      script: () => checkRun({ a: kills ? 'failed' : 'passed' }),
    })
    const written: Patch[] = []
    const record = { kind: 'near', name: 'f', input: '[1]', same: seen, before: ['value', '1'], after: ['value', '2'] }
    const lab = Object.assign(Object.create(subject.lab), {
      write: async (_: unknown, patch: Patch) => void written.push(patch),
      read: async () => (seen === undefined ? undefined : JSON.stringify(record)),
    })
    return { ...(await mutants.ask({ ...subject, lab })), written }
  }

  it('passes where the failing test notices each of them, and leaves nothing behind', async () => {
    const { value, why, written } = await asked(true)
    expect([value, why]).toEqual(['passed', '5 of 5 mutants of the patched lines are noticed by the failing test'])
    expect(written).toHaveLength(10)
  })

  it('says nothing without money, without a target, without a mutant', async () => {
    expect(await asked(true, undefined, 0)).toMatchObject({
      value: 'could-not-say',
      why: expect.stringMatching(/budget/),
    })
    expect(await mutants.ask(await subjectFor('src/a.js', before, after))).toMatchObject({ value: 'could-not-say' })
    expect(await mutants.ask(await subjectFor('src/a.js', 'a()\n', 'b()\n', { target }))).toMatchObject({
      value: 'could-not-say',
    })
  })

  it('says nothing where survivors cannot be told from the patch', async () => {
    expect(await asked(false)).toMatchObject({
      value: 'could-not-say',
      why: expect.stringMatching(/^0 of 5 .* could not be told from the patch: the change lies outside/),
    })
  })
})

describe('a boundary that no test meets', () => {
  const text = (operator: string) => `function f(x) {\n  return x ${operator} 1\n}\nmodule.exports = { f }\n`
  const target: Target = {
    failure: failureOf(),
    selection: { kind: 'test', test: { name: 'a' }, file: 'a.js' },
    ids: ['a'],
    isLoadFailure: false,
    recognises: () => false,
  }

  /** One mutant, `===`, passes the test; of 40 inputs so many show the difference. */
  async function asked(apart: number) {
    let isEqual = false
    const subject = await subjectFor('src/a.js', text('<'), text('<='), {
      target,
      script: () => checkRun({ a: isEqual ? 'passed' : 'failed' }),
    })
    const records = Array.from({ length: 40 }, (_, index) => {
      const [before, after] = [
        ['value', 'true'],
        ['value', index < apart ? 'false' : 'true'],
      ]
      return JSON.stringify({ kind: 'near', name: 'f', input: `[${index}]`, same: index >= apart, before, after })
    })
    const lab = Object.assign(Object.create(subject.lab), {
      write: async (_: unknown, patch: Patch) => {
        isEqual = patch.files[0]?.after === text('===')
      },
      read: async () => records.join('\n'),
    })
    return mutants.ask({ ...subject, lab })
  }

  it.each<[number, object]>([
    [
      8,
      {
        value: 'lowered',
        why: expect.stringMatching(/=== for <= in line 2 .* f\(0\): true with the patch, false with that$/),
      },
    ],
    [1, { value: 'passed', why: expect.stringMatching(/what is left behaves the same/) }],
  ])('and %i of 40 inputs show', async (apart, expected) => {
    expect(await asked(apart)).toMatchObject(expected)
  })
})
