import { openGrammars } from '../../src/adapters/grammars.js'
import type { Failure, RepoPath } from '../../src/domain.js'
import { openSyntax } from '../../src/syntax/open.js'
import type { CheckRun } from '../../src/trial/lab/lab.js'
import { prove } from '../../src/trial/prove.js'
import { type Call, type Cases, checkRun, failureOf, fakeLab } from './fake-lab.js'

const id = 'a.js: Calc › adds'
const red: Cases = { [id]: 'failed', 'a.js: Calc › other': 'passed', 'b.js: sick': 'failed' }
const green: Cases = { ...red, [id]: 'passed' }
const failing = failureOf({ test: { suite: 'Calc', name: 'adds', file: 'a.js' } })

type Script = (call: Call, time: number) => CheckRun | undefined

/** Red on the base, green on the fix, but for what the script says. */
async function proof(script: Script, failure: Failure = failing, plan = {}, unproven = false) {
  const lab = fakeLab((call, time) => script(call, time) ?? checkRun(call.tree === 'base' ? red : green), plan)
  const proven = await prove(lab, { base: 'base', fixed: 'fixed' }, failure, (each) => each.title === 'boom', unproven)
  return {
    ...proven,
    calls: lab.calls,
    checks: proven.proof.map((each) => `${each.passed ? '' : 'not '}${each.check}`),
  }
}

describe('prove with probes', () => {
  const syntax = openSyntax(openGrammars())
  const ask = async (after: string, cases: Cases = green) => {
    const lab = fakeLab((call) => checkRun(call.tree === 'base' ? red : cases))
    const files = [{ path: 'src/a.js' as RepoPath, before: 'if (a > 1) b()\n', after }]
    return prove(lab, { base: 'base', fixed: 'fixed' }, failing, (each) => each.title === 'boom', false, {
      patch: { files },
      syntax,
      testText: '',
    })
  }

  it('adds a row of its own, and says what could not be said', async () => {
    const { proof, holds, notChecked } = await ask('if (a >= 1) b()\n')
    expect(proof.at(-1)).toMatchObject({ check: 'probes', passed: true, evidence: expect.stringMatching(/passed/) })
    expect(holds).toBe(true)
    expect(notChecked.join('\n')).toMatch(/the probe behaviour could not say: /)
  })

  it('is refuted by a probe that refuses', async () => {
    const { holds, reason } = await ask('if (true) b()\n')
    expect(holds).toBe(false)
    expect(reason).toMatch(/^probes: refused by fixed-condition: /)
  })

  it('holds with a doubt where a probe only lowers', async () => {
    const { holds, proof, doubts } = await ask('while (true) b()\n')
    expect(holds).toBe(true)
    expect(proof.at(-1)?.evidence).toMatch(/^confidence lowered by fixed-condition: /)
    expect(doubts).toHaveLength(1)
  })

  it('asks none of what is refuted already', async () => {
    const { proof } = await ask('if (true) b()\n', red)
    expect(proof.map((each) => each.check)).not.toContain('probes')
  })
})

