import type { Selection, TestRunner } from './runner.js'
import { runners } from './runners/all.js'
import { joinCommand, parseSimpleCommand, type SimpleCommand } from './shell.js'

/** The project at the base commit, seen from the working directory. */
export interface ProjectFiles {
  has(path: string): boolean
  /** Text of a tracked file, or undefined. */
  read(path: string): Promise<string | undefined>
}

/** How a project proves itself, and why we think so. */
export interface DetectedChecks {
  readonly testCommand: string
  readonly why: string
  /** Text of the package.json script that the command calls, if it does. */
  readonly script?: string
  /** The runner behind the command and the command it stands for, where both are known. */
  readonly runner?: KnownRunner
}

/** A runner and the command that it stands for. */
export interface KnownRunner {
  readonly is: TestRunner
  readonly command: SimpleCommand
  /** Shell text of the steps that the project's own script takes before the tests, for this selection. */
  before?(selection: Selection): string | undefined
}

interface Convention {
  readonly command: string
  readonly why: string
  applies(project: ProjectFiles): Promise<boolean>
}

async function contains(project: ProjectFiles, path: string, pattern: RegExp): Promise<boolean> {
  const text = await project.read(path)
  return text !== undefined && pattern.test(text.slice(0, 1_000_000))
}

/** In this order: what a project states comes before what its files only suggest. */
const conventions: readonly Convention[] = [
  {
    command: 'npm test',
    why: 'package.json has a test script',
    applies: async (project) => {
      const script = await packageScript(project, 'test')
      return script !== undefined && !/no test specified/.test(script)
    },
  },
  { command: 'tox', why: 'tox.ini', applies: async (project) => project.has('tox.ini') && !project.has('pytest.ini') },
  {
    command: 'python -m pytest',
    why: 'pytest is configured, or tests are named as it finds them',
    applies: async (project) =>
      project.has('pytest.ini') ||
      project.has('conftest.py') ||
      project.has('tests/conftest.py') ||
      (await contains(project, 'pyproject.toml', /pytest/)) ||
      (await contains(project, 'setup.cfg', /\[tool:pytest\]/)) ||
      (await contains(project, 'requirements-dev.txt', /^pytest/m)) ||
      (await contains(project, 'requirements.txt', /^pytest/m)),
  },
  { command: 'go test ./...', why: 'go.mod', applies: async (project) => project.has('go.mod') },
  { command: 'cargo test', why: 'Cargo.toml', applies: async (project) => project.has('Cargo.toml') },
  { command: 'mvn -B -o test', why: 'pom.xml', applies: async (project) => project.has('pom.xml') },
  { command: './gradlew --offline test', why: 'gradlew', applies: async (project) => project.has('gradlew') },
  { command: 'bundle exec rspec', why: '.rspec', applies: async (project) => project.has('.rspec') },
  {
    command: 'vendor/bin/phpunit',
    why: 'phpunit.xml',
    applies: async (project) => project.has('phpunit.xml') || project.has('phpunit.xml.dist'),
  },
  {
    command: 'make test',
    why: 'Makefile has a target "test"',
    applies: (project) => contains(project, 'Makefile', /^test:/m),
  },
  {
    command: 'python -m pytest',
    why: 'Python files and no other sign',
    applies: async (project) =>
      project.has('pyproject.toml') || project.has('setup.py') || project.has('tests/__init__.py'),
  },
]

async function packageScript(project: ProjectFiles, name: string): Promise<string | undefined> {
  const text = await project.read('package.json')
  if (text === undefined) return undefined
  try {
    const script: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))?.scripts?.[name]
    return typeof script === 'string' && script.trim() !== '' ? script : undefined
  } catch {
    return undefined
  }
}

/**
 * `npm test`, `npm run test -- --x` and their kin: the name of the package.json script, and what is added to it.
 * Undefined too where flags of the package manager itself may change what runs (`npm test -w packages/a`).
 */
