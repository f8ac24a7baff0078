// Sends generated requests through the service in a checkout and writes the log that it writes, as a container would.
// node traffic.mjs --checkout DIR --out FILE --count N --from ISO --to ISO --seed N
// One process drives one version of the service: run it once per deployment; it appends.
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { createRandom } from './random.mjs'

const timeoutShare = 0.004
const declinedShare = 0.02
const tipShare = 0.3
/** Card terminals with firmware of this year say `"tip": null` where nobody chose a tip. */
const nullTipShare = 0.04

async function load(checkout) {
  const part = (name) => import(pathToFileURL(join(checkout, 'src', name)).href)
  const [app, acquirer, logger] = await Promise.all([part('app.js'), part('acquirer.js'), part('logger.js')])
  return { ...app, ...acquirer, ...logger }
}

function createRequests(random) {
  const one = (list) => list[Math.floor(random() * list.length)]
  const customers = ['cus_ada', 'cus_bo', 'cus_chen', 'cus_dara', 'cus_eli']
  return () => {
    const roll = random()
    if (roll < 0.08) return { method: 'GET', url: '/health' }
    if (roll < 0.085) return { method: 'GET', url: `/payments/pay_${Math.floor(random() * 1e6)}` }
    const amount = 250 + Math.floor(random() * 40000)
    const token = `tok_${random() < declinedShare ? 'declined_' : ''}${Math.floor(random() * 1e9).toString(36)}`
    const body = { customer: one(customers), amount, currency: one(['EUR', 'EUR', 'EUR', 'SEK', 'GBP']) }
    body.card = { token, region: one(['domestic', 'eu', 'eu', 'international']) }
    const tip = random()
    if (tip < nullTipShare) body.tip = null
    else if (tip < nullTipShare + tipShare) body.tip = { amount: Math.floor((amount * random()) / 5) }
    if (random() < 0.006) body.amount = -amount
    return { method: 'POST', url: '/payments', body }
  }
}

/** The times of the requests, evenly spread with some jitter, in milliseconds and rising. */
function createTimes({ from, to, count }, random) {
  const step = (Date.parse(to) - Date.parse(from)) / count
  return Array.from({ length: count }, (_, index) => Math.floor(Date.parse(from) + step * (index + random() * 0.9)))
}

/** Paths as they are in the container, and no frame of this script, which stands where the socket would. */
function inContainer(line, checkout) {
  const home = pathToFileURL(checkout).href.replace(/\/$/, '')
  return line
    .replace(/\\n {4}at [^\\"]*traffic\.mjs[^\\"]*/g, '')
    .replaceAll(home, 'file:///srv/app')
    .replaceAll(checkout, '/srv/app')
}

async function drive({ checkout, count, from, to, seed }) {
  const random = createRandom(seed)
  const service = await load(checkout)
  let now = 0
  let ids = 0
  const lines = []
  const log = service.createLogger({
    clock: () => now,
    base: { pid: 1, hostname: `payments-${seed}`, name: 'payment-service' },
    write: (line) => lines.push(line),
  })
  const answer = ({ token }) => {
    now += 20 + Math.floor(random() * 180)
    if (random() < timeoutShare) now += 2000
    else return token.startsWith('tok_declined') ? 'declined' : 'approved'
    return 'timeout'
  }
  const newId = (prefix) => `${prefix}_${(++ids).toString(36).padStart(6, '0')}`
  const app = service.createApp({ acquirer: service.createAcquirer({ answer }), log, clock: () => now, newId })
  const request = createRequests(random)
  for (const time of createTimes({ from, to, count }, random)) {
    now = Math.max(now, time)
    await app.handle(request())
  }
  return lines.map((line) => inContainer(line, checkout))
}

const { values } = parseArgs({
  options: {
    checkout: { type: 'string' },
    out: { type: 'string' },
    count: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    seed: { type: 'string' },
  },
})
const lines = await drive({ ...values, count: Number(values.count), seed: Number(values.seed) })
appendFileSync(values.out, lines.join(''))
