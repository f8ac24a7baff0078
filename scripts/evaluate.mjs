// Compares prompts and models on recorded cases, and replays conversations without a model.
//   node scripts/evaluate.mjs --replay [--update]        every case from its conversation; fixes must be the recorded ones
//   node scripts/evaluate.mjs --model NAME [--model …] [--base-url URL] [--prompt FILE …] [--out DIR]
// The key comes from SUTURE_API_KEY. Conversations of --model runs are kept below --out (default: a new temporary folder).
import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { cases } from '../bench/model/cases.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const recordedFile = join(root, 'bench/model/recorded.json')
const { values } = parseArgs({
  options: {
    replay: { type: 'boolean', default: false },
    update: { type: 'boolean', default: false },
    model: { type: 'string', multiple: true, default: [] },
    prompt: { type: 'string', multiple: true, default: [] },
    case: { type: 'string', multiple: true, default: [] },
    'base-url': { type: 'string', default: 'https://api.openai.com/v1' },
    out: { type: 'string' },
  },
})

/** Commits are the same in every run, so that ids in reports and patches are. */
const fixed = {
  GIT_AUTHOR_NAME: 'Case',
  GIT_AUTHOR_EMAIL: 'case@example.com',
  GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z',
  GIT_COMMITTER_NAME: 'Case',
  GIT_COMMITTER_EMAIL: 'case@example.com',
  GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z',
}

function makeProject(folder, files) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  const git = (...args) =>
    execFileSync('git', args, { cwd: folder, env: { ...process.env, ...fixed }, stdio: 'ignore' })
  git('init', '-q', '-b', 'main')
  git('add', '-A')
  git('commit', '-qm', 'Begin')
}

/** Plays answers in their order; a conversation that goes on after its end has changed, and ends in nonsense. */
async function replayServer(answers) {
  let played = 0
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const said = answers[played++] ?? ''
      const message =
        typeof said === 'string' ? { content: said } : { content: '', tool_calls: said.calls.map(toolCall) }
      const body = { choices: [{ message: { role: 'assistant', ...message }, finish_reason: 'stop' }], usage: {} }
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${server.address().port}/v1`,
    close: () => server.close(),
    played: () => played,
    said: () => answers,
  }
}

const toolCall = ({ name, input }, index) => ({
  id: `call_${index}`,
  type: 'function',
  function: { name, arguments: JSON.stringify(input) },
})

/** Stands between Suture and an endpoint, and keeps what the model said in the form that replay takes. */
async function recordingServer(baseUrl, key) {
  const answers = []
  const server = createServer(async (request, response) => {
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    // Whole answers are easier to keep than streams, and any endpoint can give them.
    const { stream: _, stream_options: __, ...body } = JSON.parse(Buffer.concat(chunks).toString())
    const headers = { 'content-type': 'application/json', ...(key === '' ? {} : { authorization: `Bearer ${key}` }) }
    try {
      const answer = await fetch(`${baseUrl}/chat/completions`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
        redirect: 'error',
      })
      const text = await answer.text()
      if (answer.ok) answers.push(saidIn(JSON.parse(text)))
      response
        .writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'application/json' })
        .end(text)
    } catch {
      response.writeHead(502).end()
    }
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${server.address().port}/v1`,
    close: () => server.close(),
    played: () => answers.length,
    said: () => answers,
  }
}

function saidIn(completion) {
  const { content, tool_calls: calls } = completion.choices?.[0]?.message ?? {}
  if (!calls?.length) return content ?? ''
  return {
    calls: calls.map((call) => ({ name: call.function.name, input: JSON.parse(call.function.arguments || '{}') })),
  }
}

