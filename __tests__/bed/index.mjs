import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runAction, runCommandLine } from './action.mjs'
import { openGitHub } from './github/origin.mjs'
import { openModel } from './model.mjs'
import { checkout, createProject } from './project.mjs'

/**
 * @typedef {import('./project.mjs').Files} Files
 * @typedef {import('./project.mjs').CommitSpec} CommitSpec
 */

/**
 * Opens a world of its own: a GitHub, a model, a folder. Everything in it is gone after `close`.
 *
 * @param {{ repository?: string, people?: readonly string[], settings?: Partial<import('./github/world.mjs').RepositorySettings> }} [options]
 */
export async function openBed({ repository = 'acme/shop', people = [], settings = {} } = {}) {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'suture-bed-')))
  await mkdir(join(root, 'repositories'))
  const github = await openGitHub({
    root: join(root, 'repositories'),
    repositories: { [repository]: settings },
    people,
  })
  const model = await openModel()
  const token = github.addToken()
  const bare = github.bare(repository)
  let clones = 0

  return {
    root,
    github,
    model,
    /** The job's token; it may write. */
    token,
    repository,
    bare,

    /**
     * Makes the project and pushes it: a table of files, or a whole history.
     *
     * @param {Files | readonly CommitSpec[]} content
     * @returns {Promise<readonly string[]>} commit ids, oldest first
     */
    async project(content) {
      const history = /** @type {readonly CommitSpec[]} */ (
        Array.isArray(content) ? content : [{ message: 'Begin', files: content }]
      )
      return (await createProject({ directory: join(root, 'developer'), bare, history })).commits
    },

    /**
     * Clones as the runner's checkout would, and returns the folder.
     *
     * @param {{ depth?: number, branch?: string, persistCredentials?: boolean }} [how]
     */
    async checkout(how = {}) {
      clones += 1
      const directory = join(root, `job-${clones}`, 'shop')
      await checkout({ url: github.url, repository, token, directory, ...how })
      return directory
    },

    /**
     * Runs the action in a workspace, with the job's token unless told otherwise.
     *
     * @param {string} workspace
     * @param {Readonly<Record<string, string>>} [inputs]
     * @param {Partial<import('./action.mjs').ActionOptions>} [more]
     */
    run: (workspace, inputs = {}, more = {}) =>
      runAction({
        temp: join(root, 'runners'),
        workspace,
        github,
        repository,
        inputs: { 'github-token': token, ...inputs },
        ...more,
      }),

    /**
     * Runs the bundle as a command line.
     *
     * @param {string} workspace its current folder
     * @param {readonly string[]} args
     * @param {Readonly<Record<string, string>>} [environment]
     */
    command: (workspace, args, environment = {}) =>
      runCommandLine({ temp: join(root, 'runners'), workspace, arguments: args, environment }),

    async close() {
      await Promise.all([github.close(), model.close()])
      await rm(root, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

/** @typedef {Awaited<ReturnType<typeof openBed>>} Bed */
