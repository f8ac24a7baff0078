// A thousand random secrets under every transform: how many leave twelve characters or more behind.
// Run: node bench/redaction/leaks.mjs [--secrets 1000] [--seed 1] [--transform NAME]
import { parseArgs } from 'node:util'
import { built } from '../built.mjs'
import { generator, randomSecrets } from './secrets.mjs'
import { leftOf, places, transforms } from './transforms.mjs'

const { values: options } = parseArgs({
  options: {
    secrets: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    transform: { type: 'string' },
    build: { type: 'string' },
  },
})
const { createRedactor } = await import(`${options.build ?? built()}/safe-text/redact.js`)
const secrets = randomSecrets(Number(options.secrets), Number(options.seed))
const ways = [
  ...Object.entries(transforms).map(([name, transform]) => [name, ['line before: ', transform, ' line after']]),
  ...Object.entries(places),
]
const chosen = ways.filter(([name]) => (options.transform ?? name) === name)
const leaks = new Map()
for (const { kind, value } of secrets) {
  const redactor = createRedactor([{ name: 'S', value }])
  for (const [name, [before, transform, after]] of chosen) {
    const shown = transform(value, generator(1))
    const out = redactor.redact(before + shown + after)
    const left = leftOf(shown, out)
    if (left.length === 0) continue
    const key = `${name} / ${kind}`
    const { count } = leaks.get(key) ?? { count: 0 }
    leaks.set(key, { count: count + 1, value, out, left })
  }
}
for (const [key, { count, left, value, out }] of leaks) {
  console.log(
    `${String(count).padStart(5)}  ${key}: ${JSON.stringify(left.at(0))} of ${JSON.stringify(value.slice(0, 60))} in ${JSON.stringify(out.slice(0, 200))}`,
  )
}
const total = [...leaks.values()].reduce((sum, { count }) => sum + count, 0)
console.log(`${secrets.length} secrets, ${chosen.length} transforms, ${total} leaks`)
process.exitCode = total === 0 ? 0 : 1
