import { getOctokit } from '@actions/github'
import { missingGuard } from '../e2e/projects.js'
import { openBed } from './index.mjs'

/** GitHub's own client for actions is a witness that nobody here wrote: what it cannot use is no GitHub. */
describe("GitHub's own client against the local GitHub", () => {
  it('reads the repository, opens a pull request from a ref it made, and is refused a second one', async () => {
    const bed = await openBed()
    try {
      const [, broken = ''] = await bed.project(missingGuard)
      const octokit = getOctokit(bed.token, { baseUrl: bed.github.apiUrl })
      const [owner = '', repo = ''] = bed.repository.split('/')
      const { data: repository } = await octokit.rest.repos.get({ owner, repo })
      expect(repository.default_branch).toBe('main')

      const { data: base } = await octokit.rest.git.getCommit({ owner, repo, commit_sha: broken })
      const tree = await octokit.rest.git.createTree({
        owner,
        repo,
        base_tree: base.tree.sha,
        tree: [{ path: 'NOTE', mode: '100644', type: 'blob', content: 'made by the official client\n' }],
      })
      const commit = await octokit.rest.git.createCommit({
        owner,
        repo,
        message: 'Note',
        tree: tree.data.sha,
        parents: [broken],
      })
      await octokit.rest.git.createRef({ owner, repo, ref: 'refs/heads/note', sha: commit.data.sha })
      const request = { owner, repo, title: 'Note', head: 'note', base: 'main' }
      const { data: opened } = await octokit.rest.pulls.create(request)
      const { data: listed } = await octokit.rest.pulls.list({ owner, repo, head: `${owner}:note`, state: 'all' })
      expect(listed.map(({ number }) => number)).toEqual([opened.number])
      await expect(octokit.rest.pulls.create(request)).rejects.toMatchObject({ status: 422 })
      expect(bed.github.openApiProblems).toEqual([])
    } finally {
      await bed.close()
    }
  }, 60_000)
})
