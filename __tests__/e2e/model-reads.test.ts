import { git } from '../bed/git.mjs'
import type { ModelRequest } from '../bed/model.mjs'
import {
  confirmations,
  eachWithBed,
  expectEnding,
  expectNothingPublished,
  failedJob,
  key,
  lastState,
} from './scenario.js'

const world = eachWithBed()

/** The price is wrong in one file because of what two others say; no operator mends it, and no frame leads there. */
const filler = Array.from({ length: 150 }, (_, index) => `export const unused${index} = ${index}`).join('\n')
const files = {
  'package.json': '{"name":"shop","private":true,"type":"module","scripts":{"test":"node --test"}}\n',
  'src/invoice.js': `import { convert } from './money/convert.js'\n\nexport function invoice(amount, currency) {\n  return convert(amount, currency)\n}\n`,
  'src/money/convert.js': `${filler}\nimport { rateOf } from './rates.js'\n\nexport function convert(amount, currency) {\n  return amount * rateOf(currency)\n}\n`,
  'src/money/rates.js': `${filler}\nexport function rateOf(currency) {\n  return { EUR: 1, USD: 12 }[currency]\n}\n`,
  'test/invoice.test.js': `import assert from 'node:assert/strict'\nimport { test } from 'node:test'\nimport { invoice } from '../src/invoice.js'\n\ntest('dollars', () => {\n  assert.equal(invoice(100, 'USD'), 120)\n})\n`,
  '.gitignore': 'junit.xml\n',
}
const wrong =
  'PATH: src/money/convert.js\n<<<<<<< SEARCH\n  return amount * rateOf(currency)\n=======\n  return amount / rateOf(currency)\n>>>>>>> REPLACE\nREASON: perhaps it divides\n'
const right =
  'PATH: src/money/rates.js\n<<<<<<< SEARCH\n  return { EUR: 1, USD: 12 }[currency]\n=======\n  return { EUR: 1, USD: 1.2 }[currency]\n>>>>>>> REPLACE\nREASON: the rate was ten times too high\n'

/** Gives the right fix only once it has seen both definitions and one trial that failed. */
function capable(ask: (name: string) => string | object) {
  return ({ body }: ModelRequest) => {
    const said = body.messages.map(({ content }: { content: string }) => content).join('\n')
    if (!said.includes('| export function convert(')) return ask('convert')
    if (!said.includes('| export function rateOf(')) return ask('rateOf')
    return said.includes('Verdict: still-failing') ? right : wrong
  }
}

describe('a model that must read before it can mend', () => {
  it.each([
    ['in lines of text', (name: string) => `I need to see it.\nASK: find_definition ${name}`, false],
    ['with tools', (name: string) => ({ calls: [{ name: 'find_definition', input: { name } }] }), false],
    ['in text, at an endpoint that refuses tools', (name: string) => `ASK: find_definition ${name}`, true],
  ])(
    'heals within its budget: %s',
    async (_name, ask, refuses) => {
      const { bed } = world
      await bed.project([{ message: 'Begin', files }])
      const workspace = await failedJob(bed)
      const play = capable(ask)
      const refusal = { status: 400, body: { error: { message: 'this model does not support tools' } } }
      bed.model.say([(request) => (refuses && request.body.tools !== undefined ? refusal : play(request))])
      const run = await bed.run(workspace, {
        signals: 'junit.xml',
        strategies: 'model',
        model: 'bed-large',
        'base-url': bed.model.url,
        'api-key': key,
        'max-tokens': '60000',
        ...confirmations,
      })
      await expectEnding(bed, run, 'pr-opened')
      expect(run.report.usage.calls).toBe(4)
      expect(run.report.usage.tokensIn + run.report.usage.tokensOut).toBeLessThan(60_000)
      const { branches } = await lastState(bed)
      expect(await git(bed.bare, ['show', `${branches[0]}:src/money/rates.js`])).toContain('USD: 1.2 ')
    },
    120_000,
  )

  it('is shown nothing outside the commit, and no file of keys', async () => {
    const { bed } = world
    await bed.project([{ message: 'Begin', files: { ...files, '.env': 'TOKEN=not-for-you\n' } }])
    const workspace = await failedJob(bed)
    bed.model.say([
      'ASK: read_file ../../../etc/passwd\nASK: read_file .env\nASK: read_file .git/config',
      'DECLINE: no',
    ])
    const run = await bed.run(workspace, {
      signals: 'junit.xml',
      strategies: 'model',
      model: 'bed-large',
      'base-url': bed.model.url,
      'api-key': key,
      ...confirmations,
    })
    await expectEnding(bed, run, 'declined')
    const told = bed.model.requests[1]?.text ?? ''
    expect(told).toContain('outside the repository')
    expect(told).toContain('may hold secrets')
    expect(told).not.toMatch(/root:|not-for-you|\[remote/)
    await expectNothingPublished(bed)
  }, 90_000)
})
