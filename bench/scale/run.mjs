// What it costs to see a failure in a large repository, beside `git status` on it.
// Run: node bench/scale/run.mjs [--files 100000] [--commits 5000] [--rounds 3]
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { makeRepository } from './make-repository.mjs'

const { values: options } = parseArgs({
  options: {
    files: { type: 'string', default: '100000' },
    commits: { type: 'string', default: '5000' },
    rounds: { type: 'string', default: '3' },
  },
})
const bundle = resolve(import.meta.dirname, '../../dist/index.js')
const root = mkdtempSync(join(tmpdir(), 'suture-scale-'))

/** Seconds of one run of a program, which has to end with 0. */
function timed(command, words, folder) {
  const began = process.hrtime.bigint()
  const { status, stderr } = spawnSync(command, words, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 })
  if (status !== 0) throw new Error(`${command} ${words[0]} ended with ${status}: ${stderr.slice(-500)}`)
  return Number(process.hrtime.bigint() - began) / 1e9
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]
}

try {
  const repository = join(root, 'repository')
  await makeRepository(repository, Number(options.files), Number(options.commits))
  const test = spawnSync('node', ['--test', '--test-reporter=junit', 'packages/shop/'], {
    cwd: repository,
    encoding: 'utf8',
  })
  const signal = join(repository, 'junit.xml')
  writeFileSync(signal, test.stdout)
  const report = ['--report', join(root, 'report.json')]
  const status = []
  const diagnose = []
  timed('git', ['status', '--porcelain'], repository)
  for (let round = 0; round < Number(options.rounds); round += 1) {
    status.push(timed('git', ['status', '--porcelain'], repository))
    diagnose.push(timed('node', [bundle, 'diagnose', '--signals', 'junit.xml', ...report], repository))
  }
  const [bare, own] = [median(status), median(diagnose)]
  console.log(
    `${options.files} files, ${options.commits} commits, ${options.rounds} rounds in turns, load ${loadavg()[0].toFixed(1)}`,
  )
  console.log(
    `git status: ${bare.toFixed(2)} s; diagnose: ${own.toFixed(2)} s; ratio ${(own / bare).toFixed(1)} (aim: 5)`,
  )
  console.log(
    'Medians of wall time, caches warm. Not in it: what propose does before its first test run, and the copies that it makes.',
  )
} finally {
  rmSync(root, { recursive: true, force: true })
}
