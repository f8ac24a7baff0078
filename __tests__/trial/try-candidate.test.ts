import { openGrammars } from '../../src/adapters/grammars.js'
import type { Candidate, Edit } from '../../src/domain.js'
import { openSyntax } from '../../src/syntax/open.js'
import type { CheckRun } from '../../src/trial/lab/lab.js'
import { editableText } from '../../src/trial/patch/apply.js'
import type { Target } from '../../src/trial/target.js'
import { type Bench, suiteLimit, tryCandidate } from '../../src/trial/try-candidate.js'
import { memoryRepository } from '../contracts/fakes/memory-repository.js'
import { type Call, type Cases, checkRun, failureOf, fakeLab, sighting } from './fake-lab.js'

const id = 'a.js: Calc › adds'
const red: Cases = { [id]: 'failed', 'a.js: Calc › other': 'passed', 'b.js: sick': 'failed' }
const green: Cases = { ...red, [id]: 'passed' }
const limits = {
  allow: [],
  deny: [],
  allowTestChanges: false,
  allowDependencyChanges: false,
  maxFiles: 5,
  maxLines: 120,
}
const target: Target = {
  failure: failureOf(),
  selection: { kind: 'test', test: { name: 'adds' }, file: 'a.js' },
  ids: [id],
  isLoadFailure: false,
  recognises: (each) => each.title === 'boom',
}

const good: Edit = { path: 'src/a.js', search: 'return a - b', replace: 'return a + b' }

function candidateOf(...edits: readonly Edit[]): Candidate {
  return { strategy: 'search', by: 'operator', edits, explanation: '', tokens: 0, cost: 0 }
}

async function tried(
  script: (call: Call & { readonly narrow: boolean }, time: number) => CheckRun | undefined,
  candidate: Candidate = candidateOf(good),
  more: Partial<Bench> = {},
) {
  const files = { 'src/a.js': 'function add(a, b) {\n  return a - b\n}\n', 'package.json': '{}\n' }
  const repository = memoryRepository([{ subject: 'first', files }])
  const lab = fakeLab((call, time) =>
    // The base is only asked again to see what flaps on it.
    call.tree === repository.head
      ? checkRun(red)
      : (script({ ...call, narrow: call.tree.startsWith('base') }, time) ?? checkRun(green)),
  )
  const bench: Bench = {
    repository,
    lab,
    base: repository.head,
    target,
    moreBaselines: [],
    baseline: checkRun(red),
    copy: await lab.copyOf('base'),
    limits,
    timeoutSeconds: 20,
    async read(path) {
      const entry = (await repository.entries(repository.head)).find((each) => each.path === path)
      return entry === undefined ? { kind: 'absent' } : editableText(entry.mode, await repository.blob(entry.id))
    },
    redact: (text) => text.replaceAll('hunter2', '***'),
    ...more,
  }
  let clock = 0
  const result = await tryCandidate(bench, candidate, () => (clock += 500))
  return { ...result, verdict: result.trial.verdict, lab }
}

describe('tryCandidate with probes', () => {
  const probing = { syntax: openSyntax(openGrammars()) }
  const idle: Edit = { path: 'src/new.js', search: '', replace: 'export {}\n' }

  it('takes out what the failing test does not need, and tests the tree that is left', async () => {
    const { healed, trial, verdict } = await tried(() => undefined, candidateOf(good, idle), probing)
    expect(verdict.why).toBe(
      'the failure is gone and nothing else broke; a part that the failing test does not need went out',
    )
    expect(healed?.patch.files.map((file) => file.path)).toEqual(['src/a.js'])
    expect(trial.diff).not.toContain('src/new.js')
  })

  it('keeps the whole patch where the suite needs what the failing test does not', async () => {
    const broken = checkRun({ ...green, 'b.js: more': 'failed' })
    let wide = 0
    const { healed, verdict } = await tried(
      ({ narrow }) => (narrow || wide++ > 0 ? undefined : broken),
      candidateOf(good, idle),
      probing,
    )
    expect(verdict.verdict).toBe('healed')
    expect(healed?.patch.files).toHaveLength(2)
  })

  it('lets a candidate fall that a probe refuses, by the name of the probe', async () => {
    const forced: Edit = { path: 'src/a.js', search: 'return a - b', replace: 'return a === a ? a + b : b' }
    const { healed, verdict } = await tried(() => undefined, candidateOf(forced), probing)
    expect(verdict).toMatchObject({ verdict: 'not-allowed', why: expect.stringMatching(/^probe fixed-condition: /) })
    expect(healed).toBeUndefined()
  })
})

