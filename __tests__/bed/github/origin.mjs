import { randomBytes } from 'node:crypto'
import { listen, parseJson, readBody } from '../http.mjs'
import { answerApi } from './api.mjs'
import { createBare, hookEnvironment } from './bare.mjs'
import { openDownloads } from './downloads.mjs'
import { openEmulator } from './emulator.mjs'
import { faultHooks } from './faults.mjs'
import { apiPrefix, openLedger } from './ledger.mjs'
import { send } from './send.mjs'
import { gitService, refuseGit, runGit } from './smart-http.mjs'

/**
 * @typedef {import('./credentials.mjs').Credential} Credential
 * @typedef {import('./credentials.mjs').Caller} Caller
 * @typedef {import('./world.mjs').World} World
 * @typedef {import('./world.mjs').RepositorySettings} RepositorySettings
 * @typedef {import('./world.mjs').RecordedRequest} RecordedRequest
 */

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
 * Opens one origin that is a git server and GitHub's REST API (below `/api/v3`) at once. The bare repositories are the
 * truth for both.
 *
 * @param {{ root: string, repositories?: Record<string, Partial<RepositorySettings>>, people?: readonly string[], defaultBranch?: string }} options
 *   `root` takes the bare repositories; `people` are known user names beside the owners.
 */
export async function openGitHub({ root, repositories = { 'acme/shop': {} }, people = [], defaultBranch = 'main' }) {
  const ledger = openLedger()
  const faults = faultHooks()
  const downloads = await openDownloads(ledger)
  /** @type {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => Promise<void>} */
  let serve = async () => undefined
  const server = await listen((request, response) => serve(request, response))
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
  /** @type {World} */
  const world = {
    root,
    url: server.url,
    apiUrl,
    repositories: settings,
    emulator,
    assignees: new Map(),
    lastHeads: new Map(),
    download: downloads.offer,
    inTurn: oneByOne(),
  }
  serve = serving(world, ledger, faults)

  return {
    url: server.url,
    apiUrl,
    downloadsUrl: downloads.url,
    /** Every request so far, downloads included. */
    requests: ledger.requests,
    /** What GitHub's description of its API does not know or allow; empty at the end of a good scenario. */
    openApiProblems: ledger.problems,
    /** Settings by `owner/name`; may be changed at any time. */
    repositories: settings,
    on: faults.on,
    ask: administrator(world),

    /**
     * Makes a credential and returns its token.
     *
     * @param {Partial<Credential>} [credential] what differs from the usual job token
     * @param {string} [token]
     */
    addToken(credential = {}, token = newToken()) {
      const made = { ...jobToken, ...credential }
      if (!emulator.users.includes(made.login)) throw new Error(`no such person in this world: ${made.login}`)
      ledger.credentials.set(token, made)
      return token
    },

    /** @param {string} name owner/name @returns the folder of the bare repository */
    bare: (name) => `${root}/${name}.git`,

    close: async () => {
      await Promise.all([server.close(), downloads.close(), emulator.close()])
    },
  }
}

/**
 * @param {World} world
 * @param {import('./ledger.mjs').Ledger} ledger
 * @param {ReturnType<typeof faultHooks>} faults
 * @returns {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => Promise<void>}
 */
function serving(world, ledger, faults) {
  return async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://bed')
    const query = url.searchParams
    const service = gitService(url.pathname, query)
    const { entry, caller } = ledger.enter(service === undefined ? 'api' : 'git', request, url)
    const bytes = await readBody(request)
    let perform = () => answerApi(world, caller, { method: entry.method, path: entry.path, query, body: entry.body })
    if (service === undefined) {
      entry.text = bytes.toString()
      entry.body = parseJson(entry.text)
      ledger.checkCall(entry, url)
    } else {
      const asked = {
        method: entry.method,
        path: entry.path,
        query: entry.query,
        headers: request.headers,
        body: bytes,
      }
      perform = () => answerGit(world, caller, service, asked)
    }
    const reply = await faults.run(entry, perform, response)
    if (reply === undefined) return
    entry.status = reply.status
    send(response, reply)
  }
}

/** @type {(world: World, caller: Caller, service: NonNullable<ReturnType<typeof gitService>>, request: import('./smart-http.mjs').GitRequest) => Promise<import('./refusals.mjs').Reply>} */
async function answerGit(world, caller, service, request) {
  const refused = refuseGit(caller, service)
  if (refused !== undefined) return refused
  const settings = world.repositories[service.repository]
  if (settings === undefined || caller.kind !== 'known') return { status: 404, body: 'Repository not found.\n' }
  return runGit(world.root, service, request, hookEnvironment(caller.credential, settings))
}

/** @returns {World['inTurn']} */
function oneByOne() {
  let last = Promise.resolve()
  return (body) => {
    const turn = last.then(body)
    last = turn.then(
      () => undefined,
      () => undefined,
    )
    return turn
  }
}

/** @param {World} world */
function administrator(world) {
  const login = Object.keys(world.repositories)[0]?.split('/')[0] ?? ''
  const caller = /** @type {const} */ ({ kind: 'known', credential: { name: 'administrator', login } })

  /**
   * Asks the API as an administrator, without leaving a trace in `requests`: how a scenario reads the last state, or
   * does what a person does.
   *
   * @param {string} request for example `GET /repos/acme/shop/pulls?state=all`
   * @param {unknown} [body]
   * @returns {Promise<any>} the body
   */
  return async (request, body) => {
    const [method = 'GET', target = '/'] = request.split(' ')
    const url = new URL(target, 'http://bed')
    const asked = { method, path: url.pathname, query: url.searchParams, body }
    const reply = await answerApi(world, caller, asked)
    if (reply.status >= 300) throw new Error(`${request}: ${reply.status} ${JSON.stringify(reply.body)}`)
    return reply.body
  }
}
