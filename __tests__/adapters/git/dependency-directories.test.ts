import { mkdirSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { dependencyDirectories } from '../../../src/adapters/git/dependency-directories.js'
import { temporaryDirectories, writeFiles } from '../../contracts/git-fixture.js'

const temporary = temporaryDirectories()
afterAll(temporary.removeAll)

describe('dependencyDirectories', () => {
  it.each<[string, readonly string[], readonly string[], readonly string[]]>([
    ['node', ['node_modules/a/index.js', 'node_modules/a/node_modules/b.js'], [], ['node_modules']],
    [
      'monorepo',
      ['packages/a/node_modules/x.js', 'node_modules/y.js'],
      [],
      ['node_modules', 'packages/a/node_modules'],
    ],
    ['python', ['.venv/pyvenv.cfg', 'env/pyvenv.cfg', 'venv/README'], [], ['.venv', 'env']],
    ['tracked vendor', ['vendor/lib.go'], ['vendor/lib.go'], []],
    ['untracked vendor', ['vendor/autoload.php', '.bundle/config', '.yarn/x'], [], ['.bundle', '.yarn', 'vendor']],
    ['too deep', ['a/b/c/d/node_modules/x.js'], [], []],
    ['deep enough', ['a/b/c/node_modules/x.js'], [], ['a/b/c/node_modules']],
    ['build output', ['target/debug/x', 'dist/x', 'build/x'], [], []],
  ])('%s', async (_name, present, tracked, found) => {
    const workspace = temporary.make()
    writeFiles(workspace, Object.fromEntries(present.map((name) => [name, ''])))
    expect(await dependencyDirectories(workspace, tracked)).toEqual(found)
  })

  it('follows no link and looks into no .git', async () => {
    const workspace = temporary.make()
    writeFiles(temporary.make(), {})
    mkdirSync(path.join(workspace, '.git/node_modules'), { recursive: true })
    symlinkSync('/', path.join(workspace, 'root'))
    symlinkSync('.', path.join(workspace, 'loop'))
    expect(await dependencyDirectories(workspace, [])).toEqual([])
  })
})
