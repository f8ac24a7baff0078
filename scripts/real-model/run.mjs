// A real server behind the strategy model: protocol, budgets, a window that is too small. Not run in CI: it needs a compiler.
//   python3 -m venv V && V/bin/pip install 'llama-cpp-python[server]' gguf
//   node scripts/real-model/run.mjs --python V/bin/python [--model FILE.gguf] [--case NAME]
// Without --model a model of random weights is made: its nonsense must end as no-fix, inside every limit.
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readCases } from '../evaluate/cases.mjs'
import { openRecorder } from '../evaluate/endpoints.mjs'
import { runCase } from '../evaluate/run-case.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const { values } = parseArgs({
  options: {
    python: { type: 'string', default: 'python3' },
    model: { type: 'string' },
    case: { type: 'string', default: 'cron-next' },
  },
})

/** What each run must come to; a byte is a token of the random model, so its prompts have four times as many. */
const plans = [
  { name: 'streaming', window: 65_536, stream: true, ends: /^(?:no-fix|declined)$/ },
  { name: 'not streaming', window: 65_536, stream: false, ends: /^(?:no-fix|declined)$/ },
  { name: 'a small window', window: 14_000, stream: true, ends: /^(?:no-fix|declined)$/ },
  { name: 'a window that is too small', window: 1024, stream: true, ends: /^error-model$/ },
  {
    name: 'a small budget',
    window: 65_536,
    stream: true,
    inputs: { 'max-tokens': '9000' },
    ends: /^(?:no-fix|declined|limit-reached)$/,
  },
]

async function freePort() {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function serve(model, window) {
  const port = await freePort()
  const args = ['-m', 'llama_cpp.server', '--model', model, '--n_ctx', String(window), '--chat_format', 'chatml']
  const server = spawn(values.python, [...args, '--host', '127.0.0.1', '--port', String(port)], { stdio: 'ignore' })
  const url = `http://127.0.0.1:${port}/v1`
  for (let tries = 0; tries < 120; tries++) {
    const ok = await fetch(`${url}/models`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (ok) return { url, close: () => server.kill() }
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  server.kill()
  throw new Error('the server does not answer')
}

const folder = mkdtempSync(join(tmpdir(), 'suture-real-model-'))
try {
  const model = values.model ?? join(folder, 'random.gguf')
  if (values.model === undefined) execFileSync(values.python, [join(here, 'tiny.py'), model], { stdio: 'inherit' })
  const each = readCases(join(here, '../../bench/model/cases')).find(({ name }) => name === values.case)
  for (const { name, window, stream, inputs = {}, ends } of plans) {
    const server = await serve(model, window)
    // The recorder asks for whole answers, whatever it is asked for.
    const recorder = stream ? undefined : await openRecorder(server.url, '')
    const limited = { ...each, inputs: { ...each.inputs, ...inputs } }
    const { report } = await runCase(limited, { model: 'random', url: recorder?.url ?? server.url })
    recorder?.close()
    server.close()
    const { calls = 0, tokensIn = 0, tokensOut = 0 } = report.usage ?? {}
    const kept = tokensIn + tokensOut <= Number(inputs['max-tokens'] ?? 400_000)
    const right = ends.test(report.outcome) && kept && report.pullRequest === undefined
    if (!right) process.exitCode = 1
    console.log(`${right ? 'as it must' : 'WRONG'}  ${name}: ${report.outcome}: ${report.reason}`)
    console.log(`            ${calls} calls, ${tokensIn} tokens in, ${tokensOut} out, ${report.seconds} s`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
