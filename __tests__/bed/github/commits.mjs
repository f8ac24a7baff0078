import { git, tryGit } from '../git.mjs'
import { commitJson, resolve } from './git-data.mjs'
import * as refusals from './refusals.mjs'

// Branches, commits, comparisons and file contents, answered from the bare repository.

/**
 * @typedef {import('./world.mjs').Call} Call
 * @typedef {import('./world.mjs').Handler} Handler
 */

/** The shape that lists and comparisons use: the git commit stands inside. @param {Call} call @param {string} sha */
async function listedCommit(call, sha) {
  const { author, committer, message, tree, parents, html_url, verification } = await commitJson(call, sha)
  return { sha, html_url, commit: { author, committer, message, tree, verification }, author: null, parents }
}

/** @param {Call} call @param {string} name */
async function branchJson(call, name) {
  const sha = await resolve(call.directory, `refs/heads/${name}`)
  return sha === undefined ? undefined : { name, commit: await listedCommit(call, sha), protected: false }
}

/** @type {Handler} */
async function getBranch(call) {
  const body = await branchJson(call, call.params['branch'] ?? '')
  return body === undefined ? refusals.notFound() : { status: 200, body }
}

/** @type {Handler} */
async function listBranches(call) {
  const names = await git(call.directory, ['for-each-ref', '--format=%(refname:lstrip=2)', 'refs/heads'])
  return {
    status: 200,
    body: await Promise.all(
      names
        .split('\n')
        .filter(Boolean)
        .map((name) => branchJson(call, name)),
    ),
  }
}

/** @type {Handler} */
async function listCommits(call) {
  const from = call.query.get('sha') ?? 'HEAD'
  const path = call.query.get('path')
  const count = call.query.get('per_page') ?? '30'
  const skip = String((Number(call.query.get('page') ?? '1') - 1) * Number(count))
  const args = ['rev-list', '-n', count, '--skip', skip, from, '--', ...(path === null ? [] : [path])]
  const result = await tryGit(call.directory, args)
  if (result.code !== 0) return refusals.notFound()
  const ids = result.stdout.split('\n').filter(Boolean)
  return { status: 200, body: await Promise.all(ids.map((id) => listedCommit(call, id))) }
}

/** @type {Handler} */
async function getCommit(call) {
  const sha = await resolve(call.directory, `${call.params['ref']}^{commit}`)
  if (sha === undefined) return refusals.unprocessable(`No commit found for SHA: ${call.params['ref']}`)
  const files = await changedFiles(call, ['diff-tree', '--root', '-r', '--no-commit-id', sha])
  return { status: 200, body: { ...(await listedCommit(call, sha)), files } }
}

/** @param {Call} call @param {readonly string[]} diff a diff command, to which the form is added */
async function changedFiles(call, diff) {
  const text = await git(call.directory, [...diff, '--numstat'])
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [added, removed, filename] = line.split('\t')
      return { filename, status: 'modified', additions: Number(added), deletions: Number(removed) }
    })
}

/** @type {Handler} */
async function compare(call) {
  const [base = '', head = ''] = (call.params['basehead'] ?? '').split('...')
  const from = await resolve(call.directory, `${base}^{commit}`)
  const to = await resolve(call.directory, `${head}^{commit}`)
  if (from === undefined || to === undefined) return refusals.notFound()
  const fork = await git(call.directory, ['merge-base', from, to])
  const ahead = (await git(call.directory, ['rev-list', '--reverse', `${from}..${to}`])).split('\n').filter(Boolean)
  const behind = (await git(call.directory, ['rev-list', `${to}..${from}`])).split('\n').filter(Boolean)
  const body = {
    status: ahead.length > 0 ? (behind.length > 0 ? 'diverged' : 'ahead') : behind.length > 0 ? 'behind' : 'identical',
    ahead_by: ahead.length,
    behind_by: behind.length,
    total_commits: ahead.length,
    merge_base_commit: await listedCommit(call, fork),
    commits: await Promise.all(ahead.map((sha) => listedCommit(call, sha))),
    files: await changedFiles(call, ['diff', fork, to]),
  }
  return { status: 200, body }
}

/** @type {Handler} */
async function contents(call) {
  const path = call.params['path'] ?? ''
  const object = `${call.query.get('ref') ?? 'HEAD'}:${path}`
  const { code, bytes } = await tryGit(call.directory, ['cat-file', 'blob', object])
  if (code !== 0) return refusals.notFound()
  const sha = await resolve(call.directory, object)
  const body = { type: 'file', path, sha, size: bytes.length, encoding: 'base64', content: bytes.toString('base64') }
  return { status: 200, body }
}

/** @type {Record<string, Handler>} */
export const commits = {
  'GET /repos/{owner}/{repo}/branches': listBranches,
  'GET /repos/{owner}/{repo}/branches/{branch}': getBranch,
  'GET /repos/{owner}/{repo}/commits': listCommits,
  'GET /repos/{owner}/{repo}/commits/{ref}': getCommit,
  'GET /repos/{owner}/{repo}/compare/{basehead}': compare,
  'GET /repos/{owner}/{repo}/contents/{path}': contents,
}
