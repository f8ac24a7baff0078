import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { listen, parseJson, readBody } from './http.mjs'

/**
 * One answer of the scripted model. A plain string is an ordinary answer.
 *
 * - `text`: the message; `finish`: the reason it ended; `usage`: token counts to report (null leaves them out)
 * - `status`, `headers`, `body`: an HTTP answer in place of a completion
 * - `redirect`: sends the client elsewhere (307)
 * - `stall`: true says nothing at all; `'after-headers'` says 200 and then nothing
 * - `cut`: the connection breaks in the middle of the JSON, or of the stream
 * - `endless`: words without end until the client leaves
 * - `calls`: tools that it calls, each with the object that it hands over
 * - `pace`: milliseconds between the pieces of a stream
 *
 * @typedef {{
 *   text?: string, finish?: string, calls?: readonly { name: string, input: object }[], usage?: { prompt_tokens: number, completion_tokens: number } | null,
 *   status?: number, headers?: Record<string, string>, body?: unknown,
 *   redirect?: string, stall?: boolean | 'after-headers', cut?: boolean, endless?: boolean, pace?: number,
 * }} Answer
 *
 * `authorization` is the header as it came: whether the key went to the right place is what tests ask.
 * @typedef {{ method: string, path: string, authorization: string | undefined, headers: import('node:http').IncomingHttpHeaders, body: any, text: string }} ModelRequest
 *
 * @typedef {string | Answer | ((request: ModelRequest, index: number) => string | Answer)} Script
 */

/** What providers answer when they do not answer. */
export const modelErrors = {
  badKey: () => failure(401, 'Incorrect API key provided.', 'invalid_api_key'),
  unknownModel: () => failure(404, 'The model does not exist or you do not have access to it.', 'model_not_found'),
  retired: () => failure(410, 'This model has been retired.', 'model_retired'),
  contextTooLong: () => failure(400, "This model's maximum context length is 8192 tokens.", 'context_length_exceeded'),
  /** @param {number} [retryAfterSeconds] */
  rateLimited: (retryAfterSeconds) => ({
    ...failure(429, 'Rate limit reached.', 'rate_limit_exceeded'),
    headers: retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) },
  }),
  broken: () => failure(500, 'The server had an error.', 'server_error'),
  overloaded: () => failure(529, 'Overloaded.', 'overloaded_error'),
}

/** @param {number} status @param {string} message @param {string} code @returns {Answer} */
const failure = (status, message, code) => ({ status, body: { error: { message, type: code, code, param: null } } })

/**
 * A chat-completions server that plays a script. After its end the last answer is given again.
 *
 * @param {readonly Script[]} [script]
 */
export async function openModel(script = ['I have nothing to say.']) {
  /** @type {ModelRequest[]} */
  const requests = []
  let answers = script
  let played = 0

  const server = await listen(async (request, response) => {
    const text = (await readBody(request)).toString()
    const { authorization } = request.headers
    /** @type {ModelRequest} */
    const entry = {
      method: request.method ?? '',
      path: request.url ?? '',
      authorization,
      headers: request.headers,
      body: parseJson(text),
      text,
    }
    requests.push(entry)
    if (entry.method !== 'POST' || !entry.path.endsWith('/chat/completions')) {
      response.writeHead(404).end('{"error":{"message":"Unknown request URL"}}')
      return
    }
    const line = answers[Math.min(played, answers.length - 1)] ?? ''
    const said = typeof line === 'function' ? line(entry, played) : line
    played += 1
    const answer = typeof said === 'string' ? { text: said } : said
    await play(answer, entry.body ?? {}, response)
  })
  return {
    /** What goes into `base-url`. */
    url: `${server.url}/v1`,
    requests,
    /** Replaces what is still to be said. @param {readonly Script[]} next */
    say: (next) => {
      answers = next
      played = 0
    },
    close: server.close,
  }
}

/** @param {Answer} answer @param {any} asked @param {import('node:http').ServerResponse} response */
async function play(answer, asked, response) {
  if (answer.stall === true) return
  if (answer.redirect !== undefined) {
    response.writeHead(307, { location: answer.redirect }).end()
  } else if (answer.status !== undefined) {
    const raw = typeof answer.body === 'string'
    const type = raw ? 'text/html' : 'application/json'
    response.writeHead(answer.status, { 'content-type': type, ...answer.headers })
    response.end(raw ? answer.body : JSON.stringify(answer.body))
  } else if (asked.stream === true) {
    await playStream(answer, asked, response)
  } else {
    await playWhole(answer, asked, response)
  }
}

