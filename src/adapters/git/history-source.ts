import path from 'node:path'
import { BrokenWorld } from '../../domain.js'
import { locateGit } from './locate.js'
import { anonymousEnvironment, remoteEnvironment } from './remote-environment.js'
import type { Git } from './run-git.js'

/** Where history that a shallow clone lacks can be fetched from. */
export interface HistorySource {
  readonly url: string
  /** Taken out of whatever git says; empty where there is none. */
  readonly token: string
  /** Of a git that talks to it; the only place that may hold a token. */
  readonly environment: Readonly<Record<string, string>>
}

/** The repository on the server, with the token that the run was given for it. */
export function serverSource(url: string, token: string): HistorySource {
  return { url, token, environment: remoteEnvironment(url, token, process.env) }
}

/**
 * What the clone itself calls `origin`, asked without any credential: a public repository, or a path of this machine.
 * The address is data from a file of the workspace: addresses that would start a program, or that carry a password,
 * are refused.
 */
export async function originSource(git: Git, workspace: string): Promise<HistorySource | { readonly refused: string }> {
  const { commonDirectory } = await locateGit(workspace)
  const file = path.join(commonDirectory, 'config')
  const read = await git(['config', '--file', file, '--no-includes', '--get', 'remote.origin.url'], { mayFail: true })
  const url = read.stdout.toString('utf8').trim()
  if (url === '') return { refused: 'the clone names no origin, and github-token is not given' }
  try {
    return { url, token: '', environment: anonymousEnvironment(url, process.env) }
  } catch (error) {
    if (!(error instanceof BrokenWorld)) throw error
    return {
      refused: 'origin is neither an https address without credentials nor a path, and github-token is not given',
    }
  }
}