function scriptCall(words: readonly string[]): { script: string; added: readonly string[] } | undefined {
  const manager = words[0] ?? ''
  if (!/^(npm|pnpm|yarn|bun)$/.test(manager)) return undefined
  const [first, ...others] = words.slice(1).filter((word) => !/^(-s|--silent|--if-present)$/.test(word))
  const runs = first === 'run' || first === 'run-script'
  // `bun test` is a test runner of its own.
  const script = runs ? others.shift() : (first === 'test' || first === 't') && manager !== 'bun' ? 'test' : undefined
  if (script === undefined || script.startsWith('-')) return undefined
  const cut = others.indexOf('--')
  const own = cut === -1 ? others : others.slice(0, cut)
  if (manager === 'npm' && own.some((word) => word.startsWith('-'))) return undefined
  return { script, added: others.filter((_, index) => index !== cut) }
}

/** Whether these words start a script of package.json: such a command is never a runner itself. */
function callsManager(words: readonly string[]): boolean {
  return /^(npm|pnpm|yarn|bun)$/.test(words[0] ?? '') && !runners.some((runner) => runner.starts(words))
}

/** Follows a script call to the command behind it, a few steps at most. */
async function behind(command: SimpleCommand, project: ProjectFiles, depth = 3): Promise<SimpleCommand | undefined> {
  const call = scriptCall(command.words)
  if (call === undefined) return callsManager(command.words) ? undefined : command
  const text = await packageScript(project, call.script)
  const inner = text === undefined ? undefined : parseSimpleCommand(text)
  if (inner === undefined || depth === 0 || (await hasHooks(project, call.script))) return undefined
  const whole = { assignments: [...command.assignments, ...inner.assignments], words: [...inner.words, ...call.added] }
  return behind(whole, project, depth - 1)
}

/** What runs around a script (a build, as a rule) would be left out by running the command behind it alone. */
async function hasHooks(project: ProjectFiles, script: string): Promise<boolean> {
  const hooks = await Promise.all([`pre${script}`, `post${script}`].map((name) => packageScript(project, name)))
  return hooks.some((hook) => hook !== undefined)
}

/** A command that cannot fail proves nothing: it says `true` in the end, or hands its exit code to a pager. */
export function cannotFail(command: string): boolean {
  const last = command.slice(-2000).trimEnd()
  if (/^\s*(true|:|exit 0|echo\b[^|&;]*)$/.test(last)) return true
  if (/(\|\||;)\s*(true|:|exit 0|echo\b[^|&;]*)$/.test(last)) return true
  return /[^|]\|\s*(tee|cat|less|more)\b[^|&;]*$/.test(last) && !command.includes('pipefail')
}

/**
 * Finds the test command and the runner behind it.
 * @param given the input `test-command`, if any
 */
export async function detectChecks(
  given: string | undefined,
  project: ProjectFiles,
): Promise<DetectedChecks | undefined> {
  const found = given === undefined ? await byConvention(project) : { command: given, why: 'input test-command' }
  if (found === undefined) return undefined
  const simple = parseSimpleCommand(found.command)
  const command = simple && (await behind(simple, project))
  const call = simple && scriptCall(simple.words)
  const script = call && (await packageScript(project, call.script))
  const runner = command && runners.find((each) => each.starts(command.words))
  return {
    testCommand: found.command,
    why: found.why,
    ...(script === undefined ? {} : { script }),
    ...(command && runner ? { runner: { is: runner, command } } : {}),
  }
}

async function byConvention(project: ProjectFiles): Promise<{ command: string; why: string } | undefined> {
  for (const convention of conventions) {
    if (await convention.applies(project)) return convention
  }
  return undefined
}

/** What a clean copy needs where no dependencies are there to be linked. */
export async function detectSetup(given: string | undefined, project: ProjectFiles): Promise<string | undefined> {
  if (given !== undefined) return given
  const manifest = await project.read('package.json')
  if (manifest !== undefined && /"(dev|peer|optional)?[dD]ependencies"\s*:\s*\{\s*"/.test(manifest)) {
    if (project.has('pnpm-lock.yaml')) return 'pnpm install --frozen-lockfile --ignore-scripts'
    if (project.has('yarn.lock')) return 'yarn install --frozen-lockfile --ignore-scripts'
    return project.has('package-lock.json') ? 'npm ci --ignore-scripts' : 'npm install --ignore-scripts'
  }
  return undefined
}

export function describePlan(checks: DetectedChecks): string {
  const stands =
    checks.runner === undefined ? '' : `, which runs ${checks.runner.is.name}: ${joinCommand(checks.runner.command)}`
  return `test command: ${checks.testCommand} (${checks.why})${stands}`
}
