import { persistedCredentials } from '../../../src/adapters/git/persisted.js'
import { openBed } from '../../bed/index.mjs'
import { git } from '../../contracts/git-fixture.js'

const bedPromise = openBed()
beforeAll(async () => {
  await (await bedPromise).project({ 'a.txt': 'one\n' })
})
afterAll(async () => (await bedPromise).close())

it.each<[string, boolean, readonly string[], RegExp | undefined]>([
  ['nothing', false, [], undefined],
  ['the header that a checkout keeps', true, [], /header/],
  ['a remote with a credential', false, ['remote.origin.url', 'https://me:secret@github.com/a/b'], /address/],
  ['a remote without', false, ['remote.origin.url', 'https://github.com/a/b@c'], undefined],
  [
    'an included file of a newer checkout',
    false,
    ['includeIf.gitdir:/x/.git.path', '/home/runner/work/_temp/git-credentials-1f.config'],
    /includes/,
  ],
])('finds %s', async (_name, persistCredentials, setting, expected) => {
  const workspace = await (await bedPromise).checkout({ persistCredentials })
  if (setting.length > 0) git(workspace, 'config', ...setting)
  const found = await persistedCredentials(workspace)
  if (expected === undefined) expect(found).toBeUndefined()
  else expect(found).toMatch(expected)
})
