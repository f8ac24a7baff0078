import { BrokenWorld } from '../../domain.js'
import type { Lab } from './lab.js'

/** The same lab within `max-minutes`: a run gets what is left, and one that the end cut short is no verdict. */
export function withDeadline(lab: Lab, until: Date, now: () => Date): Lab {
  const left = (): number => (until.getTime() - now().getTime()) / 1000
  return {
    ...lab,
    get testRuns() {
      return lab.testRuns
    },
    async run(copy, selection, timeoutSeconds) {
      const rest = left()
      if (rest < 1) throw timeIsUp()
      const run = await lab.run(copy, selection, Math.min(timeoutSeconds, Math.ceil(rest)))
      if (run.timedOut && rest < timeoutSeconds) throw timeIsUp()
      return run
    },
  }
}

function timeIsUp(): BrokenWorld {
  return new BrokenWorld(
    'limit-reached',
    'max-minutes is used up',
    'raise max-minutes, or read in report.json what was tried',
  )
}
