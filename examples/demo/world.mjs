// The local GitHub, and the people around the payment service: who develops it, and the runner that checks it out.
import { execFile } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { git } from './git.mjs'
import { commitStep, makeService } from './history.mjs'
import { writeProductionLog } from './production-log.mjs'

export const repository = 'acme/payment-service'

/**
 * Opens the local GitHub and pushes a healthy service to it. Everything lives in `scratch`.
 * @param {string} scratch an empty folder
 * @param {string} home where `__tests__/bed` can be imported from
 */
export async function openWorld(scratch, home) {
  const bed = (file) => import(pathToFileURL(join(home, '__tests__/bed', file)).href)
  const [{ openGitHub }, { checkout }] = await Promise.all([bed('github/origin.mjs'), bed('project.mjs')])
  const root = join(scratch, 'github')
  mkdirSync(root)
  const github = await openGitHub({ root, repositories: { [repository]: {} } })
  const developer = join(scratch, 'developer')
  await makeService(developer)
  await git(developer, ['remote', 'add', 'origin', `${github.url}/${repository}`])
  // People have tokens of their own; the job's token may not push workflows, on GitHub as here.
  const own = github.addToken({ name: 'developer', login: 'acme', permissions: undefined })
  const world = { github, checkout, developer, login: loginOf(github.url, own), scratch, token: github.addToken() }
  await push(world)
  return world
}

/** Environment that makes git send a token to one server, without writing it anywhere. */
function loginOf(url, token) {
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64')
  return {
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `http.${url}/.extraheader`,
    GIT_CONFIG_VALUE_0: `AUTHORIZATION: basic ${basic}`,
  }
}

async function push({ developer, login }) {
  await git(developer, ['push', '--quiet', '--tags', 'origin', 'main'], login)
}

/** A developer commits a step of the history and pushes it. */
export async function deploy(world, patch) {
  await commitStep(world.developer, patch)
  await push(world)
}

/** The maintainer merges the pull request's branch, as the button on GitHub does. */
export async function merge(world, { number, title, head }) {
  const when = '2026-04-15T09:05:00+02:00'
  const { developer, login } = world
  await git(developer, ['fetch', '--quiet', 'origin'], login)
  const message = `Merge pull request #${number} from ${head.ref}\n\n${title}`
  await git(developer, ['merge', '--quiet', '--no-ff', '-m', message, `origin/${head.ref}`], {
    GIT_AUTHOR_DATE: when,
    GIT_COMMITTER_DATE: when,
  })
  await push(world)
}

/** Clones what is on GitHub now, over HTTP, as a runner does. */
export async function cloneAsRunner({ github, checkout, token, scratch }, name) {
  const directory = join(scratch, name, 'payment-service')
  await checkout({ url: github.url, repository, token, directory })
  return directory
}

/** CI's test step: runs the tests and leaves junit.xml. Returns whether they passed. */
export function runCi(workspace) {
  const reporter = ['--test-reporter=junit', '--test-reporter-destination=junit.xml']
  return new Promise((resolve) => {
    execFile(process.execPath, ['--test', ...reporter], { cwd: workspace }, (error) => resolve(error === null))
  })
}

/** What the log collector has of the day of the deployment. */
export async function collectLog({ developer, scratch }, before, out) {
  await writeProductionLog({ repository: developer, before, after: 'v1.4.0', out, scratch })
}

/** The pull request as GitHub has it. */
export async function readPullRequest({ github }, number) {
  const pull = await github.ask(`GET /repos/${repository}/pulls/${number}`)
  const labels = await github.ask(`GET /repos/${repository}/issues/${number}/labels`)
  return { ...pull, labels }
}
