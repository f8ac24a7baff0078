import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { jest } from '@jest/globals'
import { allLaunchers } from '../../../src/adapters/sandbox/all.js'
import type { Confinement, Launcher } from '../../../src/adapters/sandbox/confinement.js'
import { openSandbox, type SandboxOptions } from '../../../src/adapters/sandbox/open-sandbox.js'
import { temporaryDirectories, writeFiles } from '../../contracts/git-fixture.js'
import { rungsHere } from '../../contracts/rungs.js'

const temporary = temporaryDirectories()
afterAll(temporary.removeAll)

const rungs = await rungsHere()
// Each case starts a sandbox with a node process in it, on a machine that may be busy.
jest.setTimeout(30_000)
const working = rungs.find((rung) => rung.skip === undefined)
const withRung = working === undefined ? it.skip : it
const because = working === undefined ? ' (skipped: no rung proves itself here)' : ''

const options = (more: Partial<SandboxOptions>): SandboxOptions => ({
  wanted: 'auto',
  network: 'none',
  hidden: [],
  readable: [],
  ...more,
})

/** A rung that breaks in one way: what it starts is not the sandbox that was asked for. */
function broken(change: (confinement: Confinement) => Confinement | string): Launcher {
  const real = working?.launcher
  if (real === undefined) throw new Error('no rung here')
  return {
    ...real,
    name: 'broken',
    launch(confinement) {
      const changed = change(confinement)
      return typeof changed === 'string' ? shell(changed, confinement) : real.launch(changed)
    },
    mend: (said) => `mend: ${said.slice(0, 20)}`,
  }
}

function shell(script: string, confinement: Confinement) {
  return { file: '/bin/sh', arguments: ['-c', script, 'sh', ...confinement.command] }
}

/** No sandbox at all, that says all the right words. */
const pretender = `cd /tmp; echo suture-sandbox-ready >&2; "$@" 2>&1; echo "suture-sandbox-exit $?" >&2`

describe('openSandbox', () => {
  withRung(`takes the strongest rung that proves itself${because}`, async () => {
    const opened = await openSandbox(options({}))
    expect([opened.rung, opened.network, opened.passedOver]).toEqual([working?.launcher.rung, 'none', []])
  })

  withRung.each<[string, Launcher, RegExp]>(
    working === undefined
      ? []
      : [
          ['a pretender', broken(() => pretender), /planted secret was found in \/proc/],
          [
            'one that dies',
            broken(() => 'echo "setting up uid map: Permission denied" >&2; exit 1'),
            /did not start: setting up uid map/,
          ],
          ['one that is silent', broken(() => 'exit 0'), /did not start: exit code 0/],
          ['one with the network on', broken((c) => ({ ...c, network: 'host' })), /network is the host's/],
          [
            'one that hides nothing',
            broken((c) => ({ ...c, mounts: c.mounts.filter((m) => m.kind === 'bind') })),
            /planted secret|hidden file/,
          ],
          [
            'one that lets write',
            broken((c) => ({
              ...c,
              mounts: [...c.mounts, { kind: 'bind', path: '/var/tmp', writable: true, isDirectory: true }],
            })),
            /a file outside was written: \/var\/tmp/,
          ],
        ],
  )(`refuses %s${because}`, async (_name, launcher, why) => {
    await expect(openSandbox(options({ launchers: [launcher] }))).rejects.toMatchObject({
      outcome: 'error-sandbox',
      message: expect.stringMatching(why),
      next: expect.stringMatching(/^mend: /),
    })
  })

  withRung(`tries the next rung, and says what was passed over${because}`, async () => {
    const launchers = working === undefined ? [] : [broken(() => 'echo no >&2; exit 1'), working.launcher]
    const opened = await openSandbox(options({ launchers }))
    expect(opened.passedOver).toEqual(['broken: the sandbox did not start: no'])
  })

  it('never falls back to none, and says how to get a sandbox', async () => {
    await expect(openSandbox(options({ launchers: [] }))).rejects.toMatchObject({
      outcome: 'error-sandbox',
      message: expect.stringContaining('no sandbox proved itself'),
      next: expect.stringContaining('apt-get install -y bubblewrap'),
    })
  })

  it.each([
    ['darwin', 'macOS'],
    ['win32', 'Windows'],
    ['freebsd', 'freebsd'],
  ] as const)('refuses on %s and says what to do', async (platform, name) => {
    await expect(openSandbox({ ...options({ wanted: 'auto' }), platform })).rejects.toMatchObject({
      outcome: 'error-sandbox',
      message: `${name} has nothing that keeps tests from the secrets of their own job`,
      next: expect.stringContaining('in three jobs, with `sandbox: none` in a `verify` job'),
    })
  })

  it("gives none on the user's word, and does not claim to cut the network", async () => {
    const opened = await openSandbox(options({ wanted: 'none' }))
    expect([opened.rung, opened.network]).toEqual(['none', 'host'])
  })

  withRung(`leaves nothing behind${because}`, async () => {
    const parent = temporary.make()
    writeFiles(parent, { 'secret.txt': 'x' })
    const before = process.env['RUNNER_TEMP']
    process.env['RUNNER_TEMP'] = parent
    try {
      await openSandbox(options({ hidden: [parent] }))
    } finally {
      if (before === undefined) delete process.env['RUNNER_TEMP']
      else process.env['RUNNER_TEMP'] = before
    }
    expect(readdirSync(parent)).toEqual(['secret.txt'])
    expect(process.env['SUTURE_CANARY']).toBeUndefined()
  })
})

describe('the list of rungs', () => {
  it('holds every file that makes one', () => {
    const folder = path.join(import.meta.dirname, '../../../src/adapters/sandbox')
    const makers = readdirSync(folder).filter((name) =>
      /export function \w+Launcher\(/.test(readFileSync(path.join(folder, name), 'utf8')),
    )
    const list = readFileSync(path.join(folder, 'all.ts'), 'utf8')
    for (const maker of makers) expect(list).toContain(`'./${maker.replace('.ts', '.js')}'`)
    expect(allLaunchers('/usr/bin').map((launcher) => launcher.name)).toEqual([
      'bubblewrap',
      'unshare',
      'unshare through sudo',
      'unshare in a user namespace',
      'docker',
    ])
  })
})
