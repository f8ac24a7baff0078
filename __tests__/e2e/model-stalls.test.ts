import { goodAnswer, wrongResult } from './projects.js'
import {
  confirmations,
  eachWithBed,
  expectEnding,
  expectNothingPublished,
  failedJob,
  key,
  outcomeOf,
  untouched,
} from './scenario.js'

const world = eachWithBed()

// A file of its own: it waits out the smallest time budget there is, a minute, while other files run beside it.
describe('a model that says nothing', () => {
  it.each([true])(
    'ends within the budget, and publishes nothing (stall: %s)',
    async (stall) => {
      const { bed } = world
      await bed.project(wrongResult)
      const workspace = await failedJob(bed)
      bed.model.say([{ text: goodAnswer, stall }])
      const run = await untouched(workspace, () =>
        bed.run(workspace, {
          signals: 'junit.xml',
          strategies: 'model',
          model: 'bed-large',
          'base-url': bed.model.url,
          'api-key': key,
          'max-minutes': '1',
          ...confirmations,
        }),
      )
      const outcome = outcomeOf(run)
      expect(['error-model', 'limit-reached']).toContain(outcome)
      await expectEnding(bed, run, outcome)
      await expectNothingPublished(bed)
    },
    110_000,
  )
})
