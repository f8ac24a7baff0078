/** The suites of several packages as one run: every test by name, each package's under its directory. */
import type { TestCase } from '../../domain.js'
import type { PackageSuite } from '../command/detect.js'
import type { CheckRun } from './check-run.js'

/**
 * @param own the run of the package that owns the failure; one that says nothing of its tests stays as it is
 * @param run runs the whole suite of another package in its directory
 */
export async function withNeighbours(
  own: CheckRun,
  beside: readonly PackageSuite[],
  run: (suite: PackageSuite) => Promise<CheckRun>,
): Promise<CheckRun> {
  if (own.timedOut || own.statuses === undefined) return own
  let whole = own
  for (const suite of beside) whole = joined(whole, suite, await run(suite))
  return whole
}

function joined(whole: CheckRun, suite: PackageSuite, run: CheckRun): CheckRun {
  const cases = casesOf(suite, run)
  return {
    ...whole,
    passed: whole.passed && run.passed,
    exit: whole.exit === 0 ? run.exit : whole.exit,
    seconds: whole.seconds + run.seconds,
    reading: {
      ...whole.reading,
      cases: [...whole.reading.cases, ...cases],
      sightings: [...whole.reading.sightings, ...run.reading.sightings],
    },
    statuses: new Map([...(whole.statuses ?? []), ...cases.map(({ id, status }) => [id, status] as const)]),
    output: `${whole.output}\n${suite.directory}: ${suite.checks.testCommand}\n${run.output}`,
    ...(run.doubt === undefined ? {} : { doubt: `${suite.directory}: ${run.doubt}` }),
  }
}

/** The command as a whole counts as a test too: it may be red without one, or name none. */
function casesOf({ directory, checks }: PackageSuite, run: CheckRun): readonly TestCase[] {
  const name = `${directory}: ${checks.testCommand}`
  const own = run.reading.cases.map((each) => ({ ...each, id: `${directory}: ${each.id}` }))
  return [...own, { id: name, test: { name }, status: run.passed ? 'passed' : 'failed' }]
}
