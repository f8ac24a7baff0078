import { git, tryGit } from './git.mjs'
import { type Bed, openBed } from './index.mjs'
import { commitAll, writeFiles } from './project.mjs'

/** The bed as the tests of the bed use it: a small project with two commits, and somebody who knocks at every door. */
export async function openVisit() {
  const bed = await openBed({ people: ['ada', 'grace'] })
  const commits = await bed.project([
    { message: 'Begin', files: { 'src/price.js': 'export const price = 1\n' } },
    { message: 'Raise', files: { 'src/price.js': 'export const price = 2\n' } },
  ])
  return { bed, commits: { first: commits[0] ?? '', last: commits[1] ?? '' }, ...clientOf(bed), ...developerOf(bed) }
}

export type Visit = Awaited<ReturnType<typeof openVisit>>

function clientOf(bed: Bed) {
  /** Asks the API; `request` is a method and a path below the repository. */
  async function call(request: string, body?: unknown, authorization = `Bearer ${bed.token}`) {
    const [method = '', path = ''] = request.split(' ')
    const response = await fetch(`${bed.github.apiUrl}/repos/acme/shop${path}`, {
      method,
      headers: authorization === '' ? {} : { authorization },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) }
  }
  return { call }
}

function developerOf(bed: Bed) {
  /** A clone with one commit more, ready to be pushed. */
  async function changed(message: string, files: Record<string, string> = { 'src/price.js': `// ${message}\n` }) {
    const clone = await bed.checkout()
    await writeFiles(clone, files)
    const by = { author: 'Ada', email: 'ada@example.com', when: '2026-01-06T00:00:00Z' }
    return { clone, commit: await commitAll(clone, message, by) }
  }

  function push(clone: string, branch: string, token = bed.token) {
    const header = `AUTHORIZATION: basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`
    const env = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'http.extraheader', GIT_CONFIG_VALUE_0: header }
    return tryGit(clone, ['push', '-q', 'origin', `HEAD:refs/heads/${branch}`], { env })
  }

  /** A branch with one commit on the server, and a pull request for it that is still to be opened. */
  async function readyBranch(branch = 'suture/x') {
    const { clone, commit } = await changed('Mend')
    expect((await push(clone, branch)).code).toBe(0)
    return { commit, request: { title: 'Mend', head: branch, base: 'main', body: 'why', draft: true } }
  }
  return { changed, push, readyBranch, refs: (pattern: string) => git(bed.bare, ['for-each-ref', pattern]) }
}
