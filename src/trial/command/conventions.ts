/** What the files of a project say of its test command, where nobody gives one. */
import type { ProjectFiles } from './project-files.js'

export interface Found {
  readonly command: string
  readonly why: string
}

type Convention = (project: ProjectFiles) => Promise<Found | undefined>

/** A file that is there says it all. */
const byFile =
  (command: string, ...names: readonly string[]): Convention =>
  async (project) => {
    const name = names.find((each) => project.has(each))
    return name === undefined ? undefined : { command, why: name }
  }

/** A file that says something. */
const byText =
  (command: string, name: string, pattern: RegExp, why: string): Convention =>
  async (project) => {
    const text = await project.read(name)
    return text !== undefined && pattern.test(text.slice(0, 1_000_000)) ? { command, why: `${name} ${why}` } : undefined
  }

/** A JSON file with a script named `test`. */
const byScript =
  (command: string, name: string, section: string): Convention =>
  async (project) =>
    (await jsonScript(project, name, section, 'test')) === undefined
      ? undefined
      : { command, why: `${name} has "test" in ${section}` }

const npmScript: Convention = async (project) => {
  const script = await packageScript(project, 'test')
  if (script === undefined || /no test specified/.test(script)) return undefined
  const manager = project.has('bun.lock') || project.has('bun.lockb') ? 'bun run' : 'npm'
  return { command: `${manager} test`, why: 'package.json has a test script' }
}

/** `why` of pytest is told by the place that speaks of it. */
const pytest = 'python -m pytest'

/** In this order: what a project states comes before what its files only suggest. */
export const conventions: readonly Convention[] = [
  npmScript,
  byScript('deno task test', 'deno.json', 'tasks'),
  async (project) => (project.has('pytest.ini') ? undefined : byFile('tox', 'tox.ini')(project)),
  byFile(pytest, 'pytest.ini', 'conftest.py', 'tests/conftest.py'),
  byText(pytest, 'pyproject.toml', /^\[tool\.pytest\.ini_options\]/m, 'has [tool.pytest.ini_options]'),
  byText(pytest, 'pyproject.toml', /pytest/, 'names pytest'),
  byText(pytest, 'setup.cfg', /\[tool:pytest\]/, 'has [tool:pytest]'),
  byText(pytest, 'requirements-dev.txt', /^pytest/m, 'lists pytest'),
  byText(pytest, 'requirements.txt', /^pytest/m, 'lists pytest'),
  byText(pytest, 'Pipfile', /^pytest\b/m, 'lists pytest'),
  byFile('python manage.py test', 'manage.py'),
  byFile('nox', 'noxfile.py'),
  byFile('go test ./...', 'go.mod', 'go.work'),
  byFile('cargo nextest run', '.config/nextest.toml'),
  byFile('cargo test', 'Cargo.toml'),
  async (project) => (project.has('pom.xml') ? byFile('./mvnw -B -o test', 'mvnw')(project) : undefined),
  byFile('mvn -B -o test', 'pom.xml'),
  byFile('./gradlew --offline test', 'gradlew'),
  byFile('gradle --offline test', 'build.gradle', 'build.gradle.kts'),
  byFile('bin/rspec', 'bin/rspec'),
  async (project) => (project.has('Gemfile') ? byFile('bundle exec rspec', '.rspec')(project) : undefined),
  byFile('rspec', '.rspec'),
  byFile('bin/rails test', 'bin/rails'),
  async (project) =>
    project.has('Gemfile')
      ? byText('bundle exec rake test', 'Rakefile', /TestTask/, 'has a TestTask')(project)
      : byText('rake test', 'Rakefile', /TestTask/, 'has a TestTask')(project),
  byScript('composer test', 'composer.json', 'scripts'),
  byText('vendor/bin/pest', 'composer.json', /"pestphp\/pest"/, 'requires Pest'),
  byFile('vendor/bin/phpunit', 'phpunit.xml', 'phpunit.xml.dist', 'phpunit.dist.xml'),
  byText('make test', 'Makefile', /^test\s*:(?!=)/m, 'has a target "test"'),
  byText('just test', 'justfile', /^@?test\b[^\n:=]*:(?!=)/m, 'has a recipe "test"'),
  byFile('deno test', 'deno.json', 'deno.jsonc'),
  byFile(pytest, 'pyproject.toml', 'setup.py', 'tests/__init__.py'),
  byFile('python -m unittest', 'test/__init__.py'),
]

/** A script of package.json, or undefined where there is none that says something. */
export async function packageScript(project: ProjectFiles, name: string): Promise<string | undefined> {
  return jsonScript(project, 'package.json', 'scripts', name)
}

export async function jsonScript(
  project: ProjectFiles,
  file: string,
  section: string,
  name: string,
): Promise<string | undefined> {
  const text = await project.read(file)
  if (text === undefined) return undefined
  try {
    const script: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))?.[section]?.[name]
    const only: unknown = Array.isArray(script) && script.length === 1 && file === 'composer.json' ? script[0] : script
    return typeof only === 'string' && only.trim() !== '' ? only : undefined
  } catch {
    return undefined
  }
}

export async function byConvention(project: ProjectFiles): Promise<Found | undefined> {
  for (const convention of conventions) {
    const found = await convention(project)
    if (found !== undefined) return found
  }
  return undefined
}
