import { randomUUID } from 'node:crypto'
import { createAcquirer } from './acquirer.js'
import { createCustomers } from './customers.js'
import { HttpError } from './errors.js'
import { createLedger } from './ledger.js'
import { createLogger, describeError } from './logger.js'
import { createPayments } from './payments.js'

const randomId = (prefix) => `${prefix}_${randomUUID()}`

/** The service without its socket: `handle` takes `{ method, url, body }` and answers `{ status, body }`. */
export function createApp({
  acquirer = createAcquirer(),
  customers = createCustomers(),
  ledger = createLedger(),
  log = createLogger(),
  clock = Date.now,
  newId = randomId,
} = {}) {
  const payments = createPayments({ acquirer, customers, ledger, newId })

  async function route({ method, url, body }) {
    if (method === 'POST' && url === '/payments') return { status: 201, body: await payments.take(body) }
    if (method === 'GET' && url === '/health') return { status: 200, body: { status: 'ok' } }
    const id = /^\/payments\/([\w-]+)$/.exec(url)?.[1]
    if (method === 'GET' && id !== undefined) return { status: 200, body: payments.find(id) }
    throw new HttpError(404, 'not_found', `there is no ${method} ${url}`)
  }

  async function handle(request) {
    const started = clock()
    const req = { id: newId('req'), method: request.method, url: request.url }
    const done = (statusCode) => ({ res: { statusCode }, responseTime: clock() - started })
    try {
      const response = await route(request)
      log.info({ req, ...done(response.status) }, 'request completed')
      return response
    } catch (error) {
      const { status, code, message } = answerFor(error)
      const level = status >= 500 ? 'error' : 'warn'
      log[level]({ req: { ...req, body: request.body }, ...done(status), err: describeError(error) }, 'request failed')
      return { status, body: { error: { code, message } } }
    }
  }

  return { handle, ledger }
}

// What is not an HttpError is our own fault, and none of its details leave the house.
function answerFor(error) {
  if (error instanceof HttpError) return error
  return { status: 500, code: 'internal', message: 'something went wrong' }
}
