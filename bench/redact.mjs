// Measures the redactor on one megabyte of several kinds of text, with a dozen known secrets and with a thousand: it has
// to stay under 0.3 s of processor time for each. Run: node bench/redact.mjs
import { randomBytes } from 'node:crypto'
import { built } from './built.mjs'
import { randomSecrets } from './redaction/secrets.mjs'

const { createRedactor } = await import(`${process.argv[2] ?? built()}/safe-text/redact.js`)
const megabyte = 1024 * 1024
const limit = 300
const key = randomBytes(390).toString('base64url')
const known = (count) => [
  { name: 'KEY', value: key },
  ...randomSecrets(count - 1, 1).map(({ value }) => ({ name: 'KEY', value })),
]
const fill = (part) => part.repeat(Math.ceil(megabyte / part.length)).slice(0, megabyte)
const texts = {
  'log lines': fill('2026-11-22T10:00:00.000Z ERROR api TypeError: x is undefined at /app/src/cart.js:12:3 user=17\n'),
  'log lines in JSON': fill(
    '{"time":"2026-11-22T10:00:00Z","msg":"TypeError: \\"x\\" is undefined\\n    at /app/src/cart.js"}\n',
  ),
  'random base64': randomBytes(megabyte).toString('base64').slice(0, megabyte),
  'one character': fill('a'),
  blanks: fill(' '),
  colours: fill('\u001B[31m'),
  'open title sequences': fill('\u001B]0;'),
  'starts of keys': fill('-----BEGIN RSA PRIVATE KEY-----'),
  'starts of JWTs': fill('eyJ'),
  'starts of URLs': fill('://a:'),
  'starts of tokens': fill('ghp_ '),
  'escapes of escapes': fill('%25255C\\\\\\\\u0041&amp;amp;'),
  'starts of escapes': fill('&#x\\u{%='),
  passwords: fill('password="'),
  authorizations: fill('authorization: bearer '),
  secrets: fill(`${key} `),
}
const processor = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
let slow = 0
for (const count of [12, 1000]) {
  const secrets = known(count)
  const begun = processor()
  const redactor = createRedactor(secrets)
  console.log(`${count} secrets, made ready in ${(processor() - begun).toFixed(0)} ms`)
  for (const [name, text] of Object.entries(texts)) {
    const start = processor()
    redactor.redact(text)
    const spent = processor() - start
    if (spent > limit) slow += 1
    console.log(`${spent.toFixed(0).padStart(6)} ms  ${name}`)
  }
}
process.exitCode = slow === 0 ? 0 : 1
