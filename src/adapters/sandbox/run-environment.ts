import path from 'node:path'
import type { SandboxRequest } from '../../ports.js'
import type { Mount } from './confinement.js'
import { isVisible } from './mounts.js'
import { searchPath, type Toolchains } from './toolchains.js'

/** The private home of the command: below the private /tmp, gone with it. */
export const sandboxHome = '/tmp/home'

/**
 * The command's whole environment. What the request says comes last: a test command may need its own PATH.
 *
 * @param hostPath PATH of our own process; what is hidden or missing inside is left out
 */
export function runEnvironment(
  request: Pick<SandboxRequest, 'environment'>,
  hostPath: string | undefined,
  toolchains: Toolchains,
  home: string,
  mounts: readonly Mount[],
): Record<string, string> {
  const visible = searchPath(hostPath).filter((entry) => isVisible(mounts, entry))
  return {
    PATH: visible.join(path.delimiter),
    HOME: home,
    TMPDIR: '/tmp',
    LANG: 'C.UTF-8',
    CI: 'true',
    ...toolchains.environment,
    GOCACHE: `${home}/.cache/go-build`,
    ...request.environment,
  }
}

/** The command line behind process 1: `env` fills the empty environment, `sh -c` runs the command. */
export function commandLine(
  request: Pick<SandboxRequest, 'command'>,
  environment: Readonly<Record<string, string>>,
): readonly string[] {
  const assignments = Object.entries(environment)
    .filter(([name, value]) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !value.includes('\0'))
    .map(([name, value]) => `${name}=${value}`)
  // One stream keeps the order of output and errors. The home is made by its user; and when memory runs out, the
  // kernel should take the command and not the runner.
  const start = 'exec 2>&1; mkdir -p "$HOME"; echo 1000 >/proc/self/oom_score_adj 2>/dev/null; exec /bin/sh -c "$1"'
  return ['/usr/bin/env', '-i', ...assignments, '/bin/sh', '-c', start, 'sh', request.command]
}
