import os from 'node:os'
import path, { delimiter } from 'node:path'
import { BrokenWorld } from '../../domain.js'
import type { Clock, Sandbox } from '../../ports.js'
import { isInside, realpathOrSelf } from '../find-executable.js'
import { allLaunchers } from './all.js'
import { type ConfinementSettings, confinedSandbox } from './confined-sandbox.js'
import type { Launcher } from './confinement.js'
import { noSandbox } from './none.js'
import { proveSandbox } from './self-test.js'
import { findToolchains, searchPath as programFolders } from './toolchains.js'

export interface SandboxOptions {
  readonly wanted: 'auto' | 'bwrap' | 'unshare' | 'docker' | 'none'
  readonly network: 'none' | 'host'
  /** Absolute folders and files that the command must not see: runner temp, home, the workspace's `.git`. */
  readonly hidden: readonly string[]
  /** Absolute folders that stay visible, read-only: the workspace, tool caches. */
  readonly readable: readonly string[]
  readonly clock?: Clock
  /** For tests: the rungs to try instead of those of this machine. */
  readonly launchers?: readonly Launcher[]
  /** For tests: another machine's. */
  readonly platform?: NodeJS.Platform
}

export interface OpenedSandbox extends Sandbox {
  /** What was tried before this rung, and why it was not taken; for the log. */
  readonly passedOver: readonly string[]
}

/**
 * Opens the strongest rung that proves itself here and now. Throws BrokenWorld('error-sandbox') where none does: it
 * never falls back to no sandbox.
 */
export async function openSandbox(options: SandboxOptions): Promise<OpenedSandbox> {
  const searchPath = process.env['PATH']
  const home = os.homedir()
  const hidden = [home, ...options.hidden]
  const toolchains = findToolchains({ environment: process.env, home, hidden })
  if (options.wanted === 'none') return { ...noSandbox(toolchains, searchPath), passedOver: [] }
  const { platform = process.platform } = options
  if (platform !== 'linux') throw noSandboxOn(platform)
  // The probe is a node program: our own node is on no PATH of a runner, and may lie below the home folder.
  const readable = [...options.readable, path.dirname(process.execPath)]
  const settings = { network: options.network, hidden, readable, toolchains, searchPath }
  const wanted = (options.launchers ?? allLaunchers(outside(options.readable, searchPath))).filter(
    (launcher) => options.wanted === 'auto' || launcher.rung === options.wanted,
  )
  const failures: Failure[] = []
  for (const launcher of wanted) {
    const failure = await tryLauncher(launcher, settings)
    const passedOver = failures.map((each) => `${each.launcher.name}: ${each.why}`)
    if (failure === undefined) return { ...confinedSandbox(launcher, settings), passedOver }
    failures.push(failure)
  }
  throw nothingProven(options.wanted, failures)
}

/** What starts the sandbox runs outside of it: a program of the workspace must not, whatever a step put on the PATH. */
function outside(folders: readonly string[], path: string | undefined): string {
  const foreign = folders.map(realpathOrSelf)
  const entries = programFolders(path).filter((entry) => !foreign.some((each) => isInside(each, realpathOrSelf(entry))))
  return entries.join(delimiter)
}

function noSandboxOn(platform: NodeJS.Platform): BrokenWorld {
  const name = { darwin: 'macOS', win32: 'Windows' }[platform as string] ?? platform
  return new BrokenWorld(
    'error-sandbox',
    `${name} has nothing that keeps tests from the secrets of their own job`,
    'Run it on a Linux runner (`runs-on: ubuntu-latest`); or in three jobs, with `sandbox: none` in a `verify` job that holds no secret and no token.',
  )
}

interface Failure {
  readonly launcher: Launcher
  readonly why: string
  /** It is there, and did not hold. */
  readonly tried: boolean
}

async function tryLauncher(launcher: Launcher, settings: ConfinementSettings): Promise<Failure | undefined> {
  const missing = launcher.missing()
  if (missing !== undefined) return { launcher, why: missing, tried: false }
  const problems = await proveSandbox({
    network: settings.network,
    hidden: settings.hidden,
    readable: settings.readable,
    build: (alsoHidden) => confinedSandbox(launcher, { ...settings, hidden: [...settings.hidden, ...alsoHidden] }),
  })
  return problems.length === 0 ? undefined : { launcher, why: problems.join('; '), tried: true }
}

function nothingProven(wanted: string, failures: readonly Failure[]): BrokenWorld {
  const said = failures.map((failure) => `${failure.launcher.name}: ${failure.why}`).join(' | ')
  const first = failures.find((failure) => failure.tried)
  const install = 'Install bubblewrap (`sudo apt-get install -y bubblewrap`) in a step before this one, on Linux.'
  return new BrokenWorld(
    'error-sandbox',
    `no sandbox proved itself (sandbox: ${wanted}): ${said}`.slice(0, 1500),
    first === undefined ? install : first.launcher.mend(first.why),
  )
}
