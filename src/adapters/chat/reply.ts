import type OpenAI from 'openai'
import { Stream } from 'openai/streaming'
import type { ChatReply, ToolCall } from '../../ports.js'

/** What an endpoint sent, read as far as it can be: every field is somebody else's word. */
export interface Read {
  readonly content: string
  readonly finish: string | undefined
  readonly refusal: string
  /** Thinking that is sent along; it is not an answer, but it is billed. */
  readonly thinking: string
  /** By the order in which they came; a stream sends them in pieces. */
  readonly calls: readonly ToolCall[]
  readonly tokensIn: number
  readonly tokensOut: number
}

export type ReadResult =
  | { readonly kind: 'read'; readonly read: Read }
  | { readonly kind: 'error'; readonly text: string }
  | { readonly kind: 'page' }

const nothing: Read = {
  content: '',
  finish: undefined,
  refusal: '',
  thinking: '',
  calls: [],
  tokensIn: 0,
  tokensOut: 0,
}
/** A token is seldom longer; whoever sends more than this for a token does not keep to what was asked. */
export const charactersPerToken = 16

/** Reads an answer, streamed or whole: which of the two is told from what came, not from what was asked for. */
export async function readResponse(
  response: Response,
  client: OpenAI,
  mostTokens: number,
  abort: AbortController,
): Promise<ReadResult> {
  const type = response.headers.get('content-type') ?? ''
  if (type.includes('text/event-stream')) return readStream(response, client, mostTokens, abort)
  const text = await response.text()
  if (/^\s{0,100}(?:data|event|id|retry)?:/.test(text)) return readStream(new Response(text), client, mostTokens, abort)
  if (type.includes('text/html') || /^\s{0,100}<(?:!doctype|html)/i.test(text)) return { kind: 'page' }
  return readWhole(text, mostTokens)
}

function readWhole(text: string, mostTokens: number): ReadResult {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return { kind: 'error', text: 'it is not JSON' }
  }
  const error = member(body, 'error')
  if (error !== undefined && error !== null) return { kind: 'error', text: JSON.stringify(error).slice(0, 2000) }
  return { kind: 'read', read: capped(addChoice(nothing, body, 'message'), mostTokens) }
}

async function readStream(
  response: Response,
  client: OpenAI,
  mostTokens: number,
  abort: AbortController,
): Promise<ReadResult> {
  let read = nothing
  const stream = Stream.fromSSEResponse<unknown>(response, abort, client)
  try {
    for await (const chunk of stream) {
      read = addChoice(read, chunk, 'delta')
      if (sizeOf(read) > mostTokens * charactersPerToken) {
        abort.abort()
        break
      }
    }
  } catch (error) {
    // An error event inside the stream, a chunk that is not JSON, a connection that broke: what came so far was billed.
    const said =
      error instanceof Error && 'error' in error && error.error !== undefined ? JSON.stringify(error.error) : ''
    if (read === nothing && said !== '') return { kind: 'error', text: said.slice(0, 2000) }
    return { kind: 'read', read: { ...read, finish: 'interrupted' } }
  }
  return { kind: 'read', read: capped(read, mostTokens) }
}

function capped(read: Read, mostTokens: number): Read {
  const most = mostTokens * charactersPerToken
  return sizeOf(read) > most ? { ...read, content: read.content.slice(0, most), calls: [], finish: 'length' } : read
}

function sizeOf({ content, calls }: Read): number {
  return content.length + calls.reduce((sum, { input }) => sum + input.length, 0)
}

function addChoice(read: Read, chunk: unknown, part: 'delta' | 'message'): Read {
  const choice = member(member(chunk, 'choices'), '0')
  const message = member(choice, part)
  const usage = member(chunk, 'usage')
  const finish = member(choice, 'finish_reason')
  return {
    content: read.content + textOf(member(message, 'content')),
    refusal: read.refusal + textOf(member(message, 'refusal')),
    thinking: read.thinking + (textOf(member(message, 'reasoning_content')) || textOf(member(message, 'reasoning'))),
    calls: addCalls(read.calls, member(message, 'tool_calls')),
    finish: typeof finish === 'string' && finish !== '' ? finish : read.finish,
    tokensIn: Math.max(read.tokensIn, countOf(member(usage, 'prompt_tokens'))),
    tokensOut: Math.max(read.tokensOut, countOf(member(usage, 'completion_tokens'))),
  }
}

/** More calls than this in one answer are a runaway. */
const mostCalls = 16

function addCalls(calls: readonly ToolCall[], pieces: unknown): readonly ToolCall[] {
  if (!Array.isArray(pieces)) return calls
  const all = [...calls]
  for (const piece of pieces as readonly unknown[]) {
    const index = member(piece, 'index')
    const at = typeof index === 'number' && index >= 0 && index < all.length ? index : all.length
    const { id = '', name = '', input = '' } = all[at] ?? {}
    const part = member(piece, 'function')
    const given = member(part, 'arguments')
    // Some servers send the arguments as the object that they should spell.
    const spelt = typeof given === 'object' && given !== null ? JSON.stringify(given) : textOf(given)
    if (at >= mostCalls) continue
    all[at] = {
      id: id || textOf(member(piece, 'id')).slice(0, 200) || `call_${at + 1}`,
      name: (name + textOf(member(part, 'name'))).slice(0, 100),
      input: input + spelt,
    }
  }
  return all
}

/** Content is a text, or a list of parts of which some are text. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return ''
  const texts = content.map((part: unknown) => member(part, 'text'))
  return texts.filter((text) => typeof text === 'string').join('')
}

function countOf(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0
}

function member(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
  return (value as Record<string, unknown>)[key]
}

/** The port's words for how an answer ended. */
export function replyOf(read: Read, end: { readonly complete: boolean }): ChatReply {
  const refused = read.refusal !== '' && read.content === '' && read.calls.length === 0
  // Thinking that nobody counted is counted here, at four characters a token.
  const tokensOut = read.tokensOut > 0 ? read.tokensOut : Math.ceil((sizeOf(read) + read.thinking.length) / 4)
  return {
    content: refused ? read.refusal : read.content,
    tokensIn: read.tokensIn,
    tokensOut,
    finish: refused ? 'refusal' : finishOf(read.finish, end.complete),
    ...(read.calls.length === 0 ? {} : { calls: read.calls }),
  }
}

const ownWords = ['context_length_exceeded', 'deadline', 'refusal']

function finishOf(finish: string | undefined, complete: boolean): string {
  if (finish === undefined) return complete ? 'stop' : 'interrupted'
  const word = finish.toLowerCase().slice(0, 40)
  if (word === 'max_tokens' || word === 'model_length') return 'length'
  if (word === 'safety' || word === 'recitation') return 'content_filter'
  return ownWords.includes(word) ? 'stop' : word
}
