import { couldNotSay, type Probe, passed, refused } from './probe.js'

/** Below this many seconds of difference the start of processes and a busy machine say more than the patch. */
const noiseSeconds = 3

/**
 * Whether the suite takes more than twice as long, the fastest run on either side taken. It is a stopwatch on the tests
 * there are: what is slow on larger inputs only is not seen.
 */
export const slower: Probe = {
  name: 'slower',
  asked: 'always',
  async ask({ sides, target }) {
    const [first] = sides.base
    if (target?.isLoadFailure === true)
      return couldNotSay('on the base the tests did not load, so that their time cannot be compared')
    if (first?.statuses === undefined)
      return couldNotSay('the command names no tests, so that its time may be that of other work')
    const fastest = (side: typeof sides.base): number => Math.min(...side.map((run) => run.seconds))
    const [before, after] = [fastest(sides.base), fastest(sides.after)]
    const numbers = `${shown(before)} before, ${shown(after)} after`
    return after > before * 2 && after - before > noiseSeconds
      ? refused(`the suite takes more than twice as long: ${numbers}`)
      : passed(`the suite is not slower by twice: ${numbers}`)
  },
}

function shown(seconds: number): string {
  return `${Math.round(seconds * 10) / 10} s`
}
