import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { BrokenWorld } from '../../domain.js'
import type { Sandbox, SandboxRequest } from '../../ports.js'
import { isInside, realpathOrSelf } from '../find-executable.js'
import type { Launch, Launcher, SandboxUser } from './confinement.js'
import { type Limits, limitsHere } from './limits.js'
import { planMounts } from './mounts.js'
import { commandLine, runEnvironment, sandboxHome } from './run-environment.js'
import { runLaunch } from './run-launch.js'
import { startLaunch } from './start-launch.js'
import type { Toolchains } from './toolchains.js'

export interface ConfinementSettings {
  readonly network: 'none' | 'host'
  readonly hidden: readonly string[]
  readonly readable: readonly string[]
  readonly toolchains: Toolchains
  /** PATH of our own process. */
  readonly searchPath: string | undefined
  /** Those of this machine where nothing is given. */
  readonly limits?: Limits
}

/** `nobody` on every Linux: root's rights over files are not for foreign code. */
const nobody: SandboxUser = { uid: 65534, gid: 65534 }

/** Where /etc/resolv.conf leads on many systems: without them the host's network has no names. */
const nameServers = ['/run/systemd/resolve', '/run/resolvconf'] as const

/** A sandbox on namespaces. Whether it holds is for self-test.ts to say. */
export function confinedSandbox(launcher: Launcher, settings: ConfinementSettings): Sandbox {
  const user = process.getuid?.() === 0 && !launcher.keepsUser ? nobody : undefined

  async function prepare(request: Omit<SandboxRequest, 'timeoutSeconds'>, talks: boolean): Promise<Launch> {
    const writable = request.writable.map(realpathOrSelf)
    const directory = realpathOrSelf(request.directory)
    if (!writable.some((root) => isInside(root, directory))) {
      throw new Error(`${directory} is not inside a writable directory`)
    }
    const network = settings.network === 'host' ? nameServers : []
    const readable = [...settings.toolchains.readable, ...settings.readable, ...network]
    const mounts = planMounts({ hidden: settings.hidden, readable, writable, otherUser: user !== undefined })
    const environment = runEnvironment(request, settings.searchPath, settings.toolchains, sandboxHome, mounts)
    if (user !== undefined) await giveAway(writable, user)
    const command = commandLine(request, environment)
    return launcher.launch({ mounts, network: settings.network, directory, command, user, talks })
  }

  return {
    rung: launcher.rung,
    network: settings.network,
    async run(request) {
      const limits = settings.limits ?? limitsHere()
      const writable = request.writable.map(realpathOrSelf)
      return runLaunch(await prepare(request, false), { timeoutSeconds: request.timeoutSeconds, writable, limits })
    },
    async start(request) {
      const limits = settings.limits ?? limitsHere()
      return startLaunch(await prepare(request, true), request.writable.map(realpathOrSelf), limits)
    },
  }
}

/**
 * Without following links: what the command may write belongs to its user. We are root, and can take it back. What is
 * given away already is left alone: its change time would no longer tell whether a command touched it.
 */
async function giveAway(directories: readonly string[], user: SandboxUser): Promise<void> {
  const own = [...directories, '-user', '0', '-exec', 'chown', '-h', `${user.uid}:${user.gid}`, '{}', '+']
  try {
    await promisify(execFile)('find', own, { env: {} })
  } catch (error) {
    throw new BrokenWorld('error-sandbox', 'the copy could not be given to the user `nobody`', 'Run without root.', {
      cause: error,
    })
  }
}
