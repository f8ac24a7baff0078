import { execFileSync } from 'node:child_process'
import { missingGuard } from './projects.js'
import { confirmations, eachWithBed, expectEnding, key, lastState } from './scenario.js'

const world = eachWithBed()

// It looks into every process, file and variable that it can reach. While it finds anything, the broken test passes:
// then nothing is reproduced, and the run ends in another way than this scenario expects.
const hunt = `import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

const secret = /ghs_4711_|sk-bed-4711|AUTHORIZATION: basic|ACTIONS_RUNTIME_TOKEN=|INPUT_(API-KEY|GITHUB-TOKEN)=./

function* places() {
  for (const [name, value] of Object.entries(process.env)) yield [\`variable \${name}\`, \`\${name}=\${value}\`]
  for (const pid of readdirSync('/proc').filter((name) => /^\\d+$/.test(name))) {
    for (const file of ['environ', 'cmdline']) yield [\`/proc/\${pid}/\${file}\`, read(\`/proc/\${pid}/\${file}\`)]
  }
  for (const folder of ['/tmp', process.cwd(), process.env.HOME ?? '/root']) yield* files(folder, 6)
}

function* files(folder, depth) {
  let entries = []
  try {
    entries = readdirSync(folder, { withFileTypes: true })
  } catch {}
  for (const entry of entries) {
    const path = \`\${folder}/\${entry.name}\`
    if (entry.isDirectory() && depth > 0 && entry.name !== 'node_modules' && entry.name !== 'objects') yield* files(path, depth - 1)
    // This file spells what it looks for.
    else if (entry.isFile() && !/hunt\\.js$/.test(entry.name) && !/node-compile-cache/.test(path)) yield [path, read(path)]
  }
}

function read(path) {
  try {
    return readFileSync(path, 'latin1').slice(0, 2_000_000)
  } catch {
    return ''
  }
}

export function found() {
  for (const [place, text] of places()) if (secret.test(text)) return place
  return undefined
}
`

const test = `import assert from 'node:assert/strict'
import { test } from 'node:test'
import { label } from '../src/label.js'
import { found } from '../scripts/hunt.js'

test('a customer without an address', () => {
  const place = found()
  if (place === undefined) assert.equal(label({ name: 'Ada' }), 'UNKNOWN')
  else console.log('FOUND in ' + place)
})
`

function hunters() {
  const [begin, broken] = missingGuard
  const files = { ...begin?.files, 'test/label.test.js': test, 'scripts/hunt.js': hunt }
  return [
    { message: 'Begin', files },
    { message: 'Shorten', files: broken?.files ?? {} },
  ]
}

describe('a test that hunts for secrets', () => {
  it('finds them where they are not hidden, so that it can be trusted', async () => {
    const { bed } = world
    await bed.project(hunters())
    const workspace = await bed.checkout()
    const seen = (env: Record<string, string>) =>
      execFileSync(process.execPath, ['-e', "import('./scripts/hunt.js').then(({ found }) => console.log(found()))"], {
        cwd: workspace,
        encoding: 'utf8',
        env: { HOME: workspace, ...env },
      }).trim()
    expect(seen({ TOKEN: bed.token })).toBe('variable TOKEN')
    expect(seen({ 'INPUT_API-KEY': key })).toBe('variable INPUT_API-KEY')
  })

  it('finds no token and no key while it is being healed', async () => {
    const { bed } = world
    await bed.project(hunters())
    const workspace = await bed.checkout({ persistCredentials: true })
    const run = await bed.run(
      workspace,
      {
        signals: 'tests',
        'base-url': bed.model.url,
        model: 'bed-large',
        'api-key': key,
        ...confirmations,
      },
      { environment: { ACTIONS_RUNTIME_TOKEN: 'runtime-canary-4711', MY_SECRET: key } },
    )
    expect(run.stdout).not.toContain('FOUND')
    await expectEnding(bed, run, 'pr-opened', [bed.token, key, 'runtime-canary-4711'])
    expect((await lastState(bed)).branches).toHaveLength(1)
  }, 90_000)

  it('is refused without a sandbox where the checkout keeps its token', async () => {
    const { bed } = world
    await bed.project(missingGuard)
    const workspace = await bed.checkout({ persistCredentials: true })
    const run = await bed.run(workspace, { signals: 'tests', sandbox: 'none', ...confirmations })
    await expectEnding(bed, run, 'refused-policy')
    expect(run.lastLine).toContain('persist-credentials: false')
    expect((await lastState(bed)).branches).toEqual([])
  }, 60_000)
})
