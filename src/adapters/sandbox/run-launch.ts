import { type ChildProcess, spawn } from 'node:child_process'
import { BrokenWorld } from '../../domain.js'
import type { SandboxResult } from '../../ports.js'
import { removeTree } from '../remove-tree.js'
import { createCapture } from './capture.js'
import type { Launch } from './confinement.js'
import type { Limits } from './limits.js'
import { endWord, exitLine, graceSeconds, readyLine } from './shell.js'
import { watchRun } from './watch.js'

/** What the sandbox itself says fits into this; the command cannot write there. */
const limitSaid = 64 * 1024
/** After the end of process 1 nobody is left to write: what is in the pipes by then is all there is. */
const drainMilliseconds = 2000
/** Process 1 ends everything after the grace time; if it does not, we do. */
const killAfterMilliseconds = (graceSeconds + 3) * 1000

export interface RunLimits {
  readonly timeoutSeconds: number
  readonly writable: readonly string[]
  readonly limits: Limits
}

/** Starts a sandbox, waits for its end, and tells the command's end from a failure of the sandbox itself. */
export async function runLaunch(launch: Launch, limits: RunLimits): Promise<SandboxResult> {
  const started = process.hrtime.bigint()
  // The empty environment is the boundary: process 1 of the sandbox shows the one it was started with.
  const child = spawn(launch.file, [...launch.arguments], { env: {}, cwd: '/', stdio: ['pipe', 'pipe', 'pipe'] })
  try {
    const ended = await follow(child, launch, limits)
    const exit = exitCode(ended.said) ?? ended.exit
    if (!ended.said.includes(readyLine)) throw neverStood(ended.said, exit)
    const seconds = Number(process.hrtime.bigint() - started) / 1e9
    return { exit, timedOut: ended.timedOut, output: ended.output, cutBytes: ended.cutBytes, seconds }
  } finally {
    launch.sweep?.()
    if (launch.temporary !== undefined) removeTree(launch.temporary)
  }
}

interface Ended {
  readonly exit: number
  readonly timedOut: boolean
  readonly output: string
  readonly cutBytes: number
  readonly said: string
}

function follow(child: ChildProcess, launch: Launch, { timeoutSeconds, writable, limits }: RunLimits): Promise<Ended> {
  const capture = createCapture()
  let said = ''
  let timedOut = false
  child.stdout?.on('data', (chunk: Buffer) => capture.add(chunk))
  child.stderr?.on('data', (chunk: Buffer) => {
    // The tail is kept: the exit line comes last.
    said = (said + chunk.toString('utf8')).slice(-limitSaid)
  })
  // The leash breaks when the sandbox ends first; that is no error of ours.
  child.stdin?.on('error', () => {})
  const timers: NodeJS.Timeout[] = []
  const watch = watchRun({ pid: launch.watched ?? (() => child.pid), writable, limits }, (what) => {
    capture.add(Buffer.from(`\nThe sandbox ended the command: it used ${what}.\n`))
    // The end of its input is the end of everything inside, at once.
    child.stdin?.end()
    timers.push(setTimeout(() => child.kill('SIGKILL'), killAfterMilliseconds))
  })
  timers.push(
    setTimeout(() => {
      timedOut = true
      child.stdin?.write(`${endWord}\n`)
      timers.push(setTimeout(() => child.kill('SIGKILL'), killAfterMilliseconds))
    }, timeoutSeconds * 1000),
  )
  return new Promise((resolve) => {
    let settled = false
    const settle = (exit: number) => {
      if (settled) return
      settled = true
      watch.stop()
      for (const timer of timers) clearTimeout(timer)
      for (const stream of [child.stdin, child.stdout, child.stderr]) stream?.destroy()
      resolve({ exit, timedOut, said, ...capture.end() })
    }
    child.on('error', (error) => {
      said += `\n${error.message}`
      settle(127)
    })
    child.on('exit', (code) => timers.push(setTimeout(() => settle(code ?? 137), drainMilliseconds)))
    child.on('close', (code) => settle(code ?? 137))
  })
}

function exitCode(said: string): number | undefined {
  const at = said.lastIndexOf(exitLine)
  if (at === -1) return undefined
  const code = Number.parseInt(said.slice(at + exitLine.length, at + exitLine.length + 4), 10)
  return Number.isNaN(code) ? undefined : code
}

function neverStood(said: string, exit: number): BrokenWorld {
  const lines = said.split('\n').map((line) => line.trim())
  const first = lines.find((line) => line !== '')?.slice(0, 300) ?? `exit code ${exit}`
  return new BrokenWorld('error-sandbox', `the sandbox did not start: ${first}`, 'Run `suture doctor` in this job.')
}
