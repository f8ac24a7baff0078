import { endOf as sentence, waitAsked } from '../../src/adapters/chat/faults.js'
import { BrokenWorld } from '../../src/domain.js'
import {
  type Answerer,
  type ChatServer,
  chat,
  events,
  failure,
  fakeClock,
  json,
  serve,
  testKey,
  whole,
} from './chat-server.js'

const messages = [{ role: 'user', content: 'mend' }] as const
let server: ChatServer | undefined
let other: ChatServer | undefined
afterEach(async () => {
  await server?.close()
  await other?.close()
  server = undefined
  other = undefined
})

const page: Answerer = (response) => {
  response.writeHead(200, { 'content-type': 'text/html' })
  response.end('<!DOCTYPE html><html><body>Sign in</body></html>')
}
const badGateway: Answerer = (response) => {
  response.writeHead(502, { 'content-type': 'text/html' })
  response.end('<html>502</html>')
}
const echo = `Incorrect API key provided: ${testKey.slice(0, 12)}********ghij. \u001b[31m::error::owned`

async function endOf(answerer: Answerer): Promise<BrokenWorld> {
  server = await serve(answerer)
  const error = await chat(server)
    .complete(messages, 100)
    .catch((thrown: unknown) => thrown)
  if (!(error instanceof BrokenWorld)) throw new Error(`expected a broken world, came ${String(error)}`)
  return error
}

describe('a fault has its name, its sentence and its number of calls', () => {
  const faults: readonly (readonly [string, Answerer, string, RegExp, number])[] = [
    ['401', json(401, failure(echo)), 'error-config', /does not accept the key/, 1],
    ['403', json(403, failure(echo)), 'error-config', /refuses this key/, 1],
    ['404', json(404, failure('The model `x` does not exist')), 'error-config', /knows no model some-model/, 1],
    ['410', json(410, failure('gone')), 'error-model', /gone for good/, 1],
    [
      '400 for an unknown model',
      json(400, failure('some-model is not a valid model ID', { code: 'model_not_found' })),
      'error-config',
      /refuses the model/,
      1,
    ],
    ['400 for something else', json(400, failure('messages: bad shape')), 'error-model', /status 400: .*bad shape/, 1],
    [
      '422 of another shape',
      json(422, { detail: [{ loc: ['body', 'messages'], msg: 'field required' }] }),
      'error-model',
      /status 422: .*field required/,
      1,
    ],
    ['402', json(402, failure('Insufficient credits')), 'error-model', /no credit left/, 1],
    [
      '429 without quota',
      json(429, failure('You exceeded your current quota', { code: 'insufficient_quota' })),
      'error-model',
      /no credit left/,
      1,
    ],
    ['429', json(429, failure('slow down')), 'error-model', /too many requests/, 3],
    ['529', json(529, failure('Overloaded')), 'error-model', /overloaded/, 3],
    ['500', json(500, failure('oops')), 'error-model', /status 500/, 3],
    ['a gateway page', badGateway, 'error-model', /status 502/, 3],
    ['a web page', page, 'error-config', /web page/, 1],
    ['not JSON', (response) => response.end('hello'), 'error-model', /not JSON/, 1],
    ['a connection that breaks', (response) => response.destroy(), 'error-model', /cannot be reached/, 3],
    [
      'an error inside a stream',
      events(JSON.stringify(failure('Provider overloaded'))),
      'error-model',
      /overloaded/,
      3,
    ],
  ]
  it.each(faults)('%s', async (_, answerer, outcome, sentence, calls) => {
    const error = await endOf(answerer)
    expect(error.outcome).toBe(outcome)
    expect(error.message).toMatch(sentence)
    expect(server?.received).toHaveLength(calls)
    const all = JSON.stringify([error.message, error.next, error.stack, error.cause])
    expect(all).not.toContain(testKey.slice(0, 12))
    expect(error.message).not.toMatch(/[\u0000-\u001f]/)
  })

  it('names the end of GitHub Models', () => {
    const where = { host: 'models.github.ai', model: 'm', hasKey: true, first: true, mask: (text: string) => text }
    expect(sentence({ status: 410, said: '', page: false, retryAfter: undefined }, where).message).toMatch(
      /30 July 2026/,
    )
  })

  it('a key that stops working in the middle is no fault of the configuration', async () => {
    server = await serve(json(200, whole('hi')), json(401, failure('no')))
    const model = chat(server)
    await model.complete(messages, 100)
    await expect(model.complete(messages, 100)).rejects.toMatchObject({ outcome: 'error-model' })
  })

  it('a server that does not run', async () => {
    const gone = await serve(page)
    await gone.close()
    await expect(chat(gone).complete(messages, 100)).rejects.toMatchObject({
      outcome: 'error-model',
      message: /ECONNREFUSED/,
    })
  })
})

