/** One issue of a failure that nothing mends: the workflow that people copy, as it stands and by its rules. */
import { spawn } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { act, runWorkflow } from '../bed/act.mjs'
import type { WorkflowRun } from '../bed/github/workflow-runs.mjs'
import { endedRun } from './ended-run.js'
import { eachWithBed } from './scenario.js'

const runs: WorkflowRun[] = []
const world = eachWithBed({ settings: { runs } })
beforeEach(() => {
  runs.length = 0
})

const file = fileURLToPath(new URL('../../examples/workflows/heal-or-tell.yml', import.meta.url))
const standIn = fileURLToPath(new URL('../bed/actions/github-script/index.mjs', import.meta.url))

interface Issue {
  readonly number: number
  readonly title: string
  readonly body: string
  readonly state: string
  readonly labels: readonly { readonly name: string }[]
}
const issues = async (): Promise<readonly Issue[]> =>
  world.bed.github.ask(`GET /repos/${world.bed.repository}/issues?state=all&per_page=100`)
const change = (number: number, body: object) =>
  world.bed.github.ask(`PATCH /repos/${world.bed.repository}/issues/${number}`, body)

/** Nothing that a rule or an operator finds: the code was never written. The message is hostile. */
const project = {
  'package.json': '{ "name": "shop", "private": true, "type": "module", "scripts": { "test": "node --test" } }\n',
  'package-lock.json': '{ "name": "shop", "lockfileVersion": 3, "requires": true, "packages": { "": {} } }\n',
  'src/greeting.js': 'export const greeting = (name) => name.trim()\n',
  'test/greeting.test.js': `import assert from 'node:assert/strict'
import { test } from 'node:test'
import { greeting } from '../src/greeting.js'

test('greets politely', () => assert.equal(greeting(' Ada '), 'Good morning, Ada!'))
`,
}
const message = '@everyone fixes acme/shop#1 <img src=x>'
const report = `<testsuite name="greeting"><testcase name="greets politely" file="test/greeting.test.js"><failure message="${message.replaceAll('<', '&lt;')}" type="AssertionError">AssertionError: ${message.replaceAll('<', '&lt;')}\n    at TestContext.&lt;anonymous&gt; (test/greeting.test.js:5:38)</failure></testcase></testsuite>`

const scenario = act === undefined ? it.skip : it
const suffix = act === undefined ? ' (there is no act on this machine)' : ''

