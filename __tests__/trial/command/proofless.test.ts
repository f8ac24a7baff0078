import type { ProjectFiles } from '../../../src/trial/command/project-files.js'
import { whereProofIsLost } from '../../../src/trial/command/proofless.js'

const project = (files: Readonly<Record<string, string>>): ProjectFiles => ({
  has: (path) => Object.hasOwn(files, path),
  read: async (path) => files[path],
})
const scripts = (of: Readonly<Record<string, string>>) => ({ 'package.json': JSON.stringify({ scripts: of }) })

/** Whether the text alone shows it: nothing else is there. */
async function cannotFail(command: string): Promise<boolean> {
  return (await whereProofIsLost(command, { has: () => false, read: async () => undefined })) !== undefined
}

describe('a command by itself', () => {
  it.each([
    'true',
    ' : ',
    '/bin/true',
    'exit 0',
    'echo tests',
    'printf ok',
    'npm test || true',
    'npm test || :',
    'npm test || exit 0',
    'npm test || echo "failed, never mind"',
    'npm test || cat log',
    'npm test 2>/dev/null || true',
    'npm test; true',
    'npm test ; exit 0',
    'npm test; echo done',
    'npm test\nexit 0',
    'npm test\n# the end\ntrue # really',
    'npm test | tee log.txt',
    'npm test |& tee log.txt',
    'npm test 2>&1 | cat',
    'jest --json | head -n 3',
    '(npm test) || true',
    '(npm test || true)',
    '{ npm test; } || true',
    'bash -c "npm test || true"',
    "sh -c 'npm test; exit 0'",
    'cd app && (jest || true)',
    'npm ci && npm run lint && jest || true',
    'npm run lint && (jest || true)',
    'jest && echo ok || echo failed',
    'CI=1 jest || true',
    'set +e; jest; true',
    'jest & wait',
    'make -i test',
    'make test --ignore-errors',
    'make -n test',
    'mvn -B -fn test',
    './mvnw -Dmaven.test.failure.ignore=true verify',
    'mvn package -DskipTests',
    './gradlew build -x test',
    './gradlew build -x :app:test',
    'npm test &',
    'npm test & wait',
    'python -m pytest --collect-only',
    'npx jest --listTests',
    'bundle exec rspec --dry-run',
    'cargo test --no-run',
  ])('%j cannot fail', async (command) => {
    expect(await cannotFail(command)).toBe(true)
  })

  it.each([
    'npm test',
    'echo start && npm test',
    'echo start; npm test',
    'true && npm test',
    'test -f x || exit 1; npm test',
    'npm test || exit 1',
    'npm test || false',
    'npm test || (cat log; exit 1)',
    'npm test || { cat log; exit 1; }',
    'set -o pipefail; npm test | tee log.txt',
    'bash -o pipefail -c "npm test | tee log.txt"',
    "bash -eo pipefail -c 'npm test | tee log.txt; echo done'",
    'set -e; npm test; echo done',
    'set -euo pipefail\nnpm test | tee log\necho done',
    'npm run build || true; npm test',
    'rm -rf out || true && jest',
    'npm test; status=$?; cat log; exit $status',
    './true',
    'npm run exit 0x',
    'pytest || echo failed && exit 1',
    'pytest || [ $? -eq 5 ]',
    'tape test/*.js | tap-spec',
    'cat input | python -m pytest',
    'jest --passWithNoTests',
    'eslint .',
    'tsc --noEmit',
    'npm run lint && jest',
    'if ! jest; then cat log; exit 1; fi',
    '! grep -r FIXME src',
    'echo "a || true"; jest',
    "jest -t 'says; exit 0'",
    'jest # || true',
    'make -k test',
    'make -j4 test',
    'mvn -B -o test',
    './gradlew --offline test',
    'cargo test --no-fail-fast',
    'go test ./... 2>&1',
    'server & jest',
    'npm test & pid=$!; wait $pid',
    './gradlew check -x integrationTest',
    'make -Cbuild test',
    'timeout 60 jest',
    'node --test "test/**/*.test.js"',
  ])('%j can fail', async (command) => {
    expect(await cannotFail(command)).toBe(false)
  })

  it('is read in linear time, however it is written', async () => {
    for (const part of ['|| ', '; ', '| tee ', 'echo ', ' ', '(', '{ ', "'", '"', '\\', '# ', '\n', 'sh -c ', '$(']) {
      expect(typeof (await cannotFail(`${part.repeat(100_000)}x|`))).toBe('boolean')
      expect(typeof (await cannotFail(`${part.repeat(5000)}x|`))).toBe('boolean')
    }
  })
})

