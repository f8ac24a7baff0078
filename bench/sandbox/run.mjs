// What a clean checkout and the sandbox cost: node bench/sandbox/run.mjs [--files 5000] [--seconds 1] [--rounds 5] [--json FILE]
// A repository of so many files with a test that takes so long, run bare in its checkout, and as a trial runs it: a clean
// copy of the tree, the sandbox, the copy taken away. Medians; the rounds of both take turns, so that a busy machine is
// busy for both.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
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

/** The sources as JavaScript, beside a link to the installed packages. */
async function load(name) {
  return import(pathToFileURL(join(folder, 'build', name)).href)
}

function prepare() {
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  execFileSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.json'), '--outDir', join(folder, 'build')])
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
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
  return workspace
}

async function open(workspace) {
  const [{ openScratch }, { openRepository }, { openSandbox }] = await Promise.all(
    ['adapters/scratch.js', 'adapters/git/repository.js', 'adapters/sandbox/open-sandbox.js'].map(load),
  )
  const scratch = await openScratch(folder)
  const repository = await openRepository({ workspace, scratchDirectory: scratch.root })
  const hidden = [process.env.HOME ?? '/root', join(workspace, '.git')]
  const sandbox = await openSandbox({ wanted: 'auto', network: 'none', hidden, readable: [workspace] })
  return { scratch, repository, sandbox }
}

const clock = () => Number(process.hrtime.bigint()) / 1e9
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]
const round = (number) => Math.round(number * 1000) / 1000

try {
  const workspace = prepare()
  const { scratch, repository, sandbox } = await open(workspace)
  const measured = { bare: [], checkout: [], run: [], remove: [], whole: [] }
  for (let turn = 0; turn < rounds; turn += 1) {
    let start = clock()
    spawnSync('sh', ['-c', 'node test.mjs'], { cwd: workspace })
    measured.bare.push(clock() - start)

    start = clock()
    const copy = await scratch.directory('copy')
    await repository.checkout(repository.head, copy)
    const checkedOut = clock()
    const request = { command: 'node test.mjs', directory: copy, writable: [copy], environment: {}, timeoutSeconds: 60 }
    const result = await sandbox.run(request)
    if (result.exit !== 0) throw new Error(`the test failed: ${result.output}`)
    const ran = clock()
    await scratch.remove(copy)
    const end = clock()
    for (const [name, value] of Object.entries({
      checkout: checkedOut - start,
      run: ran - checkedOut,
      remove: end - ran,
      whole: end - start,
    }))
      measured[name].push(value)
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
  }
  console.log(answer)
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(answer, null, 2)}\n`)
  scratch.dispose()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
