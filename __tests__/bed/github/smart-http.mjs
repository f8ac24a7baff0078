import { execFileSync, spawn } from 'node:child_process'
import { may, sees } from './credentials.mjs'

/**
 * @typedef {import('./credentials.mjs').Caller} Caller
 * @typedef {import('./refusals.mjs').Reply} Reply
 * @typedef {{ method: string, path: string, query: string, headers: import('node:http').IncomingHttpHeaders, body: Buffer }} GitRequest
 */

/** @type {string | undefined} */
let backend

/** Where git keeps its own CGI program. */
function httpBackend() {
  backend ??= `${execFileSync('git', ['--exec-path'], { encoding: 'utf8' }).trim()}/git-http-backend`
  return backend
}

/**
 * Which repository and service a smart-HTTP path names, or undefined where it is no git path.
 * `/acme/shop` and `/acme/shop.git` are the same, as on GitHub.
 *
 * @param {string} path
 * @param {URLSearchParams} query
 */
export function gitService(path, query) {
  const found = /^\/([^/]+\/[^/]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/.exec(path)
  if (found === null) return undefined
  const [, repository = '', action = ''] = found
  const service = action === 'info/refs' ? (query.get('service') ?? '') : action
  return { repository, action, service, writes: service === 'git-receive-pack' }
}

/**
 * Says no where GitHub would: 401 for no or a wrong token, 404 for what the token does not see, 403 for a push without
 * permission.
 *
 * @param {Caller} caller
 * @param {{ repository: string, writes: boolean }} service
 * @returns {Reply | undefined}
 */
export function refuseGit(caller, service) {
  const challenge = { 'content-type': 'text/plain', 'www-authenticate': 'Basic realm="GitHub"' }
  if (caller.kind === 'none') return { status: 401, headers: challenge, body: 'No anonymous access.\n' }
  if (caller.kind === 'unknown') return { status: 401, headers: challenge, body: 'Bad credentials\n' }
  const { credential } = caller
  if (!sees(credential, service.repository)) return { status: 404, body: 'Repository not found.\n' }
  if (may(credential, 'contents', service.writes ? 'write' : 'read')) return undefined
  const text = `Permission to ${service.repository}.git denied to ${credential.login}.\n`
  return { status: 403, headers: { 'content-type': 'text/plain' }, body: text }
}

/**
 * Speaks CGI with `git http-backend`.
 *
 * @param {string} root folder of the bare repositories
 * @param {{ repository: string, action: string }} service
 * @param {GitRequest} request
 * @param {Record<string, string>} environment for the hooks of the bare repository
 * @returns {Promise<Reply>}
 */
export function runGit(root, service, request, environment) {
  const header = (/** @type {string} */ name) => String(request.headers[name] ?? '')
  const child = spawn(httpBackend(), [], {
    env: {
      ...environment,
      PATH: process.env['PATH'] ?? '',
      HOME: '/nonexistent',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: `/${service.repository}.git/${service.action}`,
      QUERY_STRING: request.query,
      REQUEST_METHOD: request.method,
      REMOTE_USER: 'bed',
      REMOTE_ADDR: '127.0.0.1',
      CONTENT_TYPE: header('content-type'),
      CONTENT_LENGTH: String(request.body.length),
      HTTP_CONTENT_ENCODING: header('content-encoding'),
      GIT_PROTOCOL: header('git-protocol'),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  child.stdin.on('error', () => undefined)
  child.stdin.end(request.body)
  return new Promise((resolve, reject) => {
    /** @type {Buffer[]} */
    const chunks = []
    child.stdout.on('data', (chunk) => chunks.push(chunk))
    child.once('error', reject)
    child.once('close', () => resolve(cgiReply(Buffer.concat(chunks))))
  })
}

/** @param {Buffer} output header lines, an empty line, the body @returns {Reply} */
function cgiReply(output) {
  const end = output.indexOf('\r\n\r\n')
  if (end < 0) return { status: 500, body: 'git http-backend gave no answer\n' }
  /** @type {Record<string, string>} */
  const headers = {}
  let status = 200
  for (const line of output.subarray(0, end).toString().split('\r\n')) {
    const [name = '', value = ''] = line.split(/:\s*/, 2)
    if (name.toLowerCase() === 'status') status = Number.parseInt(value, 10)
    else headers[name.toLowerCase()] = value
  }
  return { status, headers, body: output.subarray(end + 4) }
}