describe('a workflow that heals, or tells', () => {
  scenario(
    `opens one issue, brings it up to date, and closes it once CI passes${suffix}`,
    async () => {
      const { bed } = world
      const [sha = ''] = await bed.project(project)
      const run = async (number: number, conclusion: 'failure' | 'success') => {
        const ended = endedRun({ sha, report, number, conclusion })
        runs.splice(0, runs.length, ended.run)
        return runWorkflow(bed, { file, ...ended.event })
      }
      const first = await run(1, 'failure')
      expect(first.output).toContain('suture: no-fix: ')
      const [issue, ...others] = await issues()
      expect(others).toEqual([])
      expect(issue).toMatchObject({ state: 'open', labels: [{ name: 'suture-no-fix' }] })
      expect(issue?.title).toMatch(/^Suture [0-9a-f]{12}: [A-Za-z0-9.,:/_+= -]+$/)
      expect(issue?.body).toMatch(/^## .* Suture: /)
      expect(issue?.body).toContain('### Where to look')
      expect(issue?.body.replaceAll(/(`+)[^`][\s\S]*?\1/g, '')).not.toMatch(/@everyone|<img|shop#1/)

      await run(2, 'failure')
      expect(await issues()).toHaveLength(1)
      expect((await issues())[0]?.body).toContain('<!-- suture-issue 7 2 main -->')

      await run(3, 'success')
      expect(await issues()).toMatchObject([{ state: 'closed', state_reason: 'completed', comments: 1 }])
      expect(bed.github.openApiProblems).toEqual([])
    },
    300_000,
  )
})

const steps = async (job: string) => {
  const { jobs } = parse(await readFile(file, 'utf8'))
  const step = jobs[job].steps.at(-1)
  return { script: String(step.with.script), env: step.env as Readonly<Record<string, string>> }
}

let count = 0
/** One script of the workflow as a process, as the runner starts it. */
async function runScript(
  job: 'tell' | 'gone',
  more: Readonly<Record<string, string>> = {},
  number = 1,
  branch = 'main',
) {
  const { bed } = world
  const { script, env } = await steps(job)
  count += 1
  const folder = join(bed.root, `script-${count}`)
  await mkdir(join(folder, 'diagnosis'), { recursive: true })
  await writeFile(join(folder, 'diagnosis/report.json.md'), `## page ${number}\n`)
  const { event } = endedRun({ sha: 'a'.repeat(40), report: '', number, branch })
  await writeFile(join(folder, 'event.json'), JSON.stringify(event.payload))
  const environment = {
    PATH: process.env['PATH'] ?? '',
    BED_GITHUB_CLIENT: import.meta.resolve('@actions/github'),
    GITHUB_API_URL: bed.github.apiUrl,
    GITHUB_REPOSITORY: bed.repository,
    GITHUB_EVENT_PATH: join(folder, 'event.json'),
    INPUT_SCRIPT: script,
    'INPUT_GITHUB-TOKEN': bed.github.addToken({ permissions: { issues: 'write', metadata: 'read' } }),
    ...Object.fromEntries(Object.entries(env).map(([name, value]) => [name, String(value)])),
    FINGERPRINT: '0123456789ab',
    REASON: 'nothing healed it',
    ...more,
  }
  const child = spawn(process.execPath, [standIn], { cwd: folder, env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => {
      output += text
    })
  const exit = await new Promise((resolve) => child.once('close', resolve))
  return { exit, output }
}

const states = async () => (await issues()).map(({ number, state }) => `${number} ${state}`).sort()

describe('the issue of a failure', () => {
  it('is one however often it fails, and another failure has its own, up to a limit', async () => {
    for (const number of [1, 2, 3]) expect((await runScript('tell', {}, number)).exit).toBe(0)
    expect(await states()).toEqual(['1 open'])
    expect((await issues())[0]?.body).toContain('## page 3')
    for (const FINGERPRINT of ['1123456789ab', '2123456789ab', '3123456789ab'])
      expect((await runScript('tell', { FINGERPRINT })).exit).toBe(0)
    expect(await states()).toEqual(['1 open', '2 open', '3 open'])
    expect(world.bed.github.openApiProblems).toEqual([])
  }, 180_000)

  it('stays closed for a while, comes back under its number, and never where a person said no', async () => {
    await runScript('tell')
    await change(1, { state: 'closed', state_reason: 'completed' })
    await runScript('tell', {}, 2)
    expect(await states()).toEqual(['1 closed'])
    await runScript('tell', { COOLDOWN_HOURS: '0' }, 3)
    expect(await states()).toEqual(['1 open'])
    expect((await issues())[0]?.body).toContain('## page 3')
    await change(1, { state: 'closed', state_reason: 'not_planned' })
    await runScript('tell', { COOLDOWN_HOURS: '0' }, 4)
    expect(await states()).toEqual(['1 closed'])
  }, 180_000)

  it('is closed by a later run of the same branch alone, and left where people took its mark out', async () => {
    await runScript('tell', {}, 5)
    await runScript('gone', {}, 4)
    await runScript('gone', {}, 6, 'feature')
    expect(await states()).toEqual(['1 open'])
    await runScript('gone', {}, 6)
    expect(await states()).toEqual(['1 closed'])
    await runScript('tell', { FINGERPRINT: '1123456789ab' }, 7)
    await change(2, { body: 'Mine now' })
    await runScript('gone', {}, 8)
    expect(await states()).toEqual(['1 closed', '2 open'])
  }, 180_000)

  it("is found by its label: a stranger's issue of the same title is nobody's", async () => {
    await world.bed.github.ask(`POST /repos/${world.bed.repository}/issues`, { title: 'Suture 0123456789ab: mine' })
    await change(1, { state: 'closed', state_reason: 'not_planned' })
    await runScript('tell')
    expect(await states()).toEqual(['1 closed', '2 open'])
  }, 180_000)

  it('makes no second one while lists lag behind', async () => {
    const { bed } = world
    let hidden = 2
    bed.github.on('GET /repos/{owner}/{repo}/issues', async (_request, answer) => {
      hidden -= 1
      return hidden >= 0 ? answer.respond({ status: 200, body: [] }) : answer.pass()
    })
    expect((await runScript('tell')).output).toContain('issue 1 tells of it')
    expect(hidden).toBeLessThan(0)
    await runScript('tell', {}, 2)
    expect(await states()).toEqual(['1 open'])
  }, 180_000)
})
