import { spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findExecutable } from '../../src/adapters/find-executable.js'
import { git } from './git.mjs'

/** The program that runs workflows on this machine (github.com/nektos/act), or undefined where there is none. */
export const act = findExecutable('act', process.env['PATH'])

const root = fileURLToPath(new URL('../../', import.meta.url))
const standIns = fileURLToPath(new URL('actions/', import.meta.url))

/**
 * Runs a workflow file as it stands, on the host and against the bed's GitHub. Other people's actions are replaced by the
 * stand-ins in `actions/`, and Suture by this checkout: everything else is what a user copies.
 *
 * @param {import('./index.mjs').Bed} bed
 * @param {{ file: string, caller?: string, event: string, payload: object, limitSeconds?: number }} options
 *   `file` is the workflow's path; the event is told of as GitHub tells it. `caller` is the text of a workflow that
 *   calls `file` as `./.github/workflows/called.yml`
 * @returns {Promise<{ exit: number | null, output: string }>}
 */
export async function runWorkflow(bed, { file, caller, event, payload, limitSeconds = 180 }) {
  if (act === undefined) throw new Error('no act on this machine')
  const temp = await mkdtemp(join(bed.root, 'act-'))
  const directory = join(temp, 'shop')
  await git(temp, ['clone', '-q', bed.bare, directory])
  // act takes the repository's name from the remote's address.
  await git(directory, ['remote', 'set-url', 'origin', `https://github.com/${bed.repository}`])
  const eventFile = join(temp, 'event.json')
  await writeFile(eventFile, JSON.stringify(payload))
  const artifacts = join(temp, 'artifacts')
  await mkdir(artifacts)
  // act copies an action's whole folder into each job.
  const suture = join(temp, 'suture')
  for (const part of ['action.yml', 'dist']) await cp(join(root, part), join(suture, part), { recursive: true })
  const text = await readFile(file, 'utf8')
  const workflow = caller === undefined ? file : await placeCaller(directory, caller, text)
  const args = [
    event,
    ...[
      '--workflows',
      workflow,
      '--eventpath',
      eventFile,
      '--actor',
      bed.repository.split('/')[0] ?? '',
      '--no-skip-checkout',
      '--no-cache-server',
    ],
    ...['--platform', 'ubuntu-latest=-self-hosted', '--action-cache-path', join(temp, 'cache')],
    ...['--env', `GITHUB_SERVER_URL=${bed.github.url}`, '--env', `GITHUB_API_URL=${bed.github.apiUrl}`],
    ...['--env', `GITHUB_GRAPHQL_URL=${bed.github.url}/api/graphql`, '--env', `BED_ARTIFACTS=${artifacts}`],
    ...['--env', `BED_GITHUB_CLIENT=${import.meta.resolve('@actions/github')}`],
    ...['-s', `GITHUB_TOKEN=${bed.token}`, '--var', 'SUTURE_ATTEST=true'],
    ...replacements(text, suture).flatMap((replacement) => ['--local-repository', replacement]),
  ]
  return run(act, args, directory, limitSeconds)
}

/** @param {string} directory @param {string} caller @param {string} called */
async function placeCaller(directory, caller, called) {
  const folder = join(directory, '.github/workflows')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'called.yml'), called)
  await writeFile(join(folder, 'caller.yml'), caller)
  return join(folder, 'caller.yml')
}

/** @param {string} workflow @param {string} suture */
function replacements(workflow, suture) {
  const used = new Set(
    [...workflow.matchAll(/uses: ([\w./-]+)@([0-9a-f]{40})/g)].map(([, name, ref]) => `${name}@${ref}`),
  )
  return [...used].map((action) => {
    const name = action.slice(0, action.indexOf('@'))
    return `${action}=${name === 'OWNER/suture' ? suture : join(standIns, name.replace(/^actions\//, ''))}`
  })
}

/** @param {string} program @param {readonly string[]} args @param {string} cwd @param {number} limitSeconds */
function run(program, args, cwd, limitSeconds) {
  const child = spawn(program, args, {
    cwd,
    // The same Node for Suture and for the project's tests.
    env: {
      PATH: [join(process.execPath, '..'), process.env['PATH'] ?? ''].join(delimiter),
      HOME: process.env['HOME'] ?? '',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text
    })
  }
  const limit = setTimeout(() => child.kill('SIGKILL'), limitSeconds * 1000)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (exit) => {
      clearTimeout(limit)
      resolve({ exit, output })
    })
  })
}
