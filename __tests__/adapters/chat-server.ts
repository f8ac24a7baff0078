import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type ChatOptions, openChat } from '../../src/adapters/chat.js'
import type { Clock, Model } from '../../src/ports.js'

export interface Received {
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: Record<string, unknown>
}

export type Answerer = (response: ServerResponse, received: Received, index: number) => void

export interface ChatServer {
  readonly url: string
  readonly received: Received[]
  close(): Promise<void>
}

/** A chat-completions server that plays one answerer a call; the last one goes on. */
export async function serve(...answerers: readonly Answerer[]): Promise<ChatServer> {
  const received: Received[] = []
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const call = {
        path: request.url ?? '',
        headers: request.headers,
        body: JSON.parse(Buffer.concat(chunks).toString() || '{}') as Record<string, unknown>,
      }
      received.push(call)
      const index = received.length - 1
      answerers[Math.min(index, answerers.length - 1)]?.(response, call, index)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/v1`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

export const testKey = 'sk-test-0123456789abcdefghij'

/** Sleeps are written down and take no time. */
export function fakeClock(): Clock & { readonly slept: number[] } {
  const slept: number[] = []
  let passed = 0
  return {
    slept,
    now: () => new Date(Date.now() + passed),
    async sleep(milliseconds) {
      slept.push(milliseconds)
      passed += milliseconds
    },
  }
}

export function chat(server: { readonly url: string }, options: Partial<ChatOptions> = {}): Model {
  return openChat({ model: 'some-model', apiKey: testKey, baseUrl: server.url, clock: fakeClock(), ...options })
}

export const delta = (content: string, more: object = {}): string =>
  JSON.stringify({ choices: [{ index: 0, delta: { content }, ...more }] })
export const finished = (reason = 'stop'): string => delta('', { finish_reason: reason })
export const usage = (prompt: number, completion: number): string =>
  JSON.stringify({ choices: [], usage: { prompt_tokens: prompt, completion_tokens: completion } })

/** Sends these bytes as an event stream, each piece in a write of its own, then ends. */
export function raw(...pieces: readonly (string | Buffer)[]): Answerer {
  return (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (const piece of pieces) response.write(piece)
    response.end()
  }
}

export function events(...data: readonly string[]): Answerer {
  return raw(...data.map((line) => `data: ${line}\n\n`))
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Answerer {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(JSON.stringify(body))
  }
}

export const failure = (message: string, more: object = {}) => ({ error: { message, ...more } })

export const whole = (content: string, more: object = {}) => ({
  choices: [{ message: { role: 'assistant', content }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 11, completion_tokens: 3 },
  ...more,
})
