import type { CoveredTest, RepoPath } from '../../domain.js'
import { isTestFile } from '../../test-file.js'

/** More tests than a file or a small suite holds tell nothing more about one failure. */
const mostTests = 3000
/** A line of the answer: what one test ran. The watch writes far less. */
const longestRecord = 1_000_000
/** Ranges of one file and the largest line number: beyond them somebody else wrote the answer. */
const mostRanges = 20_000
const lastLine = 1_000_000

type Lines = readonly (readonly [number, number])[]

/** What each test ran, from text that code under test may have written: whatever is not of this form is passed over. */
export function readSpectrum(text: string, files: ReadonlySet<string>): readonly CoveredTest[] {
  const found: CoveredTest[] = []
  for (const line of text.split('\n')) {
    if (found.length >= mostTests) break
    const test = line.startsWith('{') && line.length <= longestRecord ? recordIn(line, files) : undefined
    if (test !== undefined) found.push(test)
  }
  return found
}

function recordIn(line: string, files: ReadonlySet<string>): CoveredTest | undefined {
  let read: unknown
  try {
    read = JSON.parse(line)
  } catch {
    return undefined
  }
  const { test, suite, failed, lines } = read as Readonly<Record<string, unknown>>
  if (typeof test !== 'string' || typeof suite !== 'string' || typeof failed !== 'boolean') return undefined
  if (typeof lines !== 'object' || lines === null) return undefined
  const own = new Map<RepoPath, Lines>()
  for (const [name, ranges] of Object.entries(lines)) {
    const path = trackedPath(name, files)
    const told = path === undefined || isTestFile(path) ? undefined : rangesIn(ranges)
    if (path !== undefined && told !== undefined && told.length > 0) own.set(path, told)
  }
  return { name: test.slice(0, 1000), suite: suite.slice(0, 1000), failed, lines: own }
}

/** Go names a file by the import path of its module: what is left of it below the root is a tracked file. */
function trackedPath(name: string, files: ReadonlySet<string>): RepoPath | undefined {
  if (name.length > 4096) return undefined
  if (files.has(name)) return name as RepoPath
  if (!name.endsWith('.go')) return undefined
  for (let cut = name.indexOf('/'); cut !== -1; cut = name.indexOf('/', cut + 1)) {
    const path = name.slice(cut + 1)
    if (files.has(path)) return path as RepoPath
  }
  return undefined
}

function rangesIn(value: unknown): Lines | undefined {
  if (!Array.isArray(value) || value.length > mostRanges) return undefined
  const found: (readonly [number, number])[] = []
  for (const one of value as readonly unknown[]) {
    const [from, to] = Array.isArray(one) ? (one as readonly unknown[]) : []
    if (typeof from !== 'number' || typeof to !== 'number') return undefined
    if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < 1 || to < from || to > lastLine)
      return undefined
    found.push([from, to])
  }
  return found.sort(([a], [b]) => a - b)
}
