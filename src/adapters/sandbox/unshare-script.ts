import { isInside } from '../find-executable.js'
import type { Confinement, Mount } from './confinement.js'
import { emptyFileSystemBytes, memoryFileSystemBytes } from './limits.js'
import { quote } from './shell.js'

export interface SetUp {
  /** An empty directory of the host that becomes the sandbox's root. */
  readonly root: string
  /** Text of /proc/self/mountinfo. */
  readonly mountTable: string
  /** Script of process 1, once the file system stands. */
  readonly supervise: string
}

interface HostMount {
  readonly point: string
  /** Flags that a remount must name again, or the kernel refuses it in a user namespace. */
  readonly flags: string
}

const memoryLimit = (bytes: number) => `size=${bytes},nosuid,nodev`
const devices = ['null', 'zero', 'full', 'random', 'urandom', 'tty'] as const

/**
 * The script that process 1 runs before anything else: the host's tree once more, read-only, below a new root; masks
 * and binds in it; then the old root is gone. Any step that fails ends it, so that nothing runs in half a sandbox.
 */
export function setUpScript(confinement: Confinement, setUp: SetUp): string {
  const hostMounts = readMountTable(setUp.mountTable)
  const inside = (file: string) => quote(setUp.root + file)
  const lines = [
    'set -e',
    'if [ "$$" != 1 ]; then echo "no process namespace" >&2; exit 125; fi',
    `mount --rbind / ${quote(setUp.root)}`,
    ...hostMounts.filter((mount) => !isCovered(mount.point)).map((mount) => readOnly(mount, inside)),
    ...deviceLines(inside),
    ...processLines(inside),
    ...confinement.mounts.flatMap((mount) => mountLines(mount, hostMounts, inside)),
    `cd ${quote(setUp.root)}`,
    'pivot_root . .',
    'umount -l .',
    'cd /',
    ...(confinement.network === 'none' ? ['ip link set lo up || ifconfig lo up'] : []),
    `cd ${quote(confinement.directory)}`,
    `exec /bin/sh -c ${quote(setUp.supervise)} sh "$@"`,
  ]
  return lines.join('\n')
}

/** These are mounted afresh. */
function isCovered(point: string): boolean {
  return isInside('/proc', point) || isInside('/dev', point)
}

function readOnly(mount: HostMount, inside: (file: string) => string): string {
  const target = inside(mount.point === '/' ? '' : mount.point)
  return `mount -o remount,bind,ro${mount.flags} ${target} 2>/dev/null || umount -l ${target}`
}

function deviceLines(inside: (file: string) => string): readonly string[] {
  const lines = [`mount -t tmpfs -o mode=755,nosuid suture ${inside('/dev')}`]
  for (const device of devices) {
    lines.push(`: >${inside(`/dev/${device}`)}`, `mount --bind /dev/${device} ${inside(`/dev/${device}`)}`)
  }
  lines.push(`mkdir ${inside('/dev/pts')} ${inside('/dev/shm')}`)
  lines.push(`mount -t devpts -o newinstance,ptmxmode=0666,mode=620 suture ${inside('/dev/pts')}`)
  const links = { ptmx: 'pts/ptmx', fd: '/proc/self/fd', stdin: 'fd/0', stdout: 'fd/1', stderr: 'fd/2' }
  for (const [name, target] of Object.entries(links)) lines.push(`ln -s ${target} ${inside(`/dev/${name}`)}`)
  lines.push(`mount -t tmpfs -o mode=1777,${memoryLimit(memoryFileSystemBytes())} suture ${inside('/dev/shm')}`)
  lines.push(`mount -o remount,bind,ro,nosuid ${inside('/dev')}`)
  return lines
}

function processLines(inside: (file: string) => string): readonly string[] {
  const lines = [`mount -t proc -o nosuid,nodev,noexec suture ${inside('/proc')}`]
  for (const kernel of ['sys', 'sysrq-trigger', 'irq', 'bus', 'fs']) {
    const target = inside(`/proc/${kernel}`)
    lines.push(
      `if [ -e ${target} ]; then mount --bind ${target} ${target}; mount -o remount,bind,ro,nosuid,nodev,noexec ${target}; fi`,
    )
  }
  return lines
}

function mountLines(
  mount: Mount,
  hostMounts: readonly HostMount[],
  inside: (file: string) => string,
): readonly string[] {
  const target = inside(mount.path)
  switch (mount.kind) {
    case 'mask':
      if (mount.path === '/dev/shm') return []
      return [`mount -t tmpfs -o mode=${mount.mode},${memoryLimit(sizeOf(mount))} suture ${target}`]
    case 'mask-file':
      return [`mount --bind /dev/null ${target}`]
    case 'directory':
      return [`mkdir -p ${target}`]
    case 'bind': {
      const make = mount.isDirectory ? `mkdir -p ${target}` : `: >${target}`
      const flags = `${mount.writable ? 'rw' : 'ro'}${flagsAt(mount.path, hostMounts)}`
      return [
        `[ -e ${target} ] || ${make}`,
        `mount --bind ${quote(mount.path)} ${target}`,
        `mount -o remount,bind,${flags} ${target}`,
      ]
    }
  }
}

function sizeOf(mount: Extract<Mount, { kind: 'mask' }>): number {
  return mount.mode === '1777' ? memoryFileSystemBytes() : emptyFileSystemBytes
}

function flagsAt(file: string, hostMounts: readonly HostMount[]): string {
  let flags = ''
  let longest = -1
  for (const mount of hostMounts) {
    if (!isInside(mount.point, file) || mount.point.length < longest) continue
    longest = mount.point.length
    flags = mount.flags
  }
  return flags
}

/** Reads /proc/self/mountinfo: field 5 is the mount point with octal escapes, field 6 its options. */
function readMountTable(text: string): readonly HostMount[] {
  const mounts = new Map<string, HostMount>()
  for (const line of text.split('\n')) {
    const [, , , , escaped, options] = line.split(' ')
    if (escaped === undefined || options === undefined) continue
    const point = escaped.replaceAll(/\\([0-7]{3})/g, (_whole, octal: string) =>
      String.fromCharCode(Number.parseInt(octal, 8)),
    )
    const kept = options.split(',').filter((option) => ['nosuid', 'nodev', 'noexec'].includes(option))
    mounts.set(point, { point, flags: kept.map((option) => `,${option}`).join('') })
  }
  return [...mounts.values()]
}
