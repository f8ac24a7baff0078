import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, realpath, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { obeyedCommands, parseRunnerFile } from './runner-files.mjs'

export const bundle = fileURLToPath(new URL('../../dist/index.js', import.meta.url))

/** The machine's own: version managers keep the tools that a project needs below it, on runners too. */
const home = process.env['HOME'] ?? '/'

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

/** @param {ActionOptions} options */
async function runnerFolder({ temp }) {
  await mkdir(temp, { recursive: true })
  // The runner's folders are real paths; a link in between (macOS) would be another path in every log.
  const root = await mkdtemp(join(await realpath(temp), 'runner-'))
  const runner = {
    root,
    temp: join(root, '_temp'),
    output: join(root, '_temp/_runner_file_commands/set_output_1'),
    state: join(root, '_temp/_runner_file_commands/save_state_1'),
    env: join(root, '_temp/_runner_file_commands/set_env_1'),
    path: join(root, '_temp/_runner_file_commands/add_path_1'),
    summary: join(root, '_temp/_runner_file_commands/step_summary_1'),
    event: join(root, '_temp/_github_workflow/event.json'),
  }
  await mkdir(dirname(runner.output), { recursive: true })
  await mkdir(dirname(runner.event), { recursive: true })
  for (const file of [runner.output, runner.state, runner.env, runner.path, runner.summary]) await writeFile(file, '')
  return runner
}

/** @typedef {Awaited<ReturnType<typeof runnerFolder>>} Runner */

/** @param {ActionOptions} options @param {Runner} runner @returns {Promise<Record<string, string>>} */
async function runnerEnvironment(options, runner) {
  const { workspace, github, repository = 'acme/shop', event = { name: 'workflow_dispatch', payload: {} } } = options
  const ref = options.ref ?? 'refs/heads/main'
  const owner = repository.split('/')[0] ?? ''
  const payload = {
    repository: { full_name: repository, default_branch: 'main' },
    sender: { login: owner },
    ...event.payload,
  }
  await writeFile(runner.event, JSON.stringify(payload))
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    LANG: 'C.UTF-8',
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: '__suture',
    GITHUB_ACTOR: owner,
    GITHUB_TRIGGERING_ACTOR: owner,
    GITHUB_API_URL: github?.apiUrl ?? 'http://127.0.0.1:9/api/v3',
    GITHUB_ENV: runner.env,
    GITHUB_EVENT_NAME: event.name,
    GITHUB_EVENT_PATH: runner.event,
    GITHUB_GRAPHQL_URL: `${github?.url ?? 'http://127.0.0.1:9'}/api/graphql`,
    GITHUB_JOB: 'suture',
    GITHUB_OUTPUT: runner.output,
    GITHUB_PATH: runner.path,
    GITHUB_REF: ref,
    GITHUB_REF_NAME: ref.replace(/^refs\/(heads|tags)\//, ''),
    GITHUB_REF_TYPE: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    GITHUB_REPOSITORY: repository,
    GITHUB_REPOSITORY_ID: '1',
    GITHUB_REPOSITORY_OWNER: owner,
    GITHUB_REPOSITORY_OWNER_ID: '3',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RUN_ID: '4242',
    GITHUB_RUN_NUMBER: '7',
    GITHUB_SERVER_URL: github?.url ?? 'http://127.0.0.1:9',
    GITHUB_SHA: options.sha ?? '0'.repeat(40),
    GITHUB_STATE: runner.state,
    GITHUB_STEP_SUMMARY: runner.summary,
    GITHUB_WORKFLOW: 'suture',
    GITHUB_WORKFLOW_REF: `${repository}/.github/workflows/suture.yml@${ref}`,
    GITHUB_WORKSPACE: workspace,
    RUNNER_ARCH: 'X64',
    RUNNER_ENVIRONMENT: 'github-hosted',
    RUNNER_NAME: 'bed',
    RUNNER_OS: process.platform === 'darwin' ? 'macOS' : process.platform === 'win32' ? 'Windows' : 'Linux',
    RUNNER_TEMP: runner.temp,
    RUNNER_TOOL_CACHE: join(runner.root, 'tools'),
    ...(process.platform === 'win32' ? { SystemRoot: process.env['SystemRoot'] ?? '' } : {}),
  }
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

/** @param {Pick<ActionRun, 'exit' | 'signal' | 'stdout' | 'stderr' | 'seconds'>} ended @param {Runner} runner @returns {Promise<ActionRun>} */
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

/** @param {string | undefined} path @param {Runner} runner */
async function readReport(path, runner) {
  const file = path === undefined || path === '' ? join(runner.temp, 'report.json') : path
  return existsSync(file) ? readFile(file, 'utf8') : ''
}
