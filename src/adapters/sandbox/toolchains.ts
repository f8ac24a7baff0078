import { statSync } from 'node:fs'
import path from 'node:path'
import { isInside, realpathOrSelf } from '../find-executable.js'

export interface Toolchains {
  /** Directories that must stay readable for the programs on PATH to run. */
  readonly readable: readonly string[]
  /** Where tools find themselves although HOME is another one. */
  readonly environment: Readonly<Record<string, string>>
}

/**
 * What version managers and package managers keep below the home folder. Directories of programs and packages only:
 * files beside them (`.cargo/credentials.toml`, `.m2/settings.xml`) hold secrets.
 */
const belowHome = [
  '.pyenv',
  '.rbenv',
  '.nodenv',
  '.goenv',
  '.jenv',
  '.nvm',
  '.fnm',
  '.volta',
  '.asdf',
  '.sdkman/candidates',
  '.rustup',
  '.cargo/bin',
  '.cargo/registry',
  '.cargo/git',
  'go/bin',
  'go/pkg',
  '.cache/go-build',
  '.gradle/caches/modules-2',
  '.gradle/wrapper/dists',
  '.m2/repository',
  '.m2/wrapper',
  '.local/bin',
  '.local/lib',
  '.local/pipx',
  '.local/share/pipx',
  '.local/share/uv',
  '.local/share/pnpm',
  '.local/share/mise',
  '.local/share/fnm',
  '.bun/bin',
  '.deno/bin',
  '.dotnet',
] as const

/** Variables by which tools find their own files, and where those lie below the home folder when they are not set. */
const locations: Readonly<Record<string, string>> = {
  PYENV_ROOT: '.pyenv',
  RBENV_ROOT: '.rbenv',
  NVM_DIR: '.nvm',
  VOLTA_HOME: '.volta',
  CARGO_HOME: '.cargo',
  RUSTUP_HOME: '.rustup',
  GOMODCACHE: 'go/pkg/mod',
  PYTHONUSERBASE: '.local',
  MAVEN_USER_HOME: '.m2',
}

/** Set by the tools' installers or by the runner; all of them name programs, none of them a secret. */
const passedOn = ['JAVA_HOME', 'GOROOT', 'GOFLAGS', 'GOTOOLCHAIN', 'DOTNET_ROOT', 'RUSTUP_TOOLCHAIN', 'PYENV_VERSION']

/** Names below which only the folder on PATH itself is opened, never its parent. */
const secretive = /(^|\/)\.(config|ssh|docker|aws|azure|kube|gnupg|npm|git|netrc|local)(\/|$)/

export interface ToolchainSources {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly home: string
  readonly hidden: readonly string[]
}

/** Finds which directories keep the user's toolchains running once the hidden folders are gone. */
export function findToolchains(sources: ToolchainSources): Toolchains {
  const home = realpathOrSelf(sources.home)
  const hidden = [home, ...sources.hidden.map(realpathOrSelf)]
  const known = belowHome.map((name) => path.join(home, name))
  const located = Object.keys(locations).flatMap((name) => sources.environment[name] ?? [])
  const onPath = searchPath(sources.environment['PATH']).flatMap((entry) => installRoots(entry, home, hidden))
  const tools = sources.environment['RUNNER_TOOL_CACHE']
  const readable = [...known, ...located, ...onPath, ...(tools === undefined ? [] : [tools])]
  return {
    readable: [...new Set(readable.map(realpathOrSelf))].filter((each) => isDirectory(each) && !hidden.includes(each)),
    environment: toolchainEnvironment(sources.environment, home),
  }
}

/** The directories of PATH, absolute and existing, each once. */
export function searchPath(text: string | undefined): readonly string[] {
  const entries = (text ?? '').split(path.delimiter).filter((entry) => path.isAbsolute(entry) && isDirectory(entry))
  return [...new Set(entries)]
}

function installRoots(entry: string, home: string, hidden: readonly string[]): readonly string[] {
  const real = realpathOrSelf(entry)
  if (!hidden.some((folder) => isInside(folder, real))) return []
  if (belowHome.some((name) => isInside(path.join(home, name), real))) return []
  const parent = path.dirname(real)
  // `tool-1.2/bin` needs `tool-1.2/lib`; but a parent that is itself hidden, or known for secrets, stays closed.
  const isInstall = path.basename(real) === 'bin' && !hidden.includes(parent) && !secretive.test(real)
  return [isInstall && parent !== home ? parent : real]
}

function toolchainEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  home: string,
): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [name, below] of Object.entries(locations)) {
    const location = environment[name] ?? path.join(home, below)
    if (isDirectory(location)) found[name] = location
  }
  for (const name of passedOn) {
    const value = environment[name]
    if (value !== undefined) found[name] = value
  }
  return { ...found, ...cacheEnvironment(environment, home) }
}

/** A run of seconds is over before the better compiler pays, and collects no garbage worth more than one thread. */
const shortRuns = '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC'

/** Caches that are read where they lie, and never written: their tools know them by other names than their own home. */
function cacheEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  home: string,
): Record<string, string> {
  const found: Record<string, string> = {}
  const goCache = environment['GOCACHE'] ?? path.join(home, '.cache/go-build')
  if (isDirectory(goCache)) found['SUTURE_GO_CACHE'] = goCache
  if (isDirectory(path.join(home, '.gradle/caches/modules-2'))) {
    found['GRADLE_RO_DEP_CACHE'] = path.join(home, '.gradle/caches')
  }
  // Java takes its home from the user's entry, which for the sandbox's user is none. A path with blanks would be two words.
  const repository = path.join(home, '.m2/repository')
  if (isDirectory(repository) && !/\s/.test(repository))
    found['MAVEN_OPTS'] = `-Dmaven.repo.local=${repository} ${shortRuns}`
  return found
}

function isDirectory(file: string): boolean {
  try {
    return statSync(file).isDirectory()
  } catch {
    return false
  }
}
