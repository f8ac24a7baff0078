import type { TestName, TestStatus } from '../../domain.js'
import type { LineParser, LineReader, LineSink } from '../lines/line-reader.js'
import { totalsOf } from './block.js'
import { isBustedError, type TapFailure, tapDraft } from './tap-failure.js'

const resultLine = /^(\s*)(not )?ok\b(?: {1,4}(\d{1,9}))?(?: -)?(?: (.*))?$/
const directive = / ?# ?(SKIP|skip|Skip|TODO|todo)\S*(?: .*)?$/
const version = /^TAP version 1[234]\s*$/
const plan = /^1\.\.(\d{1,9})(?:\s{1,9}#.*|\s*)$/
const total = /^# (tests|pass|fail|cancelled|skipped|todo) {1,4}(\d{1,9})$/

/**
 * TAP 12 to 14: subtests in node's way (`# Subtest: name`, then indented) and in buffered blocks (`ok 1 - name {`),
 * YAML blocks, comments below a result, plans, bail-outs.
 */
export const tap: LineReader = {
  format: 'tap',
  wakes:
    /^TAP version 1[234]|^\s{0,80}(?:not )?ok\b(?: \d| -|$)|^\s{0,80}# Subtest: |^\s{0,80}1\.\.\d|^Bail out!|^# (?:tests|pass|fail) +\d/,
  open: openTap,
}

interface Level {
  readonly indent: number
  readonly name: string
  hasTests: boolean
}

/** The outermost results, and how many there should be: the plan stands before or behind them. */
interface Extent {
  readonly isDeclared: boolean
  planned: number | undefined
  ran: number
}

interface Tap {
  readonly sink: LineSink
  extent: Extent
  levels: Level[]
  failure: TapFailure | undefined
  heading: string | undefined
  lines: number
  readonly totals: Map<string, number>
  isYaml: boolean
}

function openTap(sink: LineSink): LineParser {
  const tapState: Tap = {
    sink,
    extent: { isDeclared: false, planned: undefined, ran: 0 },
    levels: [],
    failure: undefined,
    heading: undefined,
    lines: 0,
    totals: new Map(),
    isYaml: false,
  }
  return {
    line: (text, number) => tapLine(tapState, text, number),
    end() {
      close(tapState)
      endOfDocument(tapState)
      statedTotals(tapState)
    },
  }
}

function tapLine(state: Tap, text: string, number: number): boolean {
  state.lines = number
  if (state.isYaml) return yamlLine(state, text, number)
  const match = resultLine.exec(text)
  if (match !== null) return resultOf(state, match, number)
  const trimmed = text.trim()
  if (trimmed === '---' && state.failure !== undefined) state.isYaml = true
  else if (trimmed.startsWith('Bail out!')) bailOut(state, trimmed, number)
  else if (trimmed.startsWith('# Subtest: ')) openLevel(state, text, trimmed.slice('# Subtest: '.length))
  else if (total.test(text)) addTotal(state, text)
  else if (plan.test(text)) state.extent.planned = (state.extent.planned ?? 0) + Number(plan.exec(text)?.[1])
  else if (version.test(text)) beginDocument(state)
  else if (trimmed === '}') close(state)
  else return below(state, text, trimmed, number)
  return true
}

function beginDocument(state: Tap): void {
  close(state)
  endOfDocument(state)
  state.extent = { isDeclared: true, planned: undefined, ran: 0 }
}

/** Without a version line and a plan nothing says how long it should be. */
function endOfDocument({ extent, sink }: Tap): void {
  if (extent.isDeclared && extent.planned === undefined)
    sink.incomplete(`${sink.source} ends before the plan of its tests`)
  else if (extent.planned !== undefined && extent.ran < extent.planned)
    sink.incomplete(`${sink.source} ends after ${extent.ran} of ${extent.planned} tests`)
}

/** A comment or plain text below a failed result explains it; a comment elsewhere may name what follows. */
function below(state: Tap, text: string, trimmed: string, number: number): boolean {
  if (state.failure !== undefined && trimmed !== '' && !/^1\.\.\d/.test(trimmed)) {
    state.failure.lines.push(trimmed.startsWith('#') ? trimmed.slice(1).replace(/^ /, '') : text)
    state.failure.last = number
  }
  if (trimmed.startsWith('# ')) state.heading = trimmed.slice(2)
  return true
}

function yamlLine(state: Tap, text: string, number: number): boolean {
  const { failure } = state
  if (failure === undefined || text.trim() === '...') {
    state.isYaml = false
    if (failure !== undefined) failure.last = number
    return true
  }
  failure.lines.push(text)
  failure.last = number
  return true
}

function openLevel(state: Tap, text: string, name: string): void {
  close(state)
  const indent = text.length - text.trimStart().length
  state.levels = state.levels.filter((level) => level.indent < indent)
  state.levels.push({ indent, name, hasTests: false })
}

function resultOf(state: Tap, match: RegExpExecArray, number: number): boolean {
  close(state)
  const indent = (match[1] ?? '').length
  if (indent === 0) state.extent.ran++
  const printed = (match[4] ?? '').trim()
  const isBuffered = printed.endsWith('{')
  const told = isBuffered ? printed.slice(0, -1).trimEnd() : printed
  const skipped = directive.exec(told)
  const name = (skipped === null ? told : told.slice(0, skipped.index)).replace(/# time=[\d.]{1,20}m?s$/, '').trim()
  const own = state.levels.findLast((level) => level.indent === indent && level.name === name)
  state.levels = state.levels.filter((level) => level.indent < indent)
  for (const level of state.levels) level.hasTests = true
  if (isBuffered) {
    state.levels.push({ indent, name, hasTests: false })
    return true
  }
  // The result of a parent repeats those of its subtests.
  if (own?.hasTests === true) return true
  const status: TestStatus = skipped !== null ? 'skipped' : match[2] === undefined ? 'passed' : 'failed'
  const test = testOf(state, name || `test ${match[3] ?? '?'}`)
  // What stands below a failed test tells whether it failed or was stopped by an error.
  if (status !== 'failed') state.sink.testCase(test, status)
  else state.failure = { test, from: number, last: number, lines: [], indent, heading: state.heading }
  return true
}

function testOf(state: Tap, name: string): TestName {
  const names = state.levels.map((level) => level.name)
  const file = names.find((one) => /\.[cm]?[jt]sx?$/.test(one))
  const suite = names.filter((one) => one !== file).join(' › ')
  return { ...(suite === '' ? {} : { suite }), name, ...(file === undefined ? {} : { file }) }
}

function close(state: Tap): void {
  const { failure, sink } = state
  if (failure !== undefined) {
    sink.testCase(failure.test, isBustedError(failure.lines) ? 'errored' : 'failed')
    sink.report(tapDraft(failure))
  }
  state.failure = undefined
  state.isYaml = false
}

function bailOut(state: Tap, text: string, number: number): void {
  close(state)
  state.sink.incomplete(`the tests were stopped: ${text.slice(0, 200)}`)
  state.sink.report({ kind: 'crash', message: text, sourceLines: [number, number] })
}

function addTotal(state: Tap, text: string): void {
  close(state)
  const match = total.exec(text)
  const key = match?.[1] ?? ''
  state.totals.set(key, (state.totals.get(key) ?? 0) + Number(match?.[2]))
}

/** node:test counts suites apart from tests and says so in its last lines; a parent with `t.test` is a test there. */
function statedTotals(state: Tap): void {
  const read = (key: string): number => state.totals.get(key) ?? 0
  if (!state.totals.has('cancelled')) return
  const counts = {
    passed: read('pass'),
    failed: read('fail') + read('cancelled'),
    skipped: read('skipped') + read('todo'),
  }
  state.sink.totals(totalsOf(counts, read('tests')))
}
