import { bwrapLauncher } from './bwrap.js'
import type { Launcher } from './confinement.js'
import { dockerLauncher } from './docker.js'
import { unshareLauncher } from './unshare.js'

/** Every rung that can be proven, strongest first. All of them pass the same self-test, or are not used. */
export function allLaunchers(searchPath: string | undefined): readonly Launcher[] {
  return [
    bwrapLauncher(searchPath),
    unshareLauncher('root', searchPath),
    unshareLauncher('sudo', searchPath),
    unshareLauncher('user', searchPath),
    dockerLauncher(searchPath),
  ]
}
