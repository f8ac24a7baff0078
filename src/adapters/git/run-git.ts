import { exec } from '@actions/exec'
import { BrokenWorld } from '../../domain.js'
import { freeSpace } from '../disk.js'
import { findExecutable } from '../find-executable.js'

export interface GitResult {
  readonly exit: number
  readonly stdout: Buffer
  readonly stderr: string
}

export interface GitCall {
  /** Beside the fixed environment. */
  readonly environment?: Readonly<Record<string, string>>
  readonly directory?: string
  /** The caller reads the exit code itself. */
  readonly mayFail?: boolean
  /** Standard output beyond this many bytes is dropped; the caller sees the full limit reached. */
  readonly limitBytes?: number
  /** Ends git where the `timeout` program is there; exit code 124 says so. */
  readonly timeoutSeconds?: number
}

/** Runs one git command in the private git directory. Throws BrokenWorld unless `mayFail`. */
export type Git = (arguments_: readonly string[], call?: GitCall) => Promise<GitResult>

/** More gits at a time than this only wait for each other on a runner's few cores. */
const parallelCalls = 4
/** Standard error is for people: its first 64 KiB tell what went wrong. */
const limitStderr = 64 * 1024
/** No answer of git that we ask for comes near this; it keeps our own memory bounded. */
const defaultLimit = 256 * 1024 * 1024

/** The environment of every git that we start, built from nothing: no user, system or workspace configuration. */
export function gitEnvironment(home: string): Record<string, string> {
  return {
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_LITERAL_PATHSPECS: '1',
    GIT_PROTOCOL_FROM_USER: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_NO_LAZY_FETCH: '1',
    HOME: home,
    LC_ALL: 'C',
    TZ: 'UTC',
  }
}

/** Absolute path of git. A git that lies in the workspace does not count. */
export function findGit(workspace: string): string {
  const found = findExecutable('git', process.env['PATH'], workspace)
  if (found !== undefined) return found
  throw new BrokenWorld('error-config', 'git was not found on PATH', 'Install git 2.30 or newer on this machine.')
}

/** Binds git to one git directory. `home` is an empty directory of our own. */
export function bindGit(git: string, gitDirectory: string | undefined, home: string): Git {
  const fixed = gitEnvironment(home)
  if (gitDirectory !== undefined) fixed['GIT_DIR'] = gitDirectory
  const turns = createTurns(parallelCalls)
  return async (arguments_, call = {}) => {
    const result = await turns(() => runOnce(git, arguments_, { ...fixed, ...call.environment }, call, home))
    if (result.exit !== 0 && call.mayFail !== true) throw await gitFailed(arguments_, result, gitDirectory ?? home)
    return result
  }
}

async function runOnce(
  git: string,
  arguments_: readonly string[],
  environment: Record<string, string>,
  call: GitCall,
  home: string,
): Promise<GitResult> {
  const stdout = collector(call.limitBytes ?? defaultLimit)
  const stderr = collector(limitStderr)
  // Where systems keep it: on the PATH of a job may be folders of the workspace.
  const limit = call.timeoutSeconds === undefined ? undefined : findExecutable('timeout', '/usr/bin:/bin')
  const [program, rest] = limit === undefined ? [git, []] : [limit, ['-k', '5', `${call.timeoutSeconds}`, git]]
  // No command that we use reads standard input: exec has no ear for the broken pipe of a git that ended early.
  // The first argument of exec is split like a command line: the quotes keep a path with blanks whole.
  const exit = await exec(`"${program}"`, [...rest, ...arguments_], {
    cwd: call.directory ?? home,
    env: environment,
    silent: true,
    ignoreReturnCode: true,
    listeners: { stdout: stdout.add, stderr: stderr.add },
  })
  // exec passes on null where a signal ended the process.
  return { exit: exit ?? 128, stdout: stdout.bytes(), stderr: stderr.bytes().toString('utf8') }
}

function collector(limit: number): { add(data: Buffer): void; bytes(): Buffer } {
  const chunks: Buffer[] = []
  let size = 0
  return {
    add(data) {
      const kept = data.subarray(0, Math.max(0, limit - size))
      size += kept.length
      if (kept.length > 0) chunks.push(kept)
    },
    bytes: () => Buffer.concat(chunks),
  }
}

function createTurns(width: number): <T>(body: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (body) => {
    if (running >= width) await new Promise<void>((resume) => waiting.push(resume))
    running += 1
    try {
      return await body()
    } finally {
      running -= 1
      waiting.shift()?.()
    }
  }
}

/** Turns a git failure that nobody expected into a broken world with a sentence a person can act on. */
export async function gitFailed(
  arguments_: readonly string[],
  result: GitResult,
  directory: string,
): Promise<BrokenWorld> {
  const said = firstLine(result.stderr)
  if (/No space left on device|Disk quota exceeded/.test(result.stderr)) {
    const reason = `git could not write in ${directory}: ${said}; ${await freeSpace(directory)}`
    return new BrokenWorld('error-disk', reason, 'Free disk space on the runner and run again.')
  }
  const command = arguments_.find((argument) => /^[a-z][a-z-]*$/.test(argument)) ?? 'command'
  if (isMissingObject(result.stderr)) return missingObject(said)
  return new BrokenWorld(
    'error-internal',
    `git ${command} failed with exit code ${result.exit}: ${said}`,
    'Run again; if it stays, check the clone with `git fsck`.',
  )
}

/** In the words of its commands, and of the processes that share a checkout. */
export function isMissingObject(said: string): boolean {
  return /missing blob|(unable to|cannot) read|bad object|could not get object info|bad file|missing object/i.test(said)
}

/** An object that history names is not in this clone. We never fetch it behind the user's back. */
export function missingObject(what: string): BrokenWorld {
  return new BrokenWorld(
    'error-config',
    `the clone lacks an object that is needed (${what})`,
    'Check out without `filter:` (a partial clone has no file contents) and with a larger `fetch-depth`.',
  )
}

function firstLine(text: string): string {
  const line =
    text
      .slice(0, 2000)
      .split(/\r?\n/)
      .find((each) => each.trim() !== '') ?? 'it said nothing'
  return line.slice(0, 300)
}
