import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openTracer } from '../../src/adapters/telemetry.js'
import { tracedModel } from '../../src/wiring/traced.js'
import { fakeClock } from './chat-server.js'

interface Received {
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly text: string
}
const received: Received[] = []
let status = 200
const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    received.push({ url: request.url ?? '', headers: request.headers, text: Buffer.concat(chunks).toString() })
    response.writeHead(status, { location: 'http://127.0.0.1:9/' }).end('{}')
  })
})
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
afterAll(() => server.close())
beforeEach(() => {
  received.length = 0
  status = 200
})

const address = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const tracer = (more: object = {}) =>
  openTracer({
    endpoint: address(),
    headers: 'authorization=Basic%20abc',
    content: false,
    clock: fakeClock(),
    version: '1.0.0',
    redact: (text) => text.replaceAll('hunter2-hunter2', '***'),
    ...more,
  })
const model = {
  name: 'some-model',
  complete: async () => ({ content: 'the answer', tokensIn: 7, tokensOut: 3, finish: 'stop' }),
}

describe('a trace', () => {
  it('is an export request of OTLP, with spans inside each other', async () => {
    const open = tracer()
    await open.span('root', { list: ['a'], yes: true, half: 0.5 }, async () => {
      await tracedModel(model, open, 'api.openai.com').complete([{ role: 'user', content: 'a question' }], 100)
    })
    expect(await open.send()).toBeUndefined()
    expect(received[0]).toMatchObject({
      url: '/v1/traces',
      headers: { authorization: 'Basic abc', 'content-type': 'application/json' },
    })
    const { resourceSpans } = JSON.parse(received[0]?.text ?? '')
    const [chat, root] = resourceSpans[0].scopeSpans[0].spans
    expect(chat).toMatchObject({ name: 'chat some-model', kind: 3, traceId: root.traceId, parentSpanId: root.spanId })
    expect(root.parentSpanId).toBeUndefined()
    for (const span of [chat, root]) {
      expect(span.traceId).toMatch(/^[0-9a-f]{32}$/)
      expect(span.spanId).toMatch(/^[0-9a-f]{16}$/)
      expect(span.startTimeUnixNano).toMatch(/^\d{19}$/)
      expect(BigInt(span.endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(span.startTimeUnixNano))
    }
    expect(chat.attributes).toEqual(
      expect.arrayContaining([
        { key: 'gen_ai.operation.name', value: { stringValue: 'chat' } },
        { key: 'gen_ai.provider.name', value: { stringValue: 'openai' } },
        { key: 'gen_ai.request.model', value: { stringValue: 'some-model' } },
        { key: 'gen_ai.usage.input_tokens', value: { intValue: '7' } },
        { key: 'gen_ai.response.finish_reasons', value: { arrayValue: { values: [{ stringValue: 'stop' }] } } },
      ]),
    )
    expect(root.attributes).toContainEqual({ key: 'half', value: { doubleValue: 0.5 } })
    expect(received[0]?.text).not.toMatch(/a question|the answer/)
  })

  it('holds contents where they are asked for, redacted', async () => {
    const open = tracer({ content: true })
    await tracedModel(model, open, 'x').complete([{ role: 'user', content: 'a hunter2-hunter2 question' }], 100)
    await open.send()
    expect(received[0]?.text).toContain('a *** question')
    expect(received[0]?.text).toContain('the answer')
  })

  it('tells what failed, and lets it through', async () => {
    const open = tracer()
    await expect(open.span('s', {}, () => Promise.reject(new Error('hunter2-hunter2 broke')))).rejects.toThrow('broke')
    await open.send()
    expect(received[0]?.text).toContain('"status":{"code":2,"message":"*** broke"}')
  })

  it.each([
    ['/api/public/otel', '/api/public/otel/v1/traces'],
    ['/v1/traces', '/v1/traces'],
    ['/', '/v1/traces'],
  ])('goes to its place below %s', async (path, place) => {
    await tracer({ endpoint: `${address()}${path}` }).send()
    expect(received[0]?.url).toBe(place)
  })

  it.each([
    [401, 'answered with status 401'],
    [503, 'answered with status 503'],
    [307, 'could not be sent'],
  ])('that is not taken (%d) is a sentence', async (code, sentence) => {
    status = code
    expect(await tracer().send()).toContain(sentence)
    expect(received).toHaveLength(1)
  })

  it.each(['http://127.0.0.1:9', 'ftp://x', 'nonsense'])('to %s is a sentence', async (endpoint) => {
    expect(await tracer({ endpoint }).send()).toContain('could not be sent')
  })
})
