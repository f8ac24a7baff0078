// Sends a run's traces to a real OpenTelemetry collector, and looks at what it understood. Not run in CI: building one takes minutes.
//   go run go.opentelemetry.io/collector/cmd/builder@v0.160.0 --config scripts/collector/builder.yaml
//   node scripts/collector/run.mjs [--collector build/collector/otelcol] [--case NAME] [--content]
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { handWritten } from '../../bench/model/hand-written.mjs'
import { readCases } from '../evaluate/cases.mjs'
import { openReplay } from '../evaluate/endpoints.mjs'
import { runCase } from '../evaluate/run-case.mjs'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const { values } = parseArgs({
  options: {
    collector: { type: 'string', default: join(root, 'build/collector/otelcol') },
    case: { type: 'string', default: 'second-idea' },
    content: { type: 'boolean', default: false },
  },
})

async function freePort() {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function startCollector(folder, port) {
  const settings = {
    receivers: { otlp: { protocols: { http: { endpoint: `127.0.0.1:${port}` } } } },
    exporters: { debug: { verbosity: 'detailed', sampling_initial: 10_000 } },
    service: {
      telemetry: { metrics: { level: 'none' } },
      pipelines: { traces: { receivers: ['otlp'], exporters: ['debug'] } },
    },
  }
  const file = join(folder, 'collector.yaml')
  // JSON is YAML.
  writeFileSync(file, JSON.stringify(settings))
  const collector = spawn(values.collector, ['--config', file])
  let printed = ''
  for (const stream of [collector.stdout, collector.stderr])
    stream.on('data', (chunk) => {
      printed += chunk
    })
  for (let tries = 0; tries < 100 && !printed.includes('Everything is ready'); tries++)
    await new Promise((resolve) => setTimeout(resolve, 100))
  const ended = new Promise((resolve) => collector.on('close', resolve))
  return {
    async stop() {
      collector.kill('SIGTERM')
      await ended
      return printed
    },
  }
}

/** Spans as the collector's own debug exporter prints them. */
function spansIn(printed) {
  return printed
    .split(/^Span #\d+$/m)
    .slice(1)
    .map((text) => ({
      name: /^ {4}Name +: (.*)$/m.exec(text)?.[1],
      id: /^ {4}ID +: (.*)$/m.exec(text)?.[1],
      parent: /^ {4}Parent ID +: (.*)$/m.exec(text)?.[1],
      trace: /^ {4}Trace ID +: (.*)$/m.exec(text)?.[1],
      attributes: [...text.matchAll(/^ +-> (\S+): /gm)].map((match) => match[1]),
    }))
}

const folder = mkdtempSync(join(tmpdir(), 'suture-collector-'))
try {
  const port = await freePort()
  const collector = await startCollector(folder, port)
  const cases = [...handWritten, ...readCases(join(root, 'bench/model/cases'))]
  const each = cases.find(({ name }) => name === values.case)
  const replay = await openReplay(each.answers)
  if (values.content) process.env.OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT = 'true'
  const inputs = { ...each.inputs, telemetry: `http://127.0.0.1:${port}` }
  const { report } = await runCase({ ...each, inputs }, { model: 'replayed', url: replay.url })
  replay.close()
  const spans = spansIn(await collector.stop())
  const chats = spans.filter(({ name }) => name === 'chat replayed')
  const ids = new Set(spans.map(({ id }) => id))
  const checks = {
    'one trace': new Set(spans.map(({ trace }) => trace)).size === 1,
    'one root, invoke_agent suture':
      spans
        .filter(({ parent }) => !parent)
        .map(({ name }) => name)
        .join() === 'invoke_agent suture',
    'every other span has its parent': spans.every(({ parent }) => !parent || ids.has(parent)),
    'a span for each call of the model': chats.length === report.usage.calls,
    'a span for each trial': spans.filter(({ name }) => name === 'trial').length === report.attempts.length,
    'GenAI attributes on each call': [
      'gen_ai.operation.name',
      'gen_ai.request.model',
      'gen_ai.usage.input_tokens',
    ].every((name) => chats.every(({ attributes }) => attributes.includes(name))),
    [values.content ? 'messages, since they were asked for' : 'no messages']:
      chats.some(({ attributes }) => attributes.includes('gen_ai.input.messages')) === values.content,
  }
  for (const { name, attributes } of spans) console.log(`${name}: ${attributes.join(' ')}`)
  for (const [name, passed] of Object.entries(checks)) console.log(`${passed ? 'yes' : 'NO '}  ${name}`)
  if (Object.values(checks).includes(false)) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
