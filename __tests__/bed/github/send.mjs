import { randomBytes } from 'node:crypto'

/**
 * Sends a reply with the headers that GitHub's answers always have.
 *
 * @param {import('node:http').ServerResponse} response
 * @param {import('./refusals.mjs').Reply} reply
 */
export function send(response, { status, headers = {}, body }) {
  const raw = body === undefined || typeof body === 'string' || Buffer.isBuffer(body)
  const content = raw ? (body ?? '') : JSON.stringify(body)
  response.writeHead(status, {
    ...(raw ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    'x-github-request-id': randomBytes(8).toString('hex').toUpperCase(),
    'x-ratelimit-limit': '1000',
    'x-ratelimit-remaining': '990',
    'x-ratelimit-used': '10',
    'x-ratelimit-resource': 'core',
    'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 3600),
    ...headers,
  })
  response.end(content)
}
