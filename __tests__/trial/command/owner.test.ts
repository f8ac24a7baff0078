import type { Failure } from '../../../src/domain.js'
import { detectChecks } from '../../../src/trial/command/detect.js'
import { ownerOf } from '../../../src/trial/command/owner.js'
import { failureOf } from '../fake-lab.js'

type Files = Readonly<Record<string, string>>

/** A package.json with a test script and dependencies by name. */
const pack = (name: string, needs: readonly string[] = [], test: string | undefined = 'node --test'): string =>
  JSON.stringify({
    name,
    scripts: test === undefined ? {} : { test },
    dependencies: Object.fromEntries(needs.map((each) => [each, '*'])),
  })
const root = (test: string | undefined, more: object = {}): string =>
  JSON.stringify({ private: true, workspaces: ['packages/*'], scripts: test === undefined ? {} : { test }, ...more })

/** `b` needs `a`; `c` stands alone. */
const three: Files = {
  'packages/a/package.json': pack('@x/a'),
  'packages/a/test/a.test.js': '',
  'packages/a/src/a.js': '',
  'packages/b/package.json': pack('b', ['@x/a']),
  'packages/b/test/b.test.js': '',
  'packages/c/package.json': pack('c'),
  'packages/c/test/c.test.js': '',
}
const npm = (test: string | undefined, more: object = {}): Files => ({ 'package.json': root(test, more), ...three })
const inTest = (file: string): Partial<Failure> => ({ test: { name: 'works', file } })
const ofA = inTest('packages/a/test/a.test.js')

async function owned(files: Files, failure: Partial<Failure>, given?: string, changes: readonly string[] = []) {
  const project = { has: (path: string) => path in files, read: async (path: string) => files[path] }
  const tracked = { paths: Object.keys(files), read: project.read }
  const checks = await detectChecks(given, project)
  return ownerOf({ given, checks, project }, tracked, { failure: failureOf(failure), changes })
}

type Layout = readonly [
  name: string,
  files: Files,
  failure: Partial<Failure>,
  directory: string | undefined,
  given?: string,
]

const layouts: readonly Layout[] = [
  ['npm workspaces', npm('npm test --workspaces'), ofA, 'packages/a'],
  ['npm workspaces, the short flag', npm('npm run test -ws --if-present'), ofA, 'packages/a'],
  ['npm workspaces behind a linter', npm('eslint . && npm test --workspaces'), ofA, 'packages/a'],
  [
    'a script of a script',
    npm('npm run all', { scripts: { test: 'npm run all', all: 'npm test -ws' } }),
    ofA,
    'packages/a',
  ],
  ['npm workspaces given as test-command', npm('jest'), ofA, 'packages/a', 'npm test --workspaces'],
  ['workspaces without a root script', npm(undefined), ofA, 'packages/a'],
  [
    'workspaces as an object',
    { ...npm('npm test -ws'), 'package.json': root('npm test -ws', { workspaces: { packages: ['./packages/*'] } }) },
    ofA,
    'packages/a',
  ],
  [
    'pnpm',
    {
      ...three,
      'package.json': JSON.stringify({ scripts: { test: 'pnpm -r test' } }),
      'pnpm-workspace.yaml': '# all\npackages:\n  - \'packages/*\' # here\n  - "!packages/c"\n',
    },
    ofA,
    'packages/a',
  ],
  [
    'a package that pnpm leaves out',
    {
      ...three,
      'package.json': JSON.stringify({ scripts: { test: 'pnpm -r test' } }),
      'pnpm-workspace.yaml': "packages:\n  - 'packages/*'\n  - '!packages/c'\n",
    },
    inTest('packages/c/test/c.test.js'),
    undefined,
  ],
  ['yarn', npm('yarn workspaces foreach -A run test'), ofA, 'packages/a'],
  ['bun', npm("bun run --filter '*' test"), ofA, 'packages/a'],
  ['turbo', npm('turbo run lint test'), ofA, 'packages/a'],
  ['turbo by npx', npm('npx turbo test'), ofA, 'packages/a'],
  ['nx', npm('nx run-many --target=test'), ofA, 'packages/a'],
  ['nx with several targets', npm('npx nx run-many -t lint,test --parallel=3'), ofA, 'packages/a'],
  ['lerna', npm('lerna run test --stream'), ofA, 'packages/a'],
  ['the file as its package names it', npm('npm test -ws'), inTest('test/b.test.js'), 'packages/b'],
  [
    'no file of the test, a test file among the frames',
    npm('npm test -ws'),
    {
      test: { name: 'works' },
      location: { file: 'packages/a/src/a.js', line: 1 },
      frames: [
        { file: 'packages/a/src/a.js', line: 1, inRepository: true },
        { file: 'packages/b/test/b.test.js', line: 1, inRepository: true },
      ],
    },
    'packages/b',
  ],
  [
    'an exception by its place',
    npm('npm test -ws'),
    { kind: 'exception', location: { file: 'packages/a/src/a.js' } },
    'packages/a',
  ],
  [
    'Python projects side by side',
    {
      'a/pyproject.toml': '[project]\nname = "a"\n# pytest\n',
      'a/tests/test_a.py': '',
      'b/pyproject.toml': '[project]\nname = "b"\n',
    },
    inTest('a/tests/test_a.py'),
    'a',
  ],
  [
    'a nested Go module',
    { 'go.mod': 'module m\n', 'tool/go.mod': 'module m/tool\n', 'tool/a_test.go': '' },
    inTest('tool/a_test.go'),
    'tool',
  ],
  [
    'crates without a workspace',
    { 'a/Cargo.toml': '[package]\nname = "a"\n', 'a/src/lib.rs': '' },
    { kind: 'exception', location: { file: 'a/src/lib.rs' } },
    'a',
  ],
  [
    'Maven projects side by side',
    { 'a/pom.xml': '<artifactId>a</artifactId>', 'a/src/test/java/ATest.java': '' },
    inTest('a/src/test/java/ATest.java'),
    'a',
  ],
  ['one module of Go', { 'go.mod': 'module m\n', 'a/a_test.go': '' }, inTest('a/a_test.go'), undefined],
  ['jest at the root', npm('jest'), ofA, undefined],
  ['a script of its own', npm('node scripts/test.js'), ofA, undefined],
  ['a build before', npm('tsc -b && npm test --workspaces'), ofA, undefined],
  ['a hook before', npm('npm test -ws', { scripts: { pretest: 'tsc -b', test: 'npm test -ws' } }), ofA, undefined],
  ['turbo for some', npm('turbo run test --filter=b'), ofA, undefined],
  ['another task', npm('turbo run test:unit'), ofA, undefined],
  ['one workspace', npm('npm test -w packages/a'), ofA, undefined],
  ['test-command given', npm('npm test -ws'), ofA, undefined, 'make check'],
  ['a file of the root', { ...npm('npm test -ws'), 'test/r.test.js': '' }, inTest('test/r.test.js'), undefined],
  ['a file that is not there', npm('npm test -ws'), inTest('packages/a/test/z.test.js'), undefined],
  [
    'a package that cannot fail: it is refused by name',
    { ...npm('npm test -ws'), 'packages/a/package.json': pack('@x/a', [], 'node --test || true') },
    ofA,
    'packages/a',
  ],
  [
    'a package without a known runner',
    { ...npm('npm test -ws'), 'packages/a/package.json': pack('@x/a', [], 'node check.js') },
    ofA,
    undefined,
  ],
]