describe('prove', () => {
  it('holds where all agrees, and says how often', async () => {
    const proven = await proof(() => undefined)
    expect(proven.holds).toBe(true)
    expect(proven.checks).toEqual([
      'fails-before',
      'passes-after',
      'no-test-lost',
      'nothing-else-broke',
      'fails-again-without',
    ])
    expect(proven.proof.slice(0, 2).map((each) => each.evidence)).toEqual(['3/3', '3/3 alone, 3/3 with its file'])
    expect(proven.reason).toBe('failed before 3/3, passes after 3/3 alone, 3/3 with its file')
    expect(proven.notChecked).toEqual(['one other test, which fails on the base commit too'])
  })

  it('leaves out a test that flaps on the base, and says so', async () => {
    const flaps = ({ tree, what }: Call, time: number) =>
      what === 'all' && time === 2
        ? checkRun({ ...(tree === 'base' ? red : green), 'a.js: Calc › other': 'failed' })
        : undefined
    const proven = await proof(flaps)
    expect(proven.holds).toBe(true)
    expect(proven.proof.find((each) => each.check === 'nothing-else-broke')?.evidence).toMatch(
      /; 1 test flaps on the base and was left out: a\.js: Calc › other$/,
    )
  })

  it('names no other failures where there are none', async () => {
    const alone: Cases = { [id]: 'failed', 'a.js: Calc › other': 'passed' }
    const proven = await proof(({ tree }) => checkRun(tree === 'base' ? alone : { ...alone, [id]: 'passed' }))
    expect(proven).toMatchObject({ holds: true, notChecked: [] })
  })

  it('asks a runner once more that died without its report, and no more than once', async () => {
    const mute = (times: number) => (call: Call, time: number) =>
      call.tree === 'fixed' && call.what === 'all' && time <= times ? checkRun(undefined, { exit: 137 }) : undefined
    expect(await proof(mute(1))).toMatchObject({ holds: true })
    expect(await proof(mute(2))).toMatchObject({ holds: false })
  })

  it('runs the base and the fix in copies of their own, the base again at the end', async () => {
    const { calls } = await proof(() => undefined)
    expect(calls).toEqual([
      ...Array(3).fill('base test'),
      'base all',
      ...Array(3).fill('fixed test'),
      ...Array(3).fill('fixed file'),
      ...Array(3).fill('fixed all'),
      'base test',
    ])
  })

  it.each<[string, Script, string[], RegExp]>([
    [
      'it does not fail before',
      ({ tree }) => (tree === 'base' ? checkRun(green) : undefined),
      ['not fails-before'],
      /pass on the base/,
    ],
    [
      'it is flaky before',
      ({ tree }, time) => (tree === 'base' && time === 2 ? checkRun(green) : undefined),
      ['not fails-before'],
      /flaky/,
    ],
    [
      'it still fails',
      ({ what }) => (what === 'test' ? checkRun(red) : undefined),
      ['not passes-after'],
      /^passes-after: 0\/3 alone, 3\/3/,
    ],
    [
      'it fails once in three',
      ({ tree, what }, time) => (tree === 'fixed' && what === 'test' && time === 3 ? checkRun(red) : undefined),
      ['not passes-after'],
      /2\/3 alone/,
    ],
    [
      'it fails with its file',
      ({ what, tree }) => (tree === 'fixed' && what === 'file' ? checkRun(red) : undefined),
      ['not passes-after'],
      /3\/3 alone, 0\/3 with its file/,
    ],
    [
      'it does not run',
      ({ what, tree }) => (tree === 'fixed' && what === 'test' ? checkRun({}) : undefined),
      ['not passes-after'],
      /0\/3 alone/,
    ],
    [
      'it is skipped',
      ({ tree }) => (tree === 'fixed' ? checkRun({ ...green, [id]: 'skipped' }) : undefined),
      ['not passes-after', 'not no-test-lost', 'not nothing-else-broke'],
      /passes-after: 0\/3/,
    ],
    [
      'it ends green without a report',
      ({ tree }) => (tree === 'fixed' ? checkRun(undefined, { exit: 0, doubt: 'no report' }) : undefined),
      ['not passes-after', 'not no-test-lost', 'not nothing-else-broke'],
      /0\/3/,
    ],
    [
      'another test breaks',
      ({ tree, what }) =>
        tree === 'fixed' && what === 'all' ? checkRun({ ...green, 'a.js: Calc › other': 'failed' }) : undefined,
      ['not nothing-else-broke'],
      /nothing-else-broke: 1 test\(s\) fail that passed before: a\.js: Calc › other/,
    ],
    [
      'another test breaks once in three',
      ({ tree, what }, time) =>
        tree === 'fixed' && what === 'all' && time === 2
          ? checkRun({ ...green, 'a.js: Calc › other': 'failed' })
          : undefined,
      ['not nothing-else-broke'],
      /1 test/,
    ],
    [
      'another test is gone',
      ({ tree, what }) =>
        tree === 'fixed' && what === 'all' ? checkRun({ [id]: 'passed', 'b.js: sick': 'failed' }) : undefined,
      ['not no-test-lost'],
      /no-test-lost: 1 test\(s\) are gone or skipped: a\.js: Calc › other/,
    ],
    [
      'a sick test is taken away',
      ({ tree, what }) =>
        tree === 'fixed' && what === 'all' ? checkRun({ [id]: 'passed', 'a.js: Calc › other': 'passed' }) : undefined,
      ['not no-test-lost'],
      /gone or skipped: b\.js: sick/,
    ],
    [
      'it fails with the suite',
      ({ tree, what }) => (tree === 'fixed' && what === 'all' ? checkRun(red) : undefined),
      ['not nothing-else-broke'],
      /does not pass with the whole suite/,
    ],
    [
      'the suite never ends',
      ({ tree, what }) => (tree === 'fixed' && what === 'all' ? checkRun(green, { timedOut: true }) : undefined),
      ['not nothing-else-broke'],
      /time limit/,
    ],
    [
      'it passes without the patch',
      ({ tree, what }, time) => (tree === 'base' && what === 'test' && time === 4 ? checkRun(green) : undefined),
      ['not fails-again-without'],
      /passed without the patch/,
    ],
  ])('refutes a fix where %s', async (_, script, wrong, reason) => {
    const proven = await proof(script)
    expect(proven.holds).toBe(false)
    expect(proven.checks.filter((check) => check.startsWith('not '))).toEqual(wrong)
    expect(proven.reason).toMatch(reason)
  })

  it('runs nothing of the fix where the failure does not happen', async () => {
    const { calls } = await proof(() => checkRun(green))
    expect(calls.filter((call) => call.startsWith('fixed'))).toEqual([])
  })

  it('proves a replay', async () => {
    const failure = failureOf({ kind: 'exception' })
    const proven = await proof(
      ({ what, tree }) => (what === 'replay' ? checkRun(undefined, { exit: tree === 'base' ? 1 : 0 }) : undefined),
      failure,
      { reproduceCommand: 'node replay.js' },
    )
    expect(proven.holds).toBe(true)
    expect(proven.proof.find((each) => each.check === 'passes-after')?.evidence).toBe('3/3')
  })

  describe('an unproven fix', () => {
    const failure = failureOf({ kind: 'exception' })
    const calm = ({ tree }: Call): CheckRun => checkRun({ a: 'passed', b: tree === 'base' ? 'failed' : 'failed' })

    it('rests on the suite alone, and says so', async () => {
      const proven = await proof(calm, failure, {}, true)
      expect(proven.holds).toBe(true)
      expect(proven.checks).toEqual(['no-test-lost', 'nothing-else-broke'])
      expect(proven.notChecked[0]).toBe('the production error was not reproduced; only the test suite was run')
    })

    it('is refuted where the suite breaks', async () => {
      const proven = await proof(
        ({ tree }) => checkRun({ a: tree === 'base' ? 'passed' : 'failed' }),
        failure,
        {},
        true,
      )
      expect(proven.holds).toBe(false)
    })

    it('is nothing that a fix may say of itself', async () => {
      const proven = await proof(calm, failure, {}, false)
      expect(proven).toMatchObject({ holds: false, reproduction: { verdict: 'not-reproduced' } })
    })

    it('is not for what is flaky', async () => {
      const proven = await proof((_, time) => checkRun(time === 2 ? green : red), failing, {}, true)
      expect(proven).toMatchObject({ holds: false, reproduction: { verdict: 'flaky' } })
    })

    it('is proven in full where it can be', async () => {
      const proven = await proof(() => undefined, failing, {}, true)
      expect(proven.checks).toContain('fails-again-without')
    })
  })

  it('says where only exit codes were compared', async () => {
    const failure = failureOf({ kind: 'exception' })
    const proven = await proof(
      ({ tree, what }) => checkRun(undefined, { exit: tree === 'base' && what === 'replay' ? 1 : 0 }),
      failure,
      {
        runner: 'command',
        reproduceCommand: 'r',
      },
    )
    expect(proven.holds).toBe(true)
    expect(proven.checks).toEqual(['fails-before', 'passes-after', 'nothing-else-broke', 'fails-again-without'])
    expect(proven.notChecked).toContain('the test command names no tests: only its exit code was compared')
  })
})
