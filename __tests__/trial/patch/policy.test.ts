import type { Patch, PatchFile, RepoPath } from '../../../src/domain.js'
import { type Limits, refusalOf } from '../../../src/trial/patch/policy.js'

const limits: Limits = {
  allow: [],
  deny: [],
  allowTestChanges: false,
  allowDependencyChanges: false,
  maxFiles: 5,
  maxLines: 120,
}

function file(path: string, after = 'new\n', before: string | undefined = 'old\n'): PatchFile {
  return { path: path as RepoPath, before, after }
}

const added = (path: string): PatchFile => ({ path: path as RepoPath, before: undefined, after: 'new\n' })

function rule(files: readonly PatchFile[], own: Partial<Limits> = {}): string | undefined {
  const patch: Patch = { files }
  return refusalOf(patch, { ...limits, ...own })?.rule
}

describe('paths that no fix may touch', () => {
  it.each<[string, readonly string[]]>([
    [
      'protected-path',
      [
        '.github/workflows/ci.yml',
        '.github/actions/x/action.yml',
        '.github/CODEOWNERS',
        'CODEOWNERS',
        'docs/CODEOWNERS',
        'AGENTS.md',
        'packages/a/AGENTS.md',
        'CLAUDE.md',
        'GEMINI.md',
        '.cursor/rules',
        '.vscode/tasks.json',
        '.devcontainer/devcontainer.json',
        '.husky/pre-commit',
        '.circleci/config.yml',
        '.gitlab-ci.yml',
        '.gitattributes',
        'sub/.gitattributes',
        '.gitmodules',
        '.gitignore',
        '.npmrc',
        'packages/a/.npmrc',
        'packages/a/.eslintrc.js',
        '.yarnrc.yml',
        '.env',
        'pip.conf',
        'Jenkinsfile',
        'ci/Jenkinsfile',
        'azure-pipelines.yml',
        'action.yml',
        'copilot-instructions.md',
        'netlify.toml',
        'vercel.json',
        'wrangler.jsonc',
        'node_modules/.bin/jest',
      ],
    ],
    [
      'dependency-file',
      [
        'package.json',
        'packages/a/package.json',
        'package-lock.json',
        'yarn.lock',
        'pnpm-lock.yaml',
        'bun.lockb',
        'bun.lock',
        'deno.json',
        'pyproject.toml',
        'poetry.lock',
        'uv.lock',
        'Pipfile',
        'requirements.txt',
        'requirements-dev.txt',
        'dev-requirements.txt',
        'requirements/dev.txt',
        'go.mod',
        'go.sum',
        'Cargo.toml',
        'Cargo.lock',
        'Gemfile',
        'Gemfile.lock',
        'x.gemspec',
        'composer.json',
        'pom.xml',
        'build.gradle',
        'app/build.gradle.kts',
        'gradle/libs.versions.toml',
        'X.csproj',
        'Directory.Packages.props',
        'mix.exs',
        'pubspec.yaml',
        'Package.swift',
      ],
    ],
    [
      'build-configuration',
      [
        'jest.config.js',
        'bunfig.toml',
        'nest-cli.json',
        'jest.config.integration.ts',
        'packages/a/jest.config.mjs',
        'vitest.config.ts',
        'vitest.setup.ts',
        'vitest.workspace.ts',
        'vite.config.ts',
        'babel.config.js',
        'webpack.prod.js',
        'karma.conf.js',
        'playwright.config.ts',
        'eslint.config.mjs',
        'next.config.mjs',
        'tsconfig.json',
        'tsconfig.build.json',
        'biome.json',
        'conftest.py',
        'tests/conftest.py',
        'setup.py',
        'setup.cfg',
        'pytest.ini',
        'tox.ini',
        'sitecustomize.py',
        'lib/hook.pth',
        'build.rs',
        'Makefile',
        'rules.mk',
        'CMakeLists.txt',
        'BUILD.bazel',
        'Dockerfile',
        'Dockerfile.prod',
        'docker-compose.yml',
        'compose.yaml',
        'Rakefile',
        'gradlew',
        'mvnw',
        'gulpfile.js',
        'src/setupTests.js',
      ],
    ],
    [
      'generated-file',
      [
        'dist/index.js',
        'packages/a/dist/index.js',
        'build/x.js',
        'out/x.js',
        'node_modules/a/x.js',
        'vendor/a/b.go',
        'src/vendor/a.js',
        'third_party/a.c',
        'src/__generated__/types.ts',
        'src/generated/types.ts',
        'x.min.js',
        'x.js.map',
        'src/api.generated.ts',
        'api_pb2.py',
        'api.pb.go',
      ],
    ],
    [
      'test-file-edited',
      [
        'test/a.js',
        'tests/test_a.py',
        'src/__tests__/a.ts',
        'src/a.test.ts',
        'src/a.spec.js',
        'a_test.go',
        'spec/a_spec.rb',
        'src/test/java/ATest.java',
        'src/ATest.java',
        'e2e/a.ts',
        'test/fixtures/a.json',
        'testdata/a.txt',
        'src/__snapshots__/a.test.ts.snap',
        'golden/a.txt',
      ],
    ],
    [
      'test-support-edited',
      [
        'src/__mocks__/fs.js',
        'test/helper.js',
        'tests/utils.py',
        'tests/support/server.rb',
        'spec/spec_helper.rb',
        'src/test/java/OrderFactory.java',
        'tests/TestCase.php',
        'tests/mocks/api.ts',
      ],
    ],
  ])('%s', (expected, paths) => {
    for (const path of paths) expect({ path, rule: rule([file(path)]) }).toEqual({ path, rule: expected })
  })

  it.each<[string, readonly string[]]>([
    ['protected-path', ['.github/workflows/new.yml', '.envrc', 'sub/.gitattributes']],
    ['dependency-file', ['packages/new/package.json']],
    ['build-configuration', ['tests/conftest.py', 'usercustomize.py', 'jest.config.js']],
    ['test-file-edited', ['src/__snapshots__/new.test.ts.snap', 'new.snap']],
    ['test-support-edited', ['__mocks__/axios.js']],
  ])('%s, new files as well', (expected, paths) => {
    for (const path of paths) expect({ path, rule: rule([added(path)]) }).toEqual({ path, rule: expected })
  })
})

