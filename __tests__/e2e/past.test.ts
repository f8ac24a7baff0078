import { join } from 'node:path'
import { parseMarker, writeMarker } from '../../src/report/marker.js'
import { git } from '../bed/git.mjs'
import type { Bed } from '../bed/index.mjs'
import { commitAll, writeFiles } from '../bed/project.mjs'
import { missingGuard } from './projects.js'
import { confirmations, eachWithBed, expectEnding, failedJob, lastState } from './scenario.js'

const opened = eachWithBed()

/** A pull request of Suture's kind that a person closed, with everything on the server that such a one leaves. */
async function closedByAPerson(bed: Bed, branch: string, marker: string): Promise<number> {
  const developer = join(bed.root, 'developer')
  await git(developer, ['checkout', '-q', '-B', branch, 'origin/main'])
  await writeFiles(developer, { [`${branch}.md`]: 'An idea\n' })
  const by = { author: 'Ada Example', email: 'ada@example.com', when: '2026-01-05T11:00:00.000Z' }
  await commitAll(developer, 'An idea', by)
  await git(developer, ['push', '-q', 'origin', branch])
  const repository = `/repos/${bed.repository}`
  const request = { title: 'An idea', head: branch, base: 'main', body: `An idea\n\n${marker}\n` }
  const { number } = (await bed.github.ask(`POST ${repository}/pulls`, request)) as { number: number }
  await bed.github.ask(`POST ${repository}/issues/${number}/labels`, { labels: ['suture'] })
  await bed.github.ask(`PATCH ${repository}/pulls/${number}`, { state: 'closed' })
  return number
}

it('a rule that people closed three times is not asked, until a label is taken off', async () => {
  const { bed } = opened
  await bed.project(missingGuard)
  const heal = async () =>
    bed.run(await failedJob(bed), { signals: 'junit.xml', strategies: 'rules', ...confirmations })
  const first = await heal()
  await expectEnding(bed, first, 'pr-opened')
  expect(first.report.past).toEqual([])
  const { by } = first.report.fix
  const [pull] = (await lastState(bed)).pulls
  const own = parseMarker(pull?.body ?? '')
  if (own === undefined) throw new Error('the pull request has no marker')
  // The first one is taken out of the story, as if it had never been.
  await bed.github.ask(`PATCH /repos/${bed.repository}/pulls/1`, { state: 'closed', body: 'Nothing' })
  const [branch = ''] = (await lastState(bed)).branches
  await git(bed.bare, ['branch', '-D', branch])

  const numbers: number[] = []
  for (const digit of ['1', '2', '3']) {
    const fingerprint = digit.repeat(12)
    numbers.push(await closedByAPerson(bed, `suture/${fingerprint}`, writeMarker({ ...own, fingerprint })))
  }
  const muted = await bed.run(await failedJob(bed), {
    signals: 'junit.xml',
    ...confirmations,
    mode: 'propose',
    strategies: 'rules',
  })
  expect(muted.report.past).toEqual([{ strategy: 'rules', by, merged: 0, closed: 3, muted: true }])
  expect(muted.report.attempts.map((attempt: { by: string }) => attempt.by)).not.toContain(by)
  expect(muted.stdout).toContain(`rules ${by} is muted: people closed 3 of its pull requests and merged none`)
  expect(muted.summary).toContain('What people did with earlier pull requests')
  expect(bed.github.openApiProblems).toEqual([])

  await bed.github.ask(`DELETE /repos/${bed.repository}/issues/${numbers[0]}/labels/suture`)
  const again = await bed.run(await failedJob(bed), {
    signals: 'junit.xml',
    ...confirmations,
    mode: 'propose',
    strategies: 'rules',
  })
  await expectEnding(bed, again, 'proposed')
  expect(again.report.past).toEqual([{ strategy: 'rules', by, merged: 0, closed: 2, muted: false }])
  expect(again.report.fix.by).toBe(by)
}, 240_000)
