import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { git, tryGit } from '../git.mjs'
import * as refusals from './refusals.mjs'

// GitHub's git database API, answered from the bare repository: what git pushed is what the API shows, and the reverse.

/**
 * @typedef {import('./world.mjs').Call} Call
 * @typedef {import('./world.mjs').Handler} Handler
 */

const zero = '0'.repeat(40)

/** @param {string} directory @param {string} revision @returns {Promise<string | undefined>} */
export async function resolve(directory, revision) {
  const result = await tryGit(directory, ['rev-parse', '--verify', '--quiet', '--end-of-options', revision])
  return result.code === 0 ? result.stdout.trim() : undefined
}

/** @param {Call} call @param {string} ref @param {string} sha */
const reference = (call, ref, sha) => ({ ref, url: `${call.api}/git/${ref}`, object: { sha, type: 'commit' } })

/** @param {Call} call @param {string} sha */
export async function commitJson(call, sha) {
  const format = ['%T', '%P', '%an', '%ae', '%aI', '%cn', '%ce', '%cI', '%B'].join('%x00')
  const text = await git(call.directory, ['show', '-s', `--format=${format}`, sha])
  const [tree = '', parents = '', an, ae, aI, cn, ce, cI, message = ''] = text.split('\0')
  return {
    sha,
    url: `${call.api}/git/commits/${sha}`,
    html_url: `${call.html}/commit/${sha}`,
    author: { name: an, email: ae, date: aI },
    committer: { name: cn, email: ce, date: cI },
    tree: { sha: tree },
    message: message.trimEnd(),
    parents: parents
      .split(' ')
      .filter(Boolean)
      .map((parent) => ({ sha: parent })),
    verification: {
      ...unsigned,
      ...(signed.has(`${call.directory} ${sha}`) ? { verified: true, reason: 'valid' } : {}),
    },
  }
}

const unsigned = { verified: false, reason: 'unsigned', signature: null, payload: null }
/** Commits that were made by the API for an app: this GitHub keeps no signatures, but it knows whom it signed for. */
const signed = new Set()

/** @type {Handler} */
async function createRef(call) {
  const { ref, sha } = call.body
  if (typeof ref !== 'string' || !ref.startsWith('refs/'))
    return refusals.unprocessable('Reference name must start with refs/')
  if ((await resolve(call.directory, `${sha}^{commit}`)) === undefined)
    return refusals.unprocessable('Object does not exist')
  const made = await tryGit(call.directory, ['update-ref', ref, sha, zero])
  if (made.code !== 0) return refusals.unprocessable('Reference already exists')
  return { status: 201, body: reference(call, ref, sha) }
}

/** @type {Handler} */
async function updateRef(call) {
  const ref = `refs/${call.params['ref']}`
  const old = await resolve(call.directory, ref)
  if (old === undefined) return refusals.unprocessable('Reference does not exist')
  const { sha, force } = call.body
  const forward = await tryGit(call.directory, ['merge-base', '--is-ancestor', old, sha])
  if (forward.code !== 0 && force !== true) return refusals.unprocessable('Update is not a fast forward')
  await git(call.directory, ['update-ref', ref, sha, old])
  return { status: 200, body: reference(call, ref, sha) }
}

/** @type {Handler} */
async function deleteRef(call) {
  const ref = `refs/${call.params['ref']}`
  if ((await resolve(call.directory, ref)) === undefined) return refusals.unprocessable('Reference does not exist')
  await git(call.directory, ['update-ref', '-d', ref])
  return { status: 204 }
}

/** @type {Handler} */
async function getRef(call) {
  const ref = `refs/${call.params['ref']}`
  const sha = await resolve(call.directory, ref)
  return sha === undefined ? refusals.notFound() : { status: 200, body: reference(call, ref, sha) }
}

/** @type {Handler} */
async function matchingRefs(call) {
  const text = await git(call.directory, ['for-each-ref', '--format=%(refname) %(objectname)'])
  const prefix = `refs/${call.params['ref']}`
  const lines = text.split('\n').filter((line) => line.startsWith(prefix))
  return { status: 200, body: lines.map((line) => reference(call, line.slice(0, -41), line.slice(-40))) }
}

