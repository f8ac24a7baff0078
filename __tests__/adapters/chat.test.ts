import { fallBack, firstAbilities } from '../../src/adapters/chat/abilities.js'
import { presets, readEndpoint } from '../../src/adapters/chat/endpoint.js'
import { isOnThisMachine, openChat } from '../../src/adapters/chat.js'
import { BrokenWorld } from '../../src/domain.js'
import type { ChatMessage } from '../../src/ports.js'
import {
  type Answerer,
  type ChatServer,
  chat,
  delta,
  events,
  failure,
  fakeClock,
  finished,
  json,
  raw,
  serve,
  testKey,
  usage,
  whole,
} from './chat-server.js'

const messages: readonly ChatMessage[] = [
  { role: 'system', content: 'rules' },
  { role: 'user', content: 'mend' },
]
let server: ChatServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

describe('what is sent', () => {
  it('is one request with the key, a limit and nothing from the environment', async () => {
    process.env.OPENAI_ORG_ID = 'org-of-somebody'
    process.env.OPENAI_CUSTOM_HEADERS = 'x-secret: leaked'
    server = await serve(events(delta('hi'), finished(), usage(5, 2), '[DONE]'))
    await chat(server).complete(messages, 300)
    delete process.env.OPENAI_ORG_ID
    delete process.env.OPENAI_CUSTOM_HEADERS
    const [call] = server.received
    expect(call?.path).toBe('/v1/chat/completions')
    expect(call?.headers.authorization).toBe(`Bearer ${testKey}`)
    expect(call?.body).toEqual({
      model: 'some-model',
      messages,
      max_tokens: 300,
      stream: true,
      stream_options: { include_usage: true },
    })
    expect(JSON.stringify(call?.headers)).not.toMatch(/org-of-somebody|leaked|stainless/)
  })

  it('has no authorization where there is no key', async () => {
    server = await serve(json(200, whole('hi')))
    await chat(server, { apiKey: '' }).complete(messages, 300)
    expect(server.received[0]?.headers.authorization).toBeUndefined()
  })

  it('keeps the query that a gateway wants', async () => {
    server = await serve(json(200, whole('hi')))
    await chat({ url: `${server.url}?api-version=2026-01-01` }).complete(messages, 300)
    expect(server.received[0]?.path).toBe('/v1/chat/completions?api-version=2026-01-01')
  })
})

