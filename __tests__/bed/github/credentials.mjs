import * as refusals from './refusals.mjs'

/**
 * A credential as a test hands it out. `permissions` are GitHub's names with `read` or `write`; a personal token
 * has none of them listed and may do everything.
 *
 * @typedef {{ name: string, login: string, permissions?: Record<string, 'read' | 'write'>, repositories?: readonly string[] }} Credential
 * @typedef {{ kind: 'none' } | { kind: 'unknown' } | { kind: 'known', credential: Credential }} Caller
 */

/**
 * Reads a token the same way for git and for the API: `Bearer x`, `token x`, or Basic with the token as password.
 *
 * @param {ReadonlyMap<string, Credential>} credentials by token
 * @param {string | undefined} header the Authorization header
 * @returns {Caller}
 */
export function caller(credentials, header) {
  if (header === undefined || header === '') return { kind: 'none' }
  const [scheme = '', value = ''] = header.split(/\s+/, 2)
  let token = ''
  if (/^(bearer|token)$/i.test(scheme)) token = value
  if (/^basic$/i.test(scheme))
    token = Buffer.from(value, 'base64')
      .toString()
      .replace(/^[^:]*:/, '')
  const credential = credentials.get(token)
  return credential === undefined ? { kind: 'unknown' } : { kind: 'known', credential }
}

/** @type {ReadonlyArray<readonly [RegExp, readonly string[]]>} which permission a path under a repository asks for */
const areas = [
  [/^\/(git|contents|branches|commits|compare)(\/|$)/, ['contents']],
  [/^\/pulls(\/|$)/, ['pull_requests']],
  [/^\/issues(\/|$)/, ['issues', 'pull_requests']],
  [/^\/actions(\/|$)/, ['actions']],
  [/^\/code-scanning(\/|$)/, ['security_events']],
]

/**
 * @param {Credential} credential
 * @param {string} method
 * @param {string} path under the repository, for example `/pulls/7`
 * @returns {import('./refusals.mjs').Reply | undefined} the refusal, or undefined where it may
 */
export function refuseWithoutPermission(credential, method, path) {
  const wanted = areas.find(([area]) => area.test(path))?.[1]
  if (wanted === undefined) return undefined
  const level = method === 'GET' || method === 'HEAD' ? 'read' : 'write'
  if (wanted.some((permission) => may(credential, permission, level))) return undefined
  return refusals.notAccessible(wanted.map((permission) => `${permission}=${level}`).join('; '))
}

/**
 * @param {Credential} credential
 * @param {string} permission
 * @param {'read' | 'write'} level
 */
export function may(credential, permission, level) {
  if (credential.permissions === undefined) return true
  const granted = credential.permissions[permission]
  return granted === 'write' || (granted === 'read' && level === 'read')
}

/** @param {Credential} credential @param {string} repository */
export function sees(credential, repository) {
  return credential.repositories === undefined || credential.repositories.includes(repository)
}
