import { openGrammars } from '../../../src/adapters/grammars.js'
import type { Candidate, Evidence, Repairer, Strategy, Trial } from '../../../src/domain.js'
import { exhaust } from '../../../src/modes/proposing/hunt.js'
import { openSyntax } from '../../../src/syntax/open.js'
import { editableText } from '../../../src/trial/patch/apply.js'
import type { Bench } from '../../../src/trial/try-candidate.js'
import { memoryRepository } from '../../contracts/fakes/memory-repository.js'
import { checkRun, failureOf, fakeLab } from '../../trial/fake-lab.js'
import { fakeWorld } from '../fake-world.js'

const syntax = openSyntax(openGrammars())
const text = 'export const limit = 1\n'
const red = { a: 'failed' } as const

/** A candidate that sets the limit; those of `good` pass every test. */
function candidateOf(limit: string, strategy: Strategy, by: string): Candidate {
  const edits = [{ path: 'src/a.js', search: 'limit = 1', replace: `limit = ${limit}` }]
  return { strategy, by, edits, explanation: '', tokens: 0, cost: 0 }
}

interface Setting {
  readonly strategy?: Strategy
  readonly by?: string
  readonly good: readonly string[]
  readonly limits: readonly string[]
  readonly suiteSeconds?: number
  readonly most?: number
  readonly turnEnds?: number
}

async function hunted(setting: Setting) {
  const { strategy = 'search', by = 'operator', good, limits, suiteSeconds = 1, most = 2000 } = setting
  const { turnEnds = Number.POSITIVE_INFINITY } = setting
  const repository = memoryRepository([{ subject: 'first', files: { 'src/a.js': text } }])
  const treesOf = async (limit: string) =>
    repository.writeTree(repository.head, {
      files: [{ path: 'src/a.js' as never, before: text, after: text.replace('= 1', `= ${limit}`) }],
    })
  const goodTrees = await Promise.all(good.map(treesOf))
  let tried = ''
  const lab = fakeLab(({ tree }) => {
    const isGood = tree.includes('+') ? good.includes(tried) : goodTrees.includes(tree)
    return checkRun({ a: isGood ? 'passed' : 'failed' })
  })
  const trials: Trial[] = []
  const repairer: Repairer = {
    strategy,
    async *propose() {
      for (const limit of limits) {
        tried = limit
        yield candidateOf(limit, strategy, by)
      }
    },
  }
  const bench: Bench = {
    repository,
    lab,
    base: repository.head,
    target: {
      failure: failureOf(),
      selection: { kind: 'test', test: { name: 'a' }, file: 'a.test.js' },
      ids: ['a'],
      isLoadFailure: false,
      recognises: () => true,
    },
    moreBaselines: [],
    baseline: checkRun(red, { seconds: suiteSeconds }),
    copy: await lab.copyOf('base'),
    limits: { allow: [], deny: [], allowTestChanges: false, allowDependencyChanges: false, maxFiles: 5, maxLines: 120 },
    timeoutSeconds: 20,
    syntax,
    async read(path) {
      const entry = (await repository.entries(repository.head)).find((each) => each.path === path)
      return entry === undefined ? { kind: 'absent' } : editableText(entry.mode, await repository.blob(entry.id))
    },
    redact: (words) => words,
  }
  const world = fakeWorld(repository)
  const filter = { width: 1, judge: async () => [], learn() {}, async close() {} }
  const step = await exhaust({ world, bench, filter, evidence: {} as Evidence, trials }, repairer, {
    candidates: most,
    own: 400,
    deadline: Number.POSITIVE_INFINITY,
    turnEnds,
  })
  const value = typeof step === 'object' && 'value' in step ? step.value : undefined
  const ended = typeof step === 'object' && 'ended' in step ? step.ended : step
  return { ended, value, tried: trials.length, world }
}

const many = ['2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13', '14', '15']

describe('a hunt', () => {
  it('goes on for a while after the first that passes, and takes one of those found', async () => {
    const { value, tried, world } = await hunted({ good: ['3', '5'], limits: many })
    expect(value?.patch.files[0]?.after).toContain('limit = 3')
    // The second of all was the first to pass, and eight more were looked at.
    expect(tried).toBe(10)
    expect(world.lines).toContainEqual(expect.stringMatching(/^2 candidates pass: .*number 1 is taken/))
  })

  it.each([
    ['six', 1, 6],
    ['four where the suite takes longer', 5, 4],
    ['two where it takes a minute', 50, 2],
    ['one where it takes more', 100, 1],
  ])('has enough with %s', async (_, suiteSeconds, passed) => {
    const { tried } = await hunted({ good: many, limits: many, suiteSeconds })
    expect(tried).toBe(passed)
  })

  it.each<[string, Strategy, string, number]>([
    ['what a message told a rule', 'rules', 'null-guard', 1],
    ['what a model wrote', 'model', 'prompt', 1],
    ['what a rule only tried', 'rules', 'wrong-variable', 6],
  ])('of %s tries %s/%s %i', async (_, strategy, by, expected) => {
    expect((await hunted({ strategy, by, good: many, limits: many })).tried).toBe(expected)
  })

  it('keeps to max-candidates, and then gives what it has', async () => {
    const { value, tried } = await hunted({ good: ['3', '9'], limits: many, most: 4 })
    expect([value?.patch.files[0]?.after, tried]).toEqual(['export const limit = 3\n', 4])
    const none = await hunted({ good: [], limits: many, most: 4 })
    expect([none.ended, none.tried]).toEqual([expect.objectContaining({ outcome: 'limit-reached' }), 4])
  })

  it.each<[string, Strategy, readonly string[], unknown]>([
    ['steps aside once its turn is over', 'search', [], 'turn over'],
    ['stays where it goes on from its last answer', 'model', [], undefined],
  ])('%s', async (_, strategy, good, expected) => {
    expect((await hunted({ strategy, good, limits: many, turnEnds: 0 })).ended).toBe(expected)
  })

  it('counts one tree once', async () => {
    const { world, value } = await hunted({ good: ['3'], limits: ['3', '3', '3'] })
    expect(value?.alternatives).toEqual([])
    expect(world.lines.filter((line) => line.includes('candidates pass'))).toEqual([])
  })
})