describe('answers', () => {
  const text = 'grüße 👩‍👩‍👧 ende'
  const bytes = Buffer.from(`data: ${delta(text)}\n\n`)
  const split = bytes.indexOf(0xf0) + 2
  const done = `data: ${finished()}\n\ndata: [DONE]\n\n`
  const cases: readonly (readonly [string, Answerer, object])[] = [
    [
      'streamed',
      events(delta('a'), delta('b'), finished(), usage(7, 2), '[DONE]'),
      { content: 'ab', finish: 'stop', tokensIn: 7, tokensOut: 2 },
    ],
    [
      'not streamed though asked for',
      json(200, whole('ab')),
      { content: 'ab', finish: 'stop', tokensIn: 11, tokensOut: 3 },
    ],
    [
      'streamed with CRLF',
      raw(`data: ${delta('a')}\r\n\r\ndata: ${finished()}\r\n\r\ndata: [DONE]\r\n\r\n`),
      { content: 'a', finish: 'stop' },
    ],
    [
      'with comments between',
      raw(': ping\n\n', `data: ${delta('a')}\n\n`, ': ping\n\n', done),
      { content: 'a', finish: 'stop' },
    ],
    [
      'with the end mark twice',
      raw(`data: ${delta('a')}\n\n`, done, 'data: [DONE]\n\n'),
      { content: 'a', finish: 'stop' },
    ],
    [
      'with characters split over packets',
      raw(bytes.subarray(0, split), bytes.subarray(split), done),
      { content: text, finish: 'stop' },
    ],
    ['without a finish word, with the end mark', events(delta('a'), '[DONE]'), { content: 'a', finish: 'stop' }],
    ['cut off before its end', events(delta('half of an')), { content: 'half of an', finish: 'interrupted' }],
    ['cut off with the end mark inside the text', events(delta('data: [DONE]')), { finish: 'interrupted' }],
    ['cut off in the middle of an event', raw('data: {"choices":[{"del'), { finish: 'interrupted' }],
    ['cut at its longest length', events(delta('a'), finished('length'), '[DONE]'), { content: 'a', finish: 'length' }],
    ['in the words of other providers', events(delta('a'), finished('MAX_TOKENS'), '[DONE]'), { finish: 'length' }],
    ['that pretends to be our own word', events(delta('a'), finished('deadline'), '[DONE]'), { finish: 'stop' }],
    [
      'with a refusal field',
      json(200, { choices: [{ message: { content: null, refusal: 'no' }, finish_reason: 'stop' }] }),
      { content: 'no', finish: 'refusal' },
    ],
    [
      'in parts',
      json(200, {
        choices: [
          { message: { content: [{ type: 'text', text: 'a' }, { x: 1 }, { text: 'b' }] }, finish_reason: 'stop' },
        ],
      }),
      { content: 'ab' },
    ],
    ['without choices', json(200, { choices: [] }), { content: '', finish: 'interrupted' }],
    [
      'with usage that is nonsense',
      events(
        delta('abcdefgh'),
        finished(),
        '{"choices":[],"usage":{"prompt_tokens":-5,"completion_tokens":"many"}}',
        '[DONE]',
      ),
      { tokensIn: 0, tokensOut: 2 },
    ],
    [
      'streamed without its content type',
      (response) => response.end(`data: ${delta('a')}\n\n${done}`),
      { content: 'a', finish: 'stop' },
    ],
  ]
  it.each(cases)('%s', async (_, answerer, expected) => {
    server = await serve(answerer)
    expect(await chat(server).complete(messages, 300)).toMatchObject(expected)
    expect(server.received).toHaveLength(1)
  })

  it('counts thinking that nobody counted', async () => {
    server = await serve(
      events(
        JSON.stringify({ choices: [{ delta: { reasoning_content: 'x'.repeat(400) } }] }),
        delta('a'),
        finished(),
        '[DONE]',
      ),
    )
    expect((await chat(server).complete(messages, 300)).tokensOut).toBeGreaterThan(100)
  })

  it('ends an endless one at the cap', async () => {
    server = await serve((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      const more = (): void => {
        while (!response.destroyed && response.write(`data: ${delta('x'.repeat(1000))}\n\n`));
      }
      response.on('drain', more)
      more()
    })
    const reply = await chat(server).complete(messages, 100)
    expect(reply.finish).toBe('length')
    expect(reply.content.length).toBeLessThanOrEqual(1600)
  })

  it('ends endless bytes that hold no answer', async () => {
    server = await serve((response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const more = (): void => {
        while (!response.destroyed && response.write(' '.repeat(65_536)));
      }
      response.on('drain', more)
      more()
    })
    expect(await chat(server).complete(messages, 100)).toMatchObject({ content: '', finish: 'length' })
  })
})

describe('stalls', () => {
  const silent: Answerer = () => {}
  const stalling: Answerer = (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(`data: ${delta('first words')}\n\n`)
  }
  it.each([
    ['before the first byte', silent, { first: 40 }, { content: '', finish: 'interrupted' }],
    ['in the middle', stalling, { idle: 40 }, { content: 'first words', finish: 'interrupted' }],
    ['for longer than a call may take', stalling, { total: 600 }, { finish: 'interrupted' }],
  ] as const)('%s', async (_, answerer, timeouts, expected) => {
    server = await serve(answerer)
    expect(await chat(server, { timeouts }).complete(messages, 100)).toMatchObject(expected)
    expect(server.received).toHaveLength(1)
  })

  it('beyond the end of the run', async () => {
    server = await serve(stalling)
    const deadline = new Date(Date.now() + 600)
    expect(await chat(server, { deadline }).complete(messages, 100)).toMatchObject({ finish: 'deadline' })
  })
})