describe('paths that a fix may touch', () => {
  it.each([
    'src/index.ts',
    'index.js',
    'lib/next.js',
    'src/jest.ts',
    'src/adapters/mocha.ts',
    'src/build/plan.ts',
    'packages/a/src/out/writer.ts',
    'lib/dist/points.rb',
    'cmd/main.go',
    'src/main/java/A.java',
    'app/models/contest.py',
    'src/latest.js',
    'src/attestation.js',
    'src/package.ts',
    'src/requirement.ts',
    'docs/readme.md',
    'src/environment.py',
    'src/mapper.ts',
    'src/sourcemap.ts',
    'Makefile.d/x.js',
  ])('%s', (path) => {
    expect(rule([file(path)])).toBeUndefined()
    expect(rule([added(path)])).toBeUndefined()
  })

  it.each(['test/new.test.js', 'tests/test_new.py', 'a_test.go', 'test/fixtures/new.json'])(
    '%s, where it is new',
    (path) => {
      expect(rule([added(path)])).toBeUndefined()
    },
  )
})

describe('the classes that inputs open', () => {
  it.each<[string, Partial<Limits>, string | undefined]>([
    ['test/a.js', { allowTestChanges: true }, undefined],
    ['src/__snapshots__/a.snap', { allowTestChanges: true }, undefined],
    ['tests/conftest.py', { allowTestChanges: true }, 'build-configuration'],
    ['package.json', { allowDependencyChanges: true }, undefined],
    ['.npmrc', { allowDependencyChanges: true }, 'protected-path'],
    ['jest.config.js', { allowDependencyChanges: true, allowTestChanges: true }, 'build-configuration'],
    ['.github/workflows/ci.yml', { allow: ['.github/**'] }, 'protected-path'],
    ['package.json', { allow: ['package.json'] }, 'dependency-file'],
    ['test/a.js', { allow: ['test/**'] }, 'test-file-edited'],
    ['dist/a.js', { allow: ['dist/**'] }, 'generated-file'],
  ])('%s with %j: %s', (path, own, expected) => {
    expect(rule([file(path)], own)).toBe(expected)
  })
})

describe('allow and deny', () => {
  it.each<[string, Partial<Limits>, string | undefined]>([
    ['src/a.js', { allow: ['src/**'] }, undefined],
    ['src/deep/a.js', { allow: ['src/**'] }, undefined],
    ['src/deep/a.js', { allow: ['src/*.js'] }, 'not-allowed-path'],
    ['src/deep/a.js', { allow: ['src/**/*.js'] }, undefined],
    ['src/a.js', { allow: ['src'] }, undefined],
    ['src/a.js', { allow: ['src/'] }, undefined],
    ['src/a.js', { allow: ['./src/**'] }, undefined],
    ['src/a.js', { allow: ['/src/**'] }, undefined],
    ['src2/a.js', { allow: ['src'] }, 'not-allowed-path'],
    ['lib/a.js', { allow: ['src/**'] }, 'not-allowed-path'],
    ['lib/a.js', { allow: ['src/**', 'lib/**'] }, undefined],
    ['src/[id].tsx', { allow: ['src/**'] }, undefined],
    ['src/a.js', { allow: ['src/{a,b}.js'] }, undefined],
    ['src/a.js', { deny: ['src/a.js'] }, 'denied-path'],
    ['secrets/deep/key.txt', { deny: ['secrets'] }, 'denied-path'],
    ['secrets/key.txt', { deny: ['secrets/'] }, 'denied-path'],
    ['secrets/key.txt', { deny: ['secrets/**'] }, 'denied-path'],
    ['src/legacy/a.js', { deny: ['**/legacy/**'] }, 'denied-path'],
    ['src/a.js', { deny: ['legacy'] }, undefined],
    ['src/a.js', { allow: ['src/**'], deny: ['src/a.js'] }, 'denied-path'],
    ['src/a.js', { allow: ['**/'.repeat(100)] }, undefined],
    ['src/a.js', { allow: [`${'{a,b}'.repeat(30)}`] }, 'not-allowed-path'],
    [`${'a/'.repeat(2000)}x`, { allow: [`${'**/'.repeat(60)}y`] }, 'not-allowed-path'],
    [`${'a'.repeat(250)}`, { deny: [`${'*a'.repeat(20)}b`] }, undefined],
  ])('%.60s with %j: %s', (path, own, expected) => {
    expect(rule([file(path)], own)).toBe(expected)
  })
})