/** @type {Handler} */
async function createCommit(call) {
  const { message, tree, parents = [], author, committer } = call.body
  if ((await resolve(call.directory, `${tree}^{tree}`)) === undefined)
    return refusals.unprocessable('Tree SHA does not exist')
  const person = author ?? committer ?? { name: call.login, email: `${call.login}@users.noreply.example.com` }
  const env = {
    GIT_AUTHOR_NAME: person.name,
    GIT_AUTHOR_EMAIL: person.email,
    GIT_COMMITTER_NAME: (committer ?? person).name,
    GIT_COMMITTER_EMAIL: (committer ?? person).email,
  }
  const flags = parents.flatMap((/** @type {string} */ parent) => ['-p', parent])
  const sha = await git(call.directory, ['commit-tree', tree, ...flags], { input: message, env })
  // GitHub signs for an app that leaves author and committer to it.
  const verified = author === undefined && committer === undefined && call.login.endsWith('[bot]')
  if (verified) signed.add(`${call.directory} ${sha}`)
  return { status: 201, body: await commitJson(call, sha) }
}

/** @type {Handler} */
async function createTree(call) {
  const folder = await mkdtemp(join(tmpdir(), 'bed-index-'))
  const env = { GIT_INDEX_FILE: join(folder, 'index') }
  try {
    if (call.body.base_tree !== undefined) await git(call.directory, ['read-tree', call.body.base_tree], { env })
    let input = ''
    for (const { path, mode, sha, content } of call.body.tree) {
      const blob =
        content === undefined ? sha : await git(call.directory, ['hash-object', '-w', '--stdin'], { input: content })
      input += `${blob === null ? '0' : mode} ${blob ?? zero}\t${path}\0`
    }
    await git(call.directory, ['update-index', '-z', '--index-info'], { input, env })
    const sha = await git(call.directory, ['write-tree'], { env })
    return { status: 201, body: await treeJson(call, sha, false) }
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** @param {Call} call @param {string} sha @param {boolean} recursive */
async function treeJson(call, sha, recursive) {
  const text = await git(call.directory, ['ls-tree', '-z', '-l', ...(recursive ? ['-r', '-t'] : []), sha])
  const tree = text
    .split('\0')
    .filter(Boolean)
    .map((line) => {
      const [meta = '', path = ''] = line.split('\t')
      const [mode, type, id, size] = meta.split(/ +/)
      return { path, mode, type, sha: id, ...(type === 'blob' ? { size: Number(size) } : {}) }
    })
  return { sha, url: `${call.api}/git/trees/${sha}`, tree, truncated: false }
}

/** @type {Handler} */
async function getTree(call) {
  const sha = await resolve(call.directory, `${call.params['tree_sha']}^{tree}`)
  if (sha === undefined) return refusals.notFound()
  return { status: 200, body: await treeJson(call, sha, call.query.has('recursive')) }
}

/** @type {Handler} */
async function createBlob(call) {
  const input = Buffer.from(call.body.content, call.body.encoding === 'base64' ? 'base64' : 'utf8')
  const sha = await git(call.directory, ['hash-object', '-w', '--stdin'], { input })
  return { status: 201, body: { sha, url: `${call.api}/git/blobs/${sha}` } }
}

/** @type {Handler} */
async function getBlob(call) {
  const sha = call.params['file_sha'] ?? ''
  const { code, bytes } = await tryGit(call.directory, ['cat-file', 'blob', sha])
  if (code !== 0) return refusals.notFound()
  return { status: 200, body: { sha, size: bytes.length, encoding: 'base64', content: bytes.toString('base64') } }
}

/** @type {Handler} */
async function getCommit(call) {
  const sha = await resolve(call.directory, `${call.params['commit_sha']}^{commit}`)
  return sha === undefined ? refusals.notFound() : { status: 200, body: await commitJson(call, sha) }
}

/** @type {Record<string, Handler>} */
export const gitData = {
  'POST /repos/{owner}/{repo}/git/refs': createRef,
  'PATCH /repos/{owner}/{repo}/git/refs/{ref}': updateRef,
  'DELETE /repos/{owner}/{repo}/git/refs/{ref}': deleteRef,
  'GET /repos/{owner}/{repo}/git/ref/{ref}': getRef,
  'GET /repos/{owner}/{repo}/git/matching-refs/{ref}': matchingRefs,
  'POST /repos/{owner}/{repo}/git/commits': createCommit,
  'GET /repos/{owner}/{repo}/git/commits/{commit_sha}': getCommit,
  'POST /repos/{owner}/{repo}/git/trees': createTree,
  'GET /repos/{owner}/{repo}/git/trees/{tree_sha}': getTree,
  'POST /repos/{owner}/{repo}/git/blobs': createBlob,
  'GET /repos/{owner}/{repo}/git/blobs/{file_sha}': getBlob,
}
