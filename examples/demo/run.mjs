// npm run demo: a payment service breaks twice, in CI and in production, and is healed twice. No key, no network.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepareLocalGitHub } from './dependencies.mjs'
import { heal } from './heal.mjs'
import { dim, green, heading, quote, red, say, showPullRequest, step } from './show.mjs'
import * as people from './world.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const evidence = join(root, '.suture-demo')
const keep = process.argv.includes('--keep')

/** Heals; where this machine has no sandbox, says so and goes on with the demo's own code without one. */
async function healHere(world, { workspace, folder, inputs }) {
  const options = {
    root,
    workspace,
    evidence: folder,
    github: world.github,
    repository: world.repository,
    token: world.token,
    onLine: (line) => quote(line, dim),
  }
  const sandbox = world.sandbox ?? []
  const run = await heal({ ...options, inputs: [...inputs, ...sandbox] })
  if (run.outcome !== 'error-sandbox' || sandbox.length > 0) return run
  say()
  say(`  ${run.lastLine}`)
  step("This machine has no sandbox that Suture trusts. The code that runs here is the demo's own, so it goes on")
  step('with --sandbox none. Never do that with code that you do not know.')
  world.sandbox = ['--sandbox', 'none']
  return heal({ ...options, inputs: [...inputs, ...world.sandbox] })
}

/** Heals, shows what came of it, and keeps the evidence. Returns the pull request, or undefined where there is none. */
async function act(world, { name, workspace, signal, inputs }) {
  const folder = join(evidence, name)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  cpSync(signal, join(folder, relative(workspace, signal)))
  step(`node dist/index.js heal ${inputs.map((word) => (word.includes(' ') ? `"${word}"` : word)).join(' ')}`)
  const run = await healHere(world, { workspace, folder, inputs })
  const number = run.report?.pullRequest?.number
  if (number !== undefined) {
    const pull = await world.readPullRequest(world, number)
    writeFileSync(join(folder, 'pull-request.md'), `# ${pull.title}\n\n${pull.body}\n`)
    showPullRequest(pull)
    world.pulls.push(pull)
  }
  say()
  say(run.outcome === 'pr-opened' ? green(run.lastLine) : red(run.lastLine || 'the run ended without its last line'))
  say(
    `  ${run.seconds.toFixed(1)} s; report, fix bundle, full log and pull request: ${relative(process.cwd(), folder) || '.'}/`,
  )
  world.runs.push({ name, ...run })
}

async function firstAct(world) {
  heading('Act one: CI is red')
  await world.deploy(world, '6-memberships.patch')
  step('Jonas pushes "Let marketing set each member\'s loyalty rate" to main.')
  const workspace = await world.cloneAsRunner(world, 'ci')
  const passed = await world.runCi(workspace)
  if (passed) throw new Error('the tests of the demo should fail here, but they passed')
  step('The runner clones it and runs the tests: red. They leave junit.xml.')
  const signal = join(workspace, 'junit.xml')
  const inputs = ['--signals', 'junit.xml', '--test-command', 'node --test']
  await act(world, { name: 'act-1-ci', workspace, signal, inputs })
}

async function secondAct(world) {
  heading('Act two: production')
  const [pull] = world.pulls
  if (pull !== undefined) {
    await world.merge(world, pull)
    step(`A maintainer reads pull request #${pull.number} and merges it.`)
  }
  await world.deploy(world, '7-tips.patch')
  step('A week later v1.4.0, "Accept tips", is deployed with green tests.')
  const workspace = await world.cloneAsRunner(world, 'production')
  const signal = join(workspace, 'production.ndjson')
  await world.collectLog(world, 'v1.4.0~1', signal)
  step("The day's log has 20,000 lines: timeouts of the bank as on every day, and something new since the deployment.")
  const inputs = ['--signals', 'production.ndjson', '--reproduce-command', 'node scripts/replay.js']
  inputs.push('--test-command', 'node --test')
  await act(world, { name: 'act-2-production', workspace, signal, inputs })
}

function ending(world) {
  heading('The end')
  for (const run of world.runs) say(`${run.outcome === 'pr-opened' ? green('healed') : red('failed')}  ${run.lastLine}`)
  say()
  say(`All evidence is in ${evidence}:`)
  say('per act the signal, run.log, report.json, the fix bundle and pull-request.md.')
  return world.runs.length === 2 && world.runs.every((run) => run.outcome === 'pr-opened')
}

function refuseOldTools() {
  if (Number(process.versions.node.split('.')[0]) < 20) throw new Error('the demo needs Node 20 or later')
  if (spawnSync('git', ['--version']).status !== 0) throw new Error('the demo needs git on the PATH')
  if (!existsSync(join(root, 'dist/index.js'))) throw new Error('dist/index.js is missing: run npm run build')
}

async function main() {
  refuseOldTools()
  const home = prepareLocalGitHub(root, join(evidence, 'local-github'), step)
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'suture-demo-')))
  heading('Suture heals a payment service')
  const world = { ...people, ...(await people.openWorld(scratch, home)), pulls: [], runs: [] }
  step(`A local GitHub listens on ${world.github.url}; ${people.repository} is pushed to it. No key, no internet.`)
  try {
    await firstAct(world)
    await secondAct(world)
    return ending(world)
  } finally {
    await world.github.close()
    if (keep) say(`Kept: ${scratch}`)
    else rmSync(scratch, { recursive: true, force: true, maxRetries: 3 })
  }
}

process.exitCode = (await main()) ? 0 : 1
