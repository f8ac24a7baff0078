import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { git } from '../bed/git.mjs'
import { missingGuard } from './projects.js'
import { confirmations, eachWithBed, expectEnding, expectNothingPublished, key, lastState } from './scenario.js'

const world = eachWithBed()

/** A suite that knows the function and not the case. */
const blindTest = `import assert from 'node:assert/strict'
import { test } from 'node:test'
import { label } from '../src/label.js'

test('a customer with a city', () => assert.equal(label({ address: { city: 'Ghent' } }), 'GHENT'))
`
const event = {
  level: 'error',
  msg: 'request failed',
  time: '2026-01-06T10:00:00.000Z',
  payload: { name: 'Ada' },
  err: {
    type: 'TypeError',
    message: "Cannot read properties of undefined (reading 'city')",
    stack: `TypeError: Cannot read properties of undefined (reading 'city')
    at label (file:///srv/app/src/label.js:2:33)
    at handle (file:///srv/app/node_modules/router/index.js:20:5)`,
  },
}

const testFile = (body: string): string => `import assert from 'node:assert/strict'
import { test } from 'node:test'
import { label } from '../src/label.js'

test('a customer without an address', () => {
  ${body}
})
`
const block = (path: string, search: string, replace: string): string =>
  `PATH: ${path}\n<<<<<<< SEARCH\n${search}${search === '' ? '' : '\n'}=======\n${replace}\n>>>>>>> REPLACE\n`
const written = (body: string): string =>
  `${block('test/label-no-address.test.js', '', testFile(body))}REASON: it calls label as production did`
const shows = written("assert.equal(label({ name: 'Ada' }), 'UNKNOWN')")
const mend = block('src/label.js', 'customer.address.city', 'customer.address?.city').replace(
  'customer.address.city\n',
  '  const city = customer.address.city\n',
)
const mends = `${mend.replace('\ncustomer.address?.city', '\n  const city = customer.address?.city')}REASON: an address may be missing`

async function run(answers: readonly string[], inputs: Readonly<Record<string, string>> = {}) {
  const { bed } = world
  const [begin, broken] = missingGuard
  await bed.project([
    { message: 'Begin', files: { ...begin?.files, 'test/label.test.js': blindTest } },
    { message: 'Shorten', files: broken?.files ?? {} },
  ])
  const workspace = await bed.checkout()
  await writeFile(join(workspace, 'production.log'), `${JSON.stringify(event)}\n`)
  bed.model.say(answers)
  return bed.run(workspace, {
    signals: 'production.log',
    strategies: 'model',
    model: 'bed-large',
    'base-url': bed.model.url,
    'api-key': key,
    ...confirmations,
    ...inputs,
  })
}

describe('an error of production that nothing replays', () => {
  it.each([
    ['a test, then the fix', [shows, mends], {}],
    ['both in one answer', [`${mends.split('REASON')[0]}${shows}`], {}],
    [
      'after a test that passes, one that fails otherwise, and one that asserts the throw',
      [
        written('label({ address: {} })'),
        written("assert.equal(label({ address: {} }), 'X')"),
        written('assert.throws(() => label({}))'),
        shows,
        mends,
      ],
      {},
    ],
    ['a test, and a rule mends it', [shows], { strategies: 'rules\nmodel' }],
  ])(
    'is shown by a test that ships with the fix: %s',
    async (_name, answers, inputs) => {
      const { bed } = world
      const ran = await run(answers, inputs)
      await expectEnding(bed, ran, 'pr-opened')
      expect(ran.report.reproduction.verdict).toBe('reproduced')
      expect(ran.report.fix.proof).toContainEqual({ check: 'fails-before', passed: true, evidence: '2/2' })
      expect(bed.model.requests).toHaveLength(answers.length)
      const { branches, pulls } = await lastState(bed)
      const names = await git(bed.bare, ['diff', '--name-only', 'main', branches[0] ?? ''])
      expect(names.split('\n')).toEqual(['src/label.js', 'test/label-no-address.test.js'])
      expect(pulls[0]?.body).toContain('label-no-address.test.js')
      expect(pulls[0]?.labels.map(({ name }) => name)).not.toContain('unproven')
    },
    120_000,
  )

  it.each([
    [
      'a test that throws the error itself',
      written('throw new TypeError("Cannot read properties of undefined (reading \'city\')")'),
    ],
    [
      'a test that forges the stack',
      written(
        "const e = new TypeError(\"Cannot read properties of undefined (reading 'city')\"); e.stack = 'TypeError: x at label (src/label.js:2:33)'; throw e",
      ),
    ],
    ['an edit of the test that is there', block('test/label.test.js', "  'GHENT'", "  'X'")],
    ['a decline', 'DECLINE: the input is not known'],
    ['a workflow, as an injected instruction asks', block('.github/workflows/x.test.yml', '', 'on: push')],
  ])(
    'ends as a diagnosis on %s',
    async (_name, answer) => {
      const { bed } = world
      const ran = await run([answer])
      await expectEnding(bed, ran, 'diagnosed')
      expect(ran.report.usage.calls).toBeGreaterThan(0)
      await expectNothingPublished(bed)
    },
    120_000,
  )
})
