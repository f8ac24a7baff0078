import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, lstatSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { findExecutable } from '../find-executable.js'
import type { Confinement, Launch, Launcher, Mount } from './confinement.js'
import { emptyFileSystemBytes, limitsHere, memoryFileSystemBytes } from './limits.js'
import { supervise, superviseSession } from './shell.js'

/** An image of empty folders, made here: nothing is pulled, and what runs inside are this machine's own programs. */
const image = 'suture-empty:2'
/** A private file system takes the mode of the folder that it is mounted on, whatever its own options say. */
const openFolders = ['tmp/', 'var/tmp/'] as const
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
  const made = ask(['import', '-', image], archiveOf(openFolders))
  if (made.status === 0) return undefined
  return `docker does not answer: ${made.stderr?.trim().split('\n')[0]?.slice(0, 200) ?? made.error?.message ?? 'no word'}`
}

/** A tar archive (ustar) of folders that everyone may write, and the two blocks of zeros that end it. */
function archiveOf(folders: readonly string[]): Buffer {
  const headers = folders.map((folder) => {
    const header = Buffer.alloc(512)
    const fields = [
      [folder, 0],
      ['0001777\0', 100],
      ['0000000\0', 108],
      ['0000000\0', 116],
      ['00000000000\0', 124],
    ] as const
    for (const [text, at] of fields) header.write(text, at, 'latin1')
    // The sum is taken with blanks in its own place.
    header.write(`00000000000\0        5`, 136, 'latin1')
    header.write('ustar\x0000', 257, 'latin1')
    const sum = header.reduce((all, byte) => all + byte, 0)
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
    return header
  })
  return Buffer.concat([...headers, Buffer.alloc(1024)])
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
    watched: () => firstProcess(docker, name),
    // Killed with its client still attached, a container lives on.
    sweep: () => void spawnSync(docker, ['rm', '--force', name], { env: {}, stdio: 'ignore', timeout: 30_000 }),
  }
}

/** Process 1 of a container, as the host numbers it: its processes are the daemon's children and not ours. */
function firstProcess(docker: string, name: string): number | undefined {
  const words = ['container', 'inspect', '--format', '{{.State.Pid}}', name]
  const { stdout } = spawnSync(docker, words, { env: {}, encoding: 'utf8', timeout: 5000 })
  return Number(stdout) > 0 ? Number(stdout) : undefined
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