describe('what an endpoint does not understand is left out from then on', () => {
  const picky =
    (refuses: (body: Record<string, unknown>) => string | undefined): Answerer =>
    (response, { body }, index) => {
      const refusal = refuses(body)
      ;(refusal === undefined ? json(200, whole('ok')) : json(400, failure(refusal)))(
        response,
        { path: '', headers: {}, body },
        index,
      )
    }
  it.each([
    [
      'reasoning_effort',
      (body: object) =>
        'reasoning_effort' in body ? 'Unrecognized request argument supplied: reasoning_effort' : undefined,
    ],
    [
      'stream_options',
      (body: object) => ('stream_options' in body ? 'stream_options: Extra inputs are not permitted' : undefined),
    ],
    [
      'max_tokens',
      (body: object) =>
        'max_tokens' in body
          ? "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
          : undefined,
    ],
    ['stream', (body: object) => ('stream' in body ? 'streaming is not supported' : undefined)],
    [
      'the system role',
      (body: object) => (JSON.stringify(body).includes('"system"') ? 'System role not supported' : undefined),
    ],
    [
      'so long an answer',
      (body: Record<string, unknown>) =>
        Number(body.max_tokens) > 64
          ? 'max_tokens is too large: 300. This model supports at most 64 completion tokens'
          : undefined,
    ],
  ])('%s', async (_, refuses) => {
    server = await serve(picky(refuses))
    const model = chat(server, { reasoningEffort: 'low' })
    expect((await model.complete(messages, 300)).content).toBe('ok')
    expect((await model.complete(messages, 300)).content).toBe('ok')
    expect(server.received).toHaveLength(3)
    expect(JSON.stringify(server.received[2]?.body)).toContain('rules')
  })

  it('and a refusal of everything ends', async () => {
    server = await serve(json(400, failure('reasoning_effort stream_options max_tokens system role stream')))
    await expect(chat(server, { reasoningEffort: 'low' }).complete(messages, 300)).rejects.toMatchObject({
      outcome: 'error-model',
    })
    expect(server.received.length).toBeLessThan(8)
  })

  it('starts with the name of the limit that OpenAI wants', () => {
    const able = firstAbilities(readEndpoint('openai'), undefined)
    expect(able.maxField).toBe('max_completion_tokens')
    expect(fallBack(able, 'something else entirely', {})).toBeUndefined()
  })
})

describe('base-url', () => {
  it.each(Object.keys(presets))('knows %s by name', (name) => {
    expect(readEndpoint(name).baseUrl).toMatch(/^https:\/\/[a-z.]+\/|^http:\/\/127\.0\.0\.1:/)
  })
  it.each([
    ['', 'https://api.openai.com/v1'],
    ['https://example.test/v1/', 'https://example.test/v1'],
    ['https://example.test/v1/chat/completions', 'https://example.test/v1'],
    ['http://localhost:9/v1', 'http://localhost:9/v1'],
    ['http://[::1]:9', 'http://[::1]:9'],
  ])('%s', (text, baseUrl) => {
    expect(readEndpoint(text).baseUrl).toBe(baseUrl)
  })
  it.each([
    'http://example.test/v1',
    'http://169.254.169.254/latest',
    'http://127.0.0.1.example.test',
    'file:///etc/passwd',
    'ftp://x',
    'nonsense',
    'https://user:pass@example.test',
    '__proto__',
  ])('refuses %s', (text) => {
    expect(() => readEndpoint(text)).toThrow(BrokenWorld)
    expect(() => readEndpoint(text)).toThrow(/input base-url/)
  })
  it.each([
    ['ollama', true],
    ['http://localhost:9/v1', true],
    ['https://[::1]/v1', true],
    ['', false],
    ['https://127.0.0.1.example.test', false],
  ])('%s is on this machine: %s', (text, expected) => {
    expect(isOnThisMachine(text)).toBe(expected)
  })
  it('and model must be named', () => {
    expect(() => openChat({ model: ' ', apiKey: '', baseUrl: '', clock: fakeClock() })).toThrow(/input model/)
  })
})
