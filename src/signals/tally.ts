import type { Reading, RetriedTest, Sighting, TestCase, TestCounts, TestName, TestStatus } from '../domain.js'
import { openFirsts } from './firsts.js'
import { type Locate, locator, portableName, type Scope } from './locate.js'
import type { Draft, Sink } from './reader.js'
import { type Ground, sightingOf } from './sighting.js'
import { originals } from './source-maps/originals.js'

/** More failures than this tell a person nothing new, and each holds memory; the rest is counted, not kept. */
const mostSightings = 50_000
/** Notes are read by people. */
const mostNotes = 50
/** Nobody tries a test more often; what says so is broken or hostile. */
const mostTries = 1000

export interface Tally {
  readonly sink: Sink
  reading(bytes: number): Reading
}

/** Collects what a reader says about one artifact and makes the Reading of it. */
export function openTally(source: string, scope: Scope, keepCases: boolean): Tally {
  const locate = locator(scope)
  const sightings: Sighting[] = []
  const cases: TestCase[] = []
  const retried: RetriedTest[] = []
  const notes: string[] = []
  const identify = uniqueIds()
  const firsts = openFirsts()
  const counted = emptyCounts()
  const stated = emptyCounts()
  let format = 'unknown'
  let isIncomplete = false
  let dropped = 0

  const note = (text: string): void => {
    if (notes.length < mostNotes && !notes.includes(text)) notes.push(text)
  }
  const { sourceMaps } = scope
  const ground: Ground = { locate, original: sourceMaps && originals(sourceMaps, locate, note) }
  const sink: Sink = {
    source,
    report(draft: Draft) {
      const sighting = sightingOf(draft, ground, sightings.length)
      if (sighting.title === '') {
        isIncomplete = true
        note(`an error at line ${draft.sourceLines[0]} of ${source} says neither what it is nor why`)
        return
      }
      const isFirst = firsts.isFirst(sighting)
      if (!isFirst && sightings.length >= mostSightings) dropped++
      // What replays a failure is kept once for each.
      else if (sighting.event === undefined || (isFirst && firsts.holds(sighting.event))) sightings.push(sighting)
      else sightings.push(withoutEvent(sighting))
    },
    testCase(test, status) {
      count(counted, status)
      if (!keepCases) return
      const found = mapped(test, locate)
      cases.push({ id: identify(found), test: found, status })
    },
    retried(test, failed) {
      const runs = Math.min(mostTries, failed) + 1
      if (failed > 0 && retried.length < mostNotes) retried.push({ test: mapped(test, locate), failed: runs - 1, runs })
    },
    totals: (counts) => add(stated, counts),
    format: (name) => {
      format = name
    },
    note,
    incomplete(text) {
      isIncomplete = true
      note(text)
    },
  }
  return {
    sink,
    reading(bytes) {
      if (dropped > 0) note(`${dropped} more failures than the ${mostSightings} kept`)
      const tests = stated.total > 0 ? stated : counted
      const known = tests.total > 0 || format !== 'unknown'
      for (const one of retried) note(retryWords(one))
      return {
        source,
        format,
        bytes,
        ...(known ? { tests } : {}),
        sightings,
        cases,
        ...(retried.length > 0 ? { retried } : {}),
        notes,
        incomplete: isIncomplete,
      }
    },
  }
}

/** `a > b failed in 1 of 2 runs, and passed when it was tried again`. */
export function retryWords({ test, failed, runs }: RetriedTest): string {
  const name = [test.suite, test.name].filter((part) => part !== undefined && part !== '').join(' › ')
  return `${name.slice(0, 200)} failed in ${failed} of ${runs} runs, and passed when it was tried again`
}

function withoutEvent({ event: _event, ...sighting }: Sighting): Sighting {
  return sighting
}

type Counts = { -readonly [Key in keyof TestCounts]: number }

function emptyCounts(): Counts {
  return { total: 0, passed: 0, failed: 0, errored: 0, skipped: 0 }
}

function count(counts: Counts, status: TestStatus): void {
  counts.total++
  counts[status]++
}

function add(sum: Counts, counts: TestCounts): void {
  sum.total += counts.total
  sum.passed += counts.passed
  sum.failed += counts.failed
  sum.errored += counts.errored
  sum.skipped += counts.skipped
}

function mapped(test: TestName, locate: Locate): TestName {
  return {
    ...(test.suite ? { suite: portableName(test.suite, locate) } : {}),
    name: portableName(test.name, locate),
    ...(test.file ? { file: locate(test.file).file } : {}),
  }
}

/** The same test has the same id in every run: file, suite and name; the second of the same id is `…#2`. */
function uniqueIds(): (test: TestName) => string {
  const seen = new Map<string, number>()
  return (test) => {
    const base = [test.file, test.suite, test.name].filter((part) => part !== undefined && part !== '').join(' › ')
    const times = (seen.get(base) ?? 0) + 1
    seen.set(base, times)
    return times === 1 ? base : `${base}#${times}`
  }
}
