/** The workflows that people copy, run as they stand: the local GitHub, other people's actions replaced by stand-ins. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { act, runWorkflow } from '../bed/act.mjs'
import { git } from '../bed/git.mjs'
import type { WorkflowRun } from '../bed/github/workflow-runs.mjs'
import type { CommitSpec, Files } from '../bed/project.mjs'
import { endedRun, repository, sender } from './ended-run.js'
import { missingGuard } from './projects.js'
import { eachWithBed, lastState } from './scenario.js'

const runs: WorkflowRun[] = []
const alerts: object[] = []
const world = eachWithBed({ settings: { runs, alerts } })
beforeEach(() => {
  runs.length = 0
  alerts.length = 0
})

const examples = fileURLToPath(new URL('../../examples/workflows/', import.meta.url))

const trace = `TypeError: Cannot read properties of undefined (reading 'city')
    at label (/home/runner/work/shop/shop/src/label.js:2:33)`
const report = `<testsuite name="label"><testcase name="a customer without an address" file="test/label.test.js"><failure message="Cannot read properties of undefined (reading 'city')" type="TypeError">${trace}</failure></testcase></testsuite>`

const lock = '{ "name": "shop", "lockfileVersion": 3, "requires": true, "packages": { "": { "name": "shop" } } }\n'

/** The broken shop, all of it below `folder`, with more files in its first commit. Returns the commit that broke it. */
async function shop(more: Files = {}, folder = ''): Promise<string> {
  const history: readonly CommitSpec[] = missingGuard.map((commit, at) => ({
    ...commit,
    files: {
      ...Object.fromEntries(Object.entries(commit.files).map(([path, content]) => [`${folder}${path}`, content])),
      ...(at === 0 ? { 'package-lock.json': lock, ...more } : {}),
    },
  }))
  return (await world.bed.project(history)).at(-1) ?? ''
}

/** Tells of a run of CI that failed on `sha` and uploaded its report. */
function afterRun(sha: string, branch = 'main') {
  const ended = endedRun({ sha, branch, report })
  runs.push(ended.run)
  return ended.event
}

const workspaces = '{ "name": "shop", "private": true }\n'

const replay = `import { readFileSync } from 'node:fs'
import { label } from '../src/label.js'

const { event } = JSON.parse(readFileSync(process.env.SUTURE_EVENT, 'utf8'))
label(event?.payload ?? event?.extra ?? {})
`
const record = {
  time: '2026-01-06T08:00:00.000Z',
  level: 'error',
  err: { type: 'TypeError', message: "Cannot read properties of undefined (reading 'city')", stack: trace },
  payload: { name: 'Ada' },
}
const fetchLog = `#!/bin/sh\ncat <<'END'\n${JSON.stringify(record)}\nEND\n`

const push = (sha: string) => ({ event: 'push', payload: { ref: 'refs/heads/main', after: sha, repository, sender } })

const update = 'dependabot/npm_and_yarn/left-2.0.0'

const caller = `name: Heal
on: workflow_run
permissions: {}
jobs:
  heal:
    permissions: { actions: read, contents: write, pull-requests: write }
    uses: ./.github/workflows/called.yml
    with: { test-command: npm test }
`

interface Story {
  readonly file: string
  /** Makes the project, and tells what happened. */
  begin(): Promise<{ readonly event: string; readonly payload: object }>
  /** Outcomes that earlier jobs end with. */
  readonly before?: readonly string[]
  /** The job that failed stays red. */
  readonly red?: true
  /** What a step after Suture says. */
  readonly says?: RegExp
  readonly caller?: string
  /** Branch that the pull request goes to; `main` where not given. */
  readonly base?: string
}

const stories: readonly Story[] = [
  { file: 'heal-on-failure', red: true, begin: async () => push(await shop()) },
  { file: 'heal-after-ci', begin: async () => afterRun(await shop()) },
  {
    file: 'heal-nightly',
    begin: async () => {
      await shop({ 'scripts/replay.js': replay, 'ops/fetch-log.sh': { executable: fetchLog } })
      return { event: 'schedule', payload: { schedule: '17 5 * * *', repository } }
    },
  },
  {
    file: 'heal-error-event',
    begin: async () => {
      await shop({ 'scripts/replay.js': replay })
      const payload = { action: 'production-error', client_payload: { error: record }, repository, sender }
      return { event: 'repository_dispatch', payload }
    },
  },
  { file: 'heal-every-failure', before: ['diagnosed'], begin: async () => afterRun(await shop()) },
  {
    file: 'heal-in-three-jobs',
    before: ['proposed', 'verified'],
    says: /attested: \d+ checks/,
    begin: async () => afterRun(await shop()),
  },
  {
    file: 'heal-dependency-updates',
    base: update,
    begin: async () => {
      const sha = await shop()
      await git(join(world.bed.root, 'developer'), ['push', '-q', 'origin', `HEAD:refs/heads/${update}`])
      return afterRun(sha, update)
    },
  },
  { file: 'heal-reusable', caller, begin: async () => afterRun(await shop()) },
  {
    file: 'heal-monorepo',
    red: true,
    begin: async () =>
      push(await shop({ 'package.json': workspaces, 'packages/shipping/package.json': '{}\n' }, 'packages/cart/')),
  },
]

const scenario = act === undefined ? it.skip : it
const named = (name: string): string => (act === undefined ? `${name} (there is no act on this machine)` : name)

describe('example workflows open the pull request that they promise', () => {
  for (const { file, caller, begin, before = [], says, red, base = 'main' } of stories) {
    scenario(
      named(file),
      async () => {
        const { bed } = world
        const { exit, output } = await runWorkflow(bed, {
          file: `${examples}${file}.yml`,
          ...(caller === undefined ? {} : { caller }),
          ...(await begin()),
        })
        const { pulls } = await lastState(bed)
        if (pulls.length !== 1) throw new Error(`${pulls.length} pull requests\n${output.slice(-8000)}`)
        expect(pulls[0]).toMatchObject({ state: 'open', base: { ref: base } })
        for (const outcome of [...before, 'pr-opened']) expect(output).toContain(`suture: ${outcome}: `)
        if (says !== undefined) expect(output).toMatch(says)
        expect(bed.github.openApiProblems).toEqual([])
        expect(exit === 0).toBe(red !== true)
      },
      200_000,
    )
  }
})