async function runCase(each, { model, prompt, server }) {
  const folder = mkdtempSync(join(tmpdir(), 'suture-evaluate-'))
  try {
    const workspace = join(folder, 'workspace')
    const own = prompt === undefined ? {} : { '.github/suture/repair.md': readFileSync(prompt, 'utf8') }
    makeProject(workspace, { ...each.files, ...own })
    const args = [
      'dist/index.js',
      'propose',
      '--workspace',
      workspace,
      '--signals',
      'tests',
      '--strategies',
      'model',
      '--confirmations',
      '1',
    ]
    args.push('--model', model, '--base-url', server.url, '--report', join(folder, 'report.json'))
    await new Promise((resolve) => spawn(process.execPath, args, { cwd: root, stdio: 'ignore' }).on('close', resolve))
    const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'))
    const bundle = readdirSync(folder).find((name) => name.startsWith('fix-'))
    const patch = bundle === undefined ? undefined : readFileSync(join(folder, bundle, 'fix.patch'), 'utf8')
    return { report, patch }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Wilson's interval at 95 %, in percent: honest for few cases, where the usual one is not. */
export function wilson(hits, total) {
  if (total === 0) return [0, 100]
  const z = 1.96
  const rate = hits / total
  const middle = rate + (z * z) / (2 * total)
  const spread = z * Math.sqrt((rate * (1 - rate)) / total + (z * z) / (4 * total * total))
  const whole = 1 + (z * z) / total
  return [(middle - spread) / whole, (middle + spread) / whole].map((part) =>
    Math.round(Math.min(1, Math.max(0, part)) * 100),
  )
}

function row(name, results) {
  const count = (test) => results.filter(test).length
  const healed = count(({ report }) => report.outcome === 'proposed')
  const declined = count(({ report }) => report.outcome === 'declined')
  const wrong = count(({ report }) => report.outcome !== 'proposed' && report.attempts.length > 0)
  const sum = (pick) => results.reduce((total, { report }) => total + (pick(report) ?? 0), 0)
  const [low, high] = wilson(healed, results.length)
  const tokens = sum(({ usage }) => (usage?.tokensIn ?? 0) + (usage?.tokensOut ?? 0))
  const cells = [name, `${healed}/${results.length} (${low}–${high} %)`, wrong, declined, tokens]
  cells.push(sum(({ usage }) => usage?.cost).toFixed(4), sum(({ seconds }) => seconds).toFixed(0))
  return `| ${cells.join(' | ')} |`
}

const title =
  '| prompt × model | healed (95 % interval) | wrong | declined | tokens | cost, USD | seconds |\n| --- | --- | --- | --- | --- | --- | --- |'
const sha256 = (text) => createHash('sha256').update(text).digest('hex')
const chosen = cases.filter(({ name }) => values.case.length === 0 || values.case.includes(name))

async function replayAll() {
  const recorded = JSON.parse(readFileSync(recordedFile, 'utf8'))
  const results = []
  for (const each of chosen) {
    const server = await replayServer(each.answers)
    const result = await runCase(each, { model: 'replayed', server })
    server.close()
    results.push(result)
    const now = {
      outcome: result.report.outcome,
      calls: server.played(),
      ...(result.patch === undefined ? {} : { patch: sha256(result.patch) }),
    }
    const same = JSON.stringify(now) === JSON.stringify(recorded[each.name])
    console.log(`${same ? 'same' : 'DIFFERS'}  ${each.name}: ${now.outcome}, ${now.calls} calls`)
    if (values.update) recorded[each.name] = now
    else if (!same) process.exitCode = 1
  }
  if (values.update) writeFileSync(recordedFile, `${JSON.stringify(recorded, null, 2)}\n`)
  console.log(`\n${title}\n${row('replayed', results)}`)
}

async function compare() {
  const out = values.out ?? mkdtempSync(join(tmpdir(), 'suture-conversations-'))
  const rows = []
  for (const model of values.model) {
    for (const prompt of values.prompt.length === 0 ? [undefined] : values.prompt) {
      const results = []
      for (const each of chosen) {
        const server = await recordingServer(values['base-url'].replace(/\/+$/, ''), process.env.SUTURE_API_KEY ?? '')
        const result = await runCase(each, { model, prompt, server })
        server.close()
        results.push(result)
        const name = `${each.name}-${sha256(`${model} ${prompt ?? ''}`).slice(0, 8)}.json`
        mkdirSync(out, { recursive: true })
        const kept = {
          case: each.name,
          model,
          prompt: result.report.usage?.prompt,
          outcome: result.report.outcome,
          answers: server.said(),
        }
        writeFileSync(join(out, name), `${JSON.stringify(kept, null, 2)}\n`)
      }
      rows.push(row(`${prompt ?? 'bundled'} × ${model}`, results))
    }
  }
  console.log(`${title}\n${rows.join('\n')}\n\nconversations: ${out}`)
}

if (values.replay) await replayAll()
else if (values.model.length > 0) await compare()
else
  console.log(
    readFileSync(fileURLToPath(import.meta.url), 'utf8')
      .split('\n')
      .slice(0, 4)
      .join('\n'),
  )
