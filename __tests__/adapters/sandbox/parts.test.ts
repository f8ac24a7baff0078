import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { createCapture } from '../../../src/adapters/sandbox/capture.js'
import { judgeProbe } from '../../../src/adapters/sandbox/judge-probe.js'
import type { ProbeReport } from '../../../src/adapters/sandbox/probe-script.js'
import { findToolchains, searchPath } from '../../../src/adapters/sandbox/toolchains.js'
import { temporaryDirectories } from '../../contracts/git-fixture.js'

const temporary = temporaryDirectories()
afterAll(temporary.removeAll)

describe('createCapture', () => {
  const kept = (sizes: readonly number[]) => {
    const capture = createCapture()
    for (const size of sizes) capture.add(Buffer.alloc(size, 97))
    return capture.end()
  }
  const mebibyte = 1024 * 1024

  it.each<[string, readonly number[], number]>([
    ['nothing', [], 0],
    ['a little', [10, 20], 0],
    ['exactly the limit', [mebibyte], 0],
    ['one byte more', [mebibyte, 1], 1],
    ['one huge chunk', [10 * mebibyte], 9 * mebibyte],
    ['many small chunks', new Array(5000).fill(1000), 5_000_000 - mebibyte],
  ])('%s', (_name, sizes, cutBytes) => {
    const total = sizes.reduce((sum, size) => sum + size, 0)
    const { output, cutBytes: cut } = kept(sizes)
    const note = cut === 0 ? '' : `\n[${cut} bytes were cut here]\n`
    expect([cut, output.length]).toEqual([cutBytes, Math.min(total, mebibyte) + note.length])
    expect(output).toContain(note)
  })

  it('keeps the very first and the very last byte', () => {
    const capture = createCapture()
    for (const chunk of ['A', 'm'.repeat(5 * mebibyte), 'Z']) capture.add(Buffer.from(chunk))
    const { output } = capture.end()
    expect([output[0], output.at(-1)]).toEqual(['A', 'Z'])
  })

  it('joins a character that was split between chunks', () => {
    const capture = createCapture()
    for (const byte of Buffer.from('ü')) capture.add(Buffer.from([byte]))
    expect(capture.end().output).toBe('ü')
  })
})

describe('judgeProbe', () => {
  const host = { pid: 'pid:[1]', mnt: 'mnt:[1]', ipc: 'ipc:[1]', net: 'net:[1]' }
  const good: ProbeReport = {
    canaries: [],
    there: [],
    connected: [],
    interfaces: [],
    namespaces: { pid: 'pid:[2]', mnt: 'mnt:[2]', ipc: 'ipc:[2]', net: 'net:[2]' },
    loopback: true,
    closed: [],
    capabilities: '0000000000000000',
    noNewPrivileges: '1',
    sudo: false,
    sockets: [],
  }
  const judge = (report: Partial<ProbeReport>, network: 'none' | 'host' = 'none', written: string[] = []) =>
    judgeProbe({ ...good, ...report }, { network, hostNamespaces: host, written })

  it('finds nothing in a report that is in order', () => {
    expect(judge({})).toEqual([])
    expect(judge({ namespaces: { ...good.namespaces, net: 'net:[1]' }, interfaces: ['eth0'] }, 'host')).toEqual([])
  })

  it.each<[string, Partial<ProbeReport>, RegExp]>([
    ['a secret', { canaries: ['/proc/1/environ'] }, /secret was found in \/proc\/1\/environ/],
    ['a hidden file', { there: ['/home/x'] }, /hidden file/],
    ['the network', { connected: ['1.1.1.1:443'] }, /connection out/],
    ['an interface', { interfaces: ['eth0'] }, /interface is there: eth0/],
    ['capabilities', { capabilities: '0000000000200000' }, /capabilities/],
    ['no capabilities line', { capabilities: 'unknown' }, /capabilities/],
    ['new privileges', { noNewPrivileges: '0' }, /new privileges/],
    ['sudo', { sudo: true }, /sudo/],
    ['a socket', { sockets: ['/run/docker.sock'] }, /socket/],
    ['no loopback', { loopback: false }, /127\.0\.0\.1/],
    ['no home to write in', { closed: ['/tmp/home'] }, /cannot write in \/tmp\/home/],
    ["the host's processes", { namespaces: { ...good.namespaces, pid: 'pid:[1]' } }, /pid namespace/],
    ['unknown namespaces', { namespaces: {} }, /namespace/],
    ["the host's network", { namespaces: { ...good.namespaces, net: 'net:[1]' } }, /network is the host/],
  ])('refuses %s', (_name, change, why) => {
    expect(judge(change).join()).toMatch(why)
  })

  it('refuses a file that was written outside', () => {
    expect(judge({}, 'none', ['/etc/x'])).toEqual(['a file outside was written: /etc/x'])
  })
})

describe('findToolchains', () => {
  it('opens programs below the home folder, and nothing that holds secrets', () => {
    const home = temporary.make()
    const folders = [
      '.pyenv/shims',
      '.cargo/bin',
      '.nvm/versions/node/v20/bin',
      'tools/go-1.2/bin',
      'bin',
      '.config/tool/bin',
      '.ssh',
      '.docker',
      '.local/bin',
    ]
    for (const folder of folders) mkdirSync(path.join(home, folder), { recursive: true })
    const entries = ['.pyenv/shims', '.cargo/bin', 'tools/go-1.2/bin', 'bin', '.config/tool/bin', '.local/bin', 'gone']
    const PATH = [...entries.map((entry) => path.join(home, entry)), '/usr/bin', 'relative'].join(':')
    const found = findToolchains({
      environment: { PATH, JAVA_HOME: '/opt/java', NPM_TOKEN: 'x' },
      home,
      hidden: [home],
    })
    expect(found.readable.map((each) => path.relative(home, each)).sort()).toEqual([
      '.cargo/bin',
      '.config/tool/bin',
      '.local/bin',
      '.nvm',
      '.pyenv',
      'bin',
      'tools/go-1.2',
    ])
    expect(found.environment).toEqual({
      PYENV_ROOT: path.join(home, '.pyenv'),
      NVM_DIR: path.join(home, '.nvm'),
      CARGO_HOME: path.join(home, '.cargo'),
      PYTHONUSERBASE: path.join(home, '.local'),
      JAVA_HOME: '/opt/java',
    })
    expect(searchPath(PATH)).not.toContain('relative')
  })

  it('never opens a folder that is hidden itself', () => {
    const home = temporary.make()
    mkdirSync(path.join(home, 'bin'))
    const found = findToolchains({ environment: { PATH: `${home}:${home}/bin` }, home, hidden: [home] })
    expect(found.readable).toEqual([path.join(home, 'bin')])
  })
})
