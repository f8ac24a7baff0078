import { detectChecks, type ProjectFiles } from '../../../src/trial/command/detect.js'
import { describeSetup, detectSetup } from '../../../src/trial/command/setup.js'

function project(files: Readonly<Record<string, string>>): ProjectFiles {
  return { has: (path) => Object.hasOwn(files, path), read: async (path) => files[path] }
}

function scripts(of: Readonly<Record<string, string>>): Record<string, string> {
  return { 'package.json': JSON.stringify({ scripts: of }) }
}

async function detected(files: Record<string, string>, given?: string) {
  const found = await detectChecks(given, project(files))
  const { runner } = found ?? {}
  return {
    command: found?.testCommand,
    runner: runner?.is.name,
    stands: runner && [...runner.command.assignments, ...runner.command.words].join(' '),
  }
}

describe('the test command by convention', () => {
  it.each<[string, Record<string, string>, string | undefined, string | undefined]>([
    ['nothing', {}, undefined, undefined],
    ['a test script', scripts({ test: 'node --test' }), 'npm test', 'node:test'],
    ['a test script of several steps', scripts({ test: 'tsc && jest' }), 'npm test', 'jest'],
    [
      'npm init wrote the test script',
      scripts({ test: 'echo "Error: no test specified" && exit 1' }),
      undefined,
      undefined,
    ],
    ['an empty test script', scripts({ test: ' ' }), undefined, undefined],
    ['a test script that is no text', { 'package.json': '{"scripts":{"test":["jest"]}}' }, undefined, undefined],
    [
      'a package.json with a byte order mark',
      { 'package.json': '\uFEFF{"scripts":{"test":"jest"}}' },
      'npm test',
      'jest',
    ],
    ['a package.json that is not JSON', { 'package.json': '{', 'go.mod': '' }, 'go test ./...', 'go test'],
    ['a package.json that is null', { 'package.json': 'null', 'Cargo.toml': '' }, 'cargo test', 'cargo test'],
    [
      'a package.json without scripts and pytest',
      { 'package.json': '{}', 'pytest.ini': '' },
      'python -m pytest',
      'pytest',
    ],
    ['pytest.ini', { 'pytest.ini': '' }, 'python -m pytest', 'pytest'],
    ['tox.ini and pytest.ini', { 'tox.ini': '', 'pytest.ini': '' }, 'python -m pytest', 'pytest'],
    ['tox.ini', { 'tox.ini': '' }, 'tox', undefined],
    ['conftest.py', { 'tests/conftest.py': '' }, 'python -m pytest', 'pytest'],
    ['pyproject.toml with pytest', { 'pyproject.toml': '[tool.pytest.ini_options]' }, 'python -m pytest', 'pytest'],
    ['requirements with pytest', { 'requirements-dev.txt': 'x\npytest==8\n' }, 'python -m pytest', 'pytest'],
    ['setup.cfg', { 'setup.cfg': '[tool:pytest]' }, 'python -m pytest', 'pytest'],
    ['pyproject.toml alone', { 'pyproject.toml': '' }, 'python -m pytest', 'pytest'],
    ['go.mod', { 'go.mod': '' }, 'go test ./...', 'go test'],
    ['Cargo.toml', { 'Cargo.toml': '' }, 'cargo test', 'cargo test'],
    ['pom.xml', { 'pom.xml': '' }, 'mvn -B -o test', 'maven'],
    ['gradlew', { gradlew: '' }, './gradlew --offline test', 'gradle'],
    ['.rspec', { '.rspec': '' }, 'rspec', 'rspec'],
    ['.rspec and Gemfile', { '.rspec': '', Gemfile: '' }, 'bundle exec rspec', 'rspec'],
    ['phpunit.xml.dist', { 'phpunit.xml.dist': '' }, 'vendor/bin/phpunit', 'phpunit'],
    ['a Makefile with a test target', { Makefile: 'build:\n\ntest: build\n\t./t\n' }, 'make test', undefined],
    ['a Makefile without one', { Makefile: 'tests:\n' }, undefined, undefined],
    ['a Makefile with one and pyproject.toml', { Makefile: 'test:\n', 'pyproject.toml': '' }, 'make test', undefined],
  ])('%s', async (_, files, command, runner) => {
    expect(await detected(files)).toMatchObject({ command, runner })
  })
})

