import { describePlan, detectChecks } from '../../src/trial/command/detect.js'

/** What a repository holds at its root, and what Suture says of it: command, runner, and the command behind. */
type Layout = readonly [
  name: string,
  files: Readonly<Record<string, string>>,
  command: string | undefined,
  runner?: string,
  stands?: string,
]

const scripts = (of: Readonly<Record<string, string>>): string => JSON.stringify({ scripts: of })
const test = (script: string, more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  'package.json': scripts({ test: script, ...more }),
})
const composer = (script: unknown): Record<string, string> => ({
  'composer.json': JSON.stringify({ scripts: { test: script } }),
})

const layouts: readonly Layout[] = [
  ['jest', test('jest'), 'npm test', 'jest', 'jest'],
  ['jest behind lint', test('eslint . && jest --ci'), 'npm test', 'jest', 'jest --ci'],
  ['jest behind a pretest', test('jest', { pretest: 'npm run build' }), 'npm test', 'jest', 'jest'],
  ['jest before a posttest', test('jest', { posttest: 'eslint .' }), 'npm test'],
  ['jest with a pipe', test('jest | tee log'), 'npm test'],
  ['jest or else', test('jest || exit 1'), 'npm test'],
  ['vitest', test('vitest run'), 'npm test', 'vitest', 'vitest run'],
  ['mocha with yarn.lock', { ...test('mocha'), 'yarn.lock': '' }, 'npm test', 'mocha', 'mocha'],
  ['ava behind xo', test('xo && ava'), 'npm test', 'ava', 'ava'],
  ['ava by npx', test('npx ava --serial'), 'npm test', 'ava', 'npx ava --serial'],
  ['tape', test("tape 'test/**/*.js'"), 'npm test', 'tape', "tape 'test/**/*.js'"],
  ['tape into a formatter', test('tape test/*.js | tap-spec'), 'npm test'],
  ['playwright', test('playwright test'), 'npm test', 'playwright', 'playwright test'],
  ['playwright that installs', test('playwright install'), 'npm test'],
  ['node:test', test('node --test'), 'npm test', 'node:test', 'node --test'],
  ['node:test behind tsc', test('tsc -p . && node --test dist'), 'npm test', 'node:test', 'node --test dist'],
  ['bun with its lock', { ...test('bun test'), 'bun.lock': '' }, 'bun run test', 'bun test', 'bun test'],
  ['bun with its old lock', { ...test('bun test src'), 'bun.lockb': '' }, 'bun run test', 'bun test', 'bun test src'],
  ['a script of a script', test('npm run unit', { unit: 'jest src' }), 'npm test', 'jest', 'jest src'],
  ['a script that is missing', test('npm run unit'), 'npm test'],
  ['a script that calls make', { ...test('make check'), Makefile: 'check:\n\tmocha\n' }, 'npm test', 'mocha', 'mocha'],
  ['npm workspaces', { 'package.json': '{"workspaces":["a"],"scripts":{"test":"npm test --workspaces"}}' }, 'npm test'],
  ['turbo', { ...test('turbo run test'), 'turbo.json': '{}' }, 'npm test'],
  ['nx', { ...test('nx run-many -t test'), 'nx.json': '{}' }, 'npm test'],
  ['pnpm in all packages', { ...test('pnpm -r test'), 'pnpm-workspace.yaml': '' }, 'npm test'],
  ['no test specified', test('echo "Error: no test specified" && exit 1'), undefined],
  [
    'no test specified, and go.mod',
    { ...test('echo "Error: no test specified" && exit 1'), 'go.mod': '' },
    'go test ./...',
    'go test',
    'go test ./...',
  ],
  [
    'deno with a task',
    { 'deno.json': '{"tasks":{"test":"deno test -A"}}' },
    'deno task test',
    'deno test',
    'deno test -A',
  ],
  ['deno without', { 'deno.json': '{}' }, 'deno test', 'deno test', 'deno test'],
  ['deno with comments', { 'deno.jsonc': '// x' }, 'deno test', 'deno test', 'deno test'],
  ['pytest.ini', { 'pytest.ini': '' }, 'python -m pytest', 'pytest', 'python -m pytest'],
  [
    'pyproject of poetry',
    { 'pyproject.toml': '[tool.poetry.group.dev.dependencies]\npytest = "^8"\n', 'poetry.lock': '' },
    'python -m pytest',
    'pytest',
    'python -m pytest',
  ],
  [
    'pyproject of uv',
    { 'pyproject.toml': '[dependency-groups]\ndev = ["pytest"]\n', 'uv.lock': '' },
    'python -m pytest',
    'pytest',
    'python -m pytest',
  ],
  ['Pipfile', { Pipfile: '[dev-packages]\npytest = "*"\n' }, 'python -m pytest', 'pytest', 'python -m pytest'],
  ['setup.cfg', { 'setup.cfg': '[tool:pytest]\n' }, 'python -m pytest', 'pytest', 'python -m pytest'],
  ['setup.py', { 'setup.py': '' }, 'python -m pytest', 'pytest', 'python -m pytest'],
  [
    'tox with pytest',
    { 'tox.ini': '[tox]\nenvlist = py\n\n[testenv]\ndeps = pytest\ncommands =\n    pytest {posargs:tests}\n' },
    'tox',
    'pytest',
    'pytest tests',
  ],
  [
    'tox on one line',
    { 'tox.ini': '[testenv]\ncommands = python -m unittest discover {posargs}\n' },
    'tox',
    'unittest',
    'python -m unittest discover',
  ],
  [
    'tox with two commands',
    { 'tox.ini': '[testenv]\ncommands =\n    coverage run -m pytest\n    coverage report\n' },
    'tox',
  ],
  ['tox that forgives', { 'tox.ini': '[testenv]\ncommands = -pytest\n' }, 'tox'],
  ['tox with a substitution', { 'tox.ini': '[testenv]\ncommands = pytest {toxinidir}/tests\n' }, 'tox'],
  ['tox and pytest.ini', { 'tox.ini': '', 'pytest.ini': '' }, 'python -m pytest', 'pytest', 'python -m pytest'],
  ['nox', { 'noxfile.py': 'import nox\n' }, 'nox'],
  ['Django', { 'manage.py': '' }, 'python manage.py test', 'django test', 'python manage.py test'],
  ['Django with pytest', { 'manage.py': '', 'pytest.ini': '' }, 'python -m pytest', 'pytest', 'python -m pytest'],
  ['unittest', { 'test/__init__.py': '' }, 'python -m unittest', 'unittest', 'python -m unittest'],
  ['Go', { 'go.mod': 'module a\n' }, 'go test ./...', 'go test', 'go test ./...'],
  ['a Go workspace', { 'go.work': '' }, 'go test ./...', 'go test', 'go test ./...'],
  ['Cargo', { 'Cargo.toml': '' }, 'cargo test', 'cargo test', 'cargo test'],
  [
    'nextest',
    { 'Cargo.toml': '', '.config/nextest.toml': '' },
    'cargo nextest run',
    'cargo nextest',
    'cargo nextest run',
  ],
  ['Maven', { 'pom.xml': '' }, 'mvn -B -o test', 'maven', 'mvn -B -o test'],
  ['Maven with its wrapper', { 'pom.xml': '', mvnw: '' }, './mvnw -B -o test', 'maven', './mvnw -B -o test'],
  [
    'Gradle with its wrapper',
    { gradlew: '', 'build.gradle': '' },
    './gradlew --offline test',
    'gradle',
    './gradlew --offline test',
  ],
  ['Gradle', { 'build.gradle.kts': '' }, 'gradle --offline test', 'gradle', 'gradle --offline test'],
  ['RSpec', { '.rspec': '' }, 'rspec', 'rspec', 'rspec'],
  ['RSpec with bundler', { '.rspec': '', Gemfile: '' }, 'bundle exec rspec', 'rspec', 'bundle exec rspec'],
  ['RSpec with a binstub', { 'bin/rspec': '', '.rspec': '', Gemfile: '' }, 'bin/rspec', 'rspec', 'bin/rspec'],
  ['Rails', { 'bin/rails': '', Gemfile: '' }, 'bin/rails test', 'minitest', 'bin/rails test'],
  ['rake', { Rakefile: 'Rake::TestTask.new\n' }, 'rake test', 'minitest', 'rake test'],
  [
    'rake with bundler',
    { Rakefile: 'Minitest::TestTask.create\n', Gemfile: '' },
    'bundle exec rake test',
    'minitest',
    'bundle exec rake test',
  ],
  ['rake of something else', { Rakefile: 'task :test\n' }, undefined],
  ['PHPUnit', { 'phpunit.xml': '' }, 'vendor/bin/phpunit', 'phpunit', 'vendor/bin/phpunit'],
  ['PHPUnit, distributed', { 'phpunit.xml.dist': '' }, 'vendor/bin/phpunit', 'phpunit', 'vendor/bin/phpunit'],
  ['composer', composer('phpunit --colors=never'), 'composer test', 'phpunit', 'vendor/bin/phpunit --colors=never'],
  ['composer with a list', composer(['@php vendor/bin/phpunit']), 'composer test', 'phpunit', 'php vendor/bin/phpunit'],
  ['composer with two steps', composer(['@lint', 'phpunit']), undefined],
  [
    'Pest',
    { 'composer.json': '{"require-dev":{"pestphp/pest":"^2"}}' },
    'vendor/bin/pest',
    'phpunit',
    'vendor/bin/pest',
  ],
  ['make', { Makefile: 'test:\n\tgo test ./...\n' }, 'make test', 'go test', 'go test ./...'],
  [
    'make with a variable',
    { Makefile: 'PYTHON ?= python3\n\ntest:\n\t@$(PYTHON) -m pytest -q\n' },
    'make test',
    'pytest',
    'python3 -m pytest -q',
  ],
  ['make with an unknown variable', { Makefile: 'test:\n\t$(RUN) pytest\n' }, 'make test'],
  ['make that forgives', { Makefile: 'test:\n\t-pytest\n' }, 'make test'],
  ['make with prerequisites', { Makefile: 'test: build\n\tpytest\n' }, 'make test'],
  [
    'make in two lines',
    { Makefile: 'test:\n\tgo vet ./...\n\tgo test -race ./...\n\nlint:\n\tx\n' },
    'make test',
    'go test',
    'go test -race ./...',
  ],
  ['make without a target', { Makefile: 'test := 1\n' }, undefined],
  ['just', { justfile: 'test *args:\n    cargo test {{args}}\n' }, 'just test', 'cargo test', 'cargo test'],
  ['just with a dependency', { justfile: 'test: build\n    cargo test\n' }, 'just test'],
  ['nothing', { 'README.md': '' }, undefined],
]

describe('what a layout says of the test command', () => {
  it.each(layouts.map((layout) => ({ name: layout[0], layout })))('$name', async ({ layout }) => {
    const [, files, command, runner, stands] = layout
    const project = { has: (path: string) => Object.hasOwn(files, path), read: async (path: string) => files[path] }
    const found = await detectChecks(undefined, project)
    const behind = found?.runner
    expect({ command: found?.testCommand, runner: behind?.is.name, stands: behind?.command.words.join(' ') }).toEqual({
      command,
      runner,
      stands,
    })
    if (found !== undefined) expect(describePlan(found)).toContain(`test command: ${command} (`)
  })

  it('has a large table', () => {
    expect(layouts.length).toBeGreaterThanOrEqual(60)
  })

  it('keeps the steps before the tests, and leaves linters out where one test is asked for', async () => {
    const files = test('eslint . && tsc -p . && jest', { pretest: 'npm run clean' })
    const found = await detectChecks(undefined, { has: () => false, read: async (path) => files[path] })
    expect(found?.runner?.before?.({ kind: 'all' })).toBe('npm run clean && eslint . && tsc -p .')
    expect(found?.runner?.before?.({ kind: 'file', file: 'a' })).toBe('npm run clean && tsc -p .')
  })
})
