import { randomUUID } from 'node:crypto'
import { BrokenWorld } from '../../domain.js'
import type { Clock, PushResult, Remote } from '../../ports.js'
import { readPushReply } from './push-result.js'
import { isObjectId } from './refs.js'
import { remoteEnvironment } from './remote-environment.js'
import type { OpenedRepository } from './repository.js'
import type { Git, GitResult } from './run-git.js'
import { serverFailed, withoutToken } from './server-failure.js'

export interface RemoteOptions {
  readonly repository: Pick<OpenedRepository, 'git'>
  /** `https://github.com/owner/name.git` */
  readonly url: string
  readonly token: string
  /** For the commit's date; the machine's clock where absent. */
  readonly clock?: Clock
  /** Has commits signed by the server; without it they are made here, unsigned. */
  readonly sign?: Signer
}

/** What is to be a commit. All are object ids, and the server has the base. */
export interface ToSign {
  readonly base: string
  readonly baseTree: string
  readonly tree: string
  readonly parents: readonly string[]
  readonly message: string
}

/** The commit as the server made it, or undefined where it did not. Never throws. */
export type Signer = (commit: ToSign) => Promise<{ readonly commit: string; readonly verified: boolean } | undefined>

/** GitHub's own bot, so that the commit is shown with its name and picture. */
const identity = { name: 'github-actions[bot]', email: '41898282+github-actions[bot]@users.noreply.github.com' }
/** A push of a few small objects; a server that needs longer is down. */
const limitSeconds = 120
/** What GitHub takes as a branch name, less what needs quoting anywhere. */
const branchSyntax = /^(?!.*(\.\.|\/\/|\.lock$|\.lock\/|\/\.|@\{))[A-Za-z0-9][A-Za-z0-9._/@+#=,-]{0,198}[A-Za-z0-9_]$/

const notABranch: PushResult = { kind: 'rejected', reason: 'not a branch name that GitHub takes' }

interface Connection {
  readonly git: Git
  readonly url: string
  readonly token: string
  readonly environment: Readonly<Record<string, string>>
  readonly now: () => Date
  readonly sign: Signer | undefined
}

/** Opens the server's side of the repository. Nothing goes over the network before the first question. */
export function openRemote(options: RemoteOptions): Remote {
  const connection: Connection = {
    git: options.repository.git,
    url: options.url,
    token: options.token,
    environment: remoteEnvironment(options.url, options.token, process.env),
    now: () => options.clock?.now() ?? new Date(),
    sign: options.sign,
  }
  return {
    tip: (branch) => readTip(connection, branch),
    async fetch(branch) {
      const tip = await readTip(connection, branch)
      if (tip !== undefined) await bring(connection, `refs/heads/${branch}`)
      return tip
    },
    async tryPush(branch, commit) {
      const options = ['--dry-run', '--porcelain', '--no-verify', '--no-recurse-submodules']
      const result = await talk(connection, [
        'push',
        ...options,
        '--',
        connection.url,
        `${commit}:refs/heads/${branch}`,
      ])
      if (result.exit !== 0) throw serverFailed(connection, result)
    },
    createBranch: async (branch, base, tree, message) => {
      if (!branchSyntax.test(branch)) return notABranch
      return publish(connection, branch, '', { base, parents: [base], tree, message })
    },
    advanceBranch: async (branch, tip, base, tree, message) => {
      if (!branchSyntax.test(branch)) return notABranch
      // A child of the tip moves the branch forward: no rule against forced pushes can be in the way.
      return publish(connection, branch, tip, { base, parents: [tip, base], tree, message })
    },
  }
}

async function readTip(connection: Connection, branch: string): Promise<string | undefined> {
  const ref = `refs/heads/${branch}`
  const result = await talk(connection, ['ls-remote', '--', connection.url, 'HEAD', ref])
  // A page of a proxy that is not git's reads as "no refs at all": a repository has at least a HEAD.
  if (result.exit !== 0 || result.stdout.length === 0) throw serverFailed(connection, result)
  // The name is a pattern to git: only the line of this very ref counts.
  const lines = result.stdout.toString('utf8').split('\n')
  const id = lines.map((line) => line.split('\t')).find(([, name]) => name === ref)?.[0]
  return id !== undefined && isObjectId(id) ? id : undefined
}

type ToCommit = Omit<ToSign, 'baseTree'>

/** A signed commit where there can be one, else our own, and the branch moved to it. */
async function publish(
  connection: Connection,
  branch: string,
  expected: string,
  wanted: ToCommit,
): Promise<PushResult> {
  const signed = await signedCommit(connection, wanted)
  if (signed === undefined) return push(connection, branch, expected, await makeCommit(connection, wanted))
  const commit = signed.verified ? signed.commit : await makeCommit(connection, wanted)
  const result = await push(connection, branch, expected, commit)
  return result.kind === 'created' ? { ...result, verified: signed.verified } : result
}

/** Made by the server, brought here and looked at: only the tested tree on the very parents may be pushed. */
async function signedCommit(connection: Connection, wanted: ToCommit): ReturnType<Signer> {
  if (connection.sign === undefined) return undefined
  const { git, url } = connection
  const read = async (...names: readonly string[]): Promise<string> =>
    (await git(['rev-parse', '--verify', '--end-of-options', ...names], { mayFail: true })).stdout.toString().trim()
  const made = await connection.sign({ ...wanted, baseTree: await read(`${wanted.base}^{tree}`) })
  if (made === undefined || !made.verified || !isObjectId(made.commit)) return made
  const options = ['--quiet', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules']
  await talk(connection, ['fetch', ...options, '--', url, `${made.commit}:refs/suture/${randomUUID()}`])
  const parents = await Promise.all(wanted.parents.map((_, index) => read(`${made.commit}^${index + 1}`)))
  const isWhole = (await read(`${made.commit}^{tree}`)) === wanted.tree && parents.join() === wanted.parents.join()
  return isWhole ? made : undefined
}

async function makeCommit(connection: Connection, { parents, tree, message }: ToCommit): Promise<string> {
  const date = `${Math.floor(connection.now().getTime() / 1000)} +0000`
  const environment: Record<string, string> = {}
  for (const role of ['AUTHOR', 'COMMITTER']) {
    environment[`GIT_${role}_NAME`] = identity.name
    environment[`GIT_${role}_EMAIL`] = identity.email
    environment[`GIT_${role}_DATE`] = date
  }
  const onto = parents.flatMap((parent) => ['-p', parent])
  const result = await connection.git(['commit-tree', tree, ...onto, '-m', message], { environment })
  return result.stdout.toString().trim()
}

/**
 * One ref, and only if it is where we think: git's lease on that makes this the lock between parallel runs.
 *
 * @param expected the commit at the branch's tip, empty where the branch must not be there
 */
async function push(connection: Connection, branch: string, expected: string, commit: string): Promise<PushResult> {
  const ref = `refs/heads/${branch}`
  const options = ['--porcelain', '--no-verify', '--no-recurse-submodules', `--force-with-lease=${ref}:${expected}`]
  const result = await talk(connection, ['push', ...options, '--', connection.url, `${commit}:${ref}`])
  const reply = readPushReply(result.stdout.toString('utf8'), result.stderr, ref)
  if (reply.kind === 'refused') {
    const there = await readTip(connection, branch)
    return there === undefined || there === expected
      ? { kind: 'rejected', reason: withoutToken(reply.reason, connection.token) }
      : settle(connection, ref, commit, there)
  }
  if (reply.kind === 'unknown') return afterBrokenPush(connection, branch, commit, result)
  const there = await readTip(connection, branch).catch((error) => {
    throw reply.kind === 'pushed' ? unseen(branch, error) : error
  })
  if (there !== undefined) return settle(connection, ref, commit, there)
  throw new BrokenWorld(
    'error-github',
    `the branch ${branch} was pushed, but the server does not show it`,
    'Run again; the branch may have been deleted at this moment.',
  )
}

/** The connection broke: the branch may be there all the same. */
async function afterBrokenPush(
  connection: Connection,
  branch: string,
  commit: string,
  result: GitResult,
): Promise<PushResult> {
  const there = await readTip(connection, branch).catch(() => 'nobody knows')
  if (there === commit) return { kind: 'created', commit }
  const inDoubt = `The branch ${branch} may be pushed all the same: another run finds it by its name.`
  throw serverFailed(connection, result, there === 'nobody knows' ? inDoubt : undefined)
}

/** Pushed, and then the server was gone: whoever reads this has to know that something is there. */
function unseen(branch: string, error: unknown): unknown {
  if (!(error instanceof BrokenWorld)) return error
  const next = `the branch ${branch} is pushed, its pull request is missing: run again`
  return new BrokenWorld(error.outcome, error.message, next, { cause: error.cause })
}

/** Read back: only our own commit at the tip counts as created. Another one is brought here, to be looked at. */
async function settle(connection: Connection, ref: string, commit: string, there: string): Promise<PushResult> {
  if (there === commit) return { kind: 'created', commit }
  await bring(connection, ref)
  return { kind: 'exists', commit: there }
}

/** Under a name of our own, so that no branch of the clone moves. What could not be brought shows where it is missed. */
async function bring(connection: Connection, ref: string): Promise<void> {
  const options = ['--quiet', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules']
  await talk(connection, ['fetch', ...options, '--', connection.url, `${ref}:refs/suture/${randomUUID()}`])
}

function talk(connection: Connection, arguments_: readonly string[]): Promise<GitResult> {
  return connection.git(arguments_, {
    environment: connection.environment,
    mayFail: true,
    timeoutSeconds: limitSeconds,
  })
}
