import { randomUUID } from 'node:crypto'
import type { CommitLine, HistoryCommit, RepoPath } from '../../domain.js'
import type { History } from '../../ports.js'
import type { HistorySource } from './history-source.js'
import { isObjectId } from './refs.js'
import type { OpenedRepository } from './repository.js'
import type { Git } from './run-git.js'
import { serverFailed, withoutToken } from './server-failure.js'

export interface HistoryOptions {
  readonly repository: Pick<OpenedRepository, 'git' | 'shallowCommits' | 'refreshShallow'>
  /** Asked for only when history is missing: a whole clone never talks to anyone. */
  readonly source: () => Promise<HistorySource | { readonly refused: string }>
}

/** History of thousands of commits is some tens of megabytes; a server that needs longer than this is down. */
const fetchSeconds = 120
/** Blame of one function in a long history; beyond this the answer is not worth its time. */
const blameSeconds = 30

export function openHistory({ repository, source }: HistoryOptions): History {
  const { git } = repository
  return {
    line: (from, limit, until) => readLine(repository, from, limit, until),
    async deepen(from, depth) {
      const given = await source()
      if ('refused' in given) return given
      const refused = await fetchHistory(git, given, from, depth)
      await repository.refreshShallow()
      return refused
    },
    async blame(commit, path, firstLine, lastLine) {
      const ids = await readBlame(git, commit, path, [firstLine, lastLine])
      // Where history is cut off, every line seems to come from that commit: it says nothing.
      return ids.filter((id) => !repository.shallowCommits().has(id))
    },
    async tagBefore(commit) {
      requireId(commit)
      const tag = await git(['describe', '--tags', '--abbrev=0', `${commit}^`], { mayFail: true })
      const name = tag.stdout.toString('utf8').trim()
      if (tag.exit !== 0 || name === '') return undefined
      const found = await git(['rev-parse', '--verify', '--quiet', `refs/tags/${name}^{commit}`], { mayFail: true })
      const id = found.stdout.toString('utf8').trim()
      return isObjectId(id) ? id : undefined
    },
  }
}

async function readLine(
  repository: HistoryOptions['repository'],
  from: string,
  limit: number,
  until: string | undefined,
): Promise<CommitLine> {
  requireId(from)
  const range = until === undefined ? [from] : [from, `^${requireId(until)}`]
  const format = ['--format=%H%x00%P%x00%cI%x00%s', '-z', '--encoding=UTF-8', '--no-color', `--max-count=${limit}`]
  const result = await repository.git(['log', '--first-parent', ...format, ...range, '--'])
  const fields = result.stdout.toString('utf8').split('\0')
  const commits: HistoryCommit[] = []
  for (let at = 0; at + 3 < fields.length; at += 4) {
    const [id = '', parents = '', time = '', subject = ''] = fields.slice(at, at + 4)
    commits.push({ id, time, subject, parents: parents.split(' ').filter(isObjectId) })
  }
  const last = commits.at(-1)
  return { commits, isCutOff: last !== undefined && repository.shallowCommits().has(last.id) }
}

/** Under a name of our own in the private git directory: the clone and its own boundary stay as they are. */
async function fetchHistory(
  git: Git,
  source: HistorySource,
  from: string,
  depth: number,
): Promise<{ readonly refused: string } | undefined> {
  const options = ['--quiet', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules', `--depth=${depth}`]
  const refspec = `${requireId(from)}:refs/suture/${randomUUID()}`
  const result = await git(['fetch', ...options, '--', source.url, refspec], {
    environment: source.environment,
    mayFail: true,
    timeoutSeconds: fetchSeconds,
  })
  if (result.exit === 0) return undefined
  if (/^https?:/.test(source.url)) return { refused: serverFailed(source, result).message.slice(0, 300) }
  return { refused: withoutToken(result.stderr, source.token).trim().split('\n')[0]?.slice(0, 200) ?? 'git failed' }
}

async function readBlame(
  git: Git,
  commit: string,
  path: RepoPath,
  [firstLine, lastLine]: readonly [number, number],
): Promise<readonly string[]> {
  const lines = `${firstLine},${Math.max(firstLine, lastLine)}`
  const result = await git(['blame', '--porcelain', '-w', '-L', lines, requireId(commit), '--', path], {
    mayFail: true,
    timeoutSeconds: blameSeconds,
  })
  if (result.exit !== 0) return []
  const found = new Set<string>()
  for (const line of result.stdout.toString('utf8').split('\n')) {
    const id = /^([0-9a-f]{40}|[0-9a-f]{64}) \d/.exec(line.slice(0, 80))?.[1]
    if (id !== undefined) found.add(id)
  }
  return [...found]
}

function requireId(id: string): string {
  if (!isObjectId(id)) throw new Error(`not an object id: ${id.slice(0, 80)}`)
  return id
}
