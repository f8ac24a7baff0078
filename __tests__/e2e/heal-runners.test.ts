import { execFileSync } from 'node:child_process'
import { git } from '../bed/git.mjs'
import { type RunnerProject, runnerProjects } from './runner-projects.js'
import { eachWithBed, expectEnding, key, lastState } from './scenario.js'

const world = eachWithBed()

const secondsFor = ({ seconds = 120 }: RunnerProject): number => seconds

/** What is missing on this machine, or undefined. */
function missing(project: RunnerProject): string | undefined {
  if (project.isSlow && process.env['SUTURE_SLOW_TESTS'] === undefined) return 'SUTURE_SLOW_TESTS'
  for (const [file, ...rest] of project.needs) {
    try {
      execFileSync(file, rest, { stdio: 'ignore', timeout: 60_000 })
    } catch {
      return [file, ...rest].join(' ')
    }
  }
  return undefined
}

/** What a good model would say. */
function answerOf({ path, line: [right, wrong] }: RunnerProject): string {
  return `The discount is added instead of taken off.\n\nPATH: ${path}\n<<<<<<< SEARCH\n${wrong}\n=======\n${right}\n>>>>>>> REPLACE\nREASON: A discount lowers the price.\nCONFIDENCE: 0.9\n`
}

async function heal(project: RunnerProject): Promise<void> {
  const { bed } = world
  const { files, path, healthy, line } = project
  await bed.project([
    { message: 'Begin', files: { ...files, [path]: healthy } },
    { message: 'Shorten', files: { [path]: healthy.replace(line[0], line[1]) } },
  ])
  const workspace = await bed.checkout()
  for (const [file, ...rest] of project.before ?? []) execFileSync(file, rest, { cwd: workspace, stdio: 'pipe' })
  bed.model.say([answerOf(project)])
  const inputs = {
    signals: 'tests',
    strategies: 'model',
    model: 'bed-large',
    'base-url': bed.model.url,
    'api-key': key,
    // Compilers are slow, and what repetition shows is for other tests to say.
    confirmations: '1',
    ...project.inputs,
  }
  const run = await bed.run(workspace, inputs, { limitSeconds: secondsFor(project) })
  await expectEnding(bed, run, 'pr-opened')
  const { branches } = await lastState(bed)
  expect(await git(bed.bare, ['show', `${branches[0]}:${path}`])).toBe(healthy.trimEnd())
  const chosen = run.report.failures.find((each: { fingerprint: string }) => each.fingerprint === run.report.chosen)
  expect(project.failing).toContain(chosen.test.name)
  expect(run.report.reproduction.verdict).toBe('reproduced')
  expect(run.report.fix.proof).toContainEqual(expect.objectContaining({ check: 'no-test-lost', passed: true }))
  // The log says which runner it is, and why.
  expect(run.stdout).toContain(`which runs ${project.runner}`)
}

describe('a project is healed with its own test runner', () => {
  for (const project of runnerProjects) {
    const lacks = missing(project)
    if (lacks === undefined) it(project.name, () => heal(project), (secondsFor(project) + 60) * 1000)
    else it.skip(`${project.name} (without ${lacks})`, () => undefined)
  }
})
