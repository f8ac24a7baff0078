/** What doctor says of worlds in which heal would fail: the check by name, and what to do. It publishes nothing. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { git } from '../bed/git.mjs'
import type { Bed } from '../bed/index.mjs'
import { missingGuard } from './projects.js'
import { eachWithBed, expectEnding, expectNothingPublished } from './scenario.js'

const world = eachWithBed()

type More = Parameters<Bed['run']>[2]
interface Bad {
  readonly name: string
  readonly says: RegExp
  readonly outcome?: string
  prepare(bed: Bed, workspace: string): Promise<{ readonly inputs?: Record<string, string>; readonly more?: More }>
}

const bad: readonly Bad[] = [
  {
    name: 'a token that is not accepted',
    says: /FAIL +token: github-token is not accepted by .*; give a token that has not expired/,
    prepare: async () => ({ inputs: { 'github-token': 'ghs_4711_not-a-token' } }),
  },
  {
    name: 'a token that may not push',
    says: /FAIL +permissions: .*the token may not do this.*contents: write/,
    prepare: async (bed) => ({
      inputs: { 'github-token': bed.github.addToken({ permissions: { contents: 'read', pull_requests: 'write' } }) },
    }),
  },
  {
    name: 'a token that sees no pull requests',
    says: /FAIL +permissions: github-token lacks pull-requests: read.*permissions of the job/,
    prepare: async (bed) => ({
      inputs: { 'github-token': bed.github.addToken({ permissions: { contents: 'write', metadata: 'read' } }) },
    }),
  },
  {
    name: 'an event that anybody may start',
    says: /FAIL +event: the event pull_request_target is not one that only people with write access can start; use one of/,
    prepare: async () => ({ more: { event: { name: 'pull_request_target', payload: {} } } }),
  },
  {
    name: 'no way to test',
    says: /FAIL +test command: no test command was found; give the input test-command/,
    prepare: async (_bed, workspace) => {
      await git(workspace, ['rm', '-q', '-r', 'package.json', 'test'])
      const identity = ['-c', 'user.name=a', '-c', 'user.email=a@b.example']
      await git(workspace, [...identity, 'commit', '-q', '-m', 'Without tests'])
      return {}
    },
  },
  {
    name: 'credentials in the checkout, and no sandbox',
    says: /FAIL +persisted credentials: .*sandbox is none; set persist-credentials: false at actions\/checkout/,
    prepare: async (bed, workspace) => {
      await git(workspace, ['config', `http.${bed.github.url}/.extraheader`, 'AUTHORIZATION: basic eDp5'])
      return { inputs: { sandbox: 'none' } }
    },
  },
  {
    name: 'a GitHub that is gone',
    says: /FAIL +token: .*(status 503|did not answer).*githubstatus/,
    prepare: async (bed) => {
      bed.github.on('GET /repos/{owner}/{repo}', (_request, answer) => answer.respond({ status: 503 }))
      return {}
    },
  },
]

it.each(bad.map((row) => [row.name, row] as const))(
  'names %s, goes on with the other checks, and publishes nothing',
  async (_name, { says, prepare }) => {
    const { bed } = world
    await bed.project(missingGuard)
    const workspace = await bed.checkout()
    const { inputs = {}, more = {} } = await prepare(bed, workspace)
    const run = await bed.run(workspace, { mode: 'doctor', ...inputs }, more)
    await expectEnding(bed, run, 'error-config')
    expect(run.stdout).toMatch(says)
    expect(run.stdout.match(/^.{0,4}(?:ok {4}|FAIL {2})/gm)?.length).toBe(9)
    await expectNothingPublished(bed)
  },
  90_000,
)

it('says ok to each check of a good world, whatever lies in it', async () => {
  const { bed } = world
  await bed.project(missingGuard)
  const workspace = await bed.checkout()
  await writeFile(join(workspace, 'litter.txt'), 'x')
  const run = await bed.run(workspace, { mode: 'doctor' })
  await expectEnding(bed, run, 'diagnosed')
  expect(run.stdout).not.toContain('FAIL')
  await expectNothingPublished(bed)
}, 90_000)
