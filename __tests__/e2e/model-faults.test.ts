import { type Answer, modelErrors } from '../bed/model.mjs'
import { goodAnswer, wrongResult } from './projects.js'
import {
  confirmations,
  eachWithBed,
  expectEnding,
  expectNothingPublished,
  failedJob,
  key,
  untouched,
} from './scenario.js'

const world = eachWithBed()

async function run(files: Readonly<Record<string, string>> = {}, inputs: Readonly<Record<string, string>> = {}) {
  const { bed } = world
  const [begin, ...rest] = wrongResult
  await bed.project([{ message: 'Begin', files: { ...begin?.files, ...files } }, ...rest])
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

describe('an endpoint that misbehaves ends by name, and nothing is published', () => {
  it.each<[string, Answer, string, RegExp]>([
    ['a stream that always breaks off', { text: goodAnswer, cut: true }, 'error-model', /broke off|stopped sending/],
    ['too many requests, always', modelErrors.rateLimited(1), 'error-model', /too many requests/],
    ['an overload, always', modelErrors.overloaded(), 'error-model', /overloaded/],
    ['a prompt that is always too long', modelErrors.contextTooLong(), 'error-model', /context window/],
    ['an empty answer', { text: '' }, 'declined', /empty answer/],
    ['a refusal', { text: 'I cannot help with that.' }, 'declined', /I cannot/],
    ['an answer without end', { endless: true }, 'no-fix', /no strategy had a candidate/],
    ['a service that is gone', modelErrors.retired(), 'error-model', /gone for good/],
  ])(
    '%s',
    async (_name, answer, outcome, reason) => {
      const { bed } = world
      bed.model.say([answer])
      const ran = await run()
      await expectEnding(bed, ran, outcome)
      expect(ran.report.reason).toMatch(reason)
      expect(bed.model.requests.length).toBeLessThan(8)
      await expectNothingPublished(bed)
    },
    120_000,
  )

  it('counts for itself where the endpoint reports nonsense', async () => {
    const { bed } = world
    bed.model.say([{ text: goodAnswer, usage: { prompt_tokens: -5, completion_tokens: 0 } }])
    const ran = await run()
    await expectEnding(bed, ran, 'pr-opened')
    expect(ran.report.usage.tokensIn).toBeGreaterThan(500)
  }, 120_000)
})

describe("a team's own prompt", () => {
  it('that lacks a section ends before anything is sent', async () => {
    const { bed } = world
    const ran = await run({ '.github/suture/repair.md': '---\nname: a\nversion: 1\npurpose: b\n---\n# system\nx\n' })
    await expectEnding(bed, ran, 'error-config')
    expect(ran.report.reason).toContain('suture/repair.md: section system')
    expect(bed.model.requests).toEqual([])
  }, 120_000)
})
