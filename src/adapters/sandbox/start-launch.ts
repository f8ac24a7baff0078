import { spawn } from 'node:child_process'
import type { Session } from '../../ports.js'
import { removeTree } from '../remove-tree.js'
import type { Launch } from './confinement.js'
import type { Limits } from './limits.js'
import { sessionWith } from './session.js'
import { watchRun } from './watch.js'

/** How long process 1 has to kill everything once its leash is let go, before it is killed itself. */
const killAfterMilliseconds = 2000

/** Starts a sandbox whose command stays. Whether it stands is for the first answer to say. */
export function startLaunch(launch: Launch, writable: readonly string[], limits: Limits): Session {
  const child = spawn(launch.file, [...launch.arguments], { env: {}, cwd: '/', stdio: ['pipe', 'pipe', 'ignore'] })
  const kill = (): void => {
    // The end of input is the end of the sandbox: process 1 kills all processes of its namespace.
    child.stdin.destroy()
    const timer = setTimeout(() => child.kill('SIGKILL'), killAfterMilliseconds)
    void ended.then(() => clearTimeout(timer))
  }
  const watch = watchRun({ pid: launch.watched ?? (() => child.pid), writable, limits }, kill)
  const ended = new Promise<void>((resolve) => {
    const settle = (): void => {
      watch.stop()
      launch.sweep?.()
      for (const stream of [child.stdin, child.stdout]) stream.destroy()
      if (launch.temporary !== undefined) removeTree(launch.temporary)
      resolve()
    }
    child.once('error', settle)
    child.once('exit', settle)
  })
  return sessionWith({
    input: child.stdin,
    output: child.stdout,
    ended,
    kill,
  })
}
