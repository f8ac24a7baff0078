import { calledNames } from './calls.js'
import { type FailingTest, testBlocks } from './failing-test.js'

/** What a name is worth that every test of the file calls: what it means mostly works, or more would fail. */
const leastShare = 0.6
/** Tests of one file that are looked at. */
const mostTests = 400

/**
 * A spectrum without coverage: how much of its suspicion a called name keeps, 0.6 to 1, by how many other tests of the
 * same file call it too.
 */
export function commonnessOf(test: FailingTest): (name: string) => number {
  const blocks = testBlocks(test.file).slice(0, mostTests)
  const counts = new Map<string, number>()
  for (const block of blocks)
    for (const name of calledNames(test.file, block)) counts.set(name, (counts.get(name) ?? 0) + 1)
  if (blocks.length < 3) return () => 1
  const whole = Math.log(blocks.length)
  return (name) => 1 - (1 - leastShare) * (Math.log(Math.max(1, counts.get(name) ?? 1)) / whole)
}
