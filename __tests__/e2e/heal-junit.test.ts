import { git } from '../bed/git.mjs'
import { missingGuard } from './projects.js'
import { confirmations, eachWithBed, expectEnding, failedJob, lastState, onEachNode, untouched } from './scenario.js'

const world = eachWithBed()

describe('heal from the JUnit report of a failed job', () => {
  onEachNode('opens one draft pull request with the tested tree and its evidence, and only one', async (node) => {
    const { bed } = world
    const [, base] = await bed.project(missingGuard)
    const workspace = await failedJob(bed)
    const inputs = { signals: 'junit.xml', ...confirmations }

    const run = await untouched(workspace, () => bed.run(workspace, inputs, { node }))
    await expectEnding(bed, run, 'pr-opened')
    const { branches, pulls } = await lastState(bed)
    expect(branches).toHaveLength(1)
    const branch = branches[0] ?? ''
    expect(branch).toMatch(/^suture\//)
    expect(run.outputs).toMatchObject({
      branch,
      'pull-request-number': '1',
      'pull-request-url': `${bed.github.url}/acme/shop/pull/1`,
      strategy: 'rules',
      failures: '1',
    })

    const { fix } = run.report
    expect(await git(bed.bare, ['rev-parse', `${branch}^{tree}`])).toBe(fix.tree)
    expect(await git(bed.bare, ['rev-parse', `${branch}^`])).toBe(base)
    expect(await git(bed.bare, ['diff', '--name-only', 'main', branch])).toBe('src/label.js')
    expect(fix.proof.every((proof: { passed: boolean }) => proof.passed)).toBe(true)
    expect(fix.proof.map((proof: { check: string }) => proof.check)).toEqual(
      expect.arrayContaining(['fails-before', 'passes-after', 'no-test-lost', 'nothing-else-broke']),
    )

    const [pull] = pulls
    expect(pull).toMatchObject({
      draft: true,
      state: 'open',
      labels: [{ name: 'suture' }, { name: 'regression' }],
      base: { ref: 'main' },
    })
    expect(pull?.head).toMatchObject({ ref: branch, sha: await git(bed.bare, ['rev-parse', branch]) })
    expect(pull?.body).toContain('a customer without an address')
    expect(pull?.body).toContain('| Fails without the change | ✅ yes | 2/2 |')
    expect(pull?.body).toMatch(/not checked/i)
    expect(pull?.body).toContain('```sh\ngit fetch origin')
    expect(pull?.body).toContain('address?.city')
    expect(pull?.body).toMatch(/<!--[^>]*suture[^>]*-->/)
    expect(run.summary).toContain('a customer without an address')

    const again = await bed.run(workspace, inputs, { node })
    await expectEnding(bed, again, 'duplicate')
    const after = await lastState(bed)
    expect([after.branches, after.pulls.length]).toEqual([branches, 1])
  })

  it('keeps a closed pull request closed', async () => {
    const { bed } = world
    await bed.project(missingGuard)
    const workspace = await failedJob(bed)
    const inputs = { signals: 'junit.xml', ...confirmations }
    await bed.run(workspace, inputs)
    await bed.github.ask('PATCH /repos/acme/shop/pulls/1', { state: 'closed' })
    await git(bed.bare, ['update-ref', '-d', `refs/heads/${(await lastState(bed)).branches[0]}`])
    await expectEnding(bed, await bed.run(workspace, inputs), 'duplicate')
    expect((await lastState(bed)).pulls.map(({ state }) => state)).toEqual(['closed'])
  }, 90_000)

  // Node 20 reports a helper file as a test whose name is its absolute path, which differs from copy to copy.
  it('counts the same tests in every copy, also where Node runs a helper beside the tests as one', async () => {
    const { bed } = world
    const [begin, broken] = missingGuard
    const helper = { 'test/people.js': "export const ada = { name: 'Ada' }\n" }
    await bed.project([
      { message: 'Begin', files: { ...begin?.files, ...helper } },
      { message: 'Shorten', files: broken?.files ?? {} },
    ])
    const run = await bed.run(await failedJob(bed), { signals: 'junit.xml', ...confirmations })
    await expectEnding(bed, run, 'pr-opened')
  }, 90_000)
})
