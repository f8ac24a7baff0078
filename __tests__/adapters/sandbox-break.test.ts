import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer, type Server } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { jest } from '@jest/globals'
import { removeTree } from '../../src/adapters/remove-tree.js'
import { type Limits, limitsHere, memoryFileSystemBytes } from '../../src/adapters/sandbox/limits.js'
import type { SandboxResult } from '../../src/ports.js'
import { temporaryDirectories, writeFiles } from '../contracts/git-fixture.js'
import { rungsHere, sandboxOf } from '../contracts/rungs.js'

/**
 * Hostile code in every rung that this machine has. The canary lies in a process beside the sandbox, in the runner's
 * temp folder, in a home folder, in `.git` and in our own scratch; it is split in the script, so that the script is
 * not what is found.
 */
const canary = `break-canary-${randomBytes(12).toString('hex')}`
const temporary = temporaryDirectories()
const mebibyte = 1024 ** 2
const rungs = await rungsHere()
// Two thousand forks and a grace time of five seconds are part of it.
jest.setTimeout(60_000)

interface World {
  readonly workspace: string
  readonly hidden: readonly string[]
  readonly scratch: string
  readonly neighbour: ChildProcess
  readonly server: Server
  readonly calls: string[]
}

let world: World
beforeAll(async () => {
  const base = temporary.make()
  const [workspace, runnerTemp, home] = ['workspace', 'runner_temp', 'home'].map((name) => path.join(base, name))
  if (workspace === undefined || runnerTemp === undefined || home === undefined) throw new Error('no folders')
  const scratch = path.join(runnerTemp, 'suture-scratch')
  writeFiles(base, {
    'workspace/.git/config': canary,
    'workspace/src/a.js': 'original',
    'workspace/node_modules/dep/index.js': 'module.exports = 42',
    'runner_temp/_runner_file_commands/set_env': canary,
    'runner_temp/suture-scratch/other/secret': canary,
    'home/.npmrc': canary,
    'home/.config/gh/hosts.yml': canary,
  })
  const neighbour = spawn('sleep', ['300'], { env: { CANARY: canary }, stdio: 'ignore' })
  const calls: string[] = []
  const server = createServer((socket) => {
    calls.push(socket.remoteAddress ?? '?')
    socket.end(canary)
  })
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve))
  world = {
    workspace,
    hidden: [runnerTemp, home, path.join(workspace, '.git')],
    scratch,
    neighbour,
    server,
    calls,
  }
  process.env['BREAK_CANARY'] = canary
})
afterAll(() => {
  delete process.env['BREAK_CANARY']
  world.neighbour.kill('SIGKILL')
  world.server.close()
  temporary.removeAll()
})

