import { randomBytes } from 'node:crypto'
import { listen } from '../http.mjs'

/**
 * The other host, where logs and artifacts lie: each behind a link that carries its own signature.
 *
 * @param {import('./ledger.mjs').Ledger} ledger
 */
export async function openDownloads(ledger) {
  /** @type {Map<string, string | Buffer>} */
  const files = new Map()
  const server = await listen(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://bed')
    const { entry } = ledger.enter('download', request, url)
    const content = files.get(`${url.pathname}${url.search}`)
    // A blob store refuses a request that has both a signed link and a credential.
    entry.status = request.headers.authorization !== undefined ? 400 : content === undefined ? 404 : 200
    response.writeHead(entry.status).end(entry.status === 200 ? content : 'no such blob')
  })
  const secret = () => randomBytes(9).toString('base64url')

  /** @param {string} name @param {string | Buffer} content @returns {string} the link */
  function offer(name, content) {
    const path = `/${secret()}/${encodeURIComponent(name)}?sig=${secret()}`
    files.set(path, content)
    return `${server.url}${path}`
  }
  return { url: server.url, offer, close: server.close }
}
