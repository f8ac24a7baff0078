import type { TestStatus } from '../../domain.js'
import type { LineParser, LineReader, LineSink } from '../lines/line-reader.js'
import { placeOf } from '../stacks/place.js'
import { type Counted, testDraft, totalsOf } from './block.js'

const result = /^(\s*)([▶✔✖﹣⚠]) (.*?)(?: \(\d+(?:\.\d+)?m?s\))?(?: # (SKIP|TODO)\b.*)?$/
const summary = /^ℹ (tests|suites|pass|fail|cancelled|skipped|todo) (\d{1,9})$/
const failedAt = /^test at (.+)$/

interface Failed {
  readonly name: string
  readonly suite: string | undefined
  readonly line: number
  readonly lines: string[]
  lastLine: number
}

/**
 * node:test's `spec` reporter, of Node 20 (errors also where the test stands) and 24 (errors only in the list of
 * failing tests at the end, which names the file but not the suite: that is known from the tree above it).
 */
export const nodeSpec: LineReader = {
  format: 'console-node-test',
  wakes: /^\s{0,80}[▶✔✖﹣] |^ℹ tests \d/,
  open: openSpec,
}

interface Spec {
  readonly sink: LineSink
  /** Names of the open suites, by indentation. */
  suites: { name: string; indent: number }[]
  failed: Failed[]
  /** The failed test whose error is being printed. */
  current: Failed | undefined
  counted: Counted & { total?: number }
  /** Set in the list of failing tests: where the next one stands. */
  place: string | undefined
  isListing: boolean
}

function openSpec(sink: LineSink): LineParser {
  const spec: Spec = {
    sink,
    suites: [],
    failed: [],
    current: undefined,
    counted: {},
    place: undefined,
    isListing: false,
  }
  return {
    line(text, number) {
      if (text === '✖ failing tests:') {
        spec.current = undefined
        spec.isListing = true
        return true
      }
      if (spec.isListing) return listed(spec, text, number)
      return treeLine(spec, text, number)
    },
    end() {
      closeListed(spec)
      for (const failed of spec.failed) reportFailed(spec, failed, undefined)
      if (spec.counted.total !== undefined) sink.totals(totalsOf(spec.counted, spec.counted.total))
    },
  }
}

function treeLine(spec: Spec, text: string, number: number): boolean {
  const total = summary.exec(text)
  if (total !== null) {
    addTotal(spec, total[1] ?? '', Number(total[2]))
    return true
  }
  const match = result.exec(text)
  if (match === null) {
    if (spec.current !== undefined && (text.trim() === '' || text.startsWith(' '))) {
      spec.current.lines.push(text)
      spec.current.lastLine = number
      spec.sink.claim(number, number)
      return true
    }
    spec.current = undefined
    return false
  }
  const [, indent = '', mark = '', name = '', directive] = match
  openOrClose(spec, indent.length, mark, name, directive, number)
  return spec.current !== undefined
}

function openOrClose(
  spec: Spec,
  indent: number,
  mark: string,
  name: string,
  directive: string | undefined,
  number: number,
): void {
  spec.current = undefined
  const open = spec.suites.findLastIndex((suite) => suite.indent === indent && suite.name === name)
  spec.suites = spec.suites.filter((suite) => suite.indent < indent)
  if (mark === '▶') {
    spec.suites.push({ name, indent })
    return
  }
  const suite = spec.suites.map((one) => one.name).join(' › ') || undefined
  // The mark of a suite stands below its tests, with the name that opened it.
  if (open >= 0) return
  const status = statusOf(mark, directive)
  spec.sink.testCase({ ...(suite === undefined ? {} : { suite }), name }, status)
  if (status !== 'failed') return
  spec.sink.claim(number, number)
  spec.current = { name, suite, line: number, lines: [], lastLine: number }
  spec.failed.push(spec.current)
}

function statusOf(mark: string, directive: string | undefined): TestStatus {
  if (mark === '﹣' || directive !== undefined) return 'skipped'
  return mark === '✖' ? 'failed' : 'passed'
}

/** Inside the list of failing tests: `test at file:line:column`, then the mark with the name, then its error. */
function listed(spec: Spec, text: string, number: number): boolean {
  const at = failedAt.exec(text)
  if (at !== null) {
    closeListed(spec)
    spec.place = at[1]
    spec.sink.claim(number, number)
    return true
  }
  const match = result.exec(text)
  if (match !== null && spec.place !== undefined && spec.current === undefined) {
    const name = match[3] ?? ''
    const known = spec.failed.findIndex((failed) => failed.name === name)
    const [failed] = known < 0 ? [] : spec.failed.splice(known, 1)
    spec.current = { name, suite: failed?.suite, line: number - 1, lines: [], lastLine: number }
    return true
  }
  if (spec.current !== undefined && (text === '' || text.startsWith(' '))) {
    spec.current.lines.push(text)
    if (text.trim() !== '') spec.current.lastLine = number
    return true
  }
  if (text === '') return true
  closeListed(spec)
  spec.isListing = false
  return treeLine(spec, text, number)
}

function closeListed(spec: Spec): void {
  if (spec.isListing && spec.current !== undefined) reportFailed(spec, spec.current, spec.place)
  spec.current = undefined
  spec.place = undefined
}

function reportFailed(spec: Spec, failed: Failed, place: string | undefined): void {
  const location = place === undefined ? undefined : placeOf(place)
  const test = {
    ...(failed.suite === undefined ? {} : { suite: failed.suite }),
    name: failed.name,
    ...(location === undefined ? {} : { file: location.file }),
  }
  spec.sink.report(testDraft({ test, lines: failed.lines, from: failed.line, to: failed.lastLine, location }))
}

function addTotal(spec: Spec, key: string, value: number): void {
  const counted = spec.counted
  if (key === 'tests') counted.total = (counted.total ?? 0) + value
  else if (key === 'pass') counted.passed = (counted.passed ?? 0) + value
  else if (key === 'fail' || key === 'cancelled') counted.failed = (counted.failed ?? 0) + value
  else if (key !== 'suites') counted.skipped = (counted.skipped ?? 0) + value
}