describe.each(rungs)('breaking out of $name', ({ skip, launcher }) => {
  const test = skip === undefined ? it : it.skip
  const suffix = skip === undefined ? '' : ` (skipped: ${skip})`
  let copy: string
  beforeEach(() => {
    // Each sandbox gets its own: a copy belongs to the user that the command becomes.
    copy = path.join(world.scratch, `copy-${randomBytes(6).toString('hex')}`)
    mkdirSync(copy)
  })
  const attack = (script: string, timeoutSeconds = 30, limits: Partial<Limits> = {}): Promise<SandboxResult> => {
    writeFileSync(path.join(copy, 'attack.js'), script)
    const sandbox = sandboxOf(launcher, {
      hidden: world.hidden,
      readable: [world.workspace],
      limits: { ...limitsHere(), ...limits },
    })
    const where = { directory: copy, writable: [copy] }
    return sandbox.run({ command: 'node attack.js', ...where, environment: {}, timeoutSeconds })
  }

  test(`finds no secret in any process, folder or environment${suffix}`, async () => {
    const folders = [...world.hidden, os.tmpdir(), os.homedir(), '/proc/1/root/tmp', '/proc/1/cwd']
    const result = await attack(huntScript(folders))
    expect(result).toMatchObject({ exit: 0, output: expect.stringContaining('hunted ') })
    expect(result.output).not.toContain('FOUND')
    expect(result.output).not.toContain(canary)
  })

  test(`reaches no server, by name, by address, by socket${suffix}`, async () => {
    const { port } = world.server.address() as AddressInfo
    const addresses = Object.values(os.networkInterfaces()).flatMap((all) => (all ?? []).map((one) => one.address))
    const result = await attack(
      phoneScript(['127.0.0.1', 'localhost', '169.254.169.254', '1.1.1.1', ...addresses], port),
    )
    expect(result).toMatchObject({ exit: 0, output: 'phoned: none\n' })
    expect(world.calls).toEqual([])
  })

  test(`writes nowhere but in its copy${suffix}`, async () => {
    const { workspace, scratch } = world
    const places = ['/', '/etc', '/usr/local/bin', '/root', os.homedir(), workspace, `${workspace}/.git`, scratch]
    const result = await attack(`
      const fs = require('node:fs')
      for (const place of ${JSON.stringify(places)}) {
        for (const deed of [() => fs.writeFileSync(place + '/broken-out', 'x'), () => fs.mkdirSync(place + '/broken-out', { recursive: true })])
          try { deed() } catch {}
      }
      for (const file of ['/proc/sys/kernel/core_pattern', '/proc/sysrq-trigger', '/sys/kernel/uevent_helper', ${JSON.stringify(`${workspace}/src/a.js`)}])
        try { fs.writeFileSync(file, 'broken'); console.log('WROTE ' + file) } catch {}
      try { fs.linkSync(${JSON.stringify(`${workspace}/src/a.js`)}, 'linked'); console.log('LINKED') } catch {}
      console.log(require(${JSON.stringify(`${workspace}/node_modules/dep`)}))
      fs.writeFileSync('mine', 'x')`)
    expect(result).toMatchObject({ exit: 0, output: '42\n' })
    expect(places.filter((place) => existsSync(path.join(place, 'broken-out')))).toEqual([])
    expect(readFileSync(path.join(workspace, 'src/a.js'), 'utf8')).toBe('original')
    expect(existsSync(path.join(copy, 'mine'))).toBe(true)
  })

  test(`leaves no process behind${suffix}`, async () => {
    const mark = `leftover-${randomBytes(6).toString('hex')}`
    const result = await attack(`
      const { spawn } = require('node:child_process')
      const daemon = "trap '' TERM HUP INT; while :; do echo ${mark} >>" + process.cwd() + "/alive; sleep 0.05; done"
      for (const stdio of ['ignore', 'inherit'])
        spawn('setsid', ['nohup', 'sh', '-c', daemon], { detached: true, stdio }).unref()
      setTimeout(() => process.exit(0), 300)`)
    expect(result).toMatchObject({ exit: 0, timedOut: false })
    expect(readFileSync(path.join(copy, 'alive'), 'utf8')).toContain(mark)
    expect(commandLines().filter((line) => line.includes(mark))).toEqual([])
  })

  test(`gains no rights and sees no foreign process${suffix}`, async () => {
    const result = await attack(`
      const { spawnSync } = require('node:child_process'), fs = require('node:fs')
      const tries = [['sudo', '-n', 'true'], ['mount', '-t', 'tmpfs', 'x', '/mnt'], ['umount', '/tmp'], ['su', '-c', 'true'],
        ['mount', '-o', 'remount,rw', '/'], ['mknod', 'disk', 'b', '8', '0'], ['chroot', '/', 'true']]
      for (const [program, ...rest] of tries)
        if (spawnSync(program, rest, { stdio: 'ignore' }).status === 0) console.log('DID ' + program + ' ' + rest)
      try { process.kill(${process.pid}, 0); console.log('SEES ${process.pid}') } catch {}
      for (const file of ['/var/run/docker.sock', '/run/dbus/system_bus_socket']) if (fs.existsSync(file)) console.log('SEES ' + file)
      console.log('tried')`)
    expect(result).toMatchObject({ exit: 0, output: 'tried\n' })
  })

  test(`is stopped with all its children, deaf ones too${suffix}`, async () => {
    const mark = `deaf-${randomBytes(6).toString('hex')}`
    const result = await attack(
      `process.on('SIGTERM', () => console.log('asked')); require('node:child_process').spawn('sh', ['-c', "trap '' TERM; sleep 300; : ${mark}"], { stdio: 'inherit' }); setInterval(() => {}, 1000)`,
      4,
    )
    expect(result).toMatchObject({ timedOut: true, output: 'asked\n' })
    expect(result.exit).toBeGreaterThan(128)
    expect(commandLines().filter((line) => line.includes(mark))).toEqual([])
  })

  test(`runs under a limit of processes${suffix}`, async () => {
    const result = await attack(`console.log(require('node:fs').readFileSync('/proc/self/limits', 'utf8'))`)
    expect(result.output).toMatch(/^Max processes +2048 +2048/m)
    expect(result.output).toMatch(/^Max core file size +0/m)
  })

  test(`runs dry as a fork bomb, and leaves none of its children${suffix}`, async () => {
    const mark = `bomb-${randomBytes(6).toString('hex')}`
    const result = await attack(`
      const { spawnSync } = require('node:child_process')
      spawnSync('sh', ['-c', 'i=0; while [ $i -lt 4000 ]; do sh -c "sleep 30; : ${mark}" & i=$((i+1)); done; echo all'], { stdio: 'inherit' })`)
    expect(result.output).not.toContain('all')
    expect(result.output).toMatch(/fork|it used more than 2048 processes/i)
    expect(commandLines().filter((line) => line.includes(mark))).toEqual([])
  })

  test(`is ended where all its processes together take too much memory${suffix}`, async () => {
    const result = await attack(
      `const hog = "const all = []; setInterval(() => all.push(Buffer.alloc(8 << 20, 1)), 20)"
      for (let i = 0; i < 3; i++) require('node:child_process').spawn(process.execPath, ['-e', hog], { stdio: 'inherit' })
      setInterval(() => {}, 1000)`,
      40,
      { memoryBytes: 600 * mebibyte },
    )
    expect(result).toMatchObject({
      timedOut: false,
      output: expect.stringContaining('it used more than 600 MiB of memory'),
    })
    expect(result.exit).toBeGreaterThan(0)
  })

  test(`is ended where it fills the disk, with large files or with many${suffix}`, async () => {
    const large = `const chunk = Buffer.alloc(1 << 20, 1), fs = require('node:fs')
      for (let i = 0; ; i++) fs.appendFileSync('big' + (i % 3), chunk)`
    const filled = await attack(large, 40, { diskBytes: 100 * mebibyte })
    expect(filled.output).toContain('it used more than 100 MiB on disk')
    const many = `const fs = require('node:fs')
      for (let i = 0; ; i++) { if (i % 1000 === 0) fs.mkdirSync('d' + i); fs.writeFileSync('d' + (i - i % 1000) + '/' + i, '') }`
    const crowded = await attack(many, 40, { files: 5000 })
    expect([crowded.timedOut, crowded.output]).toEqual([false, expect.stringContaining('it used more than 5000 files')])
    // What it left is taken away like any other copy.
    removeTree(copy)
    expect(existsSync(copy)).toBe(false)
  })

  test(`has little room beside its copy${suffix}`, async () => {
    const result = await attack(`
      const fs = require('node:fs')
      for (const folder of ['/tmp', '/var/tmp', '/dev/shm', '/dev', '/run', ${JSON.stringify(os.homedir())}]) {
        let size = 0
        try { const { blocks, bsize, bfree } = fs.statfsSync(folder); fs.writeFileSync(folder + '/x', ''); size = bfree * bsize } catch {}
        if (size > ${memoryFileSystemBytes()}) console.log('ROOM in ' + folder + ': ' + size)
      }
      console.log('measured')`)
    expect(result).toMatchObject({ exit: 0, output: 'measured\n' })
  })

  test(`reaches no abstract socket, no datagram, no IPv6 and no memory of another process${suffix}`, async () => {
    const name = `suture-break-${randomBytes(6).toString('hex')}`
    const heard: string[] = []
    const abstract = createServer((socket) => heard.push(`abstract ${socket.remoteAddress ?? ''}`)).listen(`\0${name}`)
    const six = createServer(() => heard.push('IPv6')).on('error', () => {})
    await new Promise<void>((resolve) => six.listen(0, '::1', resolve).on('error', () => resolve()))
    const port = (six.address() as AddressInfo | null)?.port ?? 9
    const result = await attack(
      `const net = require('node:net'), fs = require('node:fs'), dgram = require('node:dgram')
      const places = [{ path: '\\0${name}' }, { host: '::1', port: ${port} }, { host: 'fd00:ec2::254', port: 80 }, { host: '8.8.8.8', port: 53 }]
      const phone = (place) => new Promise((resolve) => {
        const socket = net.connect({ ...place, timeout: 1000 }).on('connect', () => resolve(JSON.stringify(place)))
        for (const end of ['error', 'timeout']) socket.on(end, () => resolve(undefined))
      })
      const datagram = new Promise((resolve) => {
        const socket = dgram.createSocket('udp4').on('error', () => resolve(undefined))
        socket.send('x', 53, '8.8.8.8', (error) => { socket.close(); resolve(error ? undefined : 'udp') })
      })
      for (const pid of fs.readdirSync('/proc').filter((name) => /^[0-9]+$/.test(name) && Number(name) !== process.pid))
        for (const file of ['mem', 'maps', 'environ', 'fd', 'cwd', 'root'])
          try { fs.readlinkSync('/proc/' + pid + '/' + file); if (fs.readlinkSync('/proc/' + pid + '/exe') !== process.execPath && pid !== '1' && !own(pid)) console.log('SEES ' + pid + ' ' + file) } catch {}
      function own(pid) { return /^(sh|dash|bash|sleep|node|bwrap|busybox)$/.test(fs.readFileSync('/proc/' + pid + '/comm', 'utf8').trim()) }
      Promise.all([datagram, ...places.map(phone)]).then((reached) => console.log('reached: ' + (reached.filter(Boolean).join() || 'none')))`,
    )
    abstract.close()
    six.close()
    expect(heard).toEqual([])
    expect(result.output).toBe('reached: none\n')
  })

  test(`fills no memory with its output${suffix}`, async () => {
    const before = process.memoryUsage().rss
    const result = await attack(`
      const chunk = Buffer.alloc(1 << 20, 0xff)
      for (let i = 0; i < 200; i++) require('node:fs').writeSync(1, chunk)`)
    expect(result.cutBytes).toBe(200 * 2 ** 20 - 2 ** 20)
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 2 ** 20)
  })
})

