// node bench/seeded/run.mjs --tools DIR --half design|held-out|all [--only NAME] [--keep DIR]
// DIR holds node_modules (typescript 5, eslint 9, prettier 3, @biomejs/biome 2) and venv (ruff, black, pytest).
import { execFile, execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { seeds } from './seeds.mjs'

const { values } = parseArgs({
  options: {
    tools: { type: 'string' },
    half: { type: 'string', default: 'design' },
    only: { type: 'string' },
    keep: { type: 'string' },
    jobs: { type: 'string', default: '1' },
    bundle: { type: 'string' },
  },
})
const bundle = values.bundle ?? join(dirname(fileURLToPath(import.meta.url)), '../../dist/index.js')
const root = values.keep ?? mkdtempSync(join(tmpdir(), 'seeded-'))

/** Fixed before any result was seen: the name's hash decides. */
const halfOf = (name) => (createHash('sha256').update(name).digest()[0] % 2 === 0 ? 'design' : 'held-out')

function write(folder, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

function breakIt(folder, changes) {
  for (const change of changes) {
    if (Array.isArray(change)) {
      const [path, healthy, broken] = change
      const text = readFileSync(join(folder, path), 'utf8')
      if (!text.includes(healthy)) throw new Error(`${path} does not hold ${healthy}`)
      writeFileSync(
        join(folder, path),
        text.replace(healthy, () => broken),
      )
      continue
    }
    if (change.rename !== undefined) {
      mkdirSync(dirname(join(folder, change.rename[1])), { recursive: true })
      renameSync(join(folder, change.rename[0]), join(folder, change.rename[1]))
    }
    write(folder, { ...change.also, ...change.add })
  }
}

const git = (folder, ...args) =>
  execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...args], {
    cwd: folder,
    stdio: 'pipe',
  })

function run(command, folder, env) {
  return new Promise((resolve) => {
    execFile('sh', ['-c', `${command} 2>&1`], { cwd: folder, env, maxBuffer: 1 << 26 }, (error, stdout) =>
      resolve({ exit: error === null ? 0 : (error.code ?? 1), output: stdout }),
    )
  })
}

async function one(seed) {
  const folder = join(root, seed.name)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  write(folder, seed.files)
  git(folder, 'init', '-q', '-b', 'main')
  git(folder, 'add', '-A')
  git(folder, 'commit', '-qm', 'Begin')
  if (values.tools !== undefined && /typescript|eslint|prettier|biome/.test(seed.project))
    execFileSync('cp', ['-al', join(values.tools, 'node_modules'), folder])
  if (values.tools !== undefined && /python|ruff|black/.test(seed.project))
    execFileSync('cp', ['-al', join(values.tools, 'venv/'), join(folder, '.venv')])
  const path = `${join(folder, 'node_modules/.bin')}:${join(folder, '.venv/bin')}:${process.env.PATH}`
  const env = { ...process.env, PATH: path, NO_COLOR: '1', FORCE_COLOR: '0', PYTHONDONTWRITEBYTECODE: '1' }
  const healthy = await run(seed.command, folder, env)
  breakIt(folder, seed.changes)
  git(folder, 'add', '-A')
  git(folder, 'commit', '-qm', 'Change')
  const broken = await run(seed.command, folder, env)
  writeFileSync(join(folder, 'ci.log'), broken.output)
  const report = join(root, `${seed.name}.json`)
  const started = Date.now()
  const args = [
    'propose',
    '--workspace',
    folder,
    '--signals',
    'ci.log',
    '--strategies',
    'rules',
    '--max-minutes',
    '8',
    '--confirmations',
    '1',
    '--report',
    report,
    ...(seed.inputs ?? []),
  ]
  const healed = await run([process.execPath, bundle, ...args].map((word) => `'${word}'`).join(' '), folder, {
    ...process.env,
    NO_COLOR: '1',
  })
  writeFileSync(join(root, `${seed.name}.log`), healed.output)
  const told = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {}
  return {
    seed,
    healthy,
    broken,
    told,
    seconds: (Date.now() - started) / 1000,
    last: healed.output.trim().split('\n').at(-1),
  }
}

/** Whether the fixed files are what they were before they were broken. */
function isReference({ seed, told }) {
  const patch = told.fix?.patch ?? ''
  const folder = join(root, `${seed.name}-fixed`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  write(folder, seed.files)
  breakIt(folder, seed.changes)
  writeFileSync(join(folder, 'fix.patch'), patch)
  try {
    execFileSync('git', ['apply', '--whitespace=nowarn', 'fix.patch'], {
      cwd: folder,
      stdio: 'pipe',
      env: { ...process.env, GIT_CEILING_DIRECTORIES: root },
    })
  } catch {
    return undefined
  } finally {
    rmSync(join(folder, 'fix.patch'))
  }
  return Object.entries(seed.files).every(
    ([path, text]) => existsSync(join(folder, path)) && readFileSync(join(folder, path), 'utf8') === text,
  )
}

const chosen = seeds.filter(({ name }) =>
  values.only === undefined
    ? values.half === 'all' || halfOf(name) === values.half
    : values.only.split(',').includes(name),
)
const counts = { seeds: chosen.length, plausible: 0, reference: 0 }
console.log(
  `${seeds.length} seeds, ${seeds.filter(({ name }) => halfOf(name) === 'held-out').length} held out; running ${chosen.length}`,
)

const queue = [...chosen]
async function worker() {
  for (let seed = queue.shift(); seed !== undefined; seed = queue.shift()) tell(await one(seed))
}

function tell(result) {
  const { seed } = result
  const isSound = result.healthy.exit === 0 || seed.command.startsWith('gofmt')
  const hasFix = result.told.outcome === 'proposed'
  const same = hasFix ? isReference(result) : undefined
  if (hasFix) counts.plausible++
  if (same === true) counts.reference++
  console.log(
    `${hasFix ? (same ? 'REFERENCE' : 'READ-IT  ') : 'NO FIX   '} ${seed.name} [${seed.kind}] ${result.seconds.toFixed(0)} s${isSound ? '' : ' (UNSOUND: fails when healthy)'} ${result.last}`,
  )
  if (hasFix && !same) console.log((result.told.fix?.patch ?? '').replace(/^/gm, '    '))
}
await Promise.all(Array.from({ length: Number(values.jobs) }, worker))
console.log(JSON.stringify(counts))
if (values.keep === undefined) rmSync(root, { recursive: true, force: true })
