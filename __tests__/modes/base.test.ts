import { openBase } from '../../src/modes/base.js'
import { repoPath } from '../../src/repo-path.js'
import { memoryRepository } from '../contracts/fakes/memory-repository.js'
import { scriptedSandbox } from '../contracts/fakes/scripted-sandbox.js'
import { fakeWorld, inputsOf } from './fake-world.js'

async function open(given: Record<string, string> = {}, files: Record<string, string> = {}) {
  const repository = memoryRepository([
    {
      subject: 'first',
      files: {
        'src/a.js': 'x\n',
        'src/Upper.js': 'x\n',
        link: { link: '/etc' },
        'package.json': '{"scripts":{"test":"node --test"}}',
        'web/package.json': '{"scripts":{"test":"jest"}}',
        ...files,
      },
    },
  ])
  const world = fakeWorld(repository, { sandbox: async () => scriptedSandbox(() => '') })
  return openBase(world, inputsOf(given))
}

async function read(path: string) {
  const base = await open()
  const result = repoPath(path)
  if ('ended' in base || 'refused' in result) throw new Error('the scene is wrong')
  return base.value.read(result.path)
}

describe('reading a file of the base', () => {
  it.each<[string, object]>([
    ['src/a.js', { kind: 'text', text: 'x\n' }],
    ['src/new.js', { kind: 'absent' }],
    ['src/A.js', { kind: 'refused', why: 'differs from src/a.js only in case' }],
    ['SRC/a.js', { kind: 'refused', why: 'differs from src/a.js only in case' }],
    ['src/upper.js', { kind: 'refused', why: 'differs from src/Upper.js only in case' }],
    ['src/a.js/b', { kind: 'refused', why: 'src/a.js is not a folder' }],
    ['link', { kind: 'refused', why: 'is a symbolic link' }],
    ['link/passwd', { kind: 'refused', why: 'link is not a folder' }],
    ['src', { kind: 'refused', why: 'is a folder' }],
    ['Src', { kind: 'refused', why: 'is a folder' }],
  ])('%s', async (path, expected) => {
    expect(await read(path)).toEqual(expected)
  })
})

describe('the plan', () => {
  it.each<[string, Record<string, string>, object]>([
    [
      'of the whole repository',
      {},
      { runner: 'node:test', testCommand: 'npm test', workingDirectory: '.', confirmations: 3 },
    ],
    ['of a package', { 'working-directory': 'web' }, { runner: 'jest', workingDirectory: 'web' }],
    ['that the user gives', { 'test-command': 'make check' }, { runner: 'command', testCommand: 'make check' }],
  ])('%s', async (_, given, plan) => {
    const base = await open(given)
    expect('value' in base && base.value.lab.plan).toMatchObject(plan)
  })

  it.each<[string, Record<string, string>, Record<string, string>, RegExp]>([
    [
      'a folder that is not there',
      { 'working-directory': 'nowhere' },
      {},
      /working-directory: nowhere is not a folder/,
    ],
    ['a folder that is a file', { 'working-directory': 'src/a.js' }, {}, /src\/a\.js is not a folder/],
    ['a folder that is a link', { 'working-directory': 'link' }, {}, /link is not a folder/],
    ['a command that cannot fail', { 'test-command': 'npm test || true' }, {}, /cannot fail: npm test \|\| true/],
    [
      'a script that cannot fail',
      {},
      { 'package.json': '{"scripts":{"test":"jest || true"}}' },
      /cannot fail: script "test" of package\.json: jest \|\| true/,
    ],
    ['no tests', {}, { 'package.json': '{}' }, /no test command was found/],
  ])('refuses %s', async (_, given, files, reason) => {
    const base = await open(given, files)
    expect('ended' in base && base.ended).toMatchObject({
      outcome: 'error-config',
      reason: expect.stringMatching(reason),
    })
  })
})