function commandLines(): readonly string[] {
  const pids = readdirSync('/proc').filter((name) => /^[0-9]+$/.test(name))
  return pids.flatMap((pid) => {
    try {
      return [readFileSync(`/proc/${pid}/cmdline`, 'latin1')]
    } catch {
      return []
    }
  })
}

/** Looks into every process and folder for the canary, whose halves it is told apart. */
function huntScript(folders: readonly string[]): string {
  return `
    const fs = require('node:fs'), path = require('node:path')
    const wanted = ${JSON.stringify(canary.slice(0, 20))} + ${JSON.stringify(canary.slice(20))}
    let looked = 0, budget = 3000
    const look = (file) => {
      try { looked++; if (fs.readFileSync(file, 'latin1').includes(wanted)) console.log('FOUND ' + file) } catch {}
    }
    for (const pid of fs.readdirSync('/proc').filter((name) => /^[0-9]+$/.test(name)))
      for (const file of ['environ', 'cmdline']) look('/proc/' + pid + '/' + file)
    const walk = (folder, depth) => {
      let entries = []
      try { entries = fs.readdirSync(folder, { withFileTypes: true }) } catch { return }
      for (const entry of entries.slice(0, 500)) {
        const file = path.join(folder, entry.name)
        if (budget-- <= 0) return
        if (entry.isDirectory() && depth < 4) walk(file, depth + 1)
        else if (entry.isFile()) look(file)
      }
    }
    for (const folder of ${JSON.stringify(folders)}) walk(folder, 0)
    if (JSON.stringify(process.env).includes(wanted)) console.log('FOUND env')
    console.log('hunted ' + looked)`
}

function phoneScript(hosts: readonly string[], port: number): string {
  return `
    const net = require('node:net')
    const phone = (host, port) => new Promise((resolve) => {
      const socket = net.connect({ host, port, timeout: 1000 })
      socket.on('connect', () => { socket.destroy(); resolve(host) })
      for (const end of ['error', 'timeout']) socket.on(end, () => { socket.destroy(); resolve(undefined) })
    })
    const places = ${JSON.stringify(hosts)}.flatMap((host) => [${port}, 80, 443].map((port) => phone(host, port)))
    Promise.all([...places, require('node:dns').promises.lookup('example.com').then(() => 'dns', () => undefined)])
      .then((reached) => console.log('phoned: ' + (reached.filter(Boolean).join() || 'none')))`
}
