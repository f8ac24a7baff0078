import { randomBytes } from 'node:crypto'
import { listen, parseJson, readBody } from '../http.mjs'
import { answerApi } from './api.mjs'
import { createBare, hookEnvironment } from './bare.mjs'
import { caller as callerOf } from './credentials.mjs'
import { openEmulator } from './emulator.mjs'
import { faultHooks } from './faults.mjs'
import { openApiChecker } from './openapi.mjs'
import { send } from './send.mjs'
import { gitService, refuseGit, runGit } from './smart-http.mjs'

/**
 * @typedef {import('./credentials.mjs').Credential} Credential
 * @typedef {import('./refusals.mjs').Reply} Reply
 *
 * How one repository behaves. `protectedRefs` is a shell pattern of refs that a rule set closes.
 * @typedef {{
 *   actionsMayOpenPullRequests: boolean,
 *   protectedRefs?: string,
 *   collaborators?: Readonly<Record<string, string>>,
 *   runs?: readonly import('./workflow-runs.mjs').WorkflowRun[],
 *   alerts?: readonly object[],
 * }} RepositorySettings
 *
 * Everything that an API handler may need to answer.
 * @typedef {{
 *   params: Readonly<Record<string, string>>, query: URLSearchParams, body: any,
 *   repository: string, owner: string, directory: string, settings: RepositorySettings,
 *   login: string, byActions: boolean, api: string, html: string,
 *   forward: () => Promise<Reply>,
 *   emulator: (request: string) => Promise<{ status: number, headers: Record<string, string>, body: any }>,
 *   people: readonly string[], collaborators: Readonly<Record<string, string>>,
 *   assignees: Map<string, readonly string[]>, lastHeads: Map<string, string>,
 *   runs: readonly import('./workflow-runs.mjs').WorkflowRun[], alerts: readonly object[],
 *   download: (name: string, content: string | Buffer) => string,
 * }} Call
 *
 * @typedef {{
 *   root: string, url: string, apiUrl: string, repositories: Record<string, RepositorySettings>,
 *   emulator: Awaited<ReturnType<typeof openEmulator>>,
 *   assignees: Map<string, readonly string[]>, lastHeads: Map<string, string>, download: Call['download'],
 * }} World
 *
 * A request as the bed remembers it. `path` is below the API root for `api`, else the path of the URL; `credential` is
 * the name of the credential that it carried, `none` or `unknown`; tokens themselves are not kept. `status` is 0 while
 * no answer went out.
 * @typedef {{
 *   kind: 'api' | 'git' | 'download', method: string, path: string, query: string, operation: string | undefined,
 *   credential: string, headers: Readonly<Record<string, string>>, body: any, text: string, status: number,
 * }} RecordedRequest
 */

/** As on GitHub Enterprise Server, so that nothing can get along with an address that it guessed from another one. */
const apiPrefix = '/api/v3'

/** What the job token of a well-set-up workflow may do. @type {Credential} */
export const jobToken = {
  name: 'job token',
  login: 'github-actions[bot]',
  permissions: {
    contents: 'write',
    pull_requests: 'write',
    issues: 'write',
    actions: 'read',
    security_events: 'read',
    metadata: 'read',
  },
}

/** The shape of the tokens that jobs get since 2026: about 520 characters. */
export const newToken = () => `ghs_4711_${randomBytes(384).toString('base64url')}`

/**
 * Opens one origin that is a git server and GitHub's REST API at once.
 *
 * @param {{ root: string, repositories?: Record<string, Partial<RepositorySettings>>, people?: readonly string[], defaultBranch?: string }} options
 *   `root` takes the bare repositories; `people` are known user names beside the owners.
 */
