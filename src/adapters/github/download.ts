import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { HttpClient } from '@actions/http-client'

export interface DownloadLimits {
  readonly bytes: number
  /** Until the first byte, and between two. */
  readonly idleMilliseconds: number
  readonly milliseconds: number
}

/** Logs of the largest runs are some hundred megabytes packed; past ten minutes another run is quicker. */
export const downloadLimits: DownloadLimits = {
  bytes: 1024 ** 3,
  idleMilliseconds: 60_000,
  milliseconds: 10 * 60_000,
}
const maxRedirects = 2

export type Downloaded =
  | { readonly kind: 'done'; readonly sha256: string }
  /** The link is not good any more: another one may be. */
  | { readonly kind: 'dead'; readonly why: string }
  | { readonly kind: 'refused'; readonly why: string }

/**
 * Fetches a signed link into a new file. The link is its own credential: no other goes with it, to whatever host it
 * points. Never throws for what the network does.
 */
export async function download(link: URL, file: string, limits: DownloadLimits = downloadLimits): Promise<Downloaded> {
  const client = new HttpClient('suture', [], {
    allowRedirects: false,
    keepAlive: true,
    socketTimeout: limits.idleMilliseconds,
  })
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    client.dispose()
  }, limits.milliseconds)
  try {
    return await follow(client, link, file, limits)
  } catch {
    return { kind: 'dead', why: isLate ? 'the download did not end in time' : 'the download was cut' }
  } finally {
    clearTimeout(timer)
    client.dispose()
  }
}

async function follow(client: HttpClient, link: URL, file: string, limits: DownloadLimits): Promise<Downloaded> {
  let url = link
  for (let hop = 0; hop <= maxRedirects; hop += 1) {
    const { message } = await client.get(url.href, {})
    const status = message.statusCode ?? 0
    const location = message.headers.location
    if (status === 200) return await store(message, file, limits)
    message.resume()
    if (![301, 302, 303, 307, 308].includes(status) || location === undefined)
      return { kind: 'dead', why: `the download link answered with status ${status}` }
    if (!URL.canParse(location, url.href)) break
    const next = new URL(location, url)
    if (next.protocol !== link.protocol) break
    url = next
  }
  return { kind: 'refused', why: 'the download link leads nowhere' }
}

async function store(message: NodeJS.ReadableStream, file: string, limits: DownloadLimits): Promise<Downloaded> {
  const hash = createHash('sha256')
  let size = 0
  const counted = async function* (chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
    for await (const chunk of chunks) {
      size += chunk.length
      if (size > limits.bytes) return
      hash.update(chunk)
      yield chunk
    }
  }
  await pipeline(message as AsyncIterable<Buffer>, counted, createWriteStream(file, { flags: 'w', mode: 0o600 }))
  if (size > limits.bytes) return { kind: 'refused', why: `is larger than ${limits.bytes / 1024 ** 2} MB` }
  return { kind: 'done', sha256: hash.digest('hex') }
}
