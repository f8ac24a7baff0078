// What a clean copy and the sandbox cost: node bench/sandbox/run.mjs [--files 5000] [--seconds 1] [--rounds 5] [--json FILE]
// A repository of so many files with a test that takes so long, run bare in its checkout, and as trials run it: a clean
// copy of the tree, the sandbox, the copy handed back. The first copy is checked out, all others are made whole again.
// Medians; the rounds of both take turns, so that a busy machine is busy for both.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { built } from '../built.mjs'

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '5000' },
    seconds: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '5' },
    json: { type: 'string' },
  },
})
const [files, seconds, rounds] = [values.files, values.seconds, values.rounds].map(Number)
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'bench-sandbox-')))

const change = { files: [{ path: 'src/part-0/added.js', before: undefined, after: 'export const value0 = 1\n' }] }

const build = built(folder)
const load = (name) => import(pathToFileURL(join(build, name)).href)

function prepare() {
  const workspace = join(folder, 'workspace')
  for (let index = 0; index < files; index += 1) {
    const place = join(workspace, 'src', `part-${index % 100}`)
    if (index < 100) mkdirSync(place, { recursive: true })
    writeFileSync(join(place, `module-${index}.js`), `export const value${index} = ${index}\n`.repeat(40))
  }
  writeFileSync(join(workspace, 'test.mjs'), `await new Promise((resolve) => setTimeout(resolve, ${seconds * 1000}))\n`)
  const git = (...words) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...words], { cwd: workspace, stdio: 'ignore' })
  git('init', '-q')
  git('add', '-A')
  git('commit', '-q', '-m', 'all')
  // As a clone has it: objects in one pack.
  git('repack', '-a', '-d', '-q')
  return workspace
}

async function open(workspace) {
  const [{ openScratch }, { openRepository }, { openSandbox }, { openCopies }] = await Promise.all(
    [
      'adapters/scratch.js',
      'adapters/git/repository.js',
      'adapters/sandbox/open-sandbox.js',
      'trial/lab/copies.js',
    ].map(load),
  )
  const scratch = await openScratch(folder)
  const repository = await openRepository({ workspace, scratchDirectory: scratch.root })
  const hidden = [process.env.HOME ?? '/root', join(workspace, '.git')]
  const sandbox = await openSandbox({ wanted: 'auto', network: 'none', hidden, readable: [workspace] })
  return { scratch, repository, sandbox, copies: openCopies({ repository, scratch, workspace, setUp: undefined }) }
}

const clock = () => Number(process.hrtime.bigint()) / 1e9
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]
const round = (number) => Math.round(number * 1000) / 1000

try {
  const workspace = prepare()
  const { scratch, repository, sandbox, copies } = await open(workspace)
  const measured = { bare: [], copy: [], run: [], handBack: [], whole: [] }
  const first = {}
  // Two trees that differ, as a base and a candidate's: a copy has to become the other one.
  const trees = [repository.head, await repository.writeTree(repository.head, change)]
  // The first turn makes the copy, the second is the first time that it is made whole: later ones are the rule.
  for (let turn = 0; turn < rounds + 1; turn += 1) {
    let start = clock()
    spawnSync('sh', ['-c', 'node test.mjs'], { cwd: workspace })
    measured.bare.push(clock() - start)

    start = clock()
    const copy = await copies.copyOf(trees[turn % 2])
    await copies.ready(copy)
    const ready = clock()
    const writable = [copy.root]
    const request = { command: 'node test.mjs', directory: copy.root, writable, environment: {}, timeoutSeconds: 60 }
    const result = await sandbox.run(request)
    if (result.exit !== 0) throw new Error(`the test failed: ${result.output}`)
    const ran = clock()
    await copies.discard(copy)
    const end = clock()
    const times = { copy: ready - start, run: ran - ready, handBack: end - ran, whole: end - start }
    if (turn === 0) Object.assign(first, times, { bare: measured.bare.pop() })
    else for (const [name, value] of Object.entries(times)) measured[name].push(value)
  }
  const medians = Object.fromEntries(Object.entries(measured).map(([name, all]) => [name, round(median(all))]))
  const answer = {
    files,
    seconds,
    rounds,
    rung: sandbox.rung,
    node: process.version,
    ...medians,
    ratio: round(medians.whole / medians.bare),
    first: { copy: round(first.copy), ratio: round(first.whole / first.bare) },
    load: loadavg()[0],
  }
  console.log(answer)
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(answer, null, 2)}\n`)
  scratch.dispose()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
