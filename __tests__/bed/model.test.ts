import { modelErrors, openModel } from './model.mjs'

const content = (completion: unknown) =>
  (completion as { choices: { message: { content: string } }[] }).choices[0]?.message.content

type Model = Awaited<ReturnType<typeof openModel>>
let model: Model

beforeEach(async () => {
  model = await openModel()
})
afterEach(() => model.close())

describe('the model', () => {
  const ask = (body: object = {}, signal?: AbortSignal) =>
    fetch(`${model.url}/chat/completions`, {
      method: 'POST',
      headers: { authorization: 'Bearer key' },
      body: JSON.stringify({ model: 'm', messages: [], ...body }),
      ...(signal === undefined ? {} : { signal }),
    })

  it('plays its script, then repeats the last answer', async () => {
    model.say(['one', (request, index) => `${index}: ${request.body.model}`])
    const said = []
    for (let turn = 0; turn < 3; turn += 1) said.push(content(await (await ask()).json()))
    expect(said).toEqual(['one', '1: m', '2: m'])
    expect(model.requests[0]).toMatchObject({ authorization: 'Bearer key', path: '/v1/chat/completions' })
  })

  it('streams, with a comment first, and reports usage as told', async () => {
    model.say([{ text: 'word '.repeat(30), usage: { prompt_tokens: 1, completion_tokens: 999_999 } }])
    const text = await (await ask({ stream: true, stream_options: { include_usage: true } })).text()
    const events = text.split('\n\n').filter((line) => line.startsWith('data: {'))
    const words = events.map((line) => JSON.parse(line.slice(6)).choices[0]?.delta.content ?? '').join('')
    expect(words).toBe('word '.repeat(30))
    expect(text).toMatch(/^: keep-alive/)
    expect(text).toContain('"completion_tokens":999999')
    expect(text.endsWith('data: [DONE]\n\n')).toBe(true)
  })

  it.each([false, true])('breaks off in the middle (stream: %s)', async (stream) => {
    model.say([{ text: 'x'.repeat(400), cut: true }])
    const response = await ask({ stream })
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow()
  })

  it('never stops talking', async () => {
    model.say([{ endless: true }])
    const reader = (await ask({ stream: true })).body?.getReader()
    let bytes = 0
    while (bytes < 1_000_000) bytes += (await reader?.read())?.value?.length ?? 0
    await reader?.cancel()
    expect(bytes).toBeGreaterThanOrEqual(1_000_000)
  })

  it.each([[true], ['after-headers' as const]])('says nothing (stall: %s)', async (stall) => {
    model.say([{ stall }])
    const leave = new AbortController()
    const asked = ask({}, leave.signal).then((response) => response.text())
    while (model.requests.length === 0) await new Promise((resolve) => setImmediate(resolve))
    leave.abort()
    await expect(asked).rejects.toThrow('abort')
  })

  it.each([
    [modelErrors.badKey(), 401],
    [modelErrors.unknownModel(), 404],
    [modelErrors.retired(), 410],
    [modelErrors.contextTooLong(), 400],
    [modelErrors.rateLimited(3), 429],
    [modelErrors.broken(), 500],
    [modelErrors.overloaded(), 529],
  ])('fails as providers do', async (answer, status) => {
    model.say([answer])
    const response = await ask()
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ error: { message: expect.stringMatching(/./) } })
    expect(response.headers.get('retry-after')).toBe(status === 429 ? '3' : null)
  })

  it('sends the client to another host', async () => {
    model.say([{ redirect: 'http://127.0.0.1:9/v1/chat/completions' }])
    await expect(ask()).rejects.toThrow()
    expect(model.requests).toHaveLength(1)
  })
})