describe('a command that leads to others', () => {
  const makefile = (text: string) => ({ Makefile: text })
  it.each<[string, string, Record<string, string>, string]>([
    ['a script', 'npm test', scripts({ test: 'jest || true' }), 'script "test" of package.json: jest || true'],
    [
      'a script of a script',
      'npm test',
      scripts({ test: 'npm run unit', unit: 'jest; exit 0' }),
      'script "unit" of package.json: jest; exit 0',
    ],
    [
      'a script through yarn',
      'yarn test',
      scripts({ test: 'mocha | tee log' }),
      'script "test" of package.json: mocha | tee log',
    ],
    [
      'what npm init wrote',
      'npm test',
      scripts({ test: 'echo "Error: no test specified" && exit 1' }),
      'script "test" of package.json: what npm init wrote: no test specified',
    ],
    [
      'a script that is not there',
      'npm test --if-present',
      scripts({}),
      'script "test" of package.json: not there, and --if-present passes it over',
    ],
    [
      'a line of make',
      'make test',
      makefile('test:\n\t-npm run all\n'),
      'target "test" of Makefile: (npm run all ) || true',
    ],
    [
      'a line of make after another',
      'make test',
      makefile('test:\n\t@echo testing\n\t-@pytest\n'),
      'target "test" of Makefile',
    ],
    ['a target of make', 'make test', makefile('test: unit\n\nunit:\n\tpytest || true\n'), 'target "unit" of Makefile'],
    ['all targets of make', 'make test', makefile('.IGNORE:\ntest:\n\tpytest\n'), 'target "test" of Makefile'],
    ['one target of make', 'make test', makefile('.IGNORE: test\ntest:\n\tpytest\n'), 'target "test" of Makefile'],
    ['flags of make', 'make test', makefile('MAKEFLAGS += -i\ntest:\n\tpytest\n'), 'target "test" of Makefile'],
    ['a line of just', 'just test', { justfile: 'test:\n    -pytest\n' }, 'recipe "test" of justfile'],
    [
      'a pipe of just',
      'just test',
      { justfile: 'test *args:\n    pytest {{args}} | tee log\n' },
      'recipe "test" of justfile',
    ],
    [
      'an outcome of tox',
      'tox',
      { 'tox.ini': '[testenv]\nignore_outcome = true\ncommands = pytest\n' },
      'commands of tox.ini: ignore_outcome = true',
    ],
    [
      'an outcome of tox by name',
      'tox -e py',
      { 'tox.ini': '[testenv]\ncommands = pytest\n[testenv:py]\nignore_outcome=True\n' },
      'commands of tox.ini: ignore_outcome = true',
    ],
    ['a line of tox', 'tox', { 'tox.ini': '[testenv]\ncommands =\n    - pytest {posargs}\n' }, 'commands of tox.ini'],
    [
      'a script of composer',
      'composer test',
      { 'composer.json': '{"scripts":{"test":["@unit"],"unit":"phpunit || true"}}' },
      'script "unit" of composer.json',
    ],
    [
      'a task of deno',
      'deno task test',
      { 'deno.json': '{"tasks":{"test":"deno test || true"}}' },
      'script "test" of deno.json',
    ],
    [
      'a setting of Maven',
      'mvn -B test',
      { 'pom.xml': '<testFailureIgnore>true</testFailureIgnore>' },
      'pom.xml: <testFailureIgnore>true',
    ],
    [
      'a setting of Gradle',
      './gradlew test',
      { 'build.gradle': 'test { ignoreFailures = true }' },
      'build.gradle: ignoreFailures = true',
    ],
    ['itself', 'pytest || true', {}, 'pytest || true'],
  ])('loses its proof in %s', async (_what, command, files, place) => {
    expect(await whereProofIsLost(command, project(files))).toContain(place)
  })

  it.each<[string, string, Record<string, string>]>([
    ['a script', 'npm test', scripts({ test: 'jest' })],
    [
      'a script of several',
      'npm test',
      scripts({ test: 'npm run lint && npm run unit', lint: 'eslint . || true', unit: 'jest' }),
    ],
    [
      'a script with hooks',
      'npm test',
      scripts({ pretest: 'rm -rf out || true', test: 'jest', posttest: 'echo done' }),
    ],
    ['a script that calls itself', 'npm test', scripts({ test: 'npm test' })],
    ['a script that is there', 'npm test --if-present', scripts({ test: 'jest' })],
    ['a target of make', 'make test', makefile('test:\n\t-rm -rf out\n\t@echo start\n\tpytest\n\t@echo done\n')],
    ['a target of make with needs', 'make test', makefile('test: build unit\nbuild:\n\t-mkdir out\nunit:\n\tpytest\n')],
    [
      'a pipe of make with pipefail',
      'make test',
      makefile('SHELL := /bin/bash -o pipefail\ntest:\n\tpytest | tee log\n'),
    ],
    ['other targets ignored', 'make test', makefile('.IGNORE: clean\ntest:\n\tpytest\n')],
    ['a target that is not there', 'make test', makefile('all:\n\ttrue\n')],
    ['a recipe of just', 'just test', { justfile: 'test: build\n    pytest\nbuild:\n    -rm -r out\n' }],
    ['tox', 'tox', { 'tox.ini': '[testenv]\ncommands =\n    - rm -r out\n    pytest {posargs}\n' }],
    ['composer', 'composer test', { 'composer.json': '{"scripts":{"test":["@lint","phpunit"],"lint":"x || true"}}' }],
    ['a monorepo', 'npx turbo run test', { 'turbo.json': '{}' }],
  ])('keeps its proof in %s', async (_what, command, files) => {
    expect(await whereProofIsLost(command, project(files))).toBeUndefined()
  })
})

it('follows scripts that call each other no further than anyone would read', async () => {
  const scripts = Object.fromEntries(
    ['test', 'b', 'c', 'd', 'e'].map((name, at, all) => [name, `npm run ${all[at + 1] ?? 'test'}; `.repeat(50)]),
  )
  let read = 0
  const project = {
    has: (path: string) => path === 'package.json',
    read: async () => {
      read++
      return JSON.stringify({ scripts })
    },
  }
  await whereProofIsLost('npm test', project)
  expect(read).toBeLessThan(2000)
})
