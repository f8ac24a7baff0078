import { git } from '../git.mjs'
import { resolve } from './git-data.mjs'
import * as refusals from './refusals.mjs'

// Pull requests and issues live in the emulator, which says yes to everything. Here stands what GitHub refuses before
// that, and what only the bare repository knows: the commits at both ends.

/**
 * @typedef {import('./world.mjs').Call} Call
 * @typedef {import('./world.mjs').Handler} Handler
 */

/** GitHub's limits, in characters. */
const longestBody = 65_536
const longestTitle = 256

/** @param {any} body */
function refuseLength(body) {
  if (typeof body.title === 'string' && [...body.title].length > longestTitle)
    return refusals.tooLong('title', longestTitle)
  if (typeof body.body === 'string' && [...body.body].length > longestBody) return refusals.tooLong('body', longestBody)
  return undefined
}

/** GitHub looks and makes in one step: two at once are one after the other. @type {Handler} */
const createPull = (call) => call.inTurn(() => createNext(call))

/** @type {Handler} */
async function createNext(call) {
  const { head, base, title } = call.body ?? {}
  if (call.byActions && !call.settings.actionsMayOpenPullRequests) return refusals.actionsMayNotOpenPullRequests()
  if (typeof title !== 'string' || title.trim() === '') return refusals.invalidField('PullRequest', 'title')
  const branch = String(head).replace(/^[^:]*:/, '')
  const from = await resolve(call.directory, `refs/heads/${base}`)
  if (from === undefined) return refusals.invalidField('PullRequest', 'base')
  const to = await resolve(call.directory, `refs/heads/${branch}`)
  if (to === undefined) return refusals.invalidField('PullRequest', 'head')
  const tooLong = refuseLength(call.body)
  if (tooLong !== undefined) return tooLong
  const ahead = await git(call.directory, ['rev-list', '--count', `${from}..${to}`])
  if (ahead === '0') return refusals.noCommitsBetween(base, branch)
  const open = await call.emulator(
    `GET /pulls?state=open&base=${encodeURIComponent(base)}&head=${call.owner}:${encodeURIComponent(branch)}`,
  )
  if (open.body.length > 0) return refusals.pullRequestExists(call.owner, branch)
  return withCommits(call, await call.forward())
}

/** @type {Handler} */
async function updatePull(call) {
  return refuseLength(call.body) ?? withCommits(call, await call.forward())
}

/** @type {Handler} */
const readPulls = async (call) => withCommits(call, await call.forward())

/** @type {Handler} */
const writeText = async (call) => refuseLength(call.body) ?? (await call.forward())

/** The emulator assigns people to issues only; on GitHub a pull request is one. @type {Handler} */
async function assign(call) {
  const number = call.params['issue_number'] ?? ''
  const pull = await call.emulator(`GET /pulls/${number}`)
  if (pull.status !== 200) return call.forward()
  // GitHub drops the names that it does not know, silently.
  const known = call.body.assignees.filter((/** @type {string} */ login) => call.people.includes(login))
  const key = `${call.repository}#${number}`
  call.assignees.set(key, [...new Set([...(call.assignees.get(key) ?? []), ...known])])
  return { status: 201, body: await completed(call, pull.body) }
}

/** @param {Call} call @param {import('./refusals.mjs').Reply} reply */
async function withCommits(call, reply) {
  const body = /** @type {any} */ (reply.body)
  if ((reply.status ?? 200) >= 300 || body === undefined) return reply
  const filled = Array.isArray(body)
    ? await Promise.all(body.map((pull) => completed(call, pull)))
    : await completed(call, body)
  return { ...reply, body: filled }
}

/** @param {Call} call @param {any} pull */
async function completed(call, pull) {
  const key = `${call.repository}#${pull.number}`
  const head = (await resolve(call.directory, `refs/heads/${pull.head.ref}`)) ?? call.lastHeads.get(key) ?? null
  if (head !== null) call.lastHeads.set(key, head)
  const base = await resolve(call.directory, `refs/heads/${pull.base.ref}`)
  const assignees = (call.assignees.get(key) ?? []).map((login) => ({ login, type: 'User' }))
  const type = pull.user.login.endsWith('[bot]') ? 'Bot' : 'User'
  return {
    ...pull,
    user: { ...pull.user, type },
    assignees,
    assignee: assignees[0] ?? null,
    head: { ...pull.head, sha: head },
    base: { ...pull.base, sha: base },
  }
}

/** @type {Handler} */
async function permission(call) {
  const login = call.params['username'] ?? ''
  const level = call.collaborators[login] ?? (login === call.owner ? 'admin' : 'none')
  return { status: 200, body: { permission: level, role_name: level, user: { login } } }
}

/** @type {Handler} */
async function pullsOfCommit(call) {
  const all = await withCommits(call, await call.emulator('GET /pulls?state=all'))
  const body = /** @type {any[]} */ (all.body).filter((pull) => pull.head.sha === call.params['commit_sha'])
  return { status: 200, body }
}

/** @type {Record<string, Handler>} */
export const pulls = {
  'GET /repos/{owner}/{repo}/pulls': readPulls,
  'POST /repos/{owner}/{repo}/pulls': createPull,
  'GET /repos/{owner}/{repo}/pulls/{pull_number}': readPulls,
  'PATCH /repos/{owner}/{repo}/pulls/{pull_number}': updatePull,
  'POST /repos/{owner}/{repo}/issues': writeText,
  'POST /repos/{owner}/{repo}/issues/{issue_number}/comments': writeText,
  'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}': writeText,
  'POST /repos/{owner}/{repo}/issues/{issue_number}/assignees': assign,
  'GET /repos/{owner}/{repo}/collaborators/{username}/permission': permission,
  'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls': pullsOfCommit,
}
