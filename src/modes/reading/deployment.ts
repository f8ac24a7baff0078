import { BrokenWorld, type Reading } from '../../domain.js'
import { type Deployment, lastDeployment, type Release, releasesIn } from '../../triage/deployment.js'
import type { OpenRepository, World } from '../world.js'

/** Each name costs a question to git; the newest ones are those that may be running. */
const mostAsked = 10

/** The last deployment that the signals of production speak of; where they name no version, when the checked-out commit was made. */
export async function deploymentOf(world: World, readings: readonly Reading[]): Promise<Deployment | undefined> {
  const sightings = readings.flatMap((reading) => reading.sightings)
  // Tests are not deployed.
  if (!sightings.some(({ test, time }) => test === undefined && time !== undefined)) return undefined
  const repository = await repositoryOf(world)
  if (repository === undefined) return lastDeployment(releasesIn(sightings), new Map())
  const releases = releasesIn(sightings)
  const deployment =
    releases.length === 0
      ? await ofCommit(repository, repository.head)
      : lastDeployment(releases, await committed(repository, releases))
  if (deployment !== undefined)
    world.log.info(`last deployment: ${deployment.what}, ${new Date(deployment.at).toISOString()}`)
  return deployment
}

async function repositoryOf(world: World): Promise<OpenRepository | undefined> {
  try {
    return await world.repository()
  } catch (error) {
    if (error instanceof BrokenWorld && error.outcome === 'error-config') return undefined
    throw error
  }
}

async function committed(
  repository: OpenRepository,
  releases: readonly Release[],
): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>()
  for (const { name } of releases.slice(-mostAsked)) {
    for (const revision of revisionsFor(name)) {
      const commit = await repository.resolve(revision)
      const deployment = commit === undefined ? undefined : await ofCommit(repository, commit)
      if (deployment === undefined) continue
      found.set(name, deployment.at)
      break
    }
  }
  return found
}

async function ofCommit(repository: OpenRepository, commit: string): Promise<Deployment | undefined> {
  const [newest] = await repository.log(commit, 1)
  const at = Date.parse(newest?.time ?? '')
  return Number.isNaN(at) ? undefined : { at, what: `commit ${commit.slice(0, 7)}` }
}

/** `shop@1.2.3+45` may be tagged `shop@1.2.3`, `1.2.3` or `v1.2.3`, or be a commit id. */
export function revisionsFor(release: string): readonly string[] {
  const bare = release.slice(release.lastIndexOf('@') + 1)
  const plain = bare.replace(/\+.*$/, '')
  return [...new Set([release, bare, plain, `v${plain}`])].filter((name) => name !== '' && name !== 'v')
}
