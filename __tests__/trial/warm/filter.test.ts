import type { Candidate, Patch, Trial } from '../../../src/domain.js'
import type { CheckRun } from '../../../src/trial/lab/lab.js'
import { editableText } from '../../../src/trial/patch/apply.js'
import type { Bench } from '../../../src/trial/try-candidate.js'
import { openFilter } from '../../../src/trial/warm/filter.js'
import type { WarmLane } from '../../../src/trial/warm/lane.js'
import { memoryRepository } from '../../contracts/fakes/memory-repository.js'
import { checkRun, failureOf, fakeLab, sighting } from '../fake-lab.js'

const id = 'a.js: Calc › adds'
const source = 'function add(a, b) {\n  return a - b\n}\n'
const boom = checkRun({ [id]: 'failed' }, { sightings: [sighting('boom')] })
const other = checkRun({ [id]: 'failed' }, { sightings: [sighting('bang')] })
const green = checkRun({ [id]: 'passed' })
const hung = checkRun(undefined, { timedOut: true, exit: 124 })

/** What a runner says of the text of src/a.js; undefined: it has gone away. */
type Script = (text: string, run: number) => CheckRun | undefined

interface Scene {
  readonly warm?: Script | 'none'
  readonly plain?: Script
  readonly isolates?: boolean
  readonly hangs?: boolean
}

const honest: Script = (text) => (text === source ? boom : text.includes('a + b') ? green : other)

function candidateOf(replace: string, path = 'src/a.js'): Candidate {
  const edits = [{ path, search: 'return a - b', replace: `return ${replace}` }]
  return { strategy: 'search', by: 'operator', edits, explanation: '', tokens: 0, cost: 0 }
}

async function open({ warm = honest, plain = honest, isolates = true, hangs = false }: Scene = {}) {
  const repository = memoryRepository([{ subject: 'first', files: { 'src/a.js': source } }])
  const lines: string[] = []
  const seen: string[] = []
  let [opened, closed, restarts] = [0, 0, 0]
  let written = source
  const textOf = (patch: Patch): string => patch.files[0]?.after ?? source
  const lane = (script: Script): WarmLane => {
    let runs = 0
    return {
      isolates,
      async run(patch) {
        seen.push(textOf(patch))
        return script(textOf(patch), ++runs)
      },
      restart: async () => void restarts++,
      close: async () => void closed++,
    }
  }
  const fake = fakeLab(() => plain(written, 1) ?? boom)
  const lab = {
    ...fake,
    async write(_copy: unknown, patch: Patch, undo?: 'undo') {
      written = undo === 'undo' ? source : textOf(patch)
    },
    async keepWarm() {
      if (warm === 'none') return undefined
      opened++
      return lane(warm)
    },
  }
  const bench: Bench = {
    repository,
    lab,
    base: repository.head,
    target: {
      failure: failureOf(),
      selection: { kind: 'test', test: { name: 'adds' }, file: 'a.js' },
      ids: [id],
      isLoadFailure: false,
      recognises: (each) => each.title === 'boom',
    },
    moreBaselines: [],
    baseline: boom,
    copy: { root: '/copy' },
    limits: { allow: [], deny: [], allowTestChanges: false, allowDependencyChanges: false, maxFiles: 5, maxLines: 120 },
    timeoutSeconds: 20,
    hangs,
    async read(path) {
      const entry = (await repository.entries(repository.head)).find((each) => each.path === path)
      return entry === undefined ? { kind: 'absent' } : editableText(entry.mode, await repository.blob(entry.id))
    },
    redact: (text) => text,
  }
  let clock = 0
  const filter = openFilter(bench, { log: { info: (line) => lines.push(line) }, cores: 2, now: () => (clock += 250) })
  return {
    filter,
    lines,
    seen,
    count: () => ({ opened, closed, restarts }),
    /** The plain way called three candidates hopeless. */
    learnt() {
      for (const replace of ['1', '2', '3']) filter.learn(trialOf(candidateOf(replace)))
    },
  }
}

function trialOf(candidate: Candidate): Trial {
  return { candidate, verdict: { verdict: 'still-failing', why: 'boom', output: '' }, diff: '', seconds: 1 }
}

/** `fails` where the warm way said so, `ask` where the plain way must. */
function shortly(trials: readonly (Trial | undefined)[]): string {
  return trials.map((trial) => (trial === undefined ? 'ask' : 'fails')).join(' ')
}

const three = [candidateOf('a * b'), candidateOf('a + b'), candidateOf('b')]

