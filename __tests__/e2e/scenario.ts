import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type ActionRun, bundle, node24 } from '../bed/action.mjs'
import { git } from '../bed/git.mjs'
import { type Bed, openBed } from '../bed/index.mjs'
import { endingProblems, leaks, snapshot } from '../bed/invariants.mjs'

/** A key that is easy to find where it must not be. */
export const key = 'sk-bed-4711-canary-0f9e8d7c6b5a49382716'

/** Strategies that need no model: what a run without a key has. */
export const confirmations = { confirmations: '2' }

/** Opens a bed for every test of a file, and closes it. */
export function eachWithBed(options?: Parameters<typeof openBed>[0]): { readonly bed: Bed } {
  let bed: Bed | undefined
  beforeEach(async () => {
    if (!existsSync(bundle)) throw new Error('there is no dist/index.js: npm run build')
    bed = await openBed(options)
  })
  afterEach(() => bed?.close())
  return {
    get bed() {
      if (bed === undefined) throw new Error('no bed outside a test')
      return bed
    },
  }
}

/** Registers a scenario for this Node, and for the runners' Node 24 where the machine has one. */
export function onEachNode(name: string, scenario: (node: string) => Promise<void>, seconds = 90): void {
  it(`${name} (Node ${process.versions.node.split('.')[0]})`, () => scenario(process.execPath), seconds * 1000)
  if (node24 === undefined) it.skip(`${name} (Node 24: SUTURE_NODE_24 names no binary)`, () => undefined)
  else if (!process.versions.node.startsWith('24.'))
    it(`${name} (Node 24)`, () => scenario(node24 ?? ''), seconds * 1000)
}

/** The tests of a node:test project, as its CI runs them: the report stays in the workspace. */
export function runNodeTests(workspace: string): Promise<void> {
  const args = ['--test', '--test-reporter=junit', '--test-reporter-destination=junit.xml']
  const env = { PATH: process.env['PATH'] ?? '' }
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: workspace, env }, (error) =>
      error === null ? reject(new Error('the project is not broken')) : resolve(),
    )
  })
}

/** The same for pytest. */
export function runPytest(workspace: string): Promise<void> {
  const env = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', PYTHONDONTWRITEBYTECODE: '1' }
  return new Promise((resolve, reject) => {
    execFile(
      'python3',
      ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', '--junitxml=junit.xml'],
      { cwd: workspace, env },
      (error) => (error === null ? reject(new Error('the project is not broken')) : resolve()),
    )
  })
}

/** What the last line says. */
export const outcomeOf = (run: ActionRun): string => /^suture: ([a-z-]+): /.exec(run.lastLine)?.[1] ?? 'none'

/** Checks the outcome together with everything that every run promises: its ending, no secret anywhere, clean requests. */
export async function expectEnding(
  bed: Bed,
  run: ActionRun,
  outcome: string,
  canaries: readonly string[] = [bed.token, key],
) {
  if (outcomeOf(run) !== outcome)
    throw new Error(`not ${outcome}: ${run.lastLine}\n${run.stdout.slice(-4000)}\n${run.stderr.slice(-2000)}`)
  expect(endingProblems(run)).toEqual([])
  expect(await leaks(canaries, { run, github: bed.github, model: bed.model, bare: bed.bare })).toEqual([])
  expect(bed.github.openApiProblems).toEqual([])
}

/** Runs something that must leave the workspace, `.git` included, as it was. */
export async function untouched<T>(workspace: string, body: () => Promise<T>): Promise<T> {
  const before = await snapshot(workspace)
  const result = await body()
  expect(await snapshot(workspace)).toEqual(before)
  return result
}

/** What is on the server in the end. */
export async function lastState(bed: Bed) {
  const branches = await git(bed.bare, ['for-each-ref', '--format=%(refname:lstrip=2)', 'refs/heads'])
  const pulls: readonly PullJson[] = await bed.github.ask(`GET /repos/${bed.repository}/pulls?state=all&per_page=100`)
  return { branches: branches.split('\n').filter((name) => name !== 'main'), pulls }
}

interface PullJson {
  readonly number: number
  readonly title: string
  readonly body: string
  readonly state: string
  readonly draft: boolean
  readonly labels: readonly { readonly name: string }[]
  readonly assignees: readonly { readonly login: string }[]
  readonly requested_reviewers: readonly { readonly login: string }[]
  readonly head: { readonly ref: string; readonly sha: string }
  readonly base: { readonly ref: string; readonly sha: string }
}

export async function expectNothingPublished(bed: Bed): Promise<void> {
  expect(await lastState(bed)).toEqual({ branches: [], pulls: [] })
  const writes = bed.github.requests.filter(({ kind, method, path }) =>
    kind === 'api' ? method !== 'GET' : path.endsWith('git-receive-pack'),
  )
  expect(writes.map(({ method, path }) => `${method} ${path}`)).toEqual([])
}

/** A job: clone, run the tests, keep the report. */
export async function failedJob(bed: Bed, runTests = runNodeTests, branch = 'main'): Promise<string> {
  const workspace = await bed.checkout({ branch })
  await runTests(workspace)
  if (!existsSync(join(workspace, 'junit.xml'))) throw new Error('the tests left no report')
  return workspace
}