export async function openGitHub({ root, repositories = { 'acme/shop': {} }, people = [], defaultBranch = 'main' }) {
  /** @type {RecordedRequest[]} */
  const requests = []
  /** @type {string[]} */
  const openApiProblems = []
  /** @type {Map<string, Credential>} */
  const credentials = new Map()
  /** @type {Map<string, string | Buffer>} */
  const files = new Map()
  const faults = faultHooks()
  const check = openApiChecker()
  /** @type {World | undefined} */
  let world

  const downloads = await listen(async (request, response) => {
    const path = request.url ?? '/'
    const content = files.get(path)
    const entry = remember(
      'download',
      request,
      path,
      '',
      callerName(callerOf(credentials, request.headers.authorization)),
    )
    // A blob store refuses a request that carries both a signed link and a header.
    const status = request.headers.authorization !== undefined ? 400 : content === undefined ? 404 : 200
    entry.status = status
    response.writeHead(status).end(status === 200 ? content : 'no such blob')
  })

  /** @returns {World} */
  const opened = () => {
    if (world === undefined) throw new Error('the bed is not open yet')
    return world
  }

  const server = await listen(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://bed')
    const body = await readBody(request)
    const caller = callerOf(credentials, request.headers.authorization)
    const service = gitService(url.pathname, url.searchParams)
    const isApi = service === undefined
    const path = isApi ? url.pathname.replace(apiPrefix, '') : url.pathname
    const entry = remember(isApi ? 'api' : 'git', request, path, url.search.slice(1), callerName(caller))
    if (isApi) {
      entry.text = body.toString()
      entry.body = parseJson(entry.text)
      const checked = {
        method: entry.method,
        path,
        query: url.searchParams,
        body: entry.body,
        hasBody: body.length > 0,
      }
      // GraphQL has its own schema, which the description does not hold.
      const result = url.pathname === '/api/graphql' ? { operation: 'graphql', problems: [] } : check(checked)
      if (!url.pathname.startsWith('/api/')) result.problems.push(`${entry.method} ${url.pathname}: not an API path`)
      entry.operation = result.operation
      openApiProblems.push(...result.problems)
    }
    const perform = () =>
      isApi
        ? answerApi(opened(), caller, { method: entry.method, path, query: url.searchParams, body: entry.body })
        : answerGit(caller, service, { method: entry.method, path, query: entry.query, headers: request.headers, body })
    const reply = await faults.run(entry, perform, response)
    if (reply === undefined) return
    entry.status = reply.status
    send(response, reply)
  })

  /** @type {(caller: import('./credentials.mjs').Caller, service: NonNullable<ReturnType<typeof gitService>>, request: import('./smart-http.mjs').GitRequest) => Promise<Reply>} */
  async function answerGit(caller, service, request) {
    const refused = refuseGit(caller, service)
    if (refused !== undefined) return refused
    const settings = opened().repositories[service.repository]
    if (settings === undefined || caller.kind !== 'known') return { status: 404, body: 'Repository not found.\n' }
    return runGit(root, service, request, hookEnvironment(caller.credential, settings))
  }

  /**
   * @param {RecordedRequest['kind']} kind
   * @param {import('node:http').IncomingMessage} request
   * @param {string} path
   * @param {string} query
   * @param {string} credential
   */
  function remember(kind, request, path, query, credential) {
    const { authorization, ...headers } = request.headers
    const kept = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
    const method = request.method ?? 'GET'
    /** @type {RecordedRequest} */
    const entry = {
      kind,
      method,
      path,
      query,
      operation: undefined,
      credential,
      headers: kept,
      body: undefined,
      text: '',
      status: 0,
    }
    requests.push(entry)
    return entry
  }

  const apiUrl = `${server.url}${apiPrefix}`
  const emulator = await openEmulator({
    html: server.url,
    api: apiUrl,
    people: [...people, 'github-actions[bot]'],
    repositories: Object.keys(repositories),
    defaultBranch,
  })
  /** @type {Record<string, RepositorySettings>} */
  const settings = {}
  for (const [name, given] of Object.entries(repositories)) {
    settings[name] = { actionsMayOpenPullRequests: true, ...given }
    await createBare(root, name, defaultBranch)
  }
  world = {
    root,
    url: server.url,
    apiUrl,
    repositories: settings,
    emulator,
    assignees: new Map(),
    lastHeads: new Map(),
    download: (name, content) => {
      const path = `/${randomBytes(9).toString('base64url')}/${encodeURIComponent(name)}?sig=${randomBytes(9).toString('base64url')}`
      files.set(path, content)
      return `${downloads.url}${path}`
    },
  }

  /**
   * Makes a credential and returns its token.
   *
   * @param {Partial<Credential>} [credential] what differs from the usual job token
   * @param {string} [token]
   */
  function addToken(credential = {}, token = newToken()) {
    const made = { ...jobToken, ...credential }
    if (!emulator.users.includes(made.login)) throw new Error(`no such person in this world: ${made.login}`)
    credentials.set(token, made)
    return token
  }

  /**
   * Asks the API as an administrator, without leaving a trace in `requests`: how a scenario reads the last state, or
   * does what a person does.
   *
   * @param {string} request for example `GET /repos/acme/shop/pulls?state=all`
   * @param {unknown} [body]
   * @returns {Promise<any>} the body
   */
  async function ask(request, body) {
    const [method = 'GET', target = '/'] = request.split(' ')
    const url = new URL(target, 'http://bed')
    const login = Object.keys(settings)[0]?.split('/')[0] ?? ''
    const caller = /** @type {const} */ ({ kind: 'known', credential: { name: 'administrator', login } })
    const reply = await answerApi(opened(), caller, { method, path: url.pathname, query: url.searchParams, body })
    if (reply.status >= 300) throw new Error(`${request}: ${reply.status} ${JSON.stringify(reply.body)}`)
    return reply.body
  }

  return {
    url: server.url,
    apiUrl,
    downloadsUrl: downloads.url,
    requests,
    openApiProblems,
    /** Settings by `owner/name`; may be changed at any time. */
    repositories: settings,
    addToken,
    ask,
    on: faults.on,
    /** @param {string} name owner/name @returns the folder of the bare repository */
    bare: (name) => `${root}/${name}.git`,
    close: async () => {
      await Promise.all([server.close(), downloads.close(), emulator.close()])
    },
  }
}

/** @param {import('./credentials.mjs').Caller} caller */
function callerName(caller) {
  return caller.kind === 'known' ? caller.credential.name : caller.kind
}