describe('the warm filter', () => {
  it('stays out of the way until three candidates failed the plain way', async () => {
    const { filter, count } = await open()
    expect([filter.width, shortly(await filter.judge([three[0] as Candidate]))]).toEqual([1, 'ask'])
    expect(count().opened).toBe(0)
  })

  it('tells what still fails with its reason and its patch, and leaves the rest to the plain way', async () => {
    const { filter, lines, learnt, count } = await open()
    learnt()
    expect(filter.width).toBe(8)
    const trials = await filter.judge(three)
    expect(shortly(trials)).toBe('fails ask fails')
    expect(trials[0]).toMatchObject({
      candidate: three[0],
      verdict: { verdict: 'still-failing', why: 'bang' },
      seconds: expect.any(Number),
    })
    expect(trials[0]?.diff).toBe(
      'diff --git a/src/a.js b/src/a.js\n--- a/src/a.js\n+++ b/src/a.js\n@@ -1,3 +1,3 @@\n function add(a, b) {\n-  return a - b\n+  return a * b\n }\n',
    )
    expect(lines).toEqual(['warm runs: jest stays, 2 side by side; the plain command decides'])
    await filter.close()
    expect(count()).toEqual({ opened: 2, closed: 2, restarts: 0 })
  })

  it.each<[string, Scene, RegExp]>([
    ['the runner cannot be kept', { warm: 'none' }, /jest cannot be kept, each candidate starts the plain command/],
    ['the base passes', { warm: () => green }, /the base commit does not fail the same way/],
    ['the base fails for another reason', { warm: () => other }, /does not fail the same way/],
    ['the base fails only the first time', { warm: (_, run) => (run === 1 ? boom : green) }, /does not fail the same/],
    ['the base hangs', { warm: () => hung }, /does not fail the same way/],
    ['the runner goes away', { warm: () => undefined }, /does not fail the same way/],
    [
      'what failed the plain way passes',
      { warm: (text) => (text === source ? boom : green) },
      /a candidate that fails does not fail there/,
    ],
  ])('falls back to the plain command, and says so, where %s', async (_, scene, line) => {
    const { filter, lines, learnt, count } = await open(scene)
    learnt()
    expect(shortly(await filter.judge(three))).toBe('ask ask ask')
    expect(lines).toEqual([expect.stringMatching(line)])
    expect(filter.width).toBe(1)
    expect(count().closed).toBe(count().opened)
  })

  it.each<[string, Script, string]>([
    ['the plain command does', honest, 'ask ask ask'],
    ['the plain command does not either', () => boom, 'fails fails fails'],
  ])('a file whose changes do not show is judged warm only if they show nowhere: %s', async (_, plain, expected) => {
    const { filter, learnt } = await open({ warm: () => boom, plain })
    learnt()
    expect(shortly(await filter.judge(three))).toBe(expected)
  })

  it('judges nothing by a runner in which candidates left traces', async () => {
    let spoilt = false
    const warm: Script = (text) => {
      if (text.includes('a * b')) spoilt = true
      return spoilt && text === source ? other : honest(text, 1)
    }
    const { filter, learnt, count } = await open({ warm, isolates: false })
    learnt()
    expect(shortly(await filter.judge(three))).toBe('ask ask ask')
    expect(count().restarts).toBeGreaterThan(0)
  })

  it('gives up on a runner that goes away again and again', async () => {
    const warm: Script = (text, run) => (run > 8 ? undefined : honest(text, run))
    const { filter, lines, learnt } = await open({ warm })
    learnt()
    await filter.judge([...three, ...three, ...three])
    await filter.judge([...three, ...three, ...three, ...three, ...three])
    expect(lines.at(-1)).toMatch(/the runner does not stay, from here on/)
    expect(filter.width).toBe(1)
  })

  it('cuts off what hangs, where hanging is the failure', async () => {
    const warm: Script = (text) => (text.includes('a + b') ? green : hung)
    const { filter, learnt } = await open({ warm, plain: warm, hangs: true })
    learnt()
    const trials = await filter.judge(three)
    expect(shortly(trials)).toBe('fails ask fails')
    expect(trials[0]?.verdict.why).toBe('still running after 3 s')
  })

  it('leaves to the plain way what policy refuses or does not fit', async () => {
    const { filter, learnt } = await open()
    learnt()
    const odd = [candidateOf('b', 'src/none.js'), { ...candidateOf('b'), edits: [] }]
    expect(shortly(await filter.judge(odd))).toBe('ask ask')
  })
})
