import { commits } from './commits.mjs'
import { refuseWithoutPermission, sees } from './credentials.mjs'
import { gitData } from './git-data.mjs'
import { pulls } from './pulls.mjs'
import * as refusals from './refusals.mjs'
import { find, route } from './routes.mjs'
import { workflowRuns } from './workflow-runs.mjs'

/** @typedef {import('./world.mjs').Handler} Handler */

/** What is answered here; everything else under a repository goes to the emulator as it came. */
const table = Object.entries({ ...gitData, ...commits, ...pulls, ...workflowRuns }).map(
  ([text, handler]) => /** @type {const} */ ([route(text), handler]),
)

/**
 * Answers one API request: first who asks, then whether that one may, then the answer.
 *
 * @param {import('./world.mjs').World} world
 * @param {import('./credentials.mjs').Caller} caller
 * @param {{ method: string, path: string, query: URLSearchParams, body: any }} request `path` below the API root
 * @returns {Promise<import('./refusals.mjs').Reply>}
 */
export async function answerApi(world, caller, { method, path, query, body }) {
  if (caller.kind === 'unknown') return refusals.badCredentials()
  if (caller.kind === 'none') return refusals.requiresAuthentication()
  const { credential } = caller
  const repository = /^\/repos\/([^/]+\/[^/]+)/.exec(path)?.[1]
  const ask = (/** @type {string} */ at, asked = method, sent = body) =>
    world.emulator.ask(asked, at, credential.login, sent)
  const withQuery = query.size === 0 ? path : `${path}?${query}`
  if (repository === undefined) return path === '/user' || path === '/rate_limit' ? ask(withQuery) : refusals.notFound()

  const settings = world.repositories[repository]
  if (settings === undefined || !sees(credential, repository)) return refusals.notFound()
  const refused = refuseWithoutPermission(credential, method, path.slice(`/repos/${repository}`.length))
  if (refused !== undefined) return refused
  const found = find(table, method, path)
  if (found === undefined) return ask(withQuery)
  return (
    (await found.value({
      params: found.params,
      query,
      body,
      repository,
      owner: repository.split('/')[0] ?? '',
      directory: `${world.root}/${repository}.git`,
      settings,
      login: credential.login,
      byActions: credential.login === 'github-actions[bot]',
      api: `${world.apiUrl}/repos/${repository}`,
      html: `${world.url}/${repository}`,
      forward: () => ask(withQuery),
      emulator: (request) => {
        const [verb, at] = request.split(' ')
        return ask(`/repos/${repository}${at}`, verb, undefined)
      },
      people: world.emulator.users,
      collaborators: settings.collaborators ?? {},
      assignees: world.assignees,
      lastHeads: world.lastHeads,
      runs: settings.runs ?? [],
      alerts: settings.alerts ?? [],
      download: world.download,
      inTurn: world.inTurn,
    })) ?? refusals.notFound()
  )
}