describe('tryCandidate', () => {
  it('heals, and hands on what it tested', async () => {
    const { healed, trial, verdict, lab } = await tried(() => undefined)
    expect(verdict).toEqual({ verdict: 'healed', why: 'the failure is gone and nothing else broke', output: '' })
    expect(healed?.patch.files).toMatchObject([
      { path: 'src/a.js', after: 'function add(a, b) {\n  return a + b\n}\n' },
    ])
    expect(trial.diff).toBe(healed?.diff)
    expect(trial.diff).toContain('+  return a + b')
    expect(trial.seconds).toBe(0.5)
    expect(lab.calls).toEqual(['base+1 test', `${healed?.tree} all`])
  })

  it.each<[string, Parameters<typeof tried>[0]]>([
    ['healed', () => undefined],
    ['still failing', () => checkRun(red)],
    ['broken', ({ narrow }) => (narrow ? undefined : checkRun({ ...green, 'a.js: Calc › other': 'failed' }))],
  ])('leaves its copy as it was, and none behind: %s', async (_, script) => {
    const { lab } = await tried(script)
    expect([...lab.copies.values()]).toEqual(['base'])
  })

  it('leaves its copy as it was even where the run cannot be started', async () => {
    const seen: string[] = []
    const lab = fakeLab(() => {
      throw new Error('no sandbox')
    })
    const copy = await lab.copyOf('base')
    await expect(tried(() => undefined, candidateOf(good), { lab, copy })).rejects.toThrow('no sandbox')
    seen.push(...lab.copies.values())
    expect(seen).toEqual(['base'])
  })

  it.each<[string, string, Candidate, RegExp]>([
    ['did-not-apply', 'no edit', candidateOf(), /no edit given/],
    ['did-not-apply', 'not found', candidateOf({ ...good, search: 'x' }), /found 0 times/],
    [
      'not-allowed',
      'outside',
      candidateOf({ path: '../x', search: '', replace: 'x' }),
      /^path: .*outside the repository/,
    ],
    [
      'not-allowed',
      'a manifest',
      candidateOf({ path: 'package.json', search: '{}', replace: '{ }' }),
      /^dependency-file: package\.json/,
    ],
    ['not-allowed', 'half a character', candidateOf({ ...good, replace: '"\ud800"' }), /^invisible-character/],
    ['not-allowed', 'too long', candidateOf({ ...good, replace: 'x\n'.repeat(200) }), /^max-lines/],
    [
      'cheated',
      'exits',
      candidateOf({ ...good, replace: 'process.exit(0)' }),
      /^process-exit: adds "process\.exit\(0\)"$/,
    ],
  ])('%s without a run: %s', async (name, _, candidate, why) => {
    const { verdict, lab, healed, trial } = await tried(() => undefined, candidate)
    expect(verdict.verdict).toBe(name)
    expect(verdict.why).toMatch(why)
    expect(lab.calls).toEqual([])
    expect(healed).toBeUndefined()
    expect(trial.diff).toBe('')
  })

  it.each<[string, string, Parameters<typeof tried>[0], RegExp]>([
    [
      'still-failing',
      'the test still fails',
      () => checkRun(red, { sightings: [sighting('TypeError: hunter2')] }),
      /^TypeError: \*\*\*$/,
    ],
    ['still-failing', 'the test does not run', () => checkRun({}), /did not run|exit code/],
    ['still-failing', 'another file takes the exit', () => checkRun({ 'b.js: sick': 'failed' }), /did not run/],
    [
      'still-failing',
      'it never ends',
      () => checkRun(undefined, { timedOut: true, exit: 143 }),
      /still running after 20 s/,
    ],
    [
      'still-failing',
      'green without a report',
      () => checkRun(undefined, { exit: 0, doubt: 'no report' }),
      /exit code 0/,
    ],
    [
      'broke-others',
      'another test breaks',
      ({ narrow }) => (narrow ? undefined : checkRun({ ...green, 'a.js: Calc › other': 'failed' })),
      /1 test\(s\) fail/,
    ],
    [
      'broke-others',
      'the suite never ends',
      ({ narrow }) => (narrow ? undefined : checkRun(undefined, { timedOut: true, exit: 143 })),
      /time limit/,
    ],
    [
      'broke-others',
      'the suite dies',
      ({ narrow }) => (narrow ? undefined : checkRun(undefined, { exit: 139 })),
      /without a report/,
    ],
    [
      'broke-others',
      'a file does not load any more',
      ({ narrow }) => (narrow ? undefined : checkRun({ [id]: 'passed', 'b.js': 'failed' })),
      /gone or skipped/,
    ],
    [
      'cheated',
      'a test is gone',
      ({ narrow }) => (narrow ? undefined : checkRun({ [id]: 'passed', 'b.js: sick': 'failed' })),
      /^test-ids-lost: 1 test/,
    ],
    [
      'cheated',
      'a test is skipped',
      ({ narrow }) => (narrow ? undefined : checkRun({ ...green, 'b.js: sick': 'skipped' })),
      /^test-ids-lost/,
    ],
    [
      'cheated',
      'green without tests',
      ({ narrow }) => (narrow ? undefined : checkRun({}, { exit: 0, doubt: 'no tests ran' })),
      /^test-ids-lost: 3/,
    ],
    [
      'cheated',
      'green without a report',
      ({ narrow }) => (narrow ? undefined : checkRun(undefined, { exit: 0, doubt: 'no report' })),
      /^test-ids-lost: 3/,
    ],
    [
      'flaky',
      'it fails with the others',
      ({ narrow }) => (narrow ? undefined : checkRun(red)),
      /passes alone and not with the others/,
    ],
  ])('%s: %s', async (name, _, script, why) => {
    const { verdict, healed, trial } = await tried(script)
    expect(verdict.verdict).toBe(name)
    expect(verdict.why).toMatch(why)
    expect(healed).toBeUndefined()
    expect(trial.diff).toContain('+  return a + b')
  })

  it('does not mind other failures that stay', async () => {
    const { verdict } = await tried(({ narrow }) => (narrow ? undefined : checkRun(green)))
    expect(verdict.verdict).toBe('healed')
  })

  it('shows the end of what was printed, redacted', async () => {
    const output = `${'x'.repeat(10_000)} hunter2 end`
    const { verdict } = await tried(() => checkRun(red, { output }))
    expect(verdict.output).toMatch(/^…x+ \*\*\* end$/)
    expect(verdict.output.length).toBeLessThan(8100)
  })

  it('asks the replay again on the clean copy', async () => {
    const replayed = { ...target, selection: failureOf(), ids: [] }
    const script = ({ what, narrow }: { what: string; narrow: boolean }) =>
      what === 'replay' ? checkRun(undefined, { exit: narrow ? 0 : 1 }) : undefined
    const { verdict, lab } = await tried(script, candidateOf(good), { target: replayed })
    expect(verdict.verdict).toBe('flaky')
    expect(lab.calls.map((call) => call.replace(/^\S+ /, ''))).toEqual(['replay', 'all', 'replay'])
  })

  it('asks the suite alone where the failure cannot be reproduced', async () => {
    const { verdict, lab } = await tried(() => checkRun(red), candidateOf(good), { target: undefined })
    expect(verdict.verdict).toBe('healed')
    expect(lab.calls).toHaveLength(1)
  })

  it('gives a suite ten times its time and never less than a minute', () => {
    expect([0.1, 6, 7, 61.2].map((seconds) => suiteLimit({ seconds }))).toEqual([60, 60, 70, 612])
  })
})
