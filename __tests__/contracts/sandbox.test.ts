import { mkdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { jest } from '@jest/globals'
import { noSandbox } from '../../src/adapters/sandbox/none.js'
import { findToolchains } from '../../src/adapters/sandbox/toolchains.js'
import type { Sandbox, SandboxRequest } from '../../src/ports.js'
import { scriptedSandbox } from './fakes/scripted-sandbox.js'
import { temporaryDirectories } from './git-fixture.js'
import { rungsHere, sandboxOf } from './rungs.js'

const temporary = temporaryDirectories()
afterAll(temporary.removeAll)

const toolchains = findToolchains({ environment: process.env, home: '/nonexistent', hidden: [] })
const rungs = await rungsHere()
jest.setTimeout(30_000)
const subjects: readonly { name: string; skip: string | undefined; open: () => Sandbox }[] = [
  ...rungs.map(({ name, skip, launcher }) => ({ name, skip, open: () => sandboxOf(launcher, {}) })),
  { name: 'none', skip: undefined, open: () => noSandbox(toolchains, process.env['PATH']) },
]

describe.each(subjects)('Sandbox contract: $name', ({ skip, open }) => {
  const test = skip === undefined ? it : it.skip
  const suffix = skip === undefined ? '' : ` (skipped: ${skip})`
  const run = (command: string, more: Partial<SandboxRequest> = {}) => {
    const directory = path.join(temporary.make(), 'copy')
    mkdirSync(directory)
    const request = { command, directory, writable: [directory], environment: {}, timeoutSeconds: 30, ...more }
    return open().run(request)
  }

  test.each([
    ['exit 0', 0],
    ['exit 7', 7],
    ['kill -9 $$', 137],
    ['no-such-command-anywhere', 127],
  ])(`gives the exit code of %j${suffix}`, async (command, exit) => {
    expect(await run(command)).toMatchObject({ exit, timedOut: false, cutBytes: 0 })
  })

  test(`keeps standard output and error in order${suffix}`, async () => {
    const { output } = await run('echo one; echo two >&2; echo ü')
    expect(output.split('\n').sort().join('|')).toBe('|one|two|ü'.split('|').sort().join('|'))
  })

  test(`sets the environment, and nothing of ours${suffix}`, async () => {
    process.env['SUTURE_TEST_SECRET'] = 'x'
    const { output } = await run('env; echo "home: $(ls -A "$HOME")"', {
      environment: { FOO: `b "'\n$x`, PATH: '/bin:/usr/bin' },
    })
    delete process.env['SUTURE_TEST_SECRET']
    expect(output).toContain(`FOO=b "'\n$x\n`)
    expect(output).toContain('PATH=/bin:/usr/bin\n')
    expect(output).toMatch(/^CI=true$/m)
    expect(output).toMatch(/^LANG=C.UTF-8$/m)
    expect(output).toMatch(/^TMPDIR=\/tmp/m)
    expect(output).toMatch(/^home: $/m)
    expect(output).not.toContain('SUTURE_TEST_SECRET')
  })

  test(`starts in the directory, which can be written${suffix}`, async () => {
    const directory = path.join(temporary.make(), "with 'quote' and blank")
    mkdirSync(directory)
    const { output } = await run('pwd; mkdir -p a/b && echo hi >a/b/c', { directory, writable: [directory] })
    expect(output).toBe(`${directory}\n`)
    expect(readFileSync(path.join(directory, 'a/b/c'), 'utf8')).toBe('hi\n')
  })

  test(`runs the tools on PATH, and servers on 127.0.0.1${suffix}`, async () => {
    const server = `const s = require('net').createServer((c) => c.end('hello')).listen(0, '127.0.0.1', () =>
      require('net').connect(s.address().port, '127.0.0.1').on('data', (d) => { console.log(String(d)); s.close() }))`
    const { output, exit } = await run(`node -e "${server.replaceAll('\n', ' ')}"`)
    expect([exit, output]).toEqual([0, 'hello\n'])
  })

  test(`ends a command that takes too long, asking first${suffix}`, async () => {
    const result = await run('trap "echo asked; exit 3" TERM; echo begun; sleep 60 & wait', { timeoutSeconds: 1 })
    expect(result).toMatchObject({ timedOut: true, output: 'begun\nasked\n' })
  })

  test(`is decided although a child holds standard output${suffix}`, async () => {
    const result = await run('sleep 60 & echo done; exit 4')
    expect(result).toMatchObject({ exit: 4, timedOut: false, output: 'done\n' })
    expect(result.seconds).toBeLessThan(30)
  })

  test(`keeps head and tail of a long output and counts the rest${suffix}`, async () => {
    const { output, cutBytes } = await run('echo first; head -c 5000000 /dev/zero | tr "\\0" x; echo; echo last')
    expect(output.startsWith('first\nxxx')).toBe(true)
    expect(output.endsWith('xxx\nlast\n')).toBe(true)
    expect(output).toContain(`\n[${cutBytes} bytes were cut here]\n`)
    expect(cutBytes).toBe(5_000_012 - 1024 * 1024)
  })

  const start = (command: string) => {
    const directory = path.join(temporary.make(), 'copy')
    mkdirSync(directory)
    return open().start({ command, directory, writable: [directory], environment: { FOO: 'bar' } })
  }

  test(`speaks with a command that stays${suffix}`, async () => {
    const session = await start('while IFS= read -r line; do printf "%s %s\\n" "$FOO" "$line"; done')
    for (const line of ['one', "two 'quoted' \\n \\ $x", 'ü']) {
      session.send(line)
      expect(await session.receive(10)).toEqual({ line: `bar ${line}` })
    }
    expect(await session.receive(0.05)).toBe('late')
    await session.close()
    session.send('lost')
    expect(await session.receive(10)).toBe('ended')
  })

  test(`says that a command that should stay has ended${suffix}`, async () => {
    const session = await start('read -r line; echo "bye $line"; exit 3')
    session.send('now')
    expect([await session.receive(10), await session.receive(10)]).toEqual([{ line: 'bye now' }, 'ended'])
    await session.close()
  })

  test(`kills a command that stays, with all that it started${suffix}`, async () => {
    const directory = path.join(temporary.make(), 'copy')
    mkdirSync(directory)
    const command = '(trap "" TERM; while :; do echo x >>ticks; sleep 0.05; done) & echo up; trap "" TERM; wait'
    const session = await open().start({ command, directory, writable: [directory], environment: {} })
    expect(await session.receive(10)).toEqual({ line: 'up' })
    await session.close()
    const size = statSync(path.join(directory, 'ticks'), { throwIfNoEntry: false })?.size
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(statSync(path.join(directory, 'ticks'), { throwIfNoEntry: false })?.size).toBe(size)
  })

  test(`refuses a directory that is not writable${suffix}`, async () => {
    if (open().rung === 'none') return
    await expect(run('true', { directory: '/usr' })).rejects.toThrow(/not inside a writable directory/)
  })
})

describe('Sandbox contract: scripted', () => {
  const request = { command: 'npm test', directory: '/w/a', writable: ['/w'], environment: {}, timeoutSeconds: 5 }

  it('answers by script and remembers what was asked', async () => {
    const sandbox = scriptedSandbox((_request, turn) => (turn === 0 ? 'ok' : { exit: 1, timedOut: true }))
    expect(await sandbox.run(request)).toMatchObject({ exit: 0, output: 'ok', timedOut: false, cutBytes: 0 })
    expect(await sandbox.run(request)).toMatchObject({ exit: 1, output: '', timedOut: true })
    expect(sandbox.requests).toEqual([request, request])
  })

  it('refuses a directory that is not writable', async () => {
    await expect(scriptedSandbox(() => '').run({ ...request, directory: '/usr' })).rejects.toThrow(/not inside/)
  })
})
