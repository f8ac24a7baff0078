// Measures the readers of signals. See README.md.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { measureHostile } from './hostile.mjs'
import { hunt } from './hunt.mjs'
import { inputs, writeInput } from './inputs.mjs'
import { measurePeer, peers } from './peers.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const root = dirname(dirname(here))
const mostMemory = 250
const mostMilliseconds = 100
/** Four times the text in more than twice four times the time is not linear. */
const mostGrowth = 2

const flag = (name) => process.argv.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3)
const wanted = process.argv.slice(2).filter((one) => !one.startsWith('--'))
const scale = Number(flag('scale') ?? 1)
const wants = (name) => wanted.length === 0 || wanted.includes(name)

const temp = mkdtempSync(join(tmpdir(), 'suture-bench-'))
const problems = []
try {
  const build = flag('build') ?? compile()
  for (const name of Object.keys(inputs)) if (wants(name)) measureInput(name, build)
  if (wants('hostile')) await showHostile(build)
  if (wants('peers')) comparePeers(build)
  // Thousands of inputs: only where it is asked for by name.
  if (wanted.includes('hunt')) await showHunt(build)
} finally {
  rmSync(temp, { recursive: true, force: true })
}
for (const problem of problems) console.log(`over the limit: ${problem}`)
process.exitCode = problems.length > 0 ? 1 : 0

/** The sources as they are now, beside a link to their dependencies. */
function compile() {
  const folder = join(temp, 'project')
  mkdirSync(folder)
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const args = [tsc, '-p', join(root, 'tsconfig.json'), '--outDir', join(folder, 'build')]
  try {
    execFileSync(process.execPath, args, { cwd: root, stdio: 'pipe' })
  } catch (error) {
    if (!existsSync(join(folder, 'build', 'signals', 'read.js'))) throw error
    console.log('the sources have type errors; measured all the same')
  }
  execFileSync(process.execPath, [
    '-e',
    `require('fs').writeFileSync(${JSON.stringify(join(folder, 'package.json'))}, '{"type":"module"}')`,
  ])
  return join(folder, 'build')
}

function measured(...args) {
  const output = execFileSync(process.execPath, [join(here, 'measure.mjs'), ...args], { maxBuffer: 1e8 })
  return JSON.parse(output.toString())
}

/** Count and reading take turns, so that both see the same machine; the best of each counts. */
function measureInput(name, build) {
  const { limit, failures } = inputs[name]
  const file = writeInput(temp, name, scale)
  measured('lines', file)
  const counts = []
  const readings = []
  for (let turn = 0; turn < 3; turn++) {
    counts.push(measured('lines', file))
    readings.push(measured('read', file, build))
  }
  rmSync(file)
  const best = (list) => list.reduce((left, right) => (left.cpu <= right.cpu ? left : right))
  const count = best(counts)
  const reading = best(readings)
  const ratio = reading.cpu / count.cpu
  const peak = Math.max(...readings.map((one) => one.peak))
  console.log(
    `${name.padEnd(22)} ${ratio.toFixed(1).padStart(6)} x a line count (${reading.seconds.toFixed(2)} s, CPU ${reading.cpu.toFixed(2)} s; count ${count.cpu.toFixed(2)} s), peak ${peak.toFixed(0)} MB, ${reading.failures} failures, ${reading.format}${reading.incomplete ? ', incomplete' : ''}`,
  )
  if (limit !== undefined && ratio > limit) problems.push(`${name}: ${ratio.toFixed(1)} x, limit ${limit} x`)
  if (peak > mostMemory) problems.push(`${name}: ${peak.toFixed(0)} MB, limit ${mostMemory} MB`)
  if (scale === 1 && reading.failures !== failures)
    problems.push(`${name}: ${reading.failures} failures, not ${failures}`)
}

async function showHostile(build) {
  const all = await measureHostile(build)
  all.sort((left, right) => right.milliseconds - left.milliseconds)
  for (const { name, milliseconds, growth } of all.slice(0, 30))
    console.log(
      `${milliseconds.toFixed(0).padStart(6)} ms/MB  ${name}${growth === undefined ? '' : `, growth ${growth.toFixed(1)}`}`,
    )
  for (const { name, milliseconds, growth } of all) {
    if (growth === undefined && milliseconds > mostMilliseconds)
      problems.push(`hostile ${name}: ${milliseconds.toFixed(0)} ms a megabyte`)
    if (growth !== undefined && growth > mostGrowth) problems.push(`dense ${name}: grows by ${growth.toFixed(1)}`)
  }
}

async function showHunt(build) {
  const count = await hunt(build, flag('only'), ({ name, milliseconds, growth, failures }) => {
    console.log(
      `${milliseconds.toFixed(0).padStart(6)} ms/MB  ${name}, growth ${growth.toFixed(1)}, ${failures} failures`,
    )
    problems.push(`hunt ${name}: ${milliseconds.toFixed(0)} ms a megabyte, growth ${growth.toFixed(1)}`)
  })
  console.log(`${count} inputs tried`)
}

function comparePeers(build) {
  const file = writeInput(temp, 'junit-closed', scale)
  const show = (name, { seconds, cpu, peak, failures, failed }) =>
    console.log(
      failed === undefined
        ? `${name.padEnd(36)} ${seconds.toFixed(1)} s, CPU ${cpu.toFixed(1)} s, peak ${peak.toFixed(0)} MB, ${failures} failures`
        : `${name.padEnd(36)} did not run: ${failed}`,
    )
  show('suture', measured('read', file, build))
  for (const peer of peers) show(peer.name, measurePeer(peer, temp, file))
}
