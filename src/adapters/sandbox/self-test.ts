import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { BrokenWorld } from '../../domain.js'
import type { Sandbox } from '../../ports.js'
import { isInside, realpathOrSelf } from '../find-executable.js'
import { removeTree } from '../remove-tree.js'
import { judgeProbe } from './judge-probe.js'
import { type ProbeReport, type ProbeTask, probeScript, reportMark } from './probe-script.js'
import { quote } from './shell.js'

export interface ProofSettings {
  readonly network: 'none' | 'host'
  readonly hidden: readonly string[]
  readonly readable: readonly string[]
  /** Builds the sandbox under test; `alsoHidden` is where a canary lies. */
  readonly build: (alsoHidden: readonly string[]) => Sandbox
}

/** A machine that needs longer to start one node process is not fit to run a test suite. */
const probeSeconds = 30

/**
 * Lets the sandbox prove itself against planted secrets. Returns what does not hold, in plain words; empty where it
 * is proven. A sandbox that does not even start is a problem like the others.
 */
export async function proveSandbox(settings: ProofSettings): Promise<readonly string[]> {
  const traps = await setTraps(settings)
  try {
    const sandbox = settings.build([traps.hiddenFolder])
    const command = `exec ${[process.execPath, '-e', probeScript, JSON.stringify(traps.task)].map(quote).join(' ')}`
    const result = await sandbox.run({
      command,
      directory: traps.writable,
      writable: [traps.writable],
      environment: {},
      timeoutSeconds: probeSeconds,
    })
    const report = readReport(result.output)
    if (report === undefined) return [`its probe did not finish (exit code ${result.exit}): ${lastLine(result.output)}`]
    return judgeProbe(report, { network: settings.network, hostNamespaces: ownNamespaces(), written: traps.written() })
  } catch (error) {
    if (error instanceof BrokenWorld) return [error.message]
    throw error
  } finally {
    traps.remove()
  }
}

interface Traps {
  readonly task: ProbeTask
  readonly writable: string
  readonly hiddenFolder: string
  written(): readonly string[]
  remove(): void
}

/** Plants one secret in our environment, in a process beside us, in the temp folder and in a hidden one. */
async function setTraps(settings: ProofSettings): Promise<Traps> {
  const secret = `suture-canary-${randomBytes(16).toString('hex')}`
  const base = realpathOrSelf(mkdtempSync(path.join(process.env['RUNNER_TEMP'] ?? os.tmpdir(), 'suture-proof-')))
  const [writable, hiddenFolder] = [path.join(base, 'writable'), path.join(base, 'hidden')]
  for (const folder of [writable, hiddenFolder]) mkdirSync(folder)
  // Open to all: what keeps the probe out must be the sandbox, not the permissions of a folder.
  chmodSync(base, 0o755)
  const canaryFiles = [path.join(base, 'canary'), path.join(hiddenFolder, 'canary')]
  for (const file of canaryFiles) writeFileSync(file, secret, { mode: 0o644 })
  const neighbour = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], {
    env: { CANARY: secret },
    stdio: 'ignore',
  })
  process.env['SUTURE_CANARY'] = secret
  const server = await listen()
  const writeIn = ['/', '/etc', '/usr', '/var/tmp', base, ...settings.readable, ...settings.hidden]
  const writeName = `.suture-probe-${randomBytes(8).toString('hex')}`
  const left = writeIn.map((directory) => path.join(directory, writeName))
  return {
    writable,
    hiddenFolder,
    task: {
      gone: [...canaryFiles, ...settings.hidden.flatMap((folder) => somethingIn(folder, settings.readable))],
      searched: [base, os.tmpdir(), ...settings.hidden],
      writeIn,
      writeName,
      connect: settings.network === 'none' ? connectTargets(server) : [],
    },
    written: () => left.filter((file) => existsSync(file)),
    remove: () => removeTraps(left, neighbour, server, base),
  }
}

function removeTraps(left: readonly string[], neighbour: ChildProcess, server: net.Server, base: string): void {
  delete process.env['SUTURE_CANARY']
  neighbour.kill('SIGKILL')
  server.close()
  for (const file of left) rmSync(file, { force: true })
  removeTree(base)
}

function listen(): Promise<net.Server> {
  return new Promise((resolve, reject) => {
    const server = net.createServer((socket) => socket.destroy()).on('error', reject)
    server.unref().listen(0, '127.0.0.1', () => resolve(server))
  })
}

/** Our own server, the machine's other addresses, and the cloud's metadata address. */
function connectTargets(server: net.Server): ProbeTask['connect'] {
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return [
    { host: '127.0.0.1', port },
    { host: '169.254.169.254', port: 80 },
    { host: '1.1.1.1', port: 443 },
  ]
}

/** One thing that is really there now, and on no path to something readable: inside it must be gone. */
function somethingIn(folder: string, readable: readonly string[]): readonly string[] {
  const real = realpathOrSelf(folder)
  try {
    const plain = readdirSync(real, { withFileTypes: true }).filter((entry) => entry.isFile())
    const files = plain.map((entry) => path.join(real, entry.name))
    return files.filter((file) => !readable.some((each) => isInside(realpathOrSelf(each), file))).slice(0, 1)
  } catch {
    return []
  }
}

function ownNamespaces(): Record<string, string> {
  const own: Record<string, string> = {}
  for (const name of ['pid', 'mnt', 'ipc', 'net']) own[name] = readlinkSync(`/proc/self/ns/${name}`)
  return own
}

function readReport(output: string): ProbeReport | undefined {
  const line = output.split('\n').find((each) => each.startsWith(reportMark))
  return line === undefined ? undefined : (JSON.parse(line.slice(reportMark.length)) as ProbeReport)
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1)?.slice(0, 200) ?? ''
}
