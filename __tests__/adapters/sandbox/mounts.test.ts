import { chmodSync } from 'node:fs'
import path from 'node:path'
import { isVisible, type MountWishes, planMounts } from '../../../src/adapters/sandbox/mounts.js'
import { setUpScript } from '../../../src/adapters/sandbox/unshare-script.js'
import { temporaryDirectories, writeFiles } from '../../contracts/git-fixture.js'

const temporary = temporaryDirectories()
afterAll(temporary.removeAll)

let root: string
beforeEach(() => {
  root = temporary.make()
  writeFiles(root, {
    'home/.npmrc': '',
    'home/work/repo/.git/config': '',
    'home/work/repo/src/a.js': '',
    'home/work/temp/suture/copy/a.js': '',
    'home/tools/bin/node': '',
    'home/.netrc': '',
  })
})

function plan(wishes: Partial<Record<'hidden' | 'readable' | 'writable', readonly string[]>>, otherUser = false) {
  const absolute = (names: readonly string[] = []) => names.map((name) => path.join(root, name))
  const full: MountWishes = {
    hidden: absolute(wishes.hidden),
    readable: absolute(wishes.readable),
    writable: absolute(wishes.writable),
    otherUser,
  }
  return planMounts(full)
}

const shown = (mounts: ReturnType<typeof planMounts>) =>
  mounts
    .filter((mount) => mount.path.startsWith(root))
    .map(
      (mount) => `${mount.kind}${mount.kind === 'bind' && mount.writable ? '+w' : ''} ${mount.path.slice(root.length)}`,
    )

describe('planMounts', () => {
  it('opens what is readable inside what is hidden, and hides again inside that', () => {
    const mounts = plan({
      hidden: ['home', 'home/work/temp', 'home/work/repo/.git', 'home/.netrc'],
      readable: ['home/work/repo', 'home/tools'],
      writable: ['home/work/temp/suture/copy'],
    })
    expect(shown(mounts)).toEqual([
      'directory ',
      'directory /home',
      'bind /home/tools',
      'directory /home/work',
      'bind /home/work/repo',
      'mask /home/work/repo/.git',
      'directory /home/work/temp',
      'directory /home/work/temp/suture',
      'bind+w /home/work/temp/suture/copy',
    ])
    const visible = (name: string) => isVisible(mounts, path.join(root, name))
    expect(visible('home/work/repo/src/a.js')).toBe(true)
    expect(visible('home/tools/bin')).toBe(true)
    expect(visible('home/work/temp/suture/copy/a.js')).toBe(true)
    for (const hidden of ['home/.npmrc', 'home/.netrc', 'home/work/repo/.git/config', 'home/work/temp/suture']) {
      expect([hidden, visible(hidden)]).toEqual([hidden, false])
    }
    expect(isVisible(mounts, '/usr/bin/env')).toBe(true)
    expect(isVisible(mounts, '/run/docker.sock')).toBe(false)
  })

  it('masks a file by a file, and passes over what is not there', () => {
    const mounts = plan({ readable: ['home'], hidden: ['home/.netrc', 'home/gone'] })
    expect(shown(mounts)).toContain('mask-file /home/.netrc')
    expect(shown(mounts).join()).not.toContain('gone')
  })

  it('lets writable win over hidden at the same path', () => {
    expect(shown(plan({ hidden: ['home'], writable: ['home'] })).at(-1)).toBe('bind+w /home')
  })

  it('gives another user a way into a directory that is closed to it, but not to what is hidden there', () => {
    chmodSync(path.join(root, 'home'), 0o700)
    const lines = shown(plan({ readable: ['home'], hidden: ['home/.netrc', 'home/work/repo/.git'] }, true))
    expect(lines).toEqual(expect.arrayContaining(['bind /home/.npmrc', 'bind /home/work', 'mask /home/work/repo/.git']))
    expect(lines).not.toContain('bind /home')
    expect(lines).not.toContain('bind /home/.netrc')
  })

  it('puts every parent before its children', () => {
    const mounts = plan({ hidden: ['home', 'home/work'], readable: ['home/work/repo'], writable: ['home/work/temp'] })
    mounts.forEach((mount, index) => {
      for (const later of mounts.slice(index + 1)) expect(mount.path.startsWith(`${later.path}/`)).toBe(false)
    })
  })
})

describe('setUpScript', () => {
  const confinement = { network: 'none', directory: "/w/it's here", command: ['true'], user: undefined } as const
  const setUp = { root: '/tmp/r', supervise: 'echo hi', mountTable: '' }

  it('quotes every path', () => {
    const path = "/w/it's here; rm -rf $HOME"
    const mounts = [{ kind: 'bind', path, writable: true, isDirectory: true }] as const
    const script = setUpScript({ ...confinement, mounts }, setUp)
    expect(script).toContain(`mount --bind '/w/it'\\''s here; rm -rf $HOME' '/tmp/r/w/it'\\''s here; rm -rf $HOME'`)
    expect(script.startsWith('set -e\nif [ "$$" != 1 ]')).toBe(true)
  })

  it('makes every mount of the host read-only with the flags it has, also one with a blank in its name', () => {
    const mountTable = [
      '22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw',
      '23 22 0:5 / /proc rw,nosuid - proc proc rw',
      '24 22 8:2 / /mnt/my\\040disk rw,nosuid,nodev,relatime - ext4 /dev/sdb rw',
    ].join('\n')
    const lines = setUpScript({ ...confinement, mounts: [] }, { ...setUp, mountTable }).split('\n')
    const remounts = lines.filter((line) => line.includes('umount -l') && line.includes('remount,bind,ro'))
    expect(remounts).toEqual([
      `mount -o remount,bind,ro '/tmp/r' 2>/dev/null || umount -l '/tmp/r'`,
      `mount -o remount,bind,ro,nosuid,nodev '/tmp/r/mnt/my disk' 2>/dev/null || umount -l '/tmp/r/mnt/my disk'`,
    ])
  })

  it("leaves the network alone where it is the host's", () => {
    expect(setUpScript({ ...confinement, network: 'host', mounts: [] }, setUp)).not.toContain('ip link')
  })
})
