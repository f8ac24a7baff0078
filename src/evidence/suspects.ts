import type { Failure, RepoPath, Suspect } from '../domain.js'
import { isTestFile } from '../test-file.js'
import type { Coverage } from './coverage.js'
import { withCoverage } from './covered.js'
import type { FailingTest } from './failing-test.js'
import { likenessTo, queryOf } from './likeness.js'
import type { Project } from './project.js'
import { type ReachedFile, reachable } from './reach.js'
import { callsFrom, type Reached } from './waves.js'

/** What the words that test and definition share may add. */
const shareOfLikeness = 0.3
/** Definitions that nothing calls by name, and that are about the same thing as the test. */
const mostAlike = 12
const alikeAlone = 0.3
/** Code that no test is for. */
const besideTheCode = /(?:^|\/)(?:bench|benches|benchmarks?|examples?|samples?|demos?|docs?|scripts|tools|typings)\//
const besideFactor = 0.4
/** What it adds that a file is named like the test. */
const likeName = 0.18
/** What is told from names ends below the first frames: sums of the shares above reach 1.18. */
const inferred = 0.78

/**
 * Fault localization: own stack frames first, then what the failing test calls, then what
 * that calls, then what the test merely imports. Scores fall with the distance from the failure, and rise with the words
 * that the test, the message and a definition share. Where coverage was taken, it weighs what was found, and adds what
 * nothing else points at.
 */
export async function rankSuspects(
  failure: Failure,
  tests: readonly FailingTest[],
  project: Project,
  coverage?: Coverage,
): Promise<readonly Suspect[]> {
  const found = new Map<string, Suspect>()
  const add = (file: RepoPath, line: number | undefined, score: number, why: string): void => {
    if (isTestFile(file) || !project.files.has(file)) return
    const key = `${file}:${line ?? ''}`
    const known = found.get(key)
    if (known !== undefined && known.score >= score) return
    found.set(key, { file, score, why, ...(line === undefined ? {} : { line }) })
  }

  let frames = 0
  for (const frame of failure.frames) {
    if (frame.inRepository && !isTestFile(frame.file))
      add(frame.file as RepoPath, frame.line, 1 - 0.05 * Math.min(frames++, 8), 'stack frame')
  }
  if (failure.location !== undefined)
    add(failure.location.file as RepoPath, failure.location.line, 0.95, 'named by the report')
  const files: ReachedFile[] = []
  const called: Reached[] = []
  for (const test of tests) {
    const near = await reachable(test.file, project)
    files.push(...near)
    called.push(...callsFrom(test, near))
  }
  for (const { file, distance } of files)
    add(file.path, undefined, 0.35 / distance, distance === 1 ? 'imported by the test' : 'imported indirectly')
  for (const one of withLikeness(failure, tests, files, called))
    add(one.place.file.path, one.place.definition.node.line, one.score, one.why)
  const testFile = failure.test?.file ?? tests[0]?.file.path
  for (const path of project.files) {
    if (soundsLike(testFile, path)) add(path, undefined, 0.3, 'named like the test')
    else if (isWordOf(testFile, path)) add(path, undefined, 0.25, 'named in the name of the test')
  }
  const told = [...found.values()].map((suspect) => beside(namedLike(mentioned(suspect, failure), testFile), testFile))
  const weighed = coverage === undefined ? told : await withCoverage(told, coverage, project)
  return [...weighed].sort(bySuspicion)
}

function withLikeness(
  failure: Failure,
  tests: readonly FailingTest[],
  files: readonly ReachedFile[],
  called: readonly Reached[],
): readonly Reached[] {
  const paths = new Map(files.map(({ file }) => [file.path, file]))
  const places = [...paths.values()].flatMap((file) => file.definitions.map((definition) => ({ file, definition })))
  const likeness = new Map(
    [...likenessTo(queryOf(failure, tests), places)].map(([{ definition }, score]) => [definition, score]),
  )
  const alike = places
    .map((place) => ({ place, score: likeness.get(place.definition) ?? 0 }))
    .sort((a, b) => b.score - a.score)
    .slice(0, mostAlike)
    .map(({ place, score }) => ({ place, score: alikeAlone * score, why: 'about the same as the test' }))
  return [...called, ...alike].map((one) => ({
    ...one,
    score: one.score + shareOfLikeness * (likeness.get(one.place.definition) ?? 0),
  }))
}

/** A test is named after what it tests: wholly, or in a word of its name. */
function namedLike(suspect: Suspect, testFile: string | undefined): Suspect {
  // Frames stay in their order: the innermost is where it went wrong.
  if (/^(?:stack frame|named by the report)/.test(suspect.why)) return suspect
  const more = soundsLike(testFile, suspect.file) ? likeName : isWordOf(testFile, suspect.file) ? likeName / 2 : 0
  return { ...suspect, score: (suspect.score + more) * inferred }
}

function beside(suspect: Suspect, testFile: string | undefined): Suspect {
  const isBeside = besideTheCode.test(suspect.file) && !besideTheCode.test(testFile ?? '')
  return isBeside ? { ...suspect, score: suspect.score * besideFactor } : suspect
}

/** `test/fees.test.js`, `tests/test_fees.py` and `src/fees.js` have the same stem. */
function soundsLike(testFile: string | undefined, path: RepoPath): boolean {
  if (testFile === undefined || isTestFile(path)) return false
  return stem(testFile) === stem(path) && extension(testFile) === extension(path)
}

/** `test_security_formatting.py` has `formatting.py` in its name. */
function isWordOf(testFile: string | undefined, path: string): boolean {
  if (testFile === undefined || extension(testFile) !== extension(path) || isTestFile(path)) return false
  const own = stem(path)
  return own.length > 3 && stem(testFile).split(/[_.-]/).includes(own)
}

function stem(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '')
  return name.replace(/^tests?[_-]|^_+|[._-](?:tests?|spec)$|(?:Tests?|Spec)$/g, '').toLowerCase()
}

function extension(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1).replace(/^[mc]?[jt]sx?$/, 'js')
}

function mentioned(suspect: Suspect, failure: Failure): Suspect {
  const name = suspect.file.slice(suspect.file.lastIndexOf('/') + 1)
  const isNamed = failure.frames.length === 0 && `${failure.message}\n${failure.detail}`.includes(name)
  return isNamed
    ? { ...suspect, score: Math.min(1, suspect.score + 0.15), why: `${suspect.why}; named in the message` }
    : suspect
}

export function bySuspicion(a: Suspect, b: Suspect): number {
  return b.score - a.score || (a.file < b.file ? -1 : a.file > b.file ? 1 : (a.line ?? 0) - (b.line ?? 0))
}
