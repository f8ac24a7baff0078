import { presets, readEndpoint } from '../../src/adapters/chat/endpoint.js'
import type { ChatMessage, ToolOffer } from '../../src/ports.js'
import { type Answerer, type ChatServer, chat, events, failure, finished, json, serve, whole } from './chat-server.js'

const tools: readonly ToolOffer[] = [
  { name: 'find_text', purpose: 'looks', parameters: { type: 'object', properties: { text: { type: 'string' } } } },
]
const messages: readonly ChatMessage[] = [
  { role: 'system', content: 'rules' },
  { role: 'user', content: 'mend' },
  { role: 'assistant', content: '', calls: [{ id: 'c1', name: 'find_text', input: '{"text":"a"}' }] },
  { role: 'tool', content: 'found', answers: 'c1' },
]
let server: ChatServer
afterEach(() => server?.close())

const piece = (index: number, id: string | undefined, fields: object): string =>
  JSON.stringify({
    choices: [{ delta: { tool_calls: [{ index, ...(id === undefined ? {} : { id }), function: fields }] } }],
  })

/** Refuses every request that has the field, as servers without that ability do. */
const without =
  (field: string, status: number, message: string): Answerer =>
  (response, received, index) =>
    (field in received.body ? json(status, failure(message)) : json(200, whole('ok')))(response, received, index)

describe('tools', () => {
  it('are offered in the words of the API, and so are calls and answers', async () => {
    server = await serve(json(200, whole('ok')))
    await chat(server).complete(messages, 100, { tools })
    expect(server.received[0]?.body).toMatchObject({
      tools: [{ type: 'function', function: { name: 'find_text', description: 'looks' } }],
      messages: [
        {},
        {},
        {
          role: 'assistant',
          tool_calls: [{ id: 'c1', type: 'function', function: { name: 'find_text', arguments: '{"text":"a"}' } }],
        },
        { role: 'tool', tool_call_id: 'c1', content: 'found' },
      ],
    })
  })

  it.each([
    [
      'streamed in pieces, two at once',
      events(
        piece(0, 'x', { name: 'find_text', arguments: '' }),
        piece(0, undefined, { arguments: '{"te' }),
        piece(1, 'y', { name: 'read_file', arguments: '{}' }),
        piece(0, undefined, { arguments: 'xt":"b"}' }),
        finished('tool_calls'),
        '[DONE]',
      ),
      [
        { id: 'x', name: 'find_text', input: '{"text":"b"}' },
        { id: 'y', name: 'read_file', input: '{}' },
      ],
    ],
    [
      'whole, with an object for arguments and no id',
      json(200, {
        choices: [
          {
            message: { content: null, tool_calls: [{ function: { name: 'find_text', arguments: { text: 'b' } } }] },
            finish_reason: 'tool_calls',
          },
        ],
      }),
      [{ id: 'call_1', name: 'find_text', input: '{"text":"b"}' }],
    ],
  ] as const)('are called %s', async (_, answerer, calls) => {
    server = await serve(answerer)
    expect((await chat(server).complete(messages, 100, { tools })).calls).toEqual(calls)
  })

  it('and arguments without end are cut off', async () => {
    server = await serve(
      events(piece(0, 'x', { name: 'a', arguments: 'y'.repeat(5000) }), finished('tool_calls'), '[DONE]'),
    )
    expect(await chat(server).complete(messages, 100, { tools })).toMatchObject({ finish: 'length' })
  })

  it.each([
    [400, 'registry.example/gemma does not support tools'],
    [404, 'No endpoints found that support tool use'],
    [400, '"auto" tool choice requires --enable-auto-tool-choice'],
    [500, 'tools param requires --jinja flag'],
    [422, 'tools: Extra inputs are not permitted'],
  ])('refused with %d (%s) are not offered again, and what was called becomes text', async (status, message) => {
    server = await serve(without('tools', status, message))
    const model = chat(server)
    expect((await model.complete(messages, 100, { tools })).content).toBe('ok')
    expect((await model.complete(messages, 100, { tools })).content).toBe('ok')
    expect(server.received).toHaveLength(3)
    expect(server.received[2]?.body['messages']).toEqual([
      { role: 'system', content: 'rules' },
      { role: 'user', content: 'mend' },
      { role: 'assistant', content: '\nASK: find_text {"text":"a"}' },
      { role: 'user', content: 'found' },
    ])
  })
})

describe('an answer held to a schema', () => {
  it.each([
    [400, "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model."],
    [422, 'response_format: Extra inputs are not permitted'],
    [500, "1 validation error: {'loc': ('body', 'response_format', 'type'), 'msg': \"Input should be 'text'\"}"],
  ])('is given up where the endpoint refuses (%d)', async (status, message) => {
    server = await serve(without('response_format', status, message))
    const model = chat(server)
    const wishes = { schema: { type: 'object' } }
    for (let call = 0; call < 2; call++) expect((await model.complete(messages, 100, wishes)).content).toBe('ok')
    expect(server.received.map(({ body }) => 'response_format' in body)).toEqual([true, false, false])
  })
})

describe('a stream without a byte', () => {
  it('is asked for whole, where the reason may be told, and nothing is streamed from then on', async () => {
    server = await serve((response, received) => {
      if (received.body['stream'] !== true)
        return json(400, failure('maximum context length is 512 tokens'))(response, received, 0)
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.flushHeaders()
      response.destroy()
    })
    const model = chat(server)
    for (let call = 0; call < 2; call++)
      expect(await model.complete(messages, 100)).toMatchObject({ finish: 'context_length_exceeded' })
    expect(server.received.map(({ body }) => body['stream'])).toEqual([true, undefined, undefined])
  })
})

describe('presets', () => {
  it.each(['openai', 'anthropic', 'google', 'openrouter', 'ollama', 'llama.cpp', 'vllm', 'azure:my-shop'])(
    '%s',
    (name) => {
      expect(readEndpoint(name).baseUrl).toMatch(/^https:|^http:\/\/127\.0\.0\.1:/)
    },
  )
  it('say what is missing from azure alone', () => {
    expect(() => readEndpoint('azure')).toThrow('azure needs the name of your resource')
    expect(Object.keys(presets)).not.toContain('github')
  })
})
