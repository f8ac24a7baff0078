import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { addTo, type ForgeState, type HeldPullRequest, hold } from '../contracts/fakes/forge.js'

export interface SeenRequest {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: unknown
}

/** Answers instead of the server; returns false to let it go on. */
export type Intervention = (request: SeenRequest, response: ServerResponse, goOn: () => void) => boolean

export interface TinyGitHub {
  readonly apiUrl: string
  readonly seen: SeenRequest[]
  /** Each is asked once, in order, before the server answers itself. */
  readonly interventions: Intervention[]
  close(): Promise<void>
}

/** As much of GitHub's REST API as the adapter uses, over a state in memory. */
export async function tinyGitHub(state: ForgeState): Promise<TinyGitHub> {
  const seen: SeenRequest[] = []
  const interventions: Intervention[] = []
  const server = createServer(async (request, response) => {
    // Its time is that of the fake clock: a `Date` of this machine would be another one.
    response.sendDate = false
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const text = Buffer.concat(chunks).toString('utf8')
    const entry = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: text === '' ? undefined : JSON.parse(text),
    }
    seen.push(entry)
    const goOn = () => answer(state, entry, response, `http://${request.headers.host}`)
    if (interventions.shift()?.(entry, response, goOn) !== true) goOn()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v3`,
    seen,
    interventions,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): ServerResponse {
  if (response.destroyed) return response
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
  return response.end(typeof body === 'string' ? body : JSON.stringify(body))
}

function answer(state: ForgeState, request: SeenRequest, response: ServerResponse, origin: string): ServerResponse {
  const url = new URL(request.path, origin)
  const path = url.pathname.replace('/api/v3/repos/acme/shop', '')
  if (path === '' && request.method === 'GET') return send(response, 200, { default_branch: state.defaultBranch })
  if (path === '/pulls' && request.method === 'GET') return list(state, url, response)
  if (path === '/pulls' && request.method === 'POST') return create(state, request.body, response)
  if (path.startsWith('/commits')) return commits(state, url, path, response)
  const kept = /^\/(?:issues|pulls)\/(\d+)(\/comments)?$/.exec(path)
  if (kept !== null) return keep(state, kept, request, response)
  const [, number, what] = /^\/(?:issues|pulls)\/(\d+)\/(labels|assignees|requested_reviewers)$/.exec(path) ?? []
  const held = state.pullRequests.find((candidate) => `${candidate.number}` === number)
  if (held === undefined || what === undefined) return send(response, 404, { message: 'Not Found' })
  const names = request.body as {
    labels?: string[]
    assignees?: string[]
    reviewers?: string[]
    team_reviewers?: string[]
  }
  addTo(held.labels, names.labels ?? [])
  addTo(held.assignees, names.assignees ?? [])
  addTo(held.reviewers, [...(names.reviewers ?? []), ...(names.team_reviewers ?? []).map((team) => `team ${team}`)])
  return send(response, 200, {})
}

function keep(
  state: ForgeState,
  [, number, comments]: readonly (string | undefined)[],
  request: SeenRequest,
  response: ServerResponse,
): ServerResponse {
  const held = state.pullRequests.find((candidate) => `${candidate.number}` === number)
  if (held === undefined) return send(response, 404, { message: 'Not Found' })
  const body = request.body as { body: string }
  if (request.method === 'PATCH') {
    Object.assign(held, body)
    return send(response, 200, shown(state, held))
  }
  if (comments === undefined) return send(response, 404, { message: 'Not Found' })
  if (request.method === 'POST') held.comments.push(body.body)
  return send(
    response,
    200,
    held.comments.map((text, id) => ({ id, body: text })),
  )
}

function commits(state: ForgeState, url: URL, path: string, response: ServerResponse): ServerResponse {
  const file = url.searchParams.get('path')
  const authors = state.authors.get(file ?? path.slice('/commits/'.length)) ?? []
  const all = authors.map(({ login, isBot }) => ({
    author: login === undefined ? null : { login, type: isBot ? 'Bot' : 'User' },
  }))
  if (file !== null) return send(response, 200, all)
  return all[0] === undefined ? send(response, 422, { message: 'No commit found' }) : send(response, 200, all[0])
}

function list(state: ForgeState, url: URL, response: ServerResponse): ServerResponse {
  const head = url.searchParams.get('head')
  const wanted = url.searchParams.get('state')
  const size = Number(url.searchParams.get('per_page'))
  const page = Number(url.searchParams.get('page') ?? '1')
  const all = [...state.pullRequests]
    .reverse()
    .filter(
      (held) => (head === null || head === `${held.owner}:${held.head}`) && (wanted === 'all' || held.state === wanted),
    )
  const next = new URL(url)
  next.searchParams.set('page', `${page + 1}`)
  const link: Record<string, string> =
    page * size < all.length ? { link: `<${next.href}>; rel="next", <${next.href}>; rel="last"` } : {}
  return send(
    response,
    200,
    all.slice((page - 1) * size, page * size).map((held) => shown(state, held)),
    link,
  )
}

function create(state: ForgeState, body: unknown, response: ServerResponse): ServerResponse {
  const {
    head,
    base,
    title,
    body: text,
    draft,
  } = body as Pick<HeldPullRequest, 'head' | 'base' | 'title' | 'body' | 'draft'>
  const invalid = (error: unknown) => send(response, 422, { message: 'Validation Failed', errors: [error] })
  if (!state.branches.includes(base)) return invalid({ resource: 'PullRequest', field: 'base', code: 'invalid' })
  if (!state.branches.includes(head)) return invalid({ resource: 'PullRequest', field: 'head', code: 'invalid' })
  if (state.pullRequests.some((held) => held.head === head && held.state === 'open' && held.owner === state.owner))
    return invalid({
      resource: 'PullRequest',
      code: 'custom',
      message: `A pull request already exists for acme:${head}.`,
    })
  return send(
    response,
    201,
    shown(state, hold(state, { head, base, title, body: text, draft, author: 'github-actions[bot]' })),
  )
}

function shown(state: ForgeState, held: HeldPullRequest): unknown {
  return {
    number: held.number,
    html_url: held.url,
    state: held.state,
    merged_at: held.merged ? held.closedAt : null,
    closed_at: held.closedAt ?? null,
    body: held.body,
    user: { login: held.author },
    labels: held.labels.map((name) => ({ name })),
    head: { ref: held.head, repo: { id: held.owner === state.owner ? 1 : 2 } },
    base: { ref: held.base, repo: { id: 1 } },
  }
}
