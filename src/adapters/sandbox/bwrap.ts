import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { findExecutable } from '../find-executable.js'
import type { Confinement, Launcher, Mount } from './confinement.js'
import { emptyFileSystemBytes, memoryFileSystemBytes } from './limits.js'
import { becomeUser, supervise, superviseSession } from './shell.js'

/** Bubblewrap: namespaces for everything, no privileges needed where the kernel lets users make namespaces. */
export function bwrapLauncher(environmentPath: string | undefined): Launcher {
  const bwrap = findExecutable('bwrap', environmentPath)
  const setpriv = findExecutable('setpriv', environmentPath)
  let sizes: boolean | undefined
  return {
    rung: 'bwrap',
    name: 'bubblewrap',
    keepsUser: false,
    missing() {
      if (process.platform !== 'linux') return 'bubblewrap exists on Linux only'
      if (bwrap === undefined) return 'bubblewrap (bwrap) is not installed'
      if (process.getuid?.() === 0 && setpriv === undefined) return 'setpriv (util-linux) is not installed'
      return undefined
    },
    launch(confinement) {
      const drop = confinement.user === undefined ? [] : becomeUser(setpriv ?? 'setpriv', confinement.user)
      sizes ??= knowsSizes(bwrap ?? 'bwrap')
      return {
        file: bwrap ?? 'bwrap',
        arguments: [...bwrapArguments(confinement, sizes), ...drop, ...confinement.command],
      }
    },
    mend: mendBwrap,
  }
}

/** Before 0.7 a file system in memory takes half of the machine's: there only the watch over the run limits it. */
function knowsSizes(bwrap: string): boolean {
  return spawnSync(bwrap, ['--help'], { env: {}, encoding: 'utf8' }).stdout?.includes('--size ') === true
}

function bwrapArguments(confinement: Confinement, sizes: boolean): readonly string[] {
  const namespaces = ['--unshare-pid', '--unshare-ipc', '--unshare-uts', '--unshare-cgroup-try']
  if (confinement.network === 'none') namespaces.push('--unshare-net')
  const files = ['--ro-bind', '/', '/', '--dev', '/dev', '--proc', '/proc']
  // As real root, process 1 could set kernel parameters; older versions leave them writable.
  for (const kernel of ['/proc/sys', '/proc/sysrq-trigger']) files.push('--ro-bind-try', kernel, kernel)
  for (const mount of confinement.mounts) files.push(...mountArguments(mount, sizes))
  // A place for devices, not for files.
  files.push('--remount-ro', '/dev')
  // Process 1 is our own shell and not bwrap's: its environment is the empty one of our spawn.
  const process1 = ['--die-with-parent', '--new-session', '--clearenv', '--as-pid-1']
  const process1Script = confinement.talks === true ? superviseSession : supervise
  const start = ['--chdir', confinement.directory, '--', '/bin/sh', '-c', process1Script, 'sh']
  return [...namespaces, ...process1, ...files, ...start]
}

function mountArguments(mount: Mount, sizes: boolean): readonly string[] {
  switch (mount.kind) {
    case 'mask': {
      const bytes = mount.mode === '1777' ? memoryFileSystemBytes() : emptyFileSystemBytes
      return [...(sizes ? ['--size', `${bytes}`] : []), '--perms', mount.mode, '--tmpfs', mount.path]
    }
    case 'mask-file':
      return ['--ro-bind', '/dev/null', mount.path]
    case 'directory':
      return ['--perms', '755', '--dir', mount.path]
    case 'bind':
      return [mount.writable ? '--bind' : '--ro-bind', mount.path, mount.path]
  }
}

function mendBwrap(said: string): string {
  if (
    existsSync('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') &&
    /uid map|namespace|loopback/i.test(said)
  ) {
    return 'AppArmor forbids user namespaces here: `sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0` in a step before this one, or use `sandbox: unshare` (needs passwordless sudo).'
  }
  if (/namespace|uid map|Operation not permitted/i.test(said)) {
    return 'The kernel or the container forbids namespaces: run the job on the runner itself, or give the container `--privileged`.'
  }
  return 'Run `suture doctor` in this job, and install a current bubblewrap.'
}
