// Tries texts of one Java program in one JVM that stays (Worker.java). One JSON object a line in, one out (run.mjs).
import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const worker = join(dirname(fileURLToPath(import.meta.url)), 'Worker.java')
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
const task = JSON.parse((await lines.next()).value)
const flags = ['-Xmx700m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1']
const machine = spawn('java', [...flags, worker], { stdio: ['pipe', 'pipe', 'ignore'] })
const answers = createInterface({ input: machine.stdout })[Symbol.asyncIterator]()

async function run({ run: text, seconds }) {
  const source = Buffer.from(`${text}\n${task.tests}`).toString('base64')
  machine.stdin.write(`${Math.max(0.5, seconds)} ${source}\n`)
  const answer = await answers.next()
  if (answer.done) return { invalid: 'the machine ended' }
  const [status, took, frames, said = ''] = answer.value.split('\t')
  if (status === 'invalid') return { invalid: said }
  const [, exception, message] = /^([\w.$]+): (.*)$/.exec(said) ?? []
  const told = {
    exception,
    message: message === 'null' ? '' : message,
    lines: frames.split(' ').filter(Boolean).map(Number),
  }
  return { results: [{ name: 'check', status, seconds: Number(took), ...(status === 'failed' ? told : {}) }], total: 1 }
}

function compare({ compare: [fixed, candidate] }) {
  const flat = (text) => text.replace(/\/\/.*/g, '').replace(/\s+/g, '')
  return { same: flat(fixed) === flat(candidate), how: 'tree' }
}

for (let line = await lines.next(); !line.done; line = await lines.next()) {
  const request = JSON.parse(line.value)
  process.stdout.write(`${JSON.stringify('run' in request ? await run(request) : compare(request))}\n`)
}
machine.stdin.end()
