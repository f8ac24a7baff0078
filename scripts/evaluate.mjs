// Compares prompts and models on recorded cases, and replays conversations without a model.
//   npm run evaluate -- --model NAME [--model …] [--base-url URL] [--prompt FILE …] [--out DIR]
//   npm run evaluate -- --replay [--update]      every case that has a conversation; fixes must be the recorded ones
//   npm run evaluate -- --relay DIR [--wait SECONDS]      whoever writes files into DIR answers in place of a model
// All take --cases DIR (default: those of bench/model) and --case NAME …. The key comes from SUTURE_API_KEY.
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { handWritten } from '../bench/model/hand-written.mjs'
import { readCases } from './evaluate/cases.mjs'
import { openRecorder, openRelay, openReplay } from './evaluate/endpoints.mjs'
import { runCase } from './evaluate/run-case.mjs'
import { head, row, tokensOf } from './evaluate/table.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const recordedFile = join(root, 'bench/model/recorded.json')
const { values } = parseArgs({
  options: {
    replay: { type: 'boolean', default: false },
    update: { type: 'boolean', default: false },
    relay: { type: 'string' },
    wait: { type: 'string', default: '0' },
    model: { type: 'string', multiple: true, default: [] },
    prompt: { type: 'string', multiple: true, default: [] },
    cases: { type: 'string' },
    case: { type: 'string', multiple: true, default: [] },
    'base-url': { type: 'string', default: 'https://api.openai.com/v1' },
    out: { type: 'string' },
  },
})

/** What src/repair/model/opening.ts holds to. */
const mostOfFirstPrompt = 12_000

const own = readCases(values.cases ?? join(root, 'bench/model/cases'))
const chosenFrom = (cases) => cases.filter(({ name }) => values.case.length === 0 || values.case.includes(name))
const sha256 = (text) => createHash('sha256').update(text).digest('hex')

/** A case at an endpoint that is there for it alone. */
async function runAt(each, endpoint, how) {
  try {
    const result = await runCase(each, { ...how, url: endpoint.url })
    return { each, ...result, asked: endpoint.asked, said: endpoint.said }
  } finally {
    endpoint.close()
  }
}

/** What a conversation came to, as far as it is the same in every replay. */
function told({ report, ending, patch, said }) {
  return {
    outcome: report.outcome,
    ending,
    calls: said.length,
    ...(patch === undefined ? {} : { patch: sha256(patch) }),
  }
}

const readRecorded = () => JSON.parse(readFileSync(recordedFile, 'utf8'))

/** At once, so that cases may be replayed by several processes. */
function record(name, now) {
  const all = Object.entries({ ...readRecorded(), [name]: now }).sort(([a], [b]) => (a < b ? -1 : 1))
  writeFileSync(recordedFile, `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`)
}

async function replayAll() {
  const recorded = readRecorded()
  const results = []
  for (const each of chosenFrom([...handWritten, ...own]).filter(({ answers }) => answers !== undefined)) {
    const result = await runAt(each, await openReplay(each.answers), { model: 'replayed' })
    results.push(result)
    const now = told(result)
    const { firstPromptTokens = 0, holdsTheFixedLines } = summary(result)
    const same = JSON.stringify(now) === JSON.stringify(recorded[each.name]) && firstPromptTokens <= mostOfFirstPrompt
    const first = `first prompt ${firstPromptTokens} tokens${holdsTheFixedLines === true ? ', with every line that the fix changes' : ''}`
    console.log(
      `${same ? 'same' : 'DIFFERS'}  ${each.name}: ${now.ending} (${now.outcome}), ${now.calls} calls, ${first}`,
    )
    if (result.wrong !== undefined) console.log(`         ${result.wrong}`)
    if (values.update) record(each.name, now)
    else if (!same) process.exitCode = 1
  }
  console.log(`\n${head}\n${row('replayed', results)}`)
}

async function relayAll(folder) {
  const results = []
  for (const each of chosenFrom(own)) {
    const place = join(folder, each.name)
    const result = await runAt(each, await openRelay(place, Number(values.wait)), { model: 'relayed' })
    const waits = /no answer yet: write \S+/.exec(result.report.reason)
    console.log(`${each.name}: ${waits === null ? `${result.ending}, ${result.said.length} calls` : waits[0]}`)
    if (waits !== null) continue
    results.push(result)
    keep(place, 'result.json', { ...summary(result), reason: result.report.reason })
  }
  console.log(`\n${head}\n${row('bundled × relayed', results)}`)
}

async function compare() {
  const out = values.out ?? mkdtempSync(join(tmpdir(), 'suture-conversations-'))
  const key = process.env.SUTURE_API_KEY ?? process.env.OPENAI_API_KEY ?? ''
  const rows = []
  for (const model of values.model) {
    for (const prompt of values.prompt.length === 0 ? [undefined] : values.prompt) {
      const results = []
      for (const each of chosenFrom(own)) {
        const result = await runAt(each, await openRecorder(values['base-url'], key), { model, prompt })
        results.push(result)
        console.log(`${each.name}: ${result.ending} (${result.report.outcome}: ${result.report.reason})`)
        const name = `${each.name}-${sha256(`${model} ${prompt ?? ''}`).slice(0, 8)}.json`
        keep(out, name, { model, ...summary(result), asked: result.asked, answers: result.said })
      }
      rows.push(row(`${prompt ?? 'bundled'} × ${model}`, results))
    }
  }
  console.log(`\n${head}\n${rows.join('\n')}\n\nconversations: ${out}`)
}

function summary(result) {
  const { each, report, asked } = result
  const [first] = asked
  return {
    case: each.name,
    prompt: report.usage?.prompt,
    ...told(result),
    ...(first === undefined
      ? {}
      : { firstPromptTokens: tokensOf(first), holdsTheFixedLines: holds(first, result.patch) }),
    usage: report.usage,
  }
}

/** Whether all lines that the fix takes away or leaves around it were in the first prompt. */
function holds({ messages }, patch) {
  if (patch === undefined) return undefined
  const text = messages.map(({ content }) => content).join('\n')
  const lines = patch.split('\n').filter((line) => /^-(?!--)/.test(line))
  return lines.every((line) => text.includes(line.slice(1)))
}

function keep(folder, name, value) {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, name), `${JSON.stringify(value, null, 2)}\n`)
}

if (values.replay) await replayAll()
else if (values.relay !== undefined) await relayAll(values.relay)
else if (values.model.length > 0) await compare()
else {
  const usage = readFileSync(fileURLToPath(import.meta.url), 'utf8')
    .split('\n')
    .slice(0, 5)
  console.log(usage.map((line) => line.slice(3)).join('\n'))
  process.exitCode = 1
}
