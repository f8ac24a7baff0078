import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { lstat, readdir, readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { tryGit } from './git.mjs'

/** @typedef {import('./action.mjs').ActionRun} ActionRun */

/**
 * Every file, folder and link under a folder, `.git` included, with its mode and content. Two snapshots of an
 * untouched folder are equal.
 *
 * @param {string} directory
 * @returns {Promise<Record<string, string>>}
 */
export async function snapshot(directory) {
  /** @type {Record<string, string>} */
  const seen = {}
  for (const name of (await readdir(directory, { recursive: true })).sort()) {
    const path = join(directory, name)
    const stat = await lstat(path)
    const content = stat.isSymbolicLink() ? await readlink(path) : stat.isFile() ? await readFile(path) : ''
    seen[name] = `${stat.mode.toString(8)} ${createHash('sha256').update(content).digest('hex').slice(0, 16)}`
  }
  return seen
}

/** What must be told apart from the outside: the outcomes of the contract with their exit codes. */
const exitCodes = new Map([
  ...[
    'no-failure',
    'diagnosed',
    'proposed',
    'verified',
    'pr-opened',
    'pr-updated',
    'duplicate',
    'flaky',
    'not-reproduced',
    'no-fix',
    'declined',
    'fix-rejected',
    'limit-reached',
    'base-moved',
  ].map((name) => /** @type {const} */ ([name, 0])),
  ['error-config', 1],
  ...['error-github', 'error-model', 'error-disk', 'error-sandbox', 'error-internal'].map(
    (name) => /** @type {const} */ ([name, 2]),
  ),
  ['refused-untrusted', 3],
  ['refused-policy', 3],
])

/**
 * Holds a run against what every run promises: one last line, which agrees with the exit code, the output and the
 * report; and a report that fits its schema.
 *
 * @param {ActionRun} run
 * @returns {string[]} what is wrong
 */
export function endingProblems(run) {
  const problems = []
  const lines = run.stdout.trimEnd().split('\n')
  const said = lines.filter((line) => /^suture: [a-z-]+: /.test(line))
  const last = /^suture: ([a-z-]+): (.+?); (\S.*)$/.exec(run.lastLine)
  if (last === null)
    return [`last line is no ending: ${JSON.stringify(run.lastLine)}; stderr: ${run.stderr.slice(-2000)}`]
  const [, outcome = ''] = last
  if (said.length !== 1) problems.push(`${said.length} endings in the log`)
  if (!exitCodes.has(outcome)) problems.push(`unknown outcome "${outcome}"`)
  else if (exitCodes.get(outcome) !== run.exit)
    problems.push(`${outcome} must exit ${exitCodes.get(outcome)}, was ${run.exit}`)
  if ('outcome' in run.outputs && run.outputs['outcome'] !== outcome)
    problems.push(`output says ${run.outputs['outcome']}`)
  if (run.report !== undefined && run.report.outcome !== outcome) problems.push(`report says ${run.report.outcome}`)
  if (run.summary !== '' && !run.summary.includes(outcome)) problems.push(`the job summary does not say ${outcome}`)
  for (const [name, value] of Object.entries(run.outputs)) {
    if (!/^[\w .,:;/@+=#(){}[\]"'&?!*%-]*$/.test(value) || /[$`\\]/.test(value))
      problems.push(`output ${name} has an unsafe character: ${value}`)
  }
  return [...problems, ...schemaProblems(run.report)]
}

const schemaFile = new URL('../../docs/report.schema.json', import.meta.url)

/** @param {unknown} report @returns {string[]} */
export function schemaProblems(report) {
  if (report === undefined || !existsSync(schemaFile)) return []
  const schema = JSON.parse(readFileSync(schemaFile, 'utf8'))
  const options = { strict: false, allErrors: true }
  const ajv = String(schema.$schema).includes('2020-12') ? new Ajv2020(options) : new Ajv(options)
  formats.default(ajv)
  return ajv.validate(schema, report) ? [] : [`report.json: ${ajv.errorsText(ajv.errors, { dataVar: 'report' })}`]
}

/**
 * Looks for secrets wherever a run may have put them: log, outputs, summary, report, files left in the runner's temp
 * folder, bodies sent to GitHub and to the model, and everything that was pushed.
 *
 * @param {readonly string[]} canaries
 * @param {{ run?: ActionRun, github?: { requests: readonly { text: string, path: string }[] }, model?: { requests: readonly { text: string }[] }, bare?: string, folders?: readonly string[] }} places
 * @returns {Promise<string[]>} where something was found
 */
export async function leaks(canaries, { run, github, model, bare, folders = [] }) {
  /** @type {[string, string][]} */
  const texts = []
  if (run !== undefined) {
    // A mask is announced by saying the secret; the runner swallows that line.
    texts.push(
      ['stdout', run.stdout.replace(/^::add-mask::.*$/gm, '')],
      ['stderr', run.stderr],
      ['summary', run.summary],
    )
    texts.push(
      ['outputs', JSON.stringify(run.outputs)],
      ['state', JSON.stringify(run.state)],
      ['report', run.reportText],
    )
  }
  for (const request of github?.requests ?? []) texts.push([`body to ${request.path}`, request.text + request.path])
  for (const request of model?.requests ?? []) texts.push(['body to the model', request.text])
  if (bare !== undefined) texts.push(['pushed commits', (await tryGit(bare, ['log', '--all', '-p', '--text'])).stdout])
  for (const folder of [...folders, ...(run === undefined ? [] : [run.runnerTemp])]) {
    for (const name of await readdir(folder, { recursive: true })) {
      const path = join(folder, name)
      if ((await lstat(path)).isFile()) texts.push([path, await readFile(path, 'latin1')])
    }
  }
  const found = []
  for (const canary of canaries) {
    const shapes = spellings(canary)
    for (const [place, text] of texts) {
      if (shapes.some((shape) => text.includes(shape))) found.push(`${canary.slice(0, 8)}… in ${place}`)
    }
  }
  return found
}

/** A secret as it may look after a careless encoding. @param {string} secret */
function spellings(secret) {
  const bytes = Buffer.from(secret)
  return [
    secret,
    encodeURIComponent(secret),
    bytes.toString('hex'),
    // The middle of a base64 text depends on where the secret starts in it: three alignments.
    ...['', 'x', 'xx'].map((before) =>
      Buffer.from(before + secret)
        .toString('base64')
        .slice(4, -4),
    ),
  ]
}
