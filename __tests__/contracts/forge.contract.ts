import { BrokenWorld, type RepoPath } from '../../src/domain.js'
import type { Forge, NewPullRequest } from '../../src/ports.js'
import { type ForgeState, forgeState, hold } from './fakes/forge.js'

const request: NewPullRequest = { title: 'Fix it', body: 'a body', head: 'suture/aaa', base: 'main', draft: true }

/** What every forge does, whoever implements the port. `open` makes a forge over a state that the test can see. */
export function forgeContract(name: string, open: (state: ForgeState) => Promise<Forge>): void {
  describe(`a forge: ${name}`, () => {
    const state = () => forgeState(['main', 'suture/aaa', 'suture/bbb'])

    it('opens a pull request, and finds it by its branch', async () => {
      const held = state()
      const forge = await open(held)
      const opened = await forge.openPullRequest(request)
      expect(opened).toMatchObject({ number: 1, state: 'open', merged: false, body: 'a body', existed: false })
      expect(held.pullRequests[0]).toMatchObject(request)
      const { existed: _, ...found } = opened
      expect(await forge.pullRequestsFrom('suture/aaa')).toEqual([found])
      expect(await forge.pullRequestsFrom('suture/bbb')).toEqual([])
    })

    it('gives the one that is open already, and says so', async () => {
      const held = state()
      hold(held, { head: 'suture/aaa', body: 'theirs' })
      const opened = await (await open(held)).openPullRequest(request)
      expect(opened).toMatchObject({ number: 1, body: 'theirs', existed: true })
      expect(held.pullRequests).toHaveLength(1)
    })

    it('opens another one where the first is closed', async () => {
      const held = state()
      hold(held, { head: 'suture/aaa', state: 'closed', closedAt: '2026-11-01T00:00:00Z' })
      expect(await (await open(held)).openPullRequest(request)).toMatchObject({ number: 2, existed: false })
    })

    it('lists all of a branch, newest first, with how they ended', async () => {
      const held = state()
      hold(held, { head: 'suture/aaa', state: 'closed', merged: true, closedAt: '2026-11-01T00:00:00Z' })
      hold(held, { head: 'suture/aaa', state: 'closed', closedAt: '2026-11-02T00:00:00Z', author: 'bob' })
      hold(held, { head: 'suture/aaa-2' })
      const found = await (await open(held)).pullRequestsFrom('suture/aaa')
      expect(found.map(({ number, merged, closedAt, author }) => ({ number, merged, closedAt, author }))).toEqual([
        { number: 2, merged: false, closedAt: '2026-11-02T00:00:00Z', author: 'bob' },
        { number: 1, merged: true, closedAt: '2026-11-01T00:00:00Z', author: 'somebody' },
      ])
    })

    it('lists the open ones of a prefix, without those of forks', async () => {
      const held = state()
      hold(held, { head: 'suture/aaa' })
      hold(held, { head: 'suture/bbb', state: 'closed', closedAt: '2026-11-02T00:00:00Z' })
      hold(held, { head: 'suture/ccc', owner: 'stranger' })
      hold(held, { head: 'feature/x' })
      hold(held, { head: 'suture/ddd' })
      const forge = await open(held)
      expect((await forge.openPullRequests('suture/')).map((found) => found.number)).toEqual([5, 1])
      expect(await forge.pullRequestsFrom('suture/ccc')).toEqual([])
    })

    it('lists the closed ones of a prefix, without those of forks, among the newest two hundred', async () => {
      const held = state()
      const closed = { state: 'closed', closedAt: '2026-11-02T00:00:00Z' } as const
      hold(held, { head: 'suture/old', ...closed })
      for (let index = 0; index < 196; index += 1) hold(held, { head: `feature/${index}`, ...closed })
      hold(held, { head: 'suture/aaa', ...closed, merged: true })
      hold(held, { head: 'suture/bbb' })
      hold(held, { head: 'suture/ccc', ...closed, owner: 'stranger' })
      hold(held, { head: 'suture/ddd', ...closed, labels: ['suture'] })
      const forge = await open(held)
      const found = await forge.closedPullRequests('suture/')
      expect(found.map(({ number, merged, labels }) => ({ number, merged, labels }))).toEqual([
        { number: 201, merged: false, labels: ['suture'] },
        { number: 198, merged: true, labels: [] },
        { number: 1, merged: false, labels: [] },
      ])
      for (let index = 0; index < 2; index += 1) hold(held, { head: 'feature/x', ...closed })
      expect((await forge.closedPullRequests('suture/')).map(({ number }) => number)).toEqual([201, 198])
    })

    it('sees past the first page', async () => {
      const held = state()
      for (let index = 0; index < 230; index += 1) hold(held, { head: `suture/${index}` })
      expect(await (await open(held)).openPullRequests('suture/')).toHaveLength(230)
    })

    it('adds labels, assignees and reviewers, twice if need be', async () => {
      const held = state()
      const forge = await open(held)
      await forge.openPullRequest(request)
      for (let times = 0; times < 2; times += 1) {
        await forge.addLabels(1, ['suture', 'help wanted'])
        await forge.addAssignees(1, ['ann'])
        await forge.requestReviewers(1, ['bob'])
      }
      await forge.addLabels(1, [])
      expect(held.pullRequests[0]).toMatchObject({
        labels: ['suture', 'help wanted'],
        assignees: ['ann'],
        reviewers: ['bob'],
      })
    })

    it('changes what it is told to, and leaves the rest', async () => {
      const held = state()
      const forge = await open(held)
      await forge.openPullRequest(request)
      await forge.updatePullRequest(1, { body: 'another body' })
      expect(held.pullRequests[0]).toMatchObject({ title: 'Fix it', body: 'another body', state: 'open' })
      await forge.updatePullRequest(1, { state: 'closed' })
      expect(held.pullRequests[0]).toMatchObject({ body: 'another body', state: 'closed' })
    })

    it('comments once', async () => {
      const held = state()
      const forge = await open(held)
      await forge.openPullRequest(request)
      for (let times = 0; times < 2; times += 1)
        await forge.commentOnce(1, 'It is gone. <!-- a mark -->', '<!-- a mark -->')
      await forge.commentOnce(1, 'Something else', 'else')
      expect(held.pullRequests[0]?.comments).toEqual(['It is gone. <!-- a mark -->', 'Something else'])
    })

    it('knows who made a commit, and who changed a file', async () => {
      const held = state()
      const ann = { login: 'ann', isBot: false }
      const bot = { login: 'renovate[bot]', isBot: true }
      held.authors.set('c'.repeat(40), [ann])
      held.authors.set('src/a b.js', [bot, { login: undefined, isBot: false }, ann])
      const forge = await open(held)
      expect(await forge.commitAuthor('c'.repeat(40))).toEqual(ann)
      expect(await forge.commitAuthor('d'.repeat(40))).toBeUndefined()
      const path = 'src/a b.js' as RepoPath
      expect(await forge.fileAuthors('c'.repeat(40), path)).toEqual([bot, { login: undefined, isBot: false }, ann])
    })

    it('knows the default branch', async () => {
      expect(await (await open(state())).defaultBranch()).toBe('main')
    })

    it.each([
      ['a base', { base: 'nowhere' }],
      ['a head', { head: 'suture/nowhere' }],
    ])('refuses %s that is not there, by name', async (_name, change) => {
      const forge = await open(state())
      const error = await forge.openPullRequest({ ...request, ...change }).catch((caught: unknown) => caught)
      expect(error).toBeInstanceOf(BrokenWorld)
      expect((error as Error).message).toContain('nowhere')
    })

    it('refuses to label what is not there', async () => {
      await expect((await open(state())).addLabels(9, ['x'])).rejects.toBeInstanceOf(BrokenWorld)
    })
  })
}