describe('text that no fix may add', () => {
  it.each<[string, string, string | undefined]>([
    ['plain', 'const x = 1', undefined],
    ['another script alone', 'const имя = "Привет, world"', undefined],
    ['a string of another script', 'greet("Γειά σου") // hello', undefined],
    ['an accent', 'const größe = "naïve"', undefined],
    ['an emoji', 'say("🎉")', undefined],
    ['a tab and a form feed', '\tx\f', undefined],
    ['a bidi override', 'if (a) { // \u202e }', 'invisible-character'],
    ['a bidi isolate', 'x = "\u2066y\u2069"', 'invisible-character'],
    ['a zero-width space', 'const a\u200b = 1', 'invisible-character'],
    ['a tag character', 'x = "\u{e0041}"', 'invisible-character'],
    ['a soft hyphen', 'x = "a\u00adb"', 'invisible-character'],
    ['NUL', 'x = "\0"', 'invisible-character'],
    ['an escape', 'x = "\x1b[0m"', 'invisible-character'],
    ['a line separator', 'x = "\u2028"', 'invisible-character'],
    ['half a character', 'x = "\ud800"', 'invisible-character'],
    ['a letter without a shape', 'const \u3164 = 1', 'invisible-character'],
    ['a byte order mark in the middle', 'x\uFEFF = 1', 'invisible-character'],
    ['a Cyrillic a', 'const \u0430dmin = true', 'mixed-script'],
    ['a Greek omicron', 'l\u03bfgin()', 'mixed-script'],
    ['a long line', `x = "${'a'.repeat(500)}"`, 'long-line'],
    ['a line just short enough', 'a'.repeat(500), undefined],
  ])('%s', (_, line, expected) => {
    expect(rule([file('src/a.js', `old\n${line}\n`)])).toBe(expected)
  })

  it('leaves alone what was there', () => {
    const odd = 'x = "\u202e" + \u0430dmin\n'
    expect(rule([file('src/a.js', `${odd}new\n`, `${odd}old\n`)])).toBeUndefined()
  })

  it('lets the first line keep its byte order mark, and get none', () => {
    expect(rule([file('a.js', '\uFEFFnew\n', '\uFEFFold\n')])).toBeUndefined()
    expect(rule([file('a.js', '\uFEFFnew\n', 'old\n')])).toBe('invisible-character')
  })
})

describe('how large a fix may be', () => {
  const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}\n`).join('')

  it.each<[number, number, string | undefined]>([
    [5, 1, undefined],
    [6, 1, 'max-files'],
    [1, 120, undefined],
    [1, 121, 'max-lines'],
    [3, 40, undefined],
    [3, 41, 'max-lines'],
  ])('%i files of %i new lines: %s', (files, count, expected) => {
    const patch = Array.from({ length: files }, (_, index) => ({ ...added(`src/${index}.js`), after: lines(count) }))
    expect(rule(patch)).toBe(expected)
  })

  it('counts lines taken away too', () => {
    expect(rule([file('a.js', 'x\n', lines(121))])).toBe('max-lines')
  })

  it('names path and rule, and asks every file', () => {
    expect(refusalOf({ files: [file('src/a.js'), file('package.json')] }, limits)).toEqual({
      rule: 'dependency-file',
      why: 'package.json is a dependency manifest or lock file (see allow-dependency-changes)',
    })
  })
})

it('reads hostile lines and paths in linear time', () => {
  for (const part of ['а', 'a', '\u202e', ' ', '/', '.', '_', 'aа']) {
    expect(rule([file('src/a.js', part.repeat(2_000_000))])).toBeDefined()
    refusalOf({ files: [file(`src/${part.repeat(4000)}x`)] }, limits)
    refusalOf({ files: [file('test-'.repeat(800))] }, limits)
  }
})
