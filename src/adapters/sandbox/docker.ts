import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, lstatSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { findExecutable } from '../find-executable.js'
import type { Confinement, Launch, Launcher, Mount } from './confinement.js'
import { emptyFileSystemBytes, limitsHere, memoryFileSystemBytes } from './limits.js'
import { supervise, superviseSession } from './shell.js'

/** An image with nothing in it, made here: nothing is pulled, and what runs inside are this machine's own programs. */
const image = 'suture-empty:1'
/** The end mark of an archive without entries. */
const emptyArchive = Buffer.alloc(1024)
/** Where a Linux keeps its programs and what they need. Homes, /run, /var and /tmp are not among them. */
const systemFolders = new Set(['bin', 'sbin', 'lib', 'lib32', 'lib64', 'libx32', 'usr', 'etc', 'opt', 'nix', 'snap'])

/** A container with the host's programs and nothing else of it. Its daemon is root: its socket is never inside. */
export function dockerLauncher(environmentPath: string | undefined): Launcher {
  const docker = findExecutable('docker', environmentPath)
  return {
    rung: 'docker',
    name: 'docker',
    keepsUser: false,
    missing() {
      if (process.platform !== 'linux') return 'the docker rung needs Linux: elsewhere its daemon sees other files'
      return docker === undefined ? 'docker is not installed' : whyNoImage(docker)
    },
    launch: (confinement) => launchDocker(docker ?? 'docker', confinement),
    mend: () => 'Start the docker daemon and let this user reach it, or use `sandbox: auto`.',
  }
}

function whyNoImage(docker: string): string | undefined {
  const ask = (words: readonly string[], input?: Buffer) =>
    spawnSync(docker, [...words], {
      env: {},
      encoding: 'utf8',
      timeout: 30_000,
      ...(input === undefined ? {} : { input }),
    })
  if (ask(['image', 'inspect', image]).status === 0) return undefined
  const made = ask(['import', '-', image], emptyArchive)
  if (made.status === 0) return undefined
  return `docker does not answer: ${made.stderr?.trim().split('\n')[0]?.slice(0, 200) ?? made.error?.message ?? 'no word'}`
}

function launchDocker(docker: string, confinement: Confinement): Launch {
  const name = `suture-${randomBytes(8).toString('hex')}`
  const user = confinement.user ?? { uid: process.getuid?.() ?? 65534, gid: process.getgid?.() ?? 65534 }
  const { memoryBytes, processes } = limitsHere()
  const boundaries = [
    ...[
      '--network',
      confinement.network,
      '--ipc',
      'private',
      '--cap-drop',
      'ALL',
      '--security-opt',
      'no-new-privileges',
    ],
    ...['--pids-limit', `${processes}`, '--memory', `${memoryBytes}`, '--memory-swap', `${memoryBytes}`],
    ...['--read-only', '--user', `${user.uid}:${user.gid}`],
  ]
  // docker refuses two mounts at one place: what hides a folder of the system comes instead of it.
  const taken = new Set(confinement.mounts.map((mount) => mount.path))
  const system = systemMounts().filter((mount) => !taken.has(mount.path))
  const files = [...system, ...confinement.mounts].flatMap(mountArguments)
  const process1 = confinement.talks === true ? superviseSession : supervise
  const start = ['--workdir', confinement.directory, image, '/bin/sh', '-c', process1, 'sh', ...confinement.command]
  const run = ['run', '--rm', '--interactive', '--pull', 'never', '--log-driver', 'none', '--name', name]
  return {
    file: docker,
    arguments: [...run, ...boundaries, ...files, ...start],
    // Killed with its client still attached, a container lives on.
    sweep: () => void spawnSync(docker, ['rm', '--force', name], { env: {}, stdio: 'ignore', timeout: 30_000 }),
  }
}

/** Where / has links (`/bin` to `usr/bin`), the folder they lead to is mounted at both names. */
function systemMounts(): readonly Mount[] {
  return readdirSync('/')
    .filter((name) => systemFolders.has(name) && existsSync(`/${name}`))
    .map((name) => ({ kind: 'bind', path: path.join('/', name), writable: false, isDirectory: true }))
}

function mountArguments(mount: Mount): readonly string[] {
  switch (mount.kind) {
    case 'mask': {
      // In an empty container only what lies below a system folder needs hiding, and the places where tests may write.
      const size = mount.mode === '1777' ? memoryFileSystemBytes() : emptyFileSystemBytes
      return ['--tmpfs', `${mount.path}:rw,exec,nosuid,nodev,size=${size},mode=${mount.mode}`]
    }
    case 'mask-file':
      return isHere(mount.path) ? bind('/dev/null', mount.path, false) : []
    case 'directory':
      return []
    case 'bind':
      return bind(mount.path, mount.path, mount.writable)
  }
}

/** A file of a home is not there at all; one of the system would be. */
function isHere(file: string): boolean {
  return systemFolders.has(file.split('/')[1] ?? '') && lstatSync(file, { throwIfNoEntry: false }) !== undefined
}

/** docker reads the value as a line of comma separated values. */
function bind(from: string, to: string, writable: boolean): readonly string[] {
  const fields = ['type=bind', `source=${from}`, `target=${to}`, ...(writable ? [] : ['readonly'])]
  const quoted = fields.map((field) => (/[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
  return ['--mount', quoted.join(',')]
}
