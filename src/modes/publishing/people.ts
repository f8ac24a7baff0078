import { BrokenWorld } from '../../domain.js'
import type { Inputs } from '../../inputs.js'
import type { CommitAuthor, Forge, PullRequest } from '../../ports.js'
import type { World } from '../world.js'
import { changedLines } from './changed-lines.js'
import { largestOwnerFile, ownerFiles, ownersOf } from './codeowners.js'
import { decorate, toldOf } from './decorate.js'

/** What a pull request changes, as far as it says whom to ask. */
export interface Change {
  readonly base: string
  readonly diff: string
  /** Labels that the change itself asks for: `revert`, `unproven`, … */
  readonly traits: readonly string[]
}

/** People to ask by blame and ownership; a review that everybody is asked for is nobody's. */
const mostFound = 3
/** Commits that are looked up for their authors: each is a request. */
const mostLookups = 5

/**
 * Assignees, reviewers, labels. Labels come last: where they are missing, an earlier run may have died before any of it,
 * and all of it is done again.
 */
export async function addPeople(
  world: World,
  inputs: Inputs,
  forge: Forge,
  { number, author }: PullRequest,
  change: Change,
): Promise<void> {
  await decorate(world, 'assignees', inputs.assignees, () => forge.addAssignees(number, inputs.assignees))
  const reviewers = await reviewersOf(world, inputs, forge, author, change)
  await decorate(world, 'reviewers', reviewers, () => forge.requestReviewers(number, reviewers))
  const labels = [...inputs.labels, ...change.traits]
  await decorate(world, 'labels', labels, () => forge.addLabels(number, labels))
}

async function reviewersOf(
  world: World,
  { reviewers }: Inputs,
  forge: Forge,
  author: string,
  change: Change,
): Promise<readonly string[]> {
  const found: string[] = []
  if (reviewers.includes('codeowners')) found.push(...(await quietly(world, () => owners(world, change))))
  if (reviewers.includes('blame')) found.push(...(await quietly(world, () => lastAuthors(world, forge, change))))
  const named = reviewers.filter((name) => name !== 'blame' && name !== 'codeowners')
  const asked = [...new Set([...named, ...[...new Set(found)].filter((name) => name !== author).slice(0, mostFound)])]
  if (asked.includes(author)) world.log.info(`${author} opened the pull request and cannot review it`)
  return asked.filter((name) => name !== author)
}

async function quietly(world: World, find: () => Promise<readonly string[]>): Promise<readonly string[]> {
  try {
    return await find()
  } catch (error) {
    if (!(error instanceof BrokenWorld)) throw error
    world.log.warning(`reviewers could not be found: ${toldOf(error)}`)
    return []
  }
}

/** Code owners of the changed files. GitHub asks them by itself only once a pull request is no draft. */
async function owners(world: World, { base, diff }: Change): Promise<readonly string[]> {
  const repository = await world.repository()
  const entries = await repository.entries(base)
  const file = ownerFiles.map((name) => entries.find(({ path }) => path === name)).find((entry) => entry !== undefined)
  if (file === undefined) {
    world.log.info('reviewers: there is no CODEOWNERS file')
    return []
  }
  const bytes = await repository.blob(file.id)
  if (bytes.byteLength > largestOwnerFile) return []
  const text = Buffer.from(bytes).toString('utf8')
  return changedLines(diff).flatMap(({ path }) => ownersOf(path, text))
}

/** Logins of those who last changed these lines, or, where history is cut off there, the files. */
async function lastAuthors(world: World, forge: Forge, { base, diff }: Change): Promise<readonly string[]> {
  const repository = await world.repository()
  const logins: string[] = []
  let lookups = 0
  for (const { path, lines } of changedLines(diff)) {
    if (lines.length === 0) continue
    const commits = await repository.blame(base, path, lines)
    for (const commit of commits) {
      lookups += 1
      if (lookups > mostLookups) return logins
      logins.push(...known(world, [await forge.commitAuthor(commit)], commit.slice(0, 12)))
    }
    if (commits.length > 0) continue
    lookups += 1
    if (lookups > mostLookups) return logins
    world.log.info(`reviewers: this checkout has no history of ${path}, so its last authors are asked`)
    logins.push(...known(world, await forge.fileAuthors(base, path), path).slice(0, 1))
  }
  return logins
}

function known(world: World, authors: readonly (CommitAuthor | undefined)[], what: string): string[] {
  return authors.flatMap((author) => {
    if (author?.login === undefined) world.log.info(`reviewers: the author of ${what} has no account here`)
    else if (author.isBot) world.log.info(`reviewers: ${author.login} is a bot and is not asked`)
    else return [author.login]
    return []
  })
}
