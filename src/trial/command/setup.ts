import type { ProjectFiles } from './project-files.js'

/** What a clean copy needs before its tests can run, and the file that says so. */
export interface Setup {
  readonly command: string
  readonly why: string
}

/**
 * Package managers by the file that pins what they install, the first that is there decides. Scripts of packages are not
 * run where the manager can be told. Maven and Gradle are not among them: their tests fetch what they need by themselves.
 */
const byFile: readonly (readonly [file: string, command: string])[] = [
  ['composer.lock', 'composer install --no-interaction --no-progress --no-scripts'],
  ['uv.lock', 'uv sync --frozen'],
  ['poetry.lock', 'poetry install --no-interaction'],
  ['Pipfile.lock', 'pipenv sync --dev'],
  ['Gemfile.lock', 'bundle install'],
  ['go.sum', 'go mod download'],
  ['Cargo.lock', 'cargo fetch --locked'],
]

/** What a clean copy needs where no dependencies are there to be linked. */
export async function detectSetup(given: string | undefined, project: ProjectFiles): Promise<Setup | undefined> {
  if (given !== undefined) return { command: given, why: 'input setup-command' }
  const manifest = await project.read('package.json')
  if (manifest !== undefined && /"(dev|peer|optional)?[dD]ependencies"\s*:\s*\{\s*"/.test(manifest))
    return ofNode(project)
  const found = byFile.find(([file]) => project.has(file))
  return found && { command: found[1], why: found[0] }
}

function ofNode(project: ProjectFiles): Setup {
  if (project.has('pnpm-lock.yaml'))
    return { command: 'pnpm install --frozen-lockfile --ignore-scripts', why: 'pnpm-lock.yaml' }
  if (project.has('yarn.lock')) return { command: 'yarn install --frozen-lockfile --ignore-scripts', why: 'yarn.lock' }
  return project.has('package-lock.json')
    ? { command: 'npm ci --ignore-scripts', why: 'package-lock.json' }
    : { command: 'npm install --ignore-scripts', why: 'package.json, no lock file' }
}

/** What is said of the set-up, where no folder with dependencies is there to be linked. */
export function describeSetup({ command, why }: Setup, isHopeless: boolean): string {
  return isHopeless
    ? `nothing that ${why} asks for lies in the checkout, and without network "${command}" cannot fetch it: trying with what the machine has; install in a step before, or set network: host`
    : `set-up command: ${command} (${why})`
}
