// Small projects whose runs end in ways that a demo of success does not show. Each is a table of files and a call.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { openBed } from '../../__tests__/bed/index.mjs'

const packageJson = `${JSON.stringify({ name: 'shop', private: true, type: 'module', scripts: { test: 'node --test' } }, null, 2)}\n`

const testOf = (/** @type {string} */ path, /** @type {string} */ names, /** @type {string} */ body) =>
  `import assert from 'node:assert/strict'\nimport { test } from 'node:test'\nimport { ${names} } from '../${path}'\n\n${body}`

/** Nothing that a rule or an operator could find: the code was never written. */
const missingFeature = {
  'package.json': packageJson,
  'src/greeting.js': 'export function greeting(name) {\n  return name.trim()\n}\n',
  'test/greeting.test.js': testOf(
    'src/greeting.js',
    'greeting',
    `test('greets politely', () => {
  assert.equal(greeting(' Ada '), 'Good morning, Ada!')
})
`,
  ),
}

/** What a run leaves behind decides about the next one. */
const flaky = {
  'package.json': packageJson,
  '.gitignore': 'junit.xml\nrolls.txt\n',
  'src/dice.js': `import { appendFileSync, readFileSync } from 'node:fs'

export function roll() {
  appendFileSync('rolls.txt', '.')
  return readFileSync('rolls.txt').length % 2 === 0 ? 1 : 0
}
`,
  'test/dice.test.js': testOf(
    'src/dice.js',
    'roll',
    "test('the dice are kind', () => {\n  assert.equal(roll(), 1)\n})\n",
  ),
  'junit.xml': `<?xml version="1.0" encoding="utf-8"?>
<testsuites>
<testcase name="the dice are kind" time="0.001" classname="test" file="test/dice.test.js">
<failure type="testCodeFailure" message="Expected values to be strictly equal: 0 !== 1">AssertionError [ERR_ASSERTION]: 0 !== 1
      at TestContext.&lt;anonymous> (test/dice.test.js:6:10)</failure>
</testcase>
</testsuites>
`,
}

/** The event of a failed run that a fork set off. @param {string} sha */
function fromAFork(sha) {
  const repository = { id: 1, full_name: 'acme/shop', default_branch: 'main', fork: false, private: false }
  const workflow_run = {
    id: 9,
    name: 'CI',
    event: 'pull_request',
    status: 'completed',
    conclusion: 'failure',
    head_branch: 'main',
    head_sha: sha,
    actor: { login: 'mallory' },
    triggering_actor: { login: 'mallory' },
    repository,
    head_repository: { id: 99, full_name: 'mallory/shop', fork: true },
  }
  return { name: 'workflow_run', payload: { action: 'completed', workflow_run, repository } }
}

/** @param {string} folder @returns {Record<string, string>} every file below it by path */
function filesIn(folder) {
  /** @type {Record<string, string>} */
  const files = {}
  for (const name of readdirSync(folder, { recursive: true }).map(String)) {
    const path = join(folder, name)
    if (statSync(path).isFile()) files[relative(folder, path)] = readFileSync(path, 'utf8')
  }
  return files
}

/**
 * @typedef {Parameters<Awaited<ReturnType<typeof openBed>>['project']>[0]} Content
 * @param {Content} content
 * @param {Readonly<Record<string, string>>} inputs
 * @param {(sha: string) => object} [more]
 */
async function summaryOf(content, inputs, more = () => ({})) {
  const bed = await openBed()
  try {
    const commits = await bed.project(content)
    const run = await bed.run(await bed.checkout(), inputs, { limitSeconds: 600, ...more(commits.at(-1) ?? '') })
    return { outcome: run.outputs['outcome'] ?? '', page: run.summary }
  } finally {
    await bed.close()
  }
}

/**
 * Job summaries of four runs, each the page that GitHub shows below the run.
 *
 * @param {{ service: string, log: string }} demo the demo's checkout of the payment service, and a day of its log
 */
export async function summaries({ service, log }) {
  const files = { ...filesIn(join(service, 'src')) }
  const project = Object.fromEntries(Object.entries(files).map(([path, text]) => [`src/${path}`, text]))
  const production = { 'package.json': packageJson, ...project, 'production.ndjson': readFileSync(log, 'utf8') }
  const quick = { confirmations: '3', strategies: 'rules,search' }
  return {
    diagnosed: await summaryOf(production, { mode: 'diagnose', signals: 'production.ndjson' }),
    'no-fix': await summaryOf(missingFeature, { signals: 'tests', ...quick }),
    flaky: await summaryOf(flaky, { signals: 'junit.xml', ...quick }),
    refused: await summaryOf(missingFeature, {}, (sha) => ({ event: fromAFork(sha), sha })),
  }
}
