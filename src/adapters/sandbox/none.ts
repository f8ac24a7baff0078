import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Sandbox, SandboxResult, Session } from '../../ports.js'
import { removeTree } from '../remove-tree.js'
import { createCapture } from './capture.js'
import { commandLine, runEnvironment } from './run-environment.js'
import { sessionWith } from './session.js'
import { graceSeconds } from './shell.js'
import type { Toolchains } from './toolchains.js'

/** How long output may still come once the command itself has ended: a background child can hold the pipe for ever. */
const drainMilliseconds = 2000

/**
 * No sandbox: on the user's own word. A clean environment, a private home and a process group are all that stands
 * between the command and the machine; the network is the host's whatever was asked for.
 */
export function noSandbox(toolchains: Toolchains, hostPath: string | undefined): Sandbox {
  return {
    rung: 'none',
    network: 'host',
    async run(request) {
      const home = mkdtempSync(path.join(os.tmpdir(), 'suture-home-'))
      try {
        const environment = runEnvironment(request, hostPath, toolchains, home, [])
        const [file = '/usr/bin/env', ...rest] = commandLine(request, { ...environment, TMPDIR: os.tmpdir() })
        return await runInGroup({ file, rest, directory: request.directory }, request.timeoutSeconds)
      } finally {
        removeTree(home)
      }
    },
    async start(request) {
      const home = mkdtempSync(path.join(os.tmpdir(), 'suture-home-'))
      const environment = runEnvironment(request, hostPath, toolchains, home, [])
      const [file = '/usr/bin/env', ...rest] = commandLine(request, { ...environment, TMPDIR: os.tmpdir() })
      return startInGroup({ file, rest, directory: request.directory }, () => removeTree(home))
    },
  }
}

interface Start {
  readonly file: string
  readonly rest: readonly string[]
  readonly directory: string
}

function startInGroup(start: Start, afterwards: () => void): Session {
  const stdio: ['pipe', 'pipe', 'ignore'] = ['pipe', 'pipe', 'ignore']
  const child = spawn(start.file, [...start.rest], { cwd: start.directory, env: {}, detached: true, stdio })
  const kill = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    } catch {
      // The group is gone already.
    }
  }
  const ended = new Promise<void>((resolve) => {
    const settle = (): void => {
      kill()
      for (const stream of [child.stdin, child.stdout]) stream.destroy()
      afterwards()
      resolve()
    }
    child.once('error', settle)
    child.once('exit', settle)
  })
  return sessionWith({ input: child.stdin, output: child.stdout, ended, kill })
}

function runInGroup(start: Start, timeoutSeconds: number): Promise<SandboxResult> {
  const started = process.hrtime.bigint()
  const capture = createCapture()
  let timedOut = false
  const stdio: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe']
  const child = spawn(start.file, [...start.rest], { cwd: start.directory, env: {}, detached: true, stdio })
  const signalGroup = (signal: NodeJS.Signals) => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, signal)
    } catch {
      // The group is gone already.
    }
  }
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => capture.add(chunk))
  const timers = [
    setTimeout(() => {
      timedOut = true
      signalGroup('SIGTERM')
      timers.push(setTimeout(() => signalGroup('SIGKILL'), graceSeconds * 1000))
    }, timeoutSeconds * 1000),
  ]
  return new Promise((resolve, reject) => {
    const settle = (code: number | null, signal: NodeJS.Signals | null) => {
      for (const timer of timers) clearTimeout(timer)
      signalGroup('SIGKILL')
      child.stdout.destroy()
      child.stderr.destroy()
      const exit = code ?? 128 + (signal === null ? 0 : os.constants.signals[signal])
      const seconds = Number(process.hrtime.bigint() - started) / 1e9
      resolve({ exit, timedOut, seconds, ...capture.end() })
    }
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      // Asked to end, the shell goes first: what it started has the same grace time.
      const drain = timedOut ? graceSeconds * 1000 : drainMilliseconds
      timers.push(setTimeout(() => settle(code, signal), drain))
    })
    child.on('close', settle)
  })
}
