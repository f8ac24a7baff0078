// Measures the redactor on one megabyte of several kinds of text: it has to stay under 0.3 s for each.
// Run: npx tsc && node bench/redact.mjs
import { randomBytes } from 'node:crypto'
import { createRedactor } from '../build/safe-text/redact.js'

const megabyte = 1024 * 1024
const secrets = Array.from({ length: 12 }, (_, index) => ({
  name: `KEY_${index}`,
  value: randomBytes(index === 0 ? 390 : 30).toString('base64url'),
}))
const fill = (part) => part.repeat(Math.ceil(megabyte / part.length)).slice(0, megabyte)
const texts = {
  'log lines': fill('2026-11-22T10:00:00.000Z ERROR api TypeError: x is undefined at /app/src/cart.js:12:3 user=17\n'),
  'random base64': randomBytes(megabyte).toString('base64').slice(0, megabyte),
  'one character': fill('a'),
  blanks: fill(' '),
  colours: fill('\u001B[31m'),
  'open title sequences': fill('\u001B]0;'),
  'starts of keys': fill('-----BEGIN RSA PRIVATE KEY-----'),
  'starts of JWTs': fill('eyJ'),
  'starts of URLs': fill('://a:'),
  'starts of tokens': fill('ghp_ '),
  passwords: fill('password="'),
  authorizations: fill('authorization: bearer '),
  secrets: fill(`${secrets[0].value} `),
}
for (const [name, text] of Object.entries(texts)) {
  const redactor = createRedactor(secrets)
  const start = performance.now()
  redactor.redact(text)
  console.log(`${(performance.now() - start).toFixed(0).padStart(6)} ms  ${name}`)
}
