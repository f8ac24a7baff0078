/** A project, its history and a model that all try to be more than text: what people see of a run stays inert. */

import type { ActionRun } from '../bed/action.mjs'
import { git } from '../bed/git.mjs'
import type { Bed } from '../bed/index.mjs'
import { activeParts } from '../safe-text/rendered.js'
import { goodAnswer, missingGuard, wrongResult } from './projects.js'
import { confirmations, eachWithBed, expectEnding, failedJob, key, lastState } from './scenario.js'

const world = eachWithBed()

const words =
  'fixes #1, closes acme/shop#2 @everyone @acme/core ![x](https://evil.example/k.png) [y](javascript:alert) ' +
  '<img src=https://evil.example/p> </details></td><!-- ``` `` ` || $x$ :tada: &lt;b&gt; bors r+ \u202e\u200b\u{e0041}'
/** As a string of JavaScript in a source file. */
const literal = JSON.stringify(words)
const name = '@everyone_#1_![x](y)_&lt;_`z`'
const file = `src/${name}.js`

/** Everything that a person is shown, on GitHub and in the run. */
async function expectInert(bed: Bed, run: ActionRun) {
  const host = new URL(bed.github.url).host
  const { pulls, branches } = await lastState(bed)
  const [pull] = pulls
  expect(pulls).toHaveLength(1)
  const page = pull?.body ?? ''
  expect(activeParts(page, [host])).toEqual([])
  expect(activeParts(run.summary, [host])).toEqual([])
  // The marker is a comment, and bots read those too.
  expect(page).toMatch(/\n<!-- suture:\{[^<>@#!$[\]/]+\} -->\n$/)
  // Titles and commit messages have no code spans: GitHub reads mentions and closing words in them.
  const message = await git(bed.bare, ['log', '-1', '--format=%B', branches.find((each) => each !== 'main') ?? ''])
  for (const plain of [pull?.title ?? '', message]) {
    expect(plain).not.toMatch(/@[a-z]|#\d|<!--|<img|!\[|\]\(|:\/\/|[\u202e\u200b]|\u{e0041}/iu)
    expect(plain).not.toMatch(/\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+\S*#/i)
  }
  expect(branches.every((branch) => /^[\w./-]+$/.test(branch))).toBe(true)
}

it('a hostile name of a file, a test and a commit', async () => {
  const { bed } = world
  const [healthy, broken] = missingGuard
  const moved = (files: object) =>
    Object.fromEntries(
      Object.entries(files).map(([path, text]) => {
        if (path === 'src/label.js') return [file, text]
        const test = String(text)
          .replace('../src/label.js', `../src/${name.replaceAll('#', '%23')}.js`)
          .replace("'a customer without an address'", literal)
        return [path, test]
      }),
    )
  await bed.project([
    { message: 'Begin', files: moved(healthy?.files ?? {}) },
    { message: `Shorten ${words}`, files: moved(broken?.files ?? {}), author: 'Grace', email: 'grace@example.com' },
  ])
  const run = await bed.run(await failedJob(bed), { signals: 'junit.xml', ...confirmations })
  await expectEnding(bed, run, 'pr-opened')
  await expectInert(bed, run)
  expect(run.outputs['reason']).toMatch(/^[A-Za-z0-9.,:/_+= -]*$/)
}, 180_000)

it('a model that writes them, for a failure that says them', async () => {
  const { bed } = world
  const test = `import assert from 'node:assert/strict'
import { test } from 'node:test'
import { discounted } from '../src/discount.js'

test('takes a tenth off', () => {
  assert.equal(discounted(200, 10), 180, ${literal})
})
`
  const [healthy, broken] = wrongResult
  await bed.project([
    { message: 'Begin', files: { ...healthy?.files, 'test/discount.test.js': test } },
    { message: 'Break', files: broken?.files ?? {} },
  ])
  bed.model.say([goodAnswer.replace('A discount lowers the price.', words)])
  const run = await bed.run(await failedJob(bed), {
    signals: 'junit.xml',
    strategies: 'model',
    model: 'bed-large',
    'base-url': bed.model.url,
    'api-key': key,
    ...confirmations,
  })
  await expectEnding(bed, run, 'pr-opened')
  await expectInert(bed, run)
  expect((await lastState(bed)).pulls[0]?.body).toContain('\\u{202e}\\u{200b}\\u{e0041}')
}, 180_000)
