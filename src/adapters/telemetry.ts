import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'
import type { Clock, SpanValue, Tracer } from '../ports.js'
import { oneLine } from '../safe-text/visible.js'
import { exportRequest, type Span } from './otlp.js'

export interface TelemetryOptions {
  /** Base address of an OTLP/HTTP receiver, with or without `/v1/traces`. */
  readonly endpoint: string
  /** As OTEL_EXPORTER_OTLP_HEADERS has them: `name=value,name=value`, values percent-encoded. */
  readonly headers: string
  readonly content: boolean
  readonly clock: Clock
  readonly version: string
  redact(text: string): string
}

export interface OpenTracer extends Tracer {
  /** Sends all spans that ended; says in a sentence what went wrong, and never throws: a trace is no part of the run. */
  send(): Promise<string | undefined>
}

/** A run of thousands of candidates is told by its first ones. */
const mostSpans = 5000
const longestText = 60_000
/** A collector that does not answer must not keep the job. */
const sendMilliseconds = 10_000

export function openTracer(options: TelemetryOptions): OpenTracer {
  const { clock, redact } = options
  const traceId = randomBytes(16).toString('hex')
  const open = new AsyncLocalStorage<string>()
  const spans: Span[] = []
  const clean = (attributes: Readonly<Record<string, SpanValue>>): Readonly<Record<string, SpanValue>> =>
    Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, cleaned(value, redact)]))
  return {
    content: options.content,
    async span(name, attributes, body) {
      const spanId = randomBytes(8).toString('hex')
      const parentSpanId = open.getStore()
      const start = clock.now().getTime()
      let all = clean(attributes)
      let error: string | undefined
      try {
        return await open.run(spanId, () =>
          body((more) => {
            all = { ...all, ...clean(more) }
          }),
        )
      } catch (thrown) {
        error = thrown instanceof Error ? redact(oneLine(thrown.message, 300)) : 'unknown error'
        throw thrown
      } finally {
        const ended = { traceId, spanId, name: redact(oneLine(name, 200)), start, end: clock.now().getTime() }
        const ending = error === undefined ? {} : { error }
        const parent = parentSpanId === undefined ? {} : { parentSpanId }
        if (spans.length < mostSpans) spans.push({ ...ended, ...parent, ...ending, attributes: all })
      }
    },
    send: () => post(options, spans),
  }
}

function cleaned(value: SpanValue, redact: (text: string) => string): SpanValue {
  if (typeof value === 'string') return redact(value).slice(0, longestText)
  return typeof value === 'object' ? value.map((each) => redact(each).slice(0, longestText)) : value
}

async function post(options: TelemetryOptions, spans: readonly Span[]): Promise<string | undefined> {
  try {
    const url = tracesUrl(options.endpoint)
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headersIn(options.headers), 'content-type': 'application/json', 'user-agent': 'suture' },
      body: JSON.stringify(exportRequest(spans, options.version)),
      // Headers may hold a key, which goes to no other host.
      redirect: 'error',
      signal: AbortSignal.timeout(sendMilliseconds),
    })
    await response.body?.cancel()
    return response.ok ? undefined : `traces were not taken: ${url.host} answered with status ${response.status}`
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    return `traces could not be sent: ${cause instanceof Error ? oneLine(cause.message, 200) : 'unknown error'}`
  }
}

function tracesUrl(endpoint: string): URL {
  const url = new URL(endpoint)
  if (!/^https?:$/.test(url.protocol)) throw new Error('the address is not http or https')
  if (!url.pathname.endsWith('/v1/traces')) url.pathname = `${url.pathname.replace(/\/+$/, '')}/v1/traces`
  return url
}

function headersIn(text: string): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const pair of text.split(',')) {
    const at = pair.indexOf('=')
    if (at > 0) headers[pair.slice(0, at).trim()] = decodeURIComponent(pair.slice(at + 1).trim())
  }
  return headers
}
