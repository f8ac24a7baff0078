import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Reading } from '../../../src/domain.js'
import { read } from '../reading.js'
import { counts, recorded, told } from './told.js'

const runners = readdirSync(join(process.cwd(), '__tests__/fixtures/signals/consoles')).map((file) =>
  file.replace('.txt', ''),
)

/** As the log of a workflow run is downloaded, with the steps before and after. */
function inWorkflow(text: string): string {
  const lines = [
    '##[group]Run the tests',
    'shell: /usr/bin/bash -e {0}',
    '##[endgroup]',
    ...text.replace(/\n$/, '').split('\n'),
    '##[error]Process completed with exit code 1.',
    'Post job cleanup.',
  ]
  return lines.map((line) => `2026-01-02T03:04:05.0000000Z ${line}`).join('\r\n')
}

/** Without the lines, which move. */
function failures(reading: Reading): string[] {
  return told(reading).map((line) => line.slice(0, line.lastIndexOf(' | ')))
}

describe('a console in the log of a workflow', () => {
  const root = '/home/build/lab'
  const alone = new Map(runners.map((runner) => [runner, read(recorded(runner), { root })]))

  it.each([...alone])('%s says there what it says alone', (runner, reading) => {
    const inside = read(inWorkflow(recorded(runner)), { root })
    expect(counts(inside)).toEqual(counts(reading))
    expect(failures(inside)).toEqual(failures(reading))
    const moved = reading.sightings.map((one) => one.sourceLines.map((line) => line + 3))
    expect(inside.sightings.map((one) => one.sourceLines)).toEqual(moved)
  })

  it('is kept apart from all the others that a job runs, and adds to its counts', () => {
    const all = read(runners.map((runner) => inWorkflow(recorded(runner))).join('\r\n'), { root })
    expect(failures(all)).toEqual([...alone.values()].flatMap(failures))
    const sums = [...alone.values()].map(counts).reduce((left, right) => left.map((one, at) => one + (right[at] ?? 0)))
    expect(counts(all)).toEqual(sums)
  })
})