describe('the runner behind a command', () => {
  it.each<[string, Record<string, string>, string | undefined]>([
    ['jest --ci', {}, 'jest --ci'],
    ['npm test', { test: 'jest' }, 'jest'],
    ['npm t', { test: 'jest' }, 'jest'],
    ['npm --silent test', {}, undefined],
    ['npm test --silent', { test: 'jest' }, 'jest'],
    ['npm run unit', { unit: 'vitest run' }, 'vitest run'],
    ['npm run unit -- src/a', { unit: 'jest' }, 'jest src/a'],
    ['npm run unit -- -- a', { unit: 'jest' }, 'jest -- a'],
    ['npm test', { test: 'npm run unit', unit: 'NODE_ENV=test jest' }, 'NODE_ENV=test jest'],
    ['A=1 npm test', { test: 'cross-env B=2 jest' }, 'A=1 B=2 jest'],
    ['yarn test --ci', { test: 'jest' }, 'jest --ci'],
    ['yarn run test', { test: 'jest' }, 'jest'],
    ['yarn jest', {}, 'yarn jest'],
    ['pnpm test', { test: 'mocha' }, 'mocha'],
    ['bun run test', { test: 'jest' }, 'jest'],
    ['bun test', { test: 'jest' }, 'bun test'],
    ['npm test -w packages/a', { test: 'jest' }, undefined],
    ['npm test --workspaces', { test: 'jest' }, undefined],
    ['npm run', { test: 'jest' }, undefined],
    ['npm run --workspaces test', { test: 'jest' }, undefined],
    ['npm --prefix web test', { test: 'jest' }, undefined],
    ['npm run lint', { test: 'jest' }, undefined],
    ['npm test', { test: 'jest', pretest: 'tsc' }, 'jest'],
    ['npm test', { test: 'jest', posttest: 'eslint .' }, undefined],
    ['npm test', { test: 'npm run unit', unit: 'jest', preunit: 'tsc' }, 'jest'],
    ['npm test', { test: 'npm test' }, undefined],
    ['npm run a', { a: 'npm run b', b: 'npm run a' }, undefined],
    ['npm run a', { a: 'npm run b', b: 'npm run c', c: 'npm run d', d: 'npm run e', e: 'jest' }, undefined],
    ['npm test', { test: 'jest && eslint .' }, undefined],
    ['npm test && echo done', { test: 'jest' }, undefined],
    ['cd web && npm test', { test: 'jest' }, undefined],
    ['npm run __proto__', { test: 'jest' }, undefined],
    ['npm run constructor', { test: 'jest' }, undefined],
  ])('%s with %j: %s', async (command, of, stands) => {
    expect(await detected(scripts(of), command)).toMatchObject({ command, stands })
  })
})

describe('what a clean copy needs', () => {
  const dependent = { 'package.json': '{"dependencies": {"a": "1"}}' }

  it.each<[string, Record<string, string>, string | undefined]>([
    ['nothing', {}, undefined],
    ['no dependencies', { 'package.json': '{"dependencies": {}}' }, undefined],
    ['dependencies', dependent, 'npm install --ignore-scripts'],
    ['devDependencies', { 'package.json': '{"devDependencies":{"a":"1"}}' }, 'npm install --ignore-scripts'],
    ['a lock file of npm', { ...dependent, 'package-lock.json': '' }, 'npm ci --ignore-scripts'],
    ['a lock file of yarn', { ...dependent, 'yarn.lock': '' }, 'yarn install --frozen-lockfile --ignore-scripts'],
    ['a lock file of pnpm', { ...dependent, 'pnpm-lock.yaml': '' }, 'pnpm install --frozen-lockfile --ignore-scripts'],
    ['composer', { 'composer.lock': '' }, 'composer install --no-interaction --no-progress --no-scripts'],
    ['uv, before what else there is', { 'uv.lock': '', 'poetry.lock': '' }, 'uv sync --frozen'],
    ['poetry', { 'poetry.lock': '' }, 'poetry install --no-interaction'],
    ['pipenv', { 'Pipfile.lock': '' }, 'pipenv sync --dev'],
    ['bundler', { 'Gemfile.lock': '' }, 'bundle install'],
    ['modules of Go', { 'go.mod': '', 'go.sum': '' }, 'go mod download'],
    ['Go without dependencies', { 'go.mod': '' }, undefined],
    ['cargo', { 'Cargo.lock': '' }, 'cargo fetch --locked'],
    ['a package.json for tools alone', { 'package.json': '{"scripts":{}}', 'uv.lock': '' }, 'uv sync --frozen'],
  ])('%s', async (_, files, command) => {
    expect((await detectSetup(undefined, project(files)))?.command).toBe(command)
  })

  it('is what the user says', async () => {
    expect(await detectSetup('make deps', project(dependent))).toEqual({
      command: 'make deps',
      why: 'input setup-command',
    })
  })

  it('is told with the file that says so, and what to do where it cannot be', () => {
    const setup = { command: 'uv sync --frozen', why: 'uv.lock' }
    expect(describeSetup(setup, false)).toBe('set-up command: uv sync --frozen (uv.lock)')
    expect(describeSetup(setup, true)).toMatch(
      /^nothing that uv\.lock asks for .* install in a step before, or set network: host$/,
    )
  })
})
