import { caller as callerOf } from './credentials.mjs'
import { openApiChecker } from './openapi.mjs'

/** @typedef {import('./world.mjs').RecordedRequest} RecordedRequest */

/** As on GitHub Enterprise Server, so that nothing can get along with an address that it guessed from another one. */
export const apiPrefix = '/api/v3'

/** Remembers every request, and what is wrong with it by GitHub's own description. */
export function openLedger() {
  /** @type {RecordedRequest[]} */
  const requests = []
  /** @type {string[]} */
  const problems = []
  /** @type {Map<string, import('./credentials.mjs').Credential>} */
  const credentials = new Map()
  const check = openApiChecker()

  /**
   * @param {RecordedRequest['kind']} kind
   * @param {import('node:http').IncomingMessage} request
   * @param {URL} url
   */
  function enter(kind, request, url) {
    const { authorization, ...headers } = request.headers
    const caller = callerOf(credentials, authorization)
    /** @type {RecordedRequest} */
    const entry = {
      kind,
      method: request.method ?? 'GET',
      path: kind === 'api' ? url.pathname.replace(apiPrefix, '') : url.pathname,
      query: url.search.slice(1),
      operation: undefined,
      credential: caller.kind === 'known' ? caller.credential.name : caller.kind,
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
      body: undefined,
      text: '',
      status: 0,
    }
    requests.push(entry)
    return { entry, caller }
  }

  /** @param {RecordedRequest} entry with its body @param {URL} url */
  function checkCall(entry, url) {
    // GraphQL has its own schema, which the description does not hold.
    if (url.pathname === '/api/graphql') return
    if (!url.pathname.startsWith(apiPrefix)) problems.push(`${entry.method} ${url.pathname}: not an API path`)
    const { method, path, body, text } = entry
    const result = check({ method, path, query: url.searchParams, body, hasBody: text !== '' })
    entry.operation = result.operation
    problems.push(...result.problems)
  }
  return { requests, problems, credentials, enter, checkCall }
}

/** @typedef {ReturnType<typeof openLedger>} Ledger */
