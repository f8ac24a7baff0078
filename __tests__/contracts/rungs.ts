import os from 'node:os'
import path from 'node:path'
import { bwrapLauncher } from '../../src/adapters/sandbox/bwrap.js'
import { confinedSandbox } from '../../src/adapters/sandbox/confined-sandbox.js'
import type { Launcher } from '../../src/adapters/sandbox/confinement.js'
import { dockerLauncher } from '../../src/adapters/sandbox/docker.js'
import type { Limits } from '../../src/adapters/sandbox/limits.js'
import { proveSandbox } from '../../src/adapters/sandbox/self-test.js'
import { findToolchains } from '../../src/adapters/sandbox/toolchains.js'
import { unshareLauncher } from '../../src/adapters/sandbox/unshare.js'
import type { Sandbox } from '../../src/ports.js'

const searchPath = process.env['PATH']

/** Every rung that this machine has and that proves itself, and why the others are skipped: for titles of tests. */
export interface RungHere {
  readonly name: string
  readonly launcher: Launcher
  /** Why it cannot be tested here; undefined where it can. */
  readonly skip: string | undefined
}

export async function rungsHere(): Promise<readonly RungHere[]> {
  const launchers = [
    bwrapLauncher(searchPath),
    unshareLauncher('root', searchPath),
    unshareLauncher('sudo', searchPath),
    unshareLauncher('user', searchPath),
    dockerLauncher(searchPath),
  ]
  const rungs: RungHere[] = []
  for (const launcher of launchers) {
    const skip = launcher.missing() ?? (await whyUnproven(launcher))
    rungs.push({ name: launcher.name, launcher, skip })
  }
  return rungs
}

/** The sandbox of a rung with the folders of a test; the home folder is hidden as in a real run. */
export function sandboxOf(
  launcher: Launcher,
  folders: {
    readonly hidden?: readonly string[]
    readonly readable?: readonly string[]
    readonly network?: 'host'
    readonly limits?: Limits
  },
): Sandbox {
  const hidden = [os.homedir(), ...(folders.hidden ?? [])]
  return confinedSandbox(launcher, {
    network: folders.network ?? 'none',
    hidden,
    readable: [path.dirname(process.execPath), ...(folders.readable ?? [])],
    toolchains: findToolchains({ environment: process.env, home: os.homedir(), hidden }),
    searchPath,
    ...(folders.limits === undefined ? {} : { limits: folders.limits }),
  })
}

async function whyUnproven(launcher: Launcher): Promise<string | undefined> {
  const settings = { network: 'none', hidden: [os.homedir()], readable: [] } as const
  const problems = await proveSandbox({
    ...settings,
    build: (alsoHidden) => sandboxOf(launcher, { hidden: alsoHidden }),
  })
  return problems.length === 0 ? undefined : problems.join('; ').slice(0, 120)
}
