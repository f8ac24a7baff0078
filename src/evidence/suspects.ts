import type { Failure, RepoPath, Suspect } from '../domain.js'
import type { ParsedFile } from '../syntax/file.js'
import { isTestFile } from '../test-file.js'
import { calledNames, definitionsNamed, importedFiles, mentionedNames, type Place } from './calls.js'
import type { FailingTest } from './failing-test.js'
import type { Project } from './project.js'

/** Files followed from the failing test: beyond them the search would be for luck, not for causes. */
const mostFiles = 40
/** How far calls are followed from the test: a handler, its service, the service's own functions. */
const depth = 3

/**
 * Fault localization without running anything: own stack frames first, then what the failing test calls, then what
 * that calls, then what the test merely imports. Scores fall with the distance from the failure.
 */
export async function rankSuspects(
  failure: Failure,
  tests: readonly FailingTest[],
  project: Project,
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
  for (const test of tests) await addFromTest(test, project, add)
  const testFile = failure.test?.file ?? tests[0]?.file.path
  for (const path of project.files) if (soundsLike(testFile, path)) add(path, undefined, 0.3, 'named like the test')
  return [...found.values()].map((suspect) => mentioned(suspect, failure)).sort(bySuspicion)
}

type Add = (file: RepoPath, line: number | undefined, score: number, why: string) => void

async function addFromTest(test: FailingTest, project: Project, add: Add): Promise<void> {
  const near = await reachable(test.file, project)
  const direct = near.filter(({ distance }) => distance === 1)
  for (const { file, distance } of near)
    add(file.path, undefined, 0.35 / distance, distance === 1 ? 'imported by the test' : 'imported indirectly')

  const files = near.map(({ file }) => file)
  const statement = test.statement === undefined ? [] : calledNames(test.file, test.statement)
  const block = calledNames(test.file, test.block)
  const seen = new Set<string>()
  let wave = [
    ...called(files, statement, 0.8, 'called where the test failed'),
    ...called(files, block, 0.7, 'called by the test'),
  ]
  if (wave.length === 0) wave = called(files, [...mentionedNames(test.file, test.block)], 0.6, 'mentioned by the test')
  if (wave.length === 0)
    wave = called(
      direct.map(({ file }) => file),
      calledNames(test.file, test.file.tree.root),
      0.55,
      'called by the test file',
    )
  for (let step = 0; step < depth; step++) {
    const next: Reached[] = []
    for (const one of wave) {
      const key = `${one.place.file.path}:${one.place.definition.node.start}`
      if (seen.has(key)) continue
      seen.add(key)
      add(one.place.file.path, one.place.definition.node.line, one.score, one.why)
      const calls = calledNames(one.place.file, one.place.definition.node)
      next.push(...called(files, calls, one.score * 0.75, `called by ${one.place.definition.name || 'a function'}`))
    }
    wave = next
  }
}

interface Reached {
  readonly place: Place
  readonly score: number
  readonly why: string
}

function called(files: readonly ParsedFile[], names: readonly string[], score: number, why: string): Reached[] {
  return names.flatMap((name) => definitionsNamed(files, name).map((place) => ({ place, score, why })))
}

/** Own files that the test reaches through imports, nearest first; pytest's conftest files count as imported. */
async function reachable(from: ParsedFile, project: Project): Promise<{ file: ParsedFile; distance: number }[]> {
  const found: { file: ParsedFile; distance: number }[] = []
  const seen = new Set<RepoPath>([from.path])
  let wave = [...importedFiles(from, project), ...conftests(from, project)]
  for (let distance = 1; wave.length > 0 && found.length < mostFiles; distance++) {
    const next: RepoPath[] = []
    for (const path of wave) {
      if (seen.has(path) || found.length >= mostFiles) continue
      seen.add(path)
      const file = await project.parsed(path)
      if (file === undefined) continue
      // What only serves tests is looked through, not at.
      if (!isTestFile(path)) found.push({ file, distance })
      next.push(...importedFiles(file, project))
    }
    wave = next
  }
  return found
}

function conftests(from: ParsedFile, project: Project): readonly RepoPath[] {
  if (from.language !== 'python') return []
  const folders = from.path.split('/').slice(0, -1)
  const paths = folders.map((_, index) => `${folders.slice(0, folders.length - index).join('/')}/conftest.py`)
  return [...paths, 'conftest.py'].filter((path) => project.files.has(path as RepoPath)) as RepoPath[]
}

/** `test/fees.test.js`, `tests/test_fees.py` and `src/fees.js` have the same stem. */
function soundsLike(testFile: string | undefined, path: RepoPath): boolean {
  if (testFile === undefined || isTestFile(path)) return false
  return stem(testFile) === stem(path) && extension(testFile) === extension(path)
}

function stem(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '')
  return name.replace(/^test_|[._-](?:test|spec|tests)$/g, '').toLowerCase()
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
