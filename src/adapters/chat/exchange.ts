import type { Watch } from './watch.js'

/** An answer that is not 200, read to its end or to the cap. */
export interface Refusal {
  readonly status: number
  readonly type: string
  readonly text: string
  readonly retryAfter: string | undefined
  readonly retryAfterMs: string | undefined
}

/** One HTTP exchange under watch: what the `openai` client is given as `fetch`, and what it saw. */
export interface Exchange {
  fetch(url: string | URL | Request, init?: RequestInit): Promise<Response>
  refusal(): Refusal | undefined
  /** Host that a redirect pointed at: it is never followed, since the key would go along. */
  redirectedTo(): string | undefined
  /** The stream ended with its own end mark. */
  sawEnd(): boolean
  /** Not a byte of an answer came. */
  sawNothing(): boolean
}

/** Error bodies are read for one sentence. */
const mostErrorCharacters = 16_384

export function createExchange(watch: Watch, apiKey: string): Exchange {
  let refusal: Refusal | undefined
  let redirect: string | undefined
  let tail = ''
  let ended = false
  let bytes = 0
  const seen = (chunk: Uint8Array): void => {
    watch.received(chunk.byteLength)
    bytes += chunk.byteLength
    if (ended) return
    const text = tail + Buffer.from(chunk).toString('latin1')
    ended = /(?:^|[\r\n])data: ?\[DONE\]/.test(text)
    tail = text.slice(-16)
  }
  return {
    refusal: () => refusal,
    redirectedTo: () => redirect,
    sawEnd: () => ended,
    sawNothing: () => bytes === 0,
    async fetch(url, init) {
      const response = await fetch(url, {
        method: 'POST',
        body: init?.body ?? null,
        // Built from nothing: what the client adds from the environment is for another host than this may be.
        headers: {
          accept: 'application/json, text/event-stream',
          'content-type': 'application/json',
          'user-agent': 'suture',
          ...(apiKey === '' ? {} : { authorization: `Bearer ${apiKey}`, ...azureKey(url, apiKey) }),
        },
        redirect: 'manual',
        signal: watch.signal,
      })
      const watched = new Response(watchedBody(response, seen), {
        status: statusOf(response),
        headers: plainHeaders(response),
      })
      if (response.status >= 300 && response.status < 400) redirect = hostOf(response.headers.get('location'), url)
      if (response.ok) return watched
      const text = await watched.text().catch(() => '')
      refusal = refusalOf(response, text.slice(0, mostErrorCharacters))
      return new Response(refusal.text, { status: statusOf(response), headers: { 'content-type': refusal.type } })
    },
  }
}

/** Azure's older addresses (with `api-version`) take the key under its own name alone. */
function azureKey(url: string | URL | Request, apiKey: string): Record<string, string> {
  const { hostname } = new URL(url instanceof Request ? url.url : url)
  return /\.azure\.com$/.test(hostname) ? { 'api-key': apiKey } : {}
}

function refusalOf(response: Response, text: string): Refusal {
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    text,
    retryAfter: response.headers.get('retry-after') ?? undefined,
    retryAfterMs: response.headers.get('retry-after-ms') ?? undefined,
  }
}

function watchedBody(response: Response, seen: (chunk: Uint8Array) => void): ReadableStream<Uint8Array> | null {
  const { body } = response
  if (body === null) return null
  const reader = body.getReader()
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await reader.read()
      if (done) return controller.close()
      seen(value)
      controller.enqueue(value)
    },
    cancel: (reason) => reader.cancel(reason),
  })
}

/** A Response with a body cannot be made with these. */
function statusOf(response: Response): number {
  return [101, 204, 205, 304].includes(response.status) ? 502 : response.status
}

/** The body is decoded already: its encoding and length are no longer true. */
function plainHeaders(response: Response): Headers {
  const headers = new Headers(response.headers)
  headers.delete('content-encoding')
  headers.delete('content-length')
  return headers
}

function hostOf(location: string | null, base: string | URL | Request): string {
  try {
    return new URL(location ?? '', base instanceof Request ? base.url : base).host
  } catch {
    return 'an unreadable address'
  }
}
