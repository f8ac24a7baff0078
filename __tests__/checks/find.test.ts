import { readdirSync } from 'node:fs'
import { checkTools } from '../../src/checks/all.js'
import { findChecks, mendingCommand } from '../../src/checks/find.js'
import type { Failure, FailureKind } from '../../src/domain.js'

function failure(kind: FailureKind, title: string, file?: string, detail = ''): Failure {
  return {
    kind,
    title,
    message: title.replace(/^[^ ]+: /, ''),
    detail,
    frames: [],
    ...(file === undefined ? {} : { location: { file, line: 3 } }),
    sourceLines: [1, 1],
    fingerprint: '000000000000',
    source: 'ci.log',
    occurrences: { count: 1, spike: false },
  }
}

function found(wanted: Failure, files: Readonly<Record<string, string>>, testCommand?: string) {
  const pipelines = Object.entries(files).filter(([path]) => path.startsWith('.github/'))
  return findChecks(wanted, {
    project: { has: (path) => path in files, read: async (path) => files[path] },
    testCommand,
    pipelines: async () => pipelines.map(([path, text]) => ({ path, text })),
  })
}

const scripts = (table: Readonly<Record<string, string>>) => ({ 'package.json': JSON.stringify({ scripts: table }) })
const typeError = failure('build', "TS2552: Cannot find name 'totl'.", 'src/a.ts')
const unused = failure('lint', "no-unused-vars: 'a' is defined but never used", 'src/a.js')
const unpretty = { ...failure('lint', 'x', 'src/a.js'), message: 'prettier would reformat this file' }
const unsorted = failure('lint', 'I001: Import block is un-sorted', 'shop/a.py')
const blackened = { ...failure('lint', 'x', 'shop/a.py'), message: 'black would reformat this file' }

describe('check tools', () => {
  it('lists every tool of its folder once', () => {
    const files = readdirSync(new URL('../../src/checks/tools/', import.meta.url))
    expect(checkTools).toHaveLength(files.length)
    expect(new Set(checkTools.map(({ name }) => name)).size).toBe(files.length)
  })

  it.each<[string, Failure, Readonly<Record<string, string>>, string, string]>([
    ['a script', typeError, scripts({ typecheck: 'tsc --noEmit -p .' }), 'tsc --noEmit -p .', 'script "typecheck"'],
    [
      'a step of a script',
      unused,
      scripts({ lint: 'tsc && npx eslint src --ext .js' }),
      'npx eslint src --ext .js',
      'script "lint"',
    ],
    ['a configuration', typeError, { 'tsconfig.json': '{}' }, 'tsc --noEmit', 'configured'],
    ['a configuration of a linter', unused, { 'eslint.config.mjs': '' }, 'eslint .', 'configured'],
    [
      'a pipeline',
      unsorted,
      { '.github/workflows/ci.yml': 'jobs:\n  - run: uv run ruff check shop\n' },
      'uv run ruff check shop',
      'ci.yml',
    ],
    [
      'a block of a pipeline',
      blackened,
      { '.github/workflows/a.yml': 'run: |\n  pip install black\n  python -m black --check .\n' },
      'python -m black --check .',
      'a.yml',
    ],
    ['a make target', blackened, { Makefile: 'lint:\n\t@black --check shop\n' }, 'black --check shop', 'Makefile'],
    [
      'formatting by its script',
      unpretty,
      scripts({ fmt: 'prettier --write .', check: 'prettier -c .' }),
      'prettier -c .',
      'script "check"',
    ],
    [
      'a lock file',
      failure('dependency', 'npm EUSAGE: Missing: a@1.0.0 from lock file'),
      { 'package-lock.json': '{}' },
      'npm ci --dry-run --ignore-scripts --no-audit --no-fund',
      'configured',
    ],
  ])('finds the check in %s', async (_where, wanted, files, command, why) => {
    const [first] = await found(wanted, files)
    expect(first?.command).toBe(command)
    expect(first?.why).toContain(why)
  })

  it('takes the given test command first', async () => {
    const [first] = await found(
      typeError,
      scripts({ typecheck: 'tsc -p other' }),
      'tsc -p tsconfig.ci.json && npm test',
    )
    expect(first?.command).toBe('tsc -p tsconfig.ci.json')
  })

  it.each<[string, Failure, Readonly<Record<string, string>>]>([
    ['a failing test', { ...typeError, test: { name: 'adds' } }, { 'tsconfig.json': '{}' }],
    ['an exception', failure('exception', 'TS2552: x', 'src/a.ts'), { 'tsconfig.json': '{}' }],
    ['a tool that the project does not use', unused, { 'package.json': '{}' }],
    ['a command that mends', unused, scripts({ lint: 'eslint --fix .' })],
    [
      'a command with a variable of the pipeline',
      unsorted,
      { '.github/workflows/a.yml': 'run: ruff check ${{ inputs.folder }}' },
    ],
    ['a watcher', typeError, scripts({ dev: 'tsc --watch' })],
    ['scripts that are none', unused, { 'package.json': '{"scripts": [1' }],
  ])('finds none for %s', async (_what, wanted, files) => {
    expect(await found(wanted, files)).toEqual([])
  })
})

describe('the command that mends', () => {
  it.each<[string, Failure, string, string | undefined]>([
    ['eslint', unused, 'npx eslint src --ext .js -f unix --cache', 'npx eslint --ext .js --fix --quiet a.x'],
    ['eslint with warnings', unused, 'eslint . --max-warnings 0', 'eslint --max-warnings 0 --fix a.x'],
    ['prettier', unpretty, 'prettier --check --config .p.json "src/**"', 'prettier --config .p.json --write a.x'],
    ['ruff', unsorted, 'ruff check --select I .', 'ruff check --select I --fix a.x'],
    [
      'black',
      blackened,
      'python -m black --check --line-length 100 .',
      'python -m black --quiet --line-length 100 a.x',
    ],
    ['tsc, which mends nothing', typeError, 'tsc --noEmit', undefined],
  ])('of %s', async (_tool, wanted, command, mending) => {
    const [check] = await found(wanted, {}, command)
    expect(check).toBeDefined()
    expect(check && mendingCommand(check, ['a.x'])).toBe(mending)
  })
})
