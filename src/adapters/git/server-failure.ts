import { BrokenWorld } from '../../domain.js'
import type { GitResult } from './run-git.js'

export interface Server {
  readonly url: string
  readonly token: string
}

interface Symptom {
  readonly sign: RegExp
  /** Where it is the user's to mend. */
  readonly outcome?: 'error-config'
  readonly reason: string
  readonly next: string
}

/** The first one that fits: what says more stands before what says less. */
const symptoms: readonly Symptom[] = [
  {
    sign: /archived so it is read-only|repository (?:was|is) archived/i,
    reason: 'the repository is archived',
    next: 'Unarchive it, or take the workflow out.',
  },
  {
    sign: /proxy|CONNECT tunnel|\b407\b/i,
    reason: 'the proxy does not let the connection through',
    next: 'Check HTTPS_PROXY and the proxy of the runner.',
  },
  {
    sign: /Authentication failed|could not read Username|\b401\b/i,
    outcome: 'error-config',
    reason: 'the server does not accept the token',
    next: 'Check github-token; a job token ends with its job.',
  },
  {
    sign: /\b403\b|denied to|not permitted|Write access/i,
    reason: 'the token may not do this',
    next: 'Give the job `permissions: contents: write, pull-requests: write`.',
  },
  {
    sign: /not found|\b404\b/i,
    reason: 'the repository is not there, or the token may not see it',
    next: 'Check the repository and the token.',
  },
  {
    sign: /redirect|(?:returned error:|HTTP) 30[1278]\b/i,
    reason: 'the server redirects',
    next: 'Check the repository: it may have been renamed.',
  },
  {
    sign: /(?:returned error:|HTTP) 451\b|disabled due to/i,
    reason: 'the repository is blocked',
    next: 'Ask its owner: GitHub has closed it.',
  },
  {
    sign: /returned error: 4\d\d|HTTP 4\d\d/,
    reason: 'the server refused the request',
    next: 'Check the repository and the token.',
  },
  {
    sign: /protocol error|not valid: is this a git repository/i,
    reason: 'what answers there does not speak git',
    next: 'Check GITHUB_SERVER_URL, and the proxy of the runner.',
  },
  {
    sign: /Could not resolve|Failed to connect|Connection (refused|reset|timed out)|timed out|too slow|hung up|early EOF|Empty reply|RPC failed/i,
    reason: 'the server cannot be reached',
    next: 'Check the network of the runner and run again.',
  },
  {
    sign: /SSL|certificate|TLS/i,
    reason: 'no safe connection to the server',
    next: 'Check the certificates of the runner.',
  },
]

/** Tells from git's words what went wrong with the server, and what a person can do. The token is in no sentence. */
export function serverFailed(server: Server, result: GitResult, left = 'Nothing was published.'): BrokenWorld {
  const said = withoutToken(result.stderr, server.token)
  const lines = said.split('\n').map((line) => line.trim())
  const line = lines.find((each) => /^(fatal|error|remote):/.test(each)) ?? lines.find((each) => each !== '') ?? ''
  const found = result.exit === 124 ? undefined : symptoms.find((symptom) => symptom.sign.test(said))
  const reason = found?.reason ?? (result.exit === 124 ? 'no answer in time' : 'git could not talk to the server')
  const host = new URL(server.url).host
  const next = found?.next ?? 'Check the status of the server and run again.'
  return new BrokenWorld(
    found?.outcome ?? 'error-github',
    `${host}: ${reason} (${line.slice(0, 200)})`,
    `${next} ${left}`,
  )
}

export function withoutToken(text: string, token: string): string {
  const encoded = Buffer.from(`x-access-token:${token}`).toString('base64')
  let clean = text
  for (const secret of [token, encoded]) if (secret !== '') clean = clean.replaceAll(secret, '***')
  return clean
}
