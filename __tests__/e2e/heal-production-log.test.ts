import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { git } from '../bed/git.mjs'
import { missingGuard } from './projects.js'
import { confirmations, eachWithBed, expectEnding, expectNothingPublished, lastState } from './scenario.js'

const world = eachWithBed()

const replay = `import { readFileSync } from 'node:fs'
import { label } from '../src/label.js'

const event = JSON.parse(readFileSync(process.env.SUTURE_EVENT, 'utf8'))
label(event.payload)
`

/** A day of a service: one line a request, and the new error after the deployment. */
function productionLog(): string {
  const lines = []
  for (let minute = 0; minute < 600; minute += 1) {
    const time = new Date(Date.UTC(2026, 0, 6, 0, minute)).toISOString()
    lines.push({ time, level: 'info', msg: 'request', path: '/label', status: 200 })
    if (minute < 500 || minute % 4 > 0) continue
    const err = {
      type: 'TypeError',
      message: "Cannot read properties of undefined (reading 'city')",
      stack: `TypeError: Cannot read properties of undefined (reading 'city')
    at label (file:///srv/app/src/label.js:2:33)
    at handle (file:///srv/app/node_modules/router/index.js:20:5)`,
    }
    lines.push({ time, level: 'error', msg: 'request failed', err, payload: { name: `customer ${minute}` } })
  }
  return `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`
}

/** A suite that knows the function and not the case. */
const blindTest = `import assert from 'node:assert/strict'
import { test } from 'node:test'
import { label } from '../src/label.js'

test('a customer with a city', () => assert.equal(label({ address: { city: 'Ghent' } }), 'GHENT'))
`

async function loggedError(tests: Readonly<Record<string, string>> = {}) {
  const [begin, broken] = missingGuard
  await world.bed.project([
    { ...begin, message: begin?.message ?? '', files: { ...begin?.files, ...tests, 'scripts/replay.js': replay } },
    { ...broken, message: broken?.message ?? '', files: broken?.files ?? {} },
  ])
  const workspace = await world.bed.checkout()
  await writeFile(join(workspace, 'production.log'), productionLog())
  return workspace
}

describe('heal an error of production', () => {
  it('replays one event, mends it and opens a pull request', async () => {
    const { bed } = world
    const workspace = await loggedError()
    const inputs = { signals: 'production.log', 'reproduce-command': 'node scripts/replay.js', ...confirmations }
    const run = await bed.run(workspace, inputs)
    await expectEnding(bed, run, 'pr-opened')
    expect(run.report.failures[0]).toMatchObject({
      kind: 'exception',
      exception: 'TypeError',
      occurrences: { count: 25 },
    })
    expect(run.report.failures[0].frames[0]).toMatchObject({ file: 'src/label.js', line: 2, inRepository: true })
    expect(run.report.reproduction).toMatchObject({ command: 'node scripts/replay.js', verdict: 'reproduced' })
    const { branches } = await lastState(bed)
    expect(await git(bed.bare, ['diff', '--name-only', 'main', branches[0] ?? ''])).toBe('src/label.js')
  }, 90_000)

  it('diagnoses, and mends nothing, where neither a replay nor a test shows it', async () => {
    const { bed } = world
    const workspace = await loggedError({ 'test/label.test.js': blindTest })
    await expectEnding(bed, await bed.run(workspace, { signals: 'production.log', ...confirmations }), 'diagnosed')
    await expectNothingPublished(bed)
  }, 90_000)

  it('takes a test of the suite that dies of the same error for its reproduction', async () => {
    const { bed } = world
    const run = await bed.run(await loggedError(), { signals: 'production.log', ...confirmations })
    await expectEnding(bed, run, 'pr-opened')
    expect(run.report.reproduction).toMatchObject({ command: 'npm test', verdict: 'reproduced' })
  }, 90_000)
})
