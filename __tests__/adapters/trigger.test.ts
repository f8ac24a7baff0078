import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { readTrigger } from '../../src/adapters/trigger.js'
import { BrokenWorld } from '../../src/domain.js'
import { temporaryDirectories } from '../contracts/git-fixture.js'

const directories = temporaryDirectories()
const directory = directories.make()
afterAll(directories.removeAll)

let made = 0
function fileWith(content: string | Uint8Array): string {
  const file = path.join(directory, `event-${++made}.json`)
  writeFileSync(file, content)
  return file
}

function read(event: string | undefined, payload: unknown, more: Record<string, string> = {}) {
  return readTrigger({
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_REPOSITORY_ID: '1',
    GITHUB_RUN_ID: '100',
    GITHUB_REF: 'refs/heads/main',
    ...(event === undefined ? {} : { GITHUB_EVENT_NAME: event, GITHUB_EVENT_PATH: fileWith(JSON.stringify(payload)) }),
    ...more,
  })
}

describe('readTrigger', () => {
  it('says nothing outside a workflow, and reads no file', () => {
    expect(readTrigger({ GITHUB_EVENT_PATH: '/nonexistent', GITHUB_EVENT_NAME: '' })).toEqual({
      event: undefined,
      repository: undefined,
      repositoryId: undefined,
      branch: undefined,
      commit: undefined,
      runUrl: undefined,
      runId: undefined,
      serverUrl: 'https://github.com',
      payload: undefined,
    })
  })

  const sha = 'a'.repeat(40)
  it.each<[string, string, unknown, Record<string, string>, object]>([
    [
      'a failed run',
      'workflow_run',
      { workflow_run: { id: 7, head_branch: 'feature', head_sha: sha } },
      {},
      { branch: 'feature', commit: sha, runId: '7', runUrl: 'https://github.com/acme/shop/actions/runs/7' },
    ],
    [
      'a failed run without a branch',
      'workflow_run',
      { workflow_run: { id: 7, head_branch: null } },
      {},
      { branch: undefined, commit: undefined, runId: '7' },
    ],
    [
      'a failed run without anything',
      'workflow_run',
      {},
      {},
      { branch: undefined, commit: undefined, runId: undefined, runUrl: undefined },
    ],
    [
      'a pull request',
      'pull_request',
      { pull_request: { head: { ref: 'feature', sha } } },
      { GITHUB_REF: 'refs/pull/3/merge' },
      { branch: 'feature', commit: sha, runId: '100' },
    ],
    ['a push', 'push', { ref: 'refs/heads/main', after: sha }, {}, { branch: 'main', commit: undefined, runId: '100' }],
    ['a push to a branch with slashes', 'push', {}, { GITHUB_REF: 'refs/heads/a/b/c' }, { branch: 'a/b/c' }],
    ['a tag', 'push', {}, { GITHUB_REF: 'refs/tags/v1', GITHUB_REF_TYPE: 'tag' }, { branch: undefined }],
    ['a schedule', 'schedule', { schedule: '0 * * * *' }, {}, { branch: 'main', commit: undefined }],
    [
      'a dispatch that says it is of another branch',
      'repository_dispatch',
      { branch: 'evil', client_payload: { branch: 'evil', ref: 'evil', sha } },
      {},
      { branch: 'main', commit: undefined, repository: 'acme/shop' },
    ],
    [
      "a server of one's own",
      'push',
      {},
      { GITHUB_SERVER_URL: 'https://git.example.com' },
      { serverUrl: 'https://git.example.com', runUrl: 'https://git.example.com/acme/shop/actions/runs/100' },
    ],
    [
      'a payload of odd types',
      'workflow_run',
      { workflow_run: { id: [7], head_branch: { x: 1 }, head_sha: 7 } },
      {},
      { branch: undefined, commit: '7', runId: undefined },
    ],
    ['a payload that is a list', 'workflow_run', [], {}, { branch: undefined, commit: undefined }],
    ['a payload that is null', 'push', null, {}, { payload: null, branch: 'main' }],
  ])('%s', (_, event, payload, more, expected) => {
    expect(read(event, payload, more)).toMatchObject({ event, ...expected })
  })

  it('does not look at inherited values', () => {
    const polluted =
      '{"__proto__": {"workflow_run": {"head_branch": "evil"}}, "workflow_run": {"__proto__": {"head_branch": "evil"}}}'
    const facts = readTrigger({ GITHUB_EVENT_NAME: 'workflow_run', GITHUB_EVENT_PATH: fileWith(polluted) })
    expect(facts.branch).toBeUndefined()
    expect('workflow_run' in {}).toBe(false)
  })

  it('takes a byte order mark', () => {
    const facts = readTrigger({ GITHUB_EVENT_NAME: 'push', GITHUB_EVENT_PATH: fileWith('\uFEFF{"a":1}') })
    expect(facts.payload).toEqual({ a: 1 })
  })
})

describe('an event file that cannot be read', () => {
  const large = fileWith('{}')
  truncateSync(large, 100 * 1024 * 1024)
  const folder = path.join(directory, 'folder')
  mkdirSync(folder)
  const link = path.join(directory, 'link')
  symlinkSync(fileWith('{}'), link)
  const pipe = path.join(directory, 'pipe')
  execFileSync('mkfifo', [pipe])

  it.each<[string, string | undefined, RegExp]>([
    ['not named', undefined, /is not set/],
    ['named by nothing', '', /is not set/],
    ['missing', path.join(directory, 'missing'), /not there/],
    ['below a file', path.join(large, 'x'), /not there/],
    ['empty', fileWith(''), /not JSON/],
    ['not JSON', fileWith('<html>'), /not JSON/],
    ['cut off', fileWith('{"a":'), /not JSON/],
    ['binary', fileWith(new Uint8Array([0xff, 0xfe, 0x00])), /not JSON/],
    ['of 100 MB', large, /over 25 MB/],
    ['a folder', folder, /not name a regular file/],
    ['a link', link, /not name a regular file/],
    ['a pipe', pipe, /not name a regular file/],
    ['a device', '/dev/zero', /not name a regular file/],
  ])('%s', (_, file, problem) => {
    const environment = { GITHUB_EVENT_NAME: 'push', ...(file === undefined ? {} : { GITHUB_EVENT_PATH: file }) }
    expect(() => readTrigger(environment)).toThrow(BrokenWorld)
    expect(() => readTrigger(environment)).toThrow(/^GITHUB_EVENT_PATH /)
    expect(() => readTrigger(environment)).toThrow(problem)
    try {
      readTrigger(environment)
    } catch (error) {
      expect(error).toMatchObject({ outcome: 'error-config' })
    }
  })
})
