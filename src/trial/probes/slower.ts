import { couldNotSay, type Probe, passed, refused, type Subject } from './probe.js'

/** Below this many seconds of difference the start of processes and a busy machine say more than the patch. */
const noiseSeconds = 3

/** A machine that was busy during one run has slowed the patch only by chance: that falls when both run again in a row. */
const mostAgain = 2

interface Times {
  readonly before: number
  readonly after: number
}

/**
 * Whether the suite takes more than twice as long, the fastest run on either side taken. It is a stopwatch on the tests
 * there are: what is slow on larger inputs only is not seen.
 */
export const slower: Probe = {
  name: 'slower',
  asked: 'always',
  async ask(subject) {
    const { sides, target } = subject
    const [first] = sides.base
    if (target?.isLoadFailure === true)
      return couldNotSay('on the base the tests did not load, so that their time cannot be compared')
    if (first?.statuses === undefined)
      return couldNotSay('the command names no tests, so that its time may be that of other work')
    const fastest = (side: typeof sides.base): number => Math.min(...side.map((run) => run.seconds))
    let times: Times = { before: fastest(sides.base), after: fastest(sides.after) }
    for (let again = 0; again < mostAgain && isSlower(times); again++) times = await inARow(subject, times)
    const numbers = `${shown(times.before)} before, ${shown(times.after)} after`
    return isSlower(times)
      ? refused(`the suite takes more than twice as long: ${numbers}`)
      : passed(`the suite is not slower by twice: ${numbers}`)
  },
}

function isSlower({ before, after }: Times): boolean {
  return after > before * 2 && after - before > noiseSeconds
}

/** Both once more, one right after the other; the fastest of all runs on either side counts. */
async function inARow(subject: Subject, times: Times): Promise<Times> {
  const limit = Math.max(60, Math.ceil(times.after * 3))
  const timed = (tree: 'base' | 'fixed'): Promise<number> =>
    subject.inCopy(tree, async (copy) => {
      const { seconds } = await subject.lab.run(copy, { kind: 'all' }, limit)
      subject.purse.spend(seconds)
      return seconds
    })
  const after = await timed('fixed')
  const before = await timed('base')
  return { before: Math.min(times.before, before), after: Math.min(times.after, after) }
}

function shown(seconds: number): string {
  return `${Math.round(seconds * 10) / 10} s`
}
