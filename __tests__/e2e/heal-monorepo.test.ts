import { execFile } from 'node:child_process'
import { mkdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Bed, CommitSpec } from '../bed/index.mjs'
import { confirmations, eachWithBed, expectEnding, expectNothingPublished, lastState } from './scenario.js'

const world = eachWithBed()

const json = (value: object): string => `${JSON.stringify({ version: '1.0.0', type: 'module', ...value }, null, 2)}\n`
const scripts = { test: 'node --test' }

const healthy = `export function label(customer) {
  const city = customer.address?.city
  return (city ?? 'unknown').toUpperCase()
}
`

const testOfLabel = `import assert from 'node:assert/strict'
import { test } from 'node:test'
import { label } from '../src/label.js'

test('a customer with a city', () => {
  assert.equal(label({ address: { city: 'Ghent' } }), 'GHENT')
})

test('a customer without an address', () => {
  assert.equal(label({ name: 'Ada' }), 'UNKNOWN')
})
`

/** Two packages of npm workspaces: `shop` needs `label`, whose guard was lost. */
function workspaces(testOfShop: string): readonly CommitSpec[] {
  const files = {
    '.gitignore': 'node_modules\njunit.xml\n',
    'package.json': json({
      name: 'all',
      private: true,
      workspaces: ['packages/*'],
      scripts: { test: 'npm test --workspaces' },
    }),
    'packages/label/package.json': json({ name: 'label', exports: './src/label.js', scripts }),
    'packages/label/src/label.js': healthy,
    'packages/label/test/label.test.js': testOfLabel,
    'packages/shop/package.json': json({ name: 'shop', scripts, dependencies: { label: '1.0.0' } }),
    'packages/shop/test/shop.test.js': testOfShop,
  }
  const broken = { 'packages/label/src/label.js': healthy.replace('address?.city', 'address.city') }
  return [
    { message: 'Begin', files },
    { message: 'Shorten', files: broken },
  ]
}

/** What `npm ci` makes of workspaces, and the report of one package. */
async function failedPackage(bed: Bed): Promise<string> {
  const workspace = await bed.checkout({ branch: 'main' })
  await mkdir(join(workspace, 'node_modules'))
  for (const name of ['label', 'shop']) await symlink(`../packages/${name}`, join(workspace, 'node_modules', name))
  const args = ['--test', '--test-reporter=junit', '--test-reporter-destination=junit.xml']
  const options = { cwd: join(workspace, 'packages/label'), env: { PATH: process.env['PATH'] ?? '' } }
  await new Promise<void>((resolve, reject) => {
    execFile(process.execPath, args, options, (error) => (error ? resolve() : reject(new Error('it is not broken'))))
  })
  return workspace
}

const inputs = { signals: 'packages/label/junit.xml', ...confirmations }
const shopTest = (name: string, expected: string): string => `import assert from 'node:assert/strict'
import { test } from 'node:test'
import { label } from 'label'

test('${name}', () => {
  ${expected}
})
`

describe('heal in npm workspaces from the report of one package', () => {
  it('runs the package that owns the failure, and with its suite those that depend on it', async () => {
    const { bed } = world
    await bed.project(
      workspaces(shopTest('a label in the shop', "assert.equal(label({ address: { city: 'Ghent' } }), 'GHENT')")),
    )
    const run = await bed.run(await failedPackage(bed), inputs)
    await expectEnding(bed, run, 'pr-opened')
    expect(run.stdout).toMatch(
      /package: packages\/label \(packages\/label\/test\/label\.test\.js lies in packages\/label; npm test runs/,
    )
    expect(run.stdout).toContain('those of the packages around it: packages/shop')
    expect(run.stdout).toContain('test command: npm test (package.json has a test script), which runs node:test')
    const evidence = run.report.fix.proof.find(
      (each: { check: string }) => each.check === 'nothing-else-broke',
    ).evidence
    // Of label one and two tests; of shop its test and its command.
    expect(evidence).toMatch(/^tests passed: 3 before, 4 after/)
    const [pull] = (await lastState(bed)).pulls
    expect(pull?.body).toContain("cd 'packages/label'")
  }, 120_000)

  it('publishes nothing that breaks a package which depends on it', async () => {
    const { bed } = world
    await bed.project(
      workspaces(shopTest('who has no address is told so', 'assert.throws(() => label({}), TypeError)')),
    )
    const run = await bed.run(await failedPackage(bed), inputs)
    await expectEnding(bed, run, 'no-fix')
    await expectNothingPublished(bed)
    expect(run.report.attempts.map((each: { verdict: string }) => each.verdict)).toContain('broke-others')
  }, 120_000)
})
