import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { answerIn } from './cases.mjs'

/**
 * Something that speaks chat completions on this machine while a case runs, and knows what was said.
 *
 * @typedef {{ url: string, close(): void, asked: readonly object[], said: readonly import('./cases.mjs').Said[] }} Endpoint
 */

/** Plays answers in their order; a conversation that goes on after its end has changed, and ends in nonsense. */
export function openReplay(answers) {
  return open(({ turn }) => answers[turn - 1] ?? '')
}

/**
 * Answers from files that somebody writes: `turn-1.request.json` and the same to be read, `turn-1.ask.md`, are put into
 * the folder; `turn-1.answer.md` (a text) or `turn-1.answer.json` (`{"calls":[{"name":…,"input":{…}}]}`) is waited for.
 * Where none comes in time the run ends, and goes on from the same place when it is started again.
 *
 * @param {string} folder @param {number} seconds below the ten minutes that one call may take
 */
export function openRelay(folder, seconds) {
  mkdirSync(folder, { recursive: true })
  return open(async ({ turn, body }) => {
    writeFileSync(join(folder, `turn-${turn}.request.json`), `${JSON.stringify(body, null, 2)}\n`)
    writeFileSync(join(folder, `turn-${turn}.ask.md`), readable(body))
    for (let left = seconds; ; left--) {
      const said = answerIn(folder, turn)
      if (said !== undefined) return said
      if (left <= 0) return { status: 428, message: `no answer yet: write ${join(folder, `turn-${turn}.answer.md`)}` }
      await new Promise((resolve) => setTimeout(resolve, 1000))
    }
  })
}

/** Stands between Suture and an endpoint, and keeps what the model said in the form that replay takes. */
export function openRecorder(baseUrl, key) {
  return open(async ({ body: asked }) => {
    // Whole answers are easier to keep than streams, and any endpoint can give them.
    const { stream: _, stream_options: __, ...body } = asked
    const headers = { 'content-type': 'application/json', ...(key === '' ? {} : { authorization: `Bearer ${key}` }) }
    const url = `${baseUrl.replace(/\/+$/, '')}/chat/completions`
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body), redirect: 'error' })
    const type = answer.headers.get('content-type') ?? 'application/json'
    const text = await answer.text()
    return { raw: { status: answer.status, type, text }, ...(answer.ok ? { said: saidIn(JSON.parse(text)) } : {}) }
  })
}

function saidIn(completion) {
  const { content, tool_calls: calls } = completion.choices?.[0]?.message ?? {}
  if (!calls?.length) return content ?? ''
  return { calls: calls.map((call) => ({ name: call.function.name, input: inputOf(call.function.arguments) })) }
}

function inputOf(text) {
  try {
    return JSON.parse(text || '{}')
  } catch {
    return {}
  }
}

/** @returns {Promise<Endpoint>} */
async function open(answer) {
  const asked = []
  const said = []
  const server = createServer(async (request, response) => {
    try {
      const body = await bodyOf(request)
      const given = await answer({ turn: said.length + 1, body })
      if (given.status === 428) return send(response, 428, JSON.stringify({ error: { message: given.message } }))
      if (given.raw !== undefined) {
        if (given.said !== undefined) keep(body, given.said)
        return send(response, given.raw.status, given.raw.text, given.raw.type)
      }
      keep(body, given)
      send(response, 200, JSON.stringify(completion(given)))
    } catch (error) {
      send(response, 502, JSON.stringify({ error: { message: String(error.message) } }))
    }
  })
  const keep = (body, given) => {
    asked.push(body)
    said.push(given)
  }
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${server.address().port}/v1`, close: () => server.close(), asked, said }
}

async function bodyOf(request) {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  return JSON.parse(Buffer.concat(chunks).toString())
}

function send(response, status, text, type = 'application/json') {
  response.writeHead(status, { 'content-type': type }).end(text)
}

function completion(said) {
  const message = typeof said === 'string' ? { content: said } : { content: '', tool_calls: said.calls.map(toolCall) }
  return { choices: [{ message: { role: 'assistant', ...message }, finish_reason: 'stop' }], usage: {} }
}

const toolCall = ({ name, input }, index) => ({
  id: `call_${index}`,
  type: 'function',
  function: { name, arguments: JSON.stringify(input) },
})

function readable({ messages, tools = [] }) {
  const parts = messages.map(({ role, content, tool_calls: calls = [] }) => {
    const called = calls.map((call) => `(calls ${call.function.name} ${call.function.arguments})`)
    return [`<!-- ${role} -->`, content ?? '', ...called].join('\n\n')
  })
  const offered = tools.map(({ function: { name } }) => name)
  return `${parts.join('\n\n')}\n${offered.length === 0 ? '' : `\n<!-- tools: ${offered.join(', ')} -->\n`}`
}