describe('retries', () => {
  it('mend what passes', async () => {
    server = await serve(json(503, failure('later')), json(429, failure('later')), json(200, whole('hi')))
    const clock = fakeClock()
    expect((await chat(server, { clock }).complete(messages, 100)).content).toBe('hi')
    expect(clock.slept).toEqual([1000, 4000])
  })
  it('wait as long as they are told', async () => {
    server = await serve(json(429, failure('later'), { 'retry-after': '7' }), json(200, whole('hi')))
    const clock = fakeClock()
    await chat(server, { clock }).complete(messages, 100)
    expect(clock.slept).toEqual([7000])
  })
  it('do not wait beyond the end', async () => {
    server = await serve(json(429, failure('later'), { 'retry-after': '86400' }))
    const clock = fakeClock()
    await expect(chat(server, { clock }).complete(messages, 100)).rejects.toMatchObject({ outcome: 'error-model' })
    expect(clock.slept).toEqual([])
    expect(server.received).toHaveLength(1)
  })
  it.each([
    ['3', undefined, 3000],
    ['0.5', undefined, 500],
    ['3', '250', 250],
    ['Thu, 01 Jan 2026 00:00:10 GMT', undefined, 10_000],
    ['Wed, 31 Dec 2025 00:00:00 GMT', undefined, 0],
    ['-1', undefined, undefined],
    ['soon', undefined, undefined],
    [undefined, undefined, undefined],
  ])('retry-after %s, retry-after-ms %s', (seconds, milliseconds, expected) => {
    expect(waitAsked(seconds, milliseconds, new Date('2026-01-01T00:00:00Z'))).toBe(expected)
  })
})

describe('a prompt that is too long is a value', () => {
  it.each([
    [
      400,
      failure("This model's maximum context length is 8192 tokens. However, your messages resulted in 9000 tokens.", {
        code: 'context_length_exceeded',
      }),
    ],
    [400, failure('the request exceeds the available context size (4096 tokens), try increasing it')],
    [400, failure('prompt is too long: 210000 tokens > 200000 maximum')],
    [400, [failure('The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).')]],
    [413, failure('Requested tokens (2000) exceed context window of 512')],
    [400, failure("'max_tokens' is too large: 8192. This model's maximum context length is 4096 tokens")],
  ])('%s %j', async (status, body) => {
    server = await serve(json(status, body))
    const reply = await chat(server).complete(messages, 100)
    expect(reply.finish).toBe('context_length_exceeded')
    expect(reply.content).toMatch(/\d{3,}/)
    expect(server.received).toHaveLength(1)
  })
})

describe('redirects', () => {
  it('are not followed: the other host sees nothing', async () => {
    const there = await serve(json(200, whole('hi')))
    other = there
    server = await serve((response) => {
      response.writeHead(307, { location: `${there.url}/chat/completions` })
      response.end()
    })
    await expect(chat(server).complete(messages, 100)).rejects.toMatchObject({
      outcome: 'error-config',
      message: /redirects to 127/,
    })
    expect(there.received).toHaveLength(0)
    expect(server.received).toHaveLength(1)
  })
})
