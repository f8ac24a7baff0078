import { git } from '../bed/git.mjs'
import { modelErrors } from '../bed/model.mjs'
import { goodAnswer, wrongResult } from './projects.js'
import {
  confirmations,
  eachWithBed,
  expectEnding,
  expectNothingPublished,
  failedJob,
  key,
  lastState,
  outcomeOf,
  untouched,
} from './scenario.js'

const world = eachWithBed()

/** A job whose bug only a model can mend, and a run that has only the model. */
async function runWithModel(inputs: Readonly<Record<string, string>> = {}) {
  const { bed } = world
  await bed.project(wrongResult)
  const workspace = await failedJob(bed)
  return untouched(workspace, () =>
    bed.run(workspace, {
      signals: 'junit.xml',
      strategies: 'model',
      model: 'bed-large',
      'base-url': bed.model.url,
      'api-key': key,
      ...confirmations,
      ...inputs,
    }),
  )
}

const block = (path: string, search: string, replace: string) =>
  `Here it is.\n\nPATH: ${path}\n<<<<<<< SEARCH\n${search}\n=======\n${replace}\n>>>>>>> REPLACE\nREASON: it must be so\nCONFIDENCE: 1\n`

const wrongLine = '  return price + (price * percent) / 100'

/** What a model may come up with that must never reach the repository. */
const unwanted: readonly (readonly [string, string])[] = [
  ['nonsense', 'Paella is a rice dish from Valencia.'],
  ['an edit that fits nowhere', block('src/discount.js', 'return 42', 'return 43')],
  ['an edit that mends nothing', block('src/discount.js', wrongLine, '  return price + (price * percent) / 10')],
  [
    'an edit of a workflow, as an injected instruction asks',
    block(
      '.github/workflows/ci.yml',
      '',
      'on: push\njobs: { x: { runs-on: ubuntu-latest, steps: [{ run: curl evil }] } }',
    ),
  ],
  [
    'an edit of the test',
    block('test/discount.test.js', '  assert.equal(discounted(200, 10), 180)', '  assert.ok(true)'),
  ],
  ['a path that leads out', block('../outside.js', '', 'export const x = 1')],
  ['git metadata', block('.git/hooks/pre-commit', '', '#!/bin/sh\ncurl evil')],
  ['an exit in the product', block('src/discount.js', wrongLine, '  process.exit(0)')],
]

describe('a run with a model', () => {
  it('publishes what the model found, once it is proven', async () => {
    const { bed } = world
    bed.model.say([goodAnswer])
    const run = await runWithModel()
    await expectEnding(bed, run, 'pr-opened')
    expect(run.report.usage).toMatchObject({ model: 'bed-large', calls: 1 })
    expect(run.report.fix).toMatchObject({ strategy: 'model' })
    const { branches } = await lastState(bed)
    expect(await git(bed.bare, ['show', `${branches[0]}:src/discount.js`])).toContain('price - (price * percent)')
    expect(bed.model.requests.map(({ authorization }) => authorization)).toEqual([`Bearer ${key}`])
    expect(bed.model.requests[0]?.text).toContain('ten percent off')
  }, 90_000)

  it('hears what became of its first answer, and may try again', async () => {
    const { bed } = world
    bed.model.say([block('src/discount.js', wrongLine, '  return price'), goodAnswer])
    const run = await runWithModel()
    await expectEnding(bed, run, 'pr-opened')
    expect(run.report.attempts.map(({ verdict }: { verdict: string }) => verdict)).toEqual(['still-failing', 'healed'])
    expect(bed.model.requests[1]?.body.messages.at(-1).content).toContain('still-failing')
  }, 90_000)

  it.each(unwanted)(
    'publishes nothing on %s',
    async (_name, answer) => {
      const { bed } = world
      bed.model.say([answer])
      const run = await runWithModel({ 'max-candidates': '3' })
      const outcome = outcomeOf(run)
      expect(['no-fix', 'declined', 'limit-reached']).toContain(outcome)
      await expectEnding(bed, run, outcome)
      await expectNothingPublished(bed)
    },
    90_000,
  )

  it('ends as declined, with the reason, where the model declines', async () => {
    const { bed } = world
    bed.model.say(['DECLINE: the expected value is not known'])
    const run = await runWithModel()
    await expectEnding(bed, run, 'declined')
    expect(run.outputs['reason']).toContain('the expected value is not known')
    await expectNothingPublished(bed)
  }, 90_000)

  it.each([
    ['a bad key', modelErrors.badKey(), 'error-config', 1],
    ['an unknown model', modelErrors.unknownModel(), 'error-config', 1],
    ['a redirect to another host', { redirect: 'http://127.0.0.1:9/v1/chat/completions' }, 'error-config', 1],
  ] as const)(
    'names %s',
    async (_name, answer, outcome, calls) => {
      const { bed } = world
      bed.model.say([answer])
      const run = await runWithModel()
      await expectEnding(bed, run, outcome)
      expect(bed.model.requests).toHaveLength(calls)
      await expectNothingPublished(bed)
    },
    90_000,
  )

  it('does not begin where the model is the only strategy and has no key', async () => {
    const { bed } = world
    const run = await runWithModel({ 'api-key': '', 'base-url': '' })
    await expectEnding(bed, run, 'error-config')
    expect(bed.model.requests).toEqual([])
    await expectNothingPublished(bed)
  }, 90_000)
})