/** @param {Answer} answer @param {any} asked @param {import('node:http').ServerResponse} response */
async function playWhole(answer, asked, response) {
  const { text = '', finish = answer.calls === undefined ? 'stop' : 'tool_calls' } = answer
  const completion = {
    ...head(asked, 'chat.completion'),
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: text, refusal: null, ...toolCalls(answer) },
        finish_reason: finish,
      },
    ],
    ...usage(answer, asked),
  }
  const json = JSON.stringify(completion)
  response.writeHead(200, { 'content-type': 'application/json' })
  if (answer.stall === 'after-headers') response.flushHeaders()
  else if (answer.endless === true)
    await flood(response, json.slice(0, json.indexOf('"content":"') + 11), 'more and more and ')
  else if (answer.cut === true) breakOff(response, json.slice(0, json.length / 2))
  else response.end(json)
}

/** @param {Answer} answer @param {any} asked @param {import('node:http').ServerResponse} response */
async function playStream(answer, asked, response) {
  const { text = '', finish = answer.calls === undefined ? 'stop' : 'tool_calls', pace = 0 } = answer
  const chunk = (/** @type {object} */ delta, /** @type {string | null} */ reason = null) =>
    `data: ${JSON.stringify({ ...head(asked, 'chat.completion.chunk'), choices: [{ index: 0, delta, finish_reason: reason }] })}\n\n`
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  if (answer.stall === 'after-headers') return response.flushHeaders()
  if (answer.endless === true) return flood(response, '', chunk({ content: 'more and more and ' }))
  // A comment first: providers send them to keep the line open, and clients must skip them.
  response.write(`: keep-alive\n\n${chunk({ role: 'assistant', content: '' })}`)
  const pieces = text.match(/[\s\S]{1,40}/g) ?? []
  for (const [index, piece] of pieces.entries()) {
    if (answer.cut === true && index >= pieces.length / 2)
      return breakOff(response, chunk({ content: piece }).slice(0, -20))
    response.write(chunk({ content: piece }))
    if (pace > 0) await new Promise((resolve) => setTimeout(resolve, pace))
    if (response.destroyed) return
  }
  for (const [index, call] of (toolCalls(answer).tool_calls ?? []).entries()) {
    // The name comes first, the arguments in pieces: that is how providers send them.
    const { arguments: given } = call.function
    response.write(chunk({ tool_calls: [{ index, ...call, function: { name: call.function.name, arguments: '' } }] }))
    for (const piece of given.match(/[\s\S]{1,7}/g) ?? [])
      response.write(chunk({ tool_calls: [{ index, function: { arguments: piece } }] }))
  }
  response.write(chunk({}, finish))
  if (asked.stream_options?.include_usage === true && answer.usage !== null) {
    response.write(
      `data: ${JSON.stringify({ ...head(asked, 'chat.completion.chunk'), choices: [], ...usage(answer, asked) })}\n\n`,
    )
  }
  response.end('data: [DONE]\n\n')
}

/** @param {Answer} answer */
function toolCalls({ calls }) {
  if (calls === undefined) return {}
  const called = (/** @type {{ name: string, input: object }} */ { name, input }, /** @type {number} */ index) => ({
    id: `call_bed_${index}`,
    type: 'function',
    function: { name, arguments: JSON.stringify(input) },
  })
  return { tool_calls: calls.map(called) }
}

/** @param {any} asked @param {string} object */
const head = (asked, object) => ({ id: 'chatcmpl-bed', object, created: 1_767_600_000, model: asked.model ?? 'bed' })

/** A token is about four characters; good enough to count with. @param {Answer} answer @param {any} asked */
function usage(answer, asked) {
  if (answer.usage === null) return {}
  const counted = {
    prompt_tokens: Math.ceil(JSON.stringify(asked.messages ?? []).length / 4),
    completion_tokens: Math.ceil((answer.text ?? '').length / 4),
  }
  const { prompt_tokens, completion_tokens } = answer.usage ?? counted
  return { usage: { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens } }
}

/** @param {import('node:http').ServerResponse} response @param {string} part */
function breakOff(response, part) {
  response.write(part, () => response.destroy())
}

/** @param {import('node:http').ServerResponse} response @param {string} start @param {string} again */
async function flood(response, start, again) {
  const block = again.repeat(Math.ceil(65_536 / again.length))
  function* words() {
    yield start
    while (true) yield block
  }
  // It ends when the client has had enough, which is an error only to the pipeline.
  await pipeline(Readable.from(words()), response).catch(() => undefined)
}
