// What GitHub says when it says no: status, headers and words as its documentation and its users report them.

/** @typedef {{ status: number, headers?: Record<string, string>, body?: unknown }} Reply */

const documentation = 'https://docs.github.com/rest'

/**
 * @param {number} status
 * @param {string} message
 * @param {Record<string, string>} [headers]
 * @returns {Reply}
 */
function refusal(status, message, headers = {}) {
  return { status, headers, body: { message, documentation_url: documentation, status: String(status) } }
}

/** @param {Record<string, string>} error @returns {Reply} */
function invalid(error) {
  return {
    status: 422,
    body: { message: 'Validation Failed', errors: [error], documentation_url: documentation, status: '422' },
  }
}

export const badCredentials = () => refusal(401, 'Bad credentials')
export const requiresAuthentication = () => refusal(401, 'Requires authentication')
export const notFound = () => refusal(404, 'Not Found')
export const gone = () => refusal(410, 'Gone')
/** @param {string} message */
export const unprocessable = (message) => refusal(422, message)
/** @param {string} permissions as in GitHub's header, for example `pull_requests=write` */
export const notAccessible = (permissions) =>
  refusal(403, 'Resource not accessible by integration', { 'x-accepted-github-permissions': permissions })
export const actionsMayNotOpenPullRequests = () =>
  refusal(403, 'GitHub Actions is not permitted to create or approve pull requests.')
/** @param {string} owner @param {string} branch */
export const pullRequestExists = (owner, branch) =>
  invalid({ resource: 'PullRequest', code: 'custom', message: `A pull request already exists for ${owner}:${branch}.` })
/** @param {string} base @param {string} head */
export const noCommitsBetween = (base, head) =>
  invalid({ resource: 'PullRequest', code: 'custom', message: `No commits between ${base} and ${head}` })
/** @param {string} resource @param {string} field */
export const invalidField = (resource, field) => invalid({ resource, field, code: 'invalid' })
/** @param {string} field @param {number} limit characters */
export const tooLong = (field, limit) =>
  invalid({
    resource: 'Issue',
    code: 'custom',
    field,
    message: `${field} is too long (maximum is ${limit} characters)`,
  })

/** The hourly limit is used up. @param {number} resetSeconds from now */
export const primaryLimit = (resetSeconds) =>
  refusal(403, 'API rate limit exceeded for installation ID 4711.', {
    'x-ratelimit-limit': '1000',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-used': '1000',
    'x-ratelimit-resource': 'core',
    'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + resetSeconds),
  })

/** Too much at once. @param {number} [retryAfterSeconds] GitHub does not always say */
export const secondaryLimit = (retryAfterSeconds) =>
  refusal(
    403,
    'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
    retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) },
  )

/** A page instead of an answer, as from a load balancer. @param {number} [status] */
export const htmlPage = (status = 502) => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: '<html><body><h1>Whoa there!</h1><p>This page is taking too long to load.</p></body></html>',
})
