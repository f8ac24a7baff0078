import { quote } from '../command/shell.js'
import { programName, readArguments, type Selection, type TestRunner } from '../runner.js'

const valued: ReadonlySet<string> = new Set(
  ['-D', '-P', '-T', '-b', '-f', '-gs', '-gt', '-l', '-pl', '-rf', '-s', '-t'].concat(
    'activate-profiles builder color define file global-settings global-toolchains log-file projects resume-from settings threads toolchains'
      .split(' ')
      .map((name) => `--${name}`),
  ),
)
/** What would keep tests from running, hide their end, or write the log elsewhere. */
const unwanted =
  /^(-D(maven\.test\.skip|skipTests|skipITs|maven\.test\.failure\.ignore|testFailureIgnore)|-(l|ff|fn|q|o|U|N)|--(log-file|fail-fast|fail-never|fail-at-end|quiet|offline|update-snapshots|non-recursive))$/
const chosen = /^-D(test|it\.test|groups|excludedGroups)$/

/** Phases after the tests write where a sandbox must not: into the local repository or to a server. */
const lastPhase: Readonly<Record<string, string>> = { install: 'verify', deploy: 'verify' }

function isMaven(words: readonly string[]): boolean {
  return /^(mvn|mvnw|mvnd)$/.test(programName(words[0])) && words.some((word) => phases.has(word))
}

const phases: ReadonlySet<string> = new Set([
  'test',
  'package',
  'integration-test',
  'verify',
  'install',
  'deploy',
  'surefire:test',
])

/** `Class#method` of surefire's `-Dtest`: without the invocation that a parameterised test adds. */
function pattern(selection: Selection): string | undefined {
  if (selection.kind === 'all') return undefined
  const byFile = /([^/]+)\.(?:java|kt|scala|groovy)$/.exec(selection.file ?? '')?.[1]
  if (selection.kind === 'file') return byFile ?? 'no.such.Test'
  const { suite, name } = selection.test
  const type = suite !== undefined && /^[\p{L}\p{N}_.$]+$/u.test(suite) ? suite : byFile
  const method = /^[\p{L}\p{N}_$]+/u.exec(name)?.[0]
  if (type === undefined) return undefined
  // A name with blanks is a display name, which no filter takes: the class is the smallest that can be run.
  if (method === undefined || /^[^([{]*\s/.test(name)) return type
  return name === method ? `${type}#${method}` : `${type}#${method}*`
}

/** Surefire writes one file for each class below `target`; its folder has no property. */
export const maven: TestRunner = {
  name: 'maven',
  starts: isMaven,
  select(words, selection) {
    const isPart = selection.kind !== 'all'
    const { all } = readArguments(
      words.slice(1),
      valued,
      (flag) => unwanted.test(flag) || (isPart && chosen.test(flag)),
    )
    const goals = all.map((word) => lastPhase[word] ?? word)
    const wanted = pattern(selection)
    const own = ['-B', '-fae', '-DtrimStackTrace=false', '-Dstyle.color=never', '-Dsurefire.useFile=true', tracking]
    return [words[0] ?? 'mvn', ...own, ...goals, ...(wanted === undefined ? [] : selected(wanted))]
  },
  collects: { kind: 'files', pattern: '*-reports/TEST-*.xml' },
  namesSuffice: true,
  offline: { flags: ['-o'] },
}

/**
 * Which server an artifact of the local repository came from is of no interest without network; with settings that
 * only the host has, Maven would call it missing.
 */
const tracking = '-Daether.enhancedLocalRepository.trackingFilename=offline.repositories'

function selected(wanted: string): readonly string[] {
  const none = [
    '-DfailIfNoTests=false',
    '-Dsurefire.failIfNoSpecifiedTests=false',
    '-Dfailsafe.failIfNoSpecifiedTests=false',
  ]
  const type = wanted.split('#')[0] ?? ''
  const isIntegration = /(^|\.)IT[A-Z]\w*$|IT(Case)?$/.test(type)
  const tests = isIntegration ? [`-Dit.test=${quote(wanted)}`, '-Dtest=no.such.Test'] : [`-Dtest=${quote(wanted)}`]
  return [...tests, ...none]
}
