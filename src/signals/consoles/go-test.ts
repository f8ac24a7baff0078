import type { TestStatus } from '../../domain.js'
import type { LineParser, LineReader, LineSink } from '../lines/line-reader.js'
import { totalsOf } from './block.js'
import { isOutside } from './blocks.js'
import { addBuildLine, type GoBuild, goBuildDrafts, goBuildHead } from './go-build-failure.js'
import { goDraft, testInTrace } from './go-failure.js'
import { type GoPackage, openPackage, panicLine, resultOf, runLine, textLine } from './go-package.js'

const marker = /^=== (RUN|PAUSE|CONT|NAME) {0,4}(\S{0,1000})\s*$/
const packageLine = /^(ok|FAIL|\?) {0,6}\s(\S{1,500})\s{1,20}(?:[\d.]{1,12}s\b|\(cached\)|\[([^\]]{1,60})\])/
const benchmark = /^(Benchmark\S{0,500}?)(?:-\d{1,5})?\s{1,60}\d{1,15}\s{1,60}[\d.]{1,30} ns\/op/

/** `go test`, with and without `-v`: tests, subtests, examples, panics, time-outs, packages that do not build. */
export const goTestConsole: LineReader = {
  format: 'console-go',
  wakes:
    /^=== (?:RUN|PAUSE|CONT|NAME)|--- (?:FAIL|PASS|SKIP): |^FAIL[\t ]{1,8}\S|^ok {2,6}\s?\S|^panic: |^fatal error: |^# [\w[]|^Benchmark\w/,
  open: openGoTest,
}

interface GoTest {
  readonly sink: LineSink
  /** What was read since the last package ended. */
  package: GoPackage
  builds: GoBuild[]
  build: GoBuild | undefined
}

function openGoTest(sink: LineSink): LineParser {
  const state: GoTest = { sink, package: openPackage(), builds: [], build: undefined }
  return {
    line: (text, number) => goLine(state, text, number),
    end: () => endPackage(state, undefined),
  }
}

function goLine(state: GoTest, text: string, number: number): boolean {
  if (buildLine(state, text, number)) return true
  const mark = marker.exec(text)
  if (mark !== null) {
    runLine(state.package, mark[1] ?? '', mark[2] ?? '', number)
    return true
  }
  const ended = packageLine.exec(text)
  if (ended !== null) {
    closePackage(state, ended, number)
    return false
  }
  if (isOutside(text)) {
    endPackage(state, undefined)
    return false
  }
  if (panicLine(state.package, text, number)) return true
  const result = resultOf(state.package, text, number)
  if (result !== undefined) {
    state.sink.testCase({ name: result.name }, result.status)
    return true
  }
  if (/^Benchmark\w{0,300}$/.test(text)) {
    runLine(state.package, 'RUN', text, number)
    return true
  }
  const measured = benchmark.exec(text)
  if (measured !== null) state.package.benchmarks.add(measured[1] ?? '')
  textLine(state.package, text, number)
  return state.package.isOpen
}

function buildLine(state: GoTest, text: string, number: number): boolean {
  const head = goBuildHead(text)
  if (head !== undefined) {
    // `# pkg` and `# [pkg]` follow each other where vet complains.
    if (state.build?.type === head && state.build.lines.length === 0) {
      state.build.from = number
      return true
    }
    state.build = { type: head, from: number, lines: [] }
    state.builds.push(state.build)
    // Only packages that fail are told: the rest may be anything that begins with `# `.
    if (state.builds.length > 1000) state.builds.shift()
    return true
  }
  if (state.build !== undefined && addBuildLine(state.build, text)) return true
  state.build = undefined
  return false
}

function closePackage(state: GoTest, ended: RegExpExecArray, number: number): void {
  const type = ended[2] ?? ''
  const why = ended[3]
  if (ended[1] === 'FAIL' && why !== undefined && /(?:build|setup) failed/.test(why)) {
    const builds = state.builds.filter((build) => build.type === type)
    state.builds = state.builds.filter((build) => build.type !== type)
    for (const build of builds) for (const draft of goBuildDrafts(build)) state.sink.report(draft)
    if (builds.length === 0)
      state.sink.report({ kind: 'build', message: `${type} [${why}]`, sourceLines: [number, number] })
    // No test of the package ran: it counts as one that could not.
    state.sink.testCase({ suite: type, name: '[build failed]' }, 'errored')
    state.sink.totals(totalsOf({ errored: 1 }))
    return
  }
  const { failures, panic } = state.package
  if (ended[1] === 'FAIL' && failures.length === 0 && panic === undefined)
    state.sink.report({
      kind: 'crash',
      message: `${type} failed outside its tests`,
      detail: text(ended),
      sourceLines: [number, number],
    })
  endPackage(state, type)
}

function text(match: RegExpExecArray): string {
  return match.input.slice(0, 1000)
}

function endPackage(state: GoTest, type: string | undefined): void {
  const { failures, panic, statuses, benchmarks } = state.package
  if (panic !== undefined && (type !== undefined || failures.length > 0)) attachPanic(state.package)
  const names = failures.map((failure) => failure.name)
  for (const failure of failures) {
    const subtests = names.filter(
      (name) => name.startsWith(`${failure.name}/`) && !name.slice(failure.name.length + 1).includes('/'),
    )
    state.sink.report(goDraft({ ...failure, subtests }, type))
  }
  const count = (status: TestStatus): number => statuses.filter((one) => one === status).length
  const passed = count('passed') + benchmarks.size
  if (statuses.length + benchmarks.size > 0)
    state.sink.totals(totalsOf({ passed, failed: count('failed'), skipped: count('skipped') }))
  state.package = openPackage()
}

/** A panic belongs to the test that failed just before it, or to the one whose frames it shows. */
function attachPanic(ended: GoPackage): void {
  const { panic, failures } = ended
  if (panic === undefined) return
  const name = panic.owner ?? testInTrace(panic.lines) ?? ended.current
  const owner = failures.find((failure) => failure.name === name)
  if (owner !== undefined) {
    owner.panic.push(...panic.lines)
    owner.to = Math.max(owner.to, panic.to)
    return
  }
  ended.statuses.push('failed')
  const { from, to, lines } = panic
  failures.push({
    name: name ?? 'panic outside the tests',
    from,
    to,
    lines: [],
    panic: [...lines],
    status: 'failed',
    indent: 0,
  })
}
