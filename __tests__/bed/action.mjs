import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { home, runnerEnvironment, runnerFolder } from './runner.mjs'
import { obeyedCommands, parseRunnerFile } from './runner-files.mjs'

export const bundle = fileURLToPath(new URL('../../dist/index.js', import.meta.url))

/** The Node that GitHub's runners bring for `node24`, where this machine has one. */
export const node24 = process.env['SUTURE_NODE_24']

/**
 * @typedef {{
 *   temp: string,
 *   workspace: string,
 *   github?: { url: string, apiUrl: string },
 *   repository?: string,
 *   inputs?: Readonly<Record<string, string>>,
 *   event?: { name: string, payload: object },
 *   environment?: Readonly<Record<string, string>>,
 *   sha?: string, ref?: string,
 *   node?: string,
 *   limitSeconds?: number,
 *   onStart?: (child: import('node:child_process').ChildProcess) => void,
 * }} ActionOptions
 * `temp` is a folder of the scenario; each run gets a runner's temp folder of its own in it.
 *
 * @typedef {{
 *   exit: number | null, signal: string | null, stdout: string, stderr: string, lastLine: string,
 *   outputs: Record<string, string>, state: Record<string, string>, environment: Record<string, string>,
 *   summary: string, commands: import('./runner-files.mjs').WorkflowCommand[], report: any, reportText: string,
 *   runnerTemp: string, seconds: number,
 * }} ActionRun
 * `commands` are the workflow commands that the runner would have obeyed, `report` is report.json, or undefined.
 */

/**
 * Runs the bundle as the runner does it for a step of a job.
 *
 * @param {ActionOptions} options
 * @returns {Promise<ActionRun>}
 */
export async function runAction(options) {
  const runner = await runnerFolder(options)
  const inputs = Object.entries({ ...(await defaults()), ...options.inputs })
  const environment = {
    ...(await runnerEnvironment(options, runner)),
    ...Object.fromEntries(inputs.map(([name, value]) => [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value])),
    ...options.environment,
  }
  return finish(await run(options, [], environment, options.workspace), runner)
}

/**
 * Runs the bundle as a command line, outside any workflow.
 *
 * @param {ActionOptions & { arguments: readonly string[], directory?: string }} options
 * @returns {Promise<ActionRun>}
 */
export async function runCommandLine(options) {
  const runner = await runnerFolder(options)
  const environment = {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    TMPDIR: runner.temp,
    LANG: 'C.UTF-8',
    ...options.environment,
  }
  return finish(await run(options, options.arguments, environment, options.directory ?? options.workspace), runner)
}

/**
 * The runner hands an action every input of its action.yml, at least as the default. Expressions are the job's to fill.
 *
 * @returns {Promise<Record<string, string>>}
 */
async function defaults() {
  const file = new URL('../../action.yml', import.meta.url)
  if (!existsSync(file)) return {}
  const { parse } = await import('yaml')
  const { inputs = {} } = parse(await readFile(file, 'utf8'))
  const entries = Object.entries(/** @type {Record<string, { default?: unknown }>} */ (inputs))
  return Object.fromEntries(
    entries.map(([name, input]) => {
      const value = String(input.default ?? '')
      return [name, value.includes('${{') ? '' : value]
    }),
  )
}

/**
 * @param {ActionOptions} options
 * @param {readonly string[]} args
 * @param {Record<string, string>} env
 * @param {string} cwd
 * @returns {Promise<Pick<ActionRun, 'exit' | 'signal' | 'stdout' | 'stderr' | 'seconds'>>}
 */
function run({ node = process.execPath, limitSeconds = 90, onStart }, args, env, cwd) {
  const started = Date.now()
  const child = spawn(node, [bundle, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  onStart?.(child)
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text
  })
  // A run that never ends must fail its own test by name, not the whole suite by its time limit.
  const limit = setTimeout(() => child.kill('SIGKILL'), limitSeconds * 1000)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (exit, signal) => {
      clearTimeout(limit)
      resolve({ exit, signal, stdout, stderr, seconds: (Date.now() - started) / 1000 })
    })
  })
}

/** @param {Pick<ActionRun, 'exit' | 'signal' | 'stdout' | 'stderr' | 'seconds'>} ended @param {import('./runner.mjs').Runner} runner @returns {Promise<ActionRun>} */
async function finish(ended, runner) {
  const outputs = parseRunnerFile(await readFile(runner.output, 'utf8'))
  const reportText = await readReport(outputs['report'], runner)
  return {
    ...ended,
    lastLine: ended.stdout.trimEnd().split('\n').at(-1) ?? '',
    outputs,
    state: parseRunnerFile(await readFile(runner.state, 'utf8')),
    environment: parseRunnerFile(await readFile(runner.env, 'utf8')),
    summary: await readFile(runner.summary, 'utf8'),
    commands: obeyedCommands(ended.stdout),
    report: reportText === '' ? undefined : JSON.parse(reportText),
    reportText,
    runnerTemp: runner.temp,
  }
}

/** @param {string | undefined} path @param {import('./runner.mjs').Runner} runner */
async function readReport(path, runner) {
  const file = path === undefined || path === '' ? join(runner.temp, 'report.json') : path
  return existsSync(file) ? readFile(file, 'utf8') : ''
}
