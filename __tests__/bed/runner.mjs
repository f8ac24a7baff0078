import { mkdir, mkdtemp, realpath, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** The machine's own: version managers keep the tools that a project needs below it, on runners too. */
export const home = process.env['HOME'] ?? '/'

/** The folders and files that a runner makes for one step. @param {import('./action.mjs').ActionOptions} options */
export async function runnerFolder({ temp }) {
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

/** @param {import('./action.mjs').ActionOptions} options @param {Runner} runner @returns {Promise<Record<string, string>>} */
export async function runnerEnvironment(options, runner) {
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
