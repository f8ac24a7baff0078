// Replays the request of a logged error against the service, in process, and exits non-zero unless it goes through.
// SUTURE_EVENT names a JSON file; the log record may stand in it as `event`, or be the file itself.
import { readFileSync } from 'node:fs'
import { createApp } from '../src/app.js'
import { createLogger } from '../src/logger.js'

function requestOf(record) {
  const req = record?.event?.req ?? record?.req
  if (req?.url === undefined) throw new Error('the event holds no request: expected req.method, req.url and req.body')
  return { method: req.method ?? 'POST', url: req.url, body: req.body }
}

const file = process.env.SUTURE_EVENT ?? process.argv[2]
if (file === undefined) {
  console.error('usage: SUTURE_EVENT=event.json node scripts/replay.js')
  process.exit(2)
}

const request = requestOf(JSON.parse(readFileSync(file, 'utf8')))
const log = createLogger({ write: printStack })
const app = createApp({ log })
const response = await app.handle(request)
console.log(`${request.method} ${request.url} -> ${response.status}`)
// A request that was answered with an error in production must go through now, and the books must balance.
process.exitCode = response.status < 400 && app.ledger.isBalanced() ? 0 : 1

function printStack(line) {
  const { err } = JSON.parse(line)
  if (err !== undefined) console.error(err.stack)
}
