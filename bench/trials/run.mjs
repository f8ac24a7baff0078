// Candidates a second, warm against the plain command line, in the same run on the same project:
//   node scripts/build.mjs && node bench/trials/run.mjs WORKSPACE... [--test-command "..."] [--candidates 60] [--plain 8]
// A workspace is a git checkout with its dependencies installed and one test failing on the commit that is checked out.
// A candidate is the file under suspicion with one more blank line at its end: it always fails, so that every one is a
// whole run. The plain command line runs outside the sandbox, which flatters it.
import { spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'test-command': { type: 'string' },
    candidates: { type: 'string', default: '60' },
    plain: { type: 'string', default: '8' },
    file: { type: 'string' },
  },
})
const load = (file) => import(new URL(`../../build/${file}`, import.meta.url).href)
const { openSandbox } = await load('adapters/sandbox/open-sandbox.js')
const { openScratch } = await load('adapters/scratch.js')
const { openRepository } = await load('adapters/git/repository.js')
const { detectChecks } = await load('trial/command/detect.js')
const { invocation } = await load('trial/lab/invocation.js')
const { openLab } = await load('trial/lab/lab.js')
const { reproduce } = await load('trial/reproduce.js')
const { openPool } = await load('trial/warm/pool.js')

async function measure(workspace) {
  const scratch = await openScratch(mkdtempSync(join(os.tmpdir(), 'bench-')))
  const repository = await openRepository({ workspace, scratchDirectory: scratch.root })
  const entries = await repository.entries(repository.head)
  const text = async (path) => {
    const entry = entries.find((each) => each.path === path)
    return entry && Buffer.from(await repository.blob(entry.id)).toString('utf8')
  }
  const project = { has: (path) => entries.some((each) => each.path === path), read: text }
  const checks = await detectChecks(values['test-command'], project)
  const sandbox = await openSandbox({ wanted: 'auto', network: 'none', hidden: [], readable: [workspace] })
  const plan = {
    runner: checks.runner.is.name,
    testCommand: checks.testCommand,
    workingDirectory: '.',
    confirmations: 1,
  }
  const log = { info() {}, warning() {}, foreign() {}, group: (_, body) => body() }
  const files = new Set(entries.map((each) => each.path))
  const lab = openLab({ repository, sandbox, scratch, log, workspace }, plan, checks, files)
  const copy = await lab.copyOf(repository.head)
  const suite = await lab.run(copy, { kind: 'all' }, 600)
  const [sighting] = suite.reading.sightings
  const failure = { ...sighting, fingerprint: 'bench', source: 'bench', occurrences: { count: 1, spike: false } }
  const same = (each) => each.message === sighting.message && each.test?.name === sighting.test?.name
  const { target } = await reproduce(lab, copy, failure, same)
  const path =
    values.file ??
    sighting.frames.map((frame) => frame.file).find((file) => !/test/.test(file)) ??
    [...files].find((file) => /^(src|lib|[a-z_]+)\/.*\.(js|mjs|ts|py)$/.test(file) && !/test|__init__/.test(file))
  const before = await text(path)
  const patches = Array.from({ length: Number(values.candidates) }, (_, index) => ({
    files: [{ path, before, after: before + '\n'.repeat(index + 1) }],
  }))
  const bench = {
    repository,
    lab,
    base: repository.head,
    target,
    baseline: suite,
    copy,
    timeoutSeconds: 60,
    hangs: false,
  }
  const pool = await openPool(bench, { cores: os.availableParallelism(), now: () => performance.now() }, [])
  if ('refused' in pool) throw new Error(pool.refused)
  await pool.shoot(patches.slice(0, 4))
  const warm = await timed(patches.length, () => pool.shoot(patches))
  const judged = warm.result.filter((shot) => shot !== undefined).length
  await pool.close()
  const line = invocation(checks.runner, target.selection, '/tmp/bench-report', false)
  const shell = {
    cwd: workspace,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${workspace}/node_modules/.bin:${process.env.PATH}` },
  }
  const count = Number(values.plain)
  const plain = await timed(count, async () => {
    for (let run = 0; run < count; run++) spawnSync('sh', ['-c', line], shell)
  })
  const boxed = await timed(count, async () => {
    for (let run = 0; run < count; run++) await lab.run(copy, target.selection, 60)
  })
  scratch.dispose()
  const row = {
    runner: plan.runner,
    project: workspace.split('/').at(-1),
    judged: `${judged}/${patches.length}`,
    lanes: pool.lanes,
    'warm/s': warm.rate.toFixed(1),
    'plain/s': plain.rate.toFixed(2),
    'plain in the sandbox/s': boxed.rate.toFixed(2),
    times: (warm.rate / plain.rate).toFixed(1),
  }
  return row
}

async function timed(count, body) {
  const started = performance.now()
  const result = await body()
  return { result, rate: (count * 1000) / (performance.now() - started) }
}

const rows = []
for (const workspace of positionals)
  rows.push(await measure(resolve(workspace)).catch((error) => ({ project: workspace, error: error.message })))
console.table(rows)
process.exit(0)
