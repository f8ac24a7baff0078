import { execFileSync } from 'node:child_process'
import { git } from '../bed/git.mjs'
import { misspeltName } from './projects.js'
import { confirmations, eachWithBed, expectEnding, failedJob, lastState, runPytest } from './scenario.js'

const world = eachWithBed()

function hasPytest(): boolean {
  try {
    execFileSync('python3', ['-m', 'pytest', '--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const scenario = hasPytest() ? it : it.skip

describe('heal a Python project', () => {
  scenario(
    `mends a misspelt name${hasPytest() ? '' : ' (this machine has no pytest)'}`,
    async () => {
      const { bed } = world
      await bed.project(misspeltName)
      const workspace = await failedJob(bed, runPytest)
      const run = await bed.run(workspace, { signals: 'junit.xml', ...confirmations })
      await expectEnding(bed, run, 'pr-opened')
      const { branches } = await lastState(bed)
      expect(await git(bed.bare, ['show', `${branches[0]}:shop/total.py`])).toContain('amount += price\n')
      expect(run.report.failures[0]).toMatchObject({
        exception: 'NameError',
        location: { file: 'shop/total.py', line: 4 },
      })
    },
    90_000,
  )
})