describe('the package that owns a failure', () => {
  it.each(layouts.map((layout) => ({ name: layout[0], layout })))('$name', async ({ layout }) => {
    const [, files, failure, directory, given] = layout
    expect((await owned(files, failure, given))?.directory).toBe(directory)
  })
})

describe('what runs beside it', () => {
  const beside = async (files: Files, failure: Partial<Failure>) =>
    (await owned(files, failure))?.beside.map(({ directory }) => directory)

  it.each<readonly [string, string, readonly string[]]>([
    ['what depends on it', 'packages/a/test/a.test.js', ['packages/b']],
    ['what it depends on', 'packages/b/test/b.test.js', ['packages/a']],
    ['nothing where nothing is near', 'packages/c/test/c.test.js', []],
  ])('%s', async (_, file, expected) => {
    expect(await beside(npm('npm test -ws'), inTest(file))).toEqual(expected)
  })

  it('goes through others, and to what shares a dependency', async () => {
    const files = {
      ...npm('npm test -ws'),
      'packages/d/package.json': pack('d', ['b']),
      'packages/e/package.json': pack('e', ['@x/a']),
    }
    expect(await beside(files, ofA)).toEqual(['packages/b', 'packages/e', 'packages/d'])
    expect(await beside(files, inTest('packages/b/test/b.test.js'))).toEqual(['packages/d', 'packages/a', 'packages/e'])
  })

  it('goes by module and crate names too', async () => {
    const files = {
      'a/go.mod': 'module m.io/a\n',
      'a/a_test.go': '',
      'b/go.mod': 'module m.io/b\nrequire m.io/a v1.0.0\n',
      'c/go.mod': 'module m.io/c\nrequire m.io/a-plus v1.0.0\n',
    }
    expect(await beside(files, inTest('a/a_test.go'))).toEqual(['b'])
  })

  it('ends where packages need each other', async () => {
    const files = { ...npm('npm test -ws'), 'packages/a/package.json': pack('@x/a', ['b']) }
    expect(await beside(files, ofA)).toEqual(['packages/b'])
  })

  it('names what does not run', async () => {
    const files = {
      ...npm('turbo run test'),
      'turbo.json': '{"tasks":{"test":{"dependsOn":["^build"]}}}',
      'packages/untested/package.json': JSON.stringify({ name: 'd', dependencies: { '@x/a': '*' } }),
      ...Object.fromEntries(
        Array.from({ length: 20 }, (_, at) => [`packages/z${at}/package.json`, pack(`z${at}`, ['@x/a'])]),
      ),
    }
    const { beside: suites, notChecked } = (await owned(files, ofA)) ?? {}
    expect(suites).toHaveLength(19)
    expect(notChecked).toEqual([
      expect.stringMatching(
        /^packages that may break with it, left out because there are too many: packages\/\w+, packages\/\w+$/,
      ),
      'packages in reach of the fix without a test command: packages/untested',
      'other packages of the monorepo, which neither need this one nor share what it needs: packages/c',
      'tasks that run before the tests (turbo.json: ^build): what is built was taken as it is',
    ])
  })
})

describe('a patch outside of what runs', () => {
  it.each<readonly [string, string, string | undefined]>([
    ['in the package', 'packages/a/src/a.js', 'packages/a'],
    ['in one that depends on it', 'packages/b/src/b.js', 'packages/a'],
    ['in one that has nothing to do with it', 'packages/c/src/c.js', undefined],
    ['in none', 'tsconfig.base.json', undefined],
  ])('%s', async (_, change, directory) => {
    expect((await owned(npm('npm test -ws'), ofA, undefined, ['packages/a/src/a.js', change]))?.directory).toBe(
      directory,
    )
  })
})
