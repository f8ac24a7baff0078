import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { createAcquirer } from '../src/acquirer.js'
import { createApp } from '../src/app.js'
import { createLogger } from '../src/logger.js'
import { createHttpServer } from '../src/server.js'

const body = { customer: 'cus_ada', amount: 10000, currency: 'EUR', card: { token: 'tok_1', region: 'eu' } }
const pay = (over = {}) => ({ method: 'POST', url: '/payments', body: { ...body, ...over } })

function appWithLog(options = {}) {
  const records = []
  const log = createLogger({ write: (line) => records.push(JSON.parse(line)), clock: () => 0 })
  return { app: createApp({ log, ...options }), records }
}

test('a payment is taken, posted and can be read back', async () => {
  const { app, records } = appWithLog()
  const taken = await app.handle(pay())
  assert.equal(taken.status, 201)
  assert.equal(taken.body.price.total, 9500)
  assert.equal(taken.body.receipt.at(-1), 'Paid: 95.00 EUR')
  assert.equal(app.ledger.entriesOf(taken.body.id).length, 3)
  assert.ok(app.ledger.isBalanced())
  const read = await app.handle({ method: 'GET', url: `/payments/${taken.body.id}` })
  assert.equal(read.status, 200)
  assert.deepEqual(
    records.map((record) => [record.level, record.res.statusCode]),
    [
      [30, 201],
      [30, 200],
    ],
  )
})

test('a declined card is 402 and posts nothing', async () => {
  const { app } = appWithLog()
  const answer = await app.handle(pay({ card: { token: 'tok_declined_1', region: 'eu' } }))
  assert.equal(answer.status, 402)
  assert.equal(answer.body.error.code, 'card_declined')
  assert.equal(app.ledger.isBalanced(), true)
})

test('an acquirer that does not answer is 504, logged with the request', async () => {
  const { app, records } = appWithLog({ acquirer: createAcquirer({ answer: () => 'timeout' }) })
  const answer = await app.handle(pay())
  assert.equal(answer.status, 504)
  assert.equal(records[0].level, 50)
  assert.equal(records[0].err.type, 'GatewayTimeoutError')
  assert.deepEqual(records[0].req.body, body)
})

test('what is not there is 404, and a bad body is 422', async () => {
  const { app } = appWithLog()
  assert.equal((await app.handle({ method: 'GET', url: '/nothing' })).status, 404)
  assert.equal((await app.handle({ method: 'GET', url: '/payments/pay_0' })).status, 404)
  assert.equal((await app.handle(pay({ customer: 'cus_nobody' }))).status, 404)
  assert.equal((await app.handle(pay({ amount: -1 }))).status, 422)
})

test('our own errors are 500 and keep their details to themselves', async () => {
  const customers = { find: () => assert.fail('the directory is down') }
  const { app, records } = appWithLog({ customers })
  const answer = await app.handle(pay())
  assert.deepEqual(answer, { status: 500, body: { error: { code: 'internal', message: 'something went wrong' } } })
  assert.match(records[0].err.message, /directory is down/)
})

test('the service answers over HTTP', async (t) => {
  const server = createHttpServer(appWithLog().app).listen(0, '127.0.0.1')
  t.after(() => {
    server.close()
    server.closeAllConnections()
  })
  await once(server, 'listening')
  // The body is read to its end: a connection with an unread answer would keep this process alive.
  const ask = async (path, options) => {
    const response = await fetch(`http://127.0.0.1:${server.address().port}${path}`, options)
    return { status: response.status, body: await response.json() }
  }
  assert.deepEqual(await ask('/health'), { status: 200, body: { status: 'ok' } })
  assert.equal((await ask('/payments', { method: 'POST', body: JSON.stringify(body) })).status, 201)
  assert.equal((await ask('/payments', { method: 'POST', body: '{' })).status, 422)
})
