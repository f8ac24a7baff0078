/** The package of a monorepo that owns a failure, and the packages whose tests have to stay green with it. */
import type { Failure } from '../../domain.js'
import { isTestFile } from '../../test-file.js'
import { type DetectedChecks, detectChecks, type PackageSuite } from './detect.js'
import { isFanOut, tasksBefore } from './fan-out.js'
import { dependenciesOf, dependentsOf, type Package, packageOf, packagesOf, type Tracked } from './packages.js'
import type { ProjectFiles } from './project-files.js'

export interface Owned extends PackageSuite {
  /** Packages that may break with it: their whole suites run with this one's. */
  readonly beside: readonly PackageSuite[]
  /** A sentence each, for people. */
  readonly notChecked: readonly string[]
  /** In a line, for people. */
  readonly why: string
}

export interface Wanted {
  readonly failure: Failure
  /** Paths of the patch, where there is one: what lies outside the packages that run is never proven by them. */
  readonly changes?: readonly string[]
}

/** What the repository's root says of itself. */
export interface Root {
  readonly given: string | undefined
  readonly checks: DetectedChecks | undefined
  readonly project: ProjectFiles
}

/** Suites of this many packages beside the owner's: each runs several times in a proof. */
const mostBeside = 20

/**
 * Where the root has no tests of its own, or nothing but a command for the tests of all packages: the package that the
 * failure comes from. Decided by tracked files alone; a bundle's failure only says where to look.
 * @returns undefined where the root's own command stays
 */
export async function ownerOf(root: Root, tracked: Tracked, wanted: Wanted): Promise<Owned | undefined> {
  const reason = await reasonToLeave(root)
  const packages = reason === undefined ? undefined : await packagesOf(tracked)
  if (reason === undefined || packages === undefined) return undefined
  const found = await suiteOfOwner(wanted.failure, packages, tracked)
  if (found === undefined) return undefined
  const { owner, place, suite } = found
  const near = neighboursOf(owner, packages)
  const taken = near.slice(0, mostBeside)
  const covered = new Set([owner, ...taken])
  for (const path of wanted.changes ?? []) {
    const changed = packageOf(path, packages)
    if (changed === undefined || !covered.has(changed)) return undefined
  }
  const suites = await Promise.all(taken.map(async (each) => ({ each, suite: await suiteOf(each, tracked) })))
  const beside = suites.flatMap(({ suite }) => (isTelling(suite) ? [suite] : []))
  const mute = suites.flatMap(({ each, suite }) => (isTelling(suite) ? [] : [each]))
  const apart = packages.filter((each) => each !== owner && !near.includes(each))
  const tasks = await tasksBefore(root.project)
  return {
    directory: owner.directory,
    checks: { ...suite.checks, beside },
    beside,
    notChecked: [
      ...named('packages that may break with it, left out because there are too many', near.slice(mostBeside)),
      ...named('packages in reach of the fix without a test command', mute),
      ...named('other packages of the monorepo, which neither need this one nor share what it needs', apart),
      ...(tasks === undefined ? [] : [`tasks that run before the tests (${tasks}): what is built was taken as it is`]),
    ],
    why: `${place} lies in ${owner.directory}; ${reason}`,
  }
}

async function reasonToLeave({ given, checks, project }: Root): Promise<string | undefined> {
  if (checks === undefined) return 'the root has no test command'
  if (await isFanOut(checks.testCommand, project)) return `${checks.testCommand} runs the tests of every package`
  if (given !== undefined || checks.runner?.is.name !== 'go test' || checks.testCommand !== 'go test ./...')
    return undefined
  return 'go test ./... leaves out nested modules'
}

async function suiteOfOwner(failure: Failure, packages: readonly Package[], tracked: Tracked) {
  for (const place of placesOf(failure, tracked.paths)) {
    const owner = packageOf(place, packages)
    if (owner === undefined) return undefined
    const suite = await suiteOf(owner, tracked)
    // A command that only has an exit code tells less than the root's, which has more of them.
    const says = suite?.checks.runner !== undefined || suite?.checks.proofless !== undefined
    return suite === undefined || !says ? undefined : { owner, place, suite }
  }
  return undefined
}

/** Likeliest first: the test's file by name, then test files among the frames, then where to look. */
function placesOf({ test, location, frames }: Failure, paths: readonly string[]): readonly string[] {
  const known = new Set(paths)
  const named = [test?.file, location?.file, ...frames.filter((each) => each.inRepository).map(({ file }) => file)]
  const places = named.flatMap((file) => {
    if (file === undefined) return []
    if (known.has(file)) return [file]
    const tails = paths.filter((path) => path.endsWith(`/${file}`))
    return tails.length === 1 ? tails : []
  })
  const [first] = places
  const isNamed = test?.file !== undefined && first?.endsWith(test.file) === true
  return isNamed ? places : [...places.filter(isTestFile), ...places]
}

/** What needs it, what it needs (the fix may belong there), and what needs that. */
function neighboursOf(owner: Package, packages: readonly Package[]): readonly Package[] {
  const above = dependentsOf([owner], packages)
  const below = dependenciesOf([owner], packages)
  const beside = dependentsOf([owner, ...below], packages)
  return [...new Set([...above, ...below, ...beside])].filter((each) => each !== owner)
}

async function suiteOf({ directory }: Package, tracked: Tracked): Promise<PackageSuite | undefined> {
  const has = new Set(tracked.paths)
  const checks = await detectChecks(undefined, {
    has: (path) => has.has(`${directory}/${path}`),
    read: (path) => tracked.read(`${directory}/${path}`),
  })
  return checks === undefined ? undefined : { directory, checks }
}

function isTelling(suite: PackageSuite | undefined): suite is PackageSuite {
  return suite !== undefined && suite.checks.proofless === undefined
}

const mostNamed = 10

function named(what: string, packages: readonly Package[]): readonly string[] {
  if (packages.length === 0) return []
  const shown = packages.slice(0, mostNamed).map(({ directory }) => directory)
  const more = packages.length > mostNamed ? `, and ${packages.length - mostNamed} more` : ''
  return [`${what}: ${shown.join(', ')}${more}`]
}
