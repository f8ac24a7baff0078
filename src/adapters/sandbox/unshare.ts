import { mkdtempSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { findExecutable } from '../find-executable.js'
import type { Confinement, Launch, Launcher } from './confinement.js'
import { becomeUser, supervise, superviseSession } from './shell.js'
import { setUpScript } from './unshare-script.js'

/** `root`: Suture is root itself. `sudo`: without a password, as on hosted runners. `user`: as root of a namespace. */
export type UnshareWay = 'root' | 'sudo' | 'user'

/** util-linux's unshare: nothing to install, and root makes namespaces also where users may not. */
export function unshareLauncher(way: UnshareWay, environmentPath: string | undefined): Launcher {
  const find = (name: string) => findExecutable(name, environmentPath)
  const tools = { unshare: find('unshare'), setpriv: find('setpriv'), sudo: find('sudo') }
  return {
    rung: 'unshare',
    name: { root: 'unshare', sudo: 'unshare through sudo', user: 'unshare in a user namespace' }[way],
    keepsUser: way === 'user',
    missing: () => whatIsMissing(way, tools),
    launch: (confinement) => launchUnshare(way, tools, confinement),
    mend: () =>
      'Needs namespaces: root, passwordless sudo, or user namespaces that the kernel and AppArmor allow (`sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0`).',
  }
}

interface Tools {
  readonly unshare: string | undefined
  readonly setpriv: string | undefined
  readonly sudo: string | undefined
}

function whatIsMissing(way: UnshareWay, tools: Tools): string | undefined {
  if (process.platform !== 'linux') return 'unshare exists on Linux only'
  if (tools.unshare === undefined || tools.setpriv === undefined)
    return 'unshare and setpriv (util-linux) are not installed'
  const isRoot = process.getuid?.() === 0
  if (way === 'root' && !isRoot) return 'not running as root'
  if (way === 'sudo' && isRoot) return 'running as root already'
  if (way === 'sudo' && tools.sudo === undefined) return 'sudo is not installed'
  return undefined
}

function launchUnshare(way: UnshareWay, tools: Tools, confinement: Confinement): Launch {
  const [unshare = 'unshare', setpriv = 'setpriv', sudo = 'sudo'] = [tools.unshare, tools.setpriv, tools.sudo]
  const namespaces = ['--fork', '--pid', '--kill-child', '--mount', '--ipc', '--uts', '--propagation', 'private']
  if (confinement.network === 'none') namespaces.push('--net')
  if (way === 'user') namespaces.unshift('--user', '--map-root-user')
  const temporary = mkdtempSync(path.join(os.tmpdir(), 'suture-root-'))
  const script = setUpScript(confinement, {
    root: temporary,
    mountTable: readFileSync('/proc/self/mountinfo', 'utf8'),
    supervise: confinement.talks === true ? superviseSession : supervise,
  })
  const command = [...dropPrivileges(way, setpriv, confinement), ...confinement.command]
  const start = [unshare, ...namespaces, '--', '/bin/sh', '-c', script, 'sh', ...command]
  // sudo gives its child an environment of its own making: `env -i` takes it away again.
  const [file = unshare, ...rest] = way === 'sudo' ? [sudo, '-n', '--', '/usr/bin/env', '-i', ...start] : start
  return { file, arguments: rest, temporary }
}

function dropPrivileges(way: UnshareWay, setpriv: string, confinement: Confinement): readonly string[] {
  if (way === 'user') return [setpriv, '--no-new-privs', '--bounding-set=-all', '--inh-caps=-all', '--']
  const own = { uid: process.getuid?.() ?? 65534, gid: process.getgid?.() ?? 65534 }
  return becomeUser(setpriv, confinement.user ?? own)
}
