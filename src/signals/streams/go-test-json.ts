import type { TestStatus } from '../../domain.js'
import { goBuildDrafts } from '../consoles/go-build-failure.js'
import { goDraft } from '../consoles/go-failure.js'
import { type JsonObject, textOf, timeOf } from '../json/values.js'
import type { LineSink } from '../lines/line-reader.js'
import type { Draft } from '../reader.js'
import { linesOf } from '../stacks/explain.js'
import { recordReader } from './record-reader.js'

/** `go test -json` (cmd/test2json), and what gotestsum keeps of it. */
export const goTestJson = recordReader({
  format: 'go-test-json',
  wakes: /^\s{0,20}\{"(?:Time|Action|ImportPath|Package)": ?"/,
  open: openGo,
})

/** Why a test failed stands in its first 64 KiB of output; a test under way holds no more. */
const longestOutput = 64 * 1024
const statuses: ReadonlyMap<string, TestStatus> = new Map([
  ['pass', 'passed'],
  ['bench', 'passed'],
  ['fail', 'failed'],
  ['skip', 'skipped'],
])

interface Running {
  output: string
  readonly from: number
  /** Subtests of its own that failed, and it with them. */
  readonly subtests: string[]
}

interface Package {
  readonly tests: Map<string, Running>
  output: string
  from: number
  failed: number
  hasEnded: boolean
  /** Benchmarks, which have no result of their own before Go 1.20. */
  readonly measured: Set<string>
  /** The benchmark that has said its name and not yet its result, with what it said since. */
  bench: { readonly name: string; output: string } | undefined
}

interface Go {
  readonly sink: LineSink
  readonly packages: Map<string, Package>
  /** Output of the compiler by import path: since Go 1.24 a record, before it was no JSON. */
  readonly builds: Map<string, Package>
}

function openGo(sink: LineSink): ReturnType<Parameters<typeof recordReader>[0]['open']> {
  const go: Go = { sink, packages: new Map(), builds: new Map() }
  return {
    record({ value, line }) {
      const action = textOf(value['Action'])
      if (action === undefined) return false
      const name = textOf(value['Package'])
      if (name !== undefined || value['Test'] !== undefined) onEvent(go, action, value, line)
      else if (action === 'build-output') append(packageOf(go.builds, textOf(value['ImportPath']) ?? '', line), value)
      return true
    },
    end: () => endAll(go),
  }
}

function packageOf(packages: Map<string, Package>, name: string, line: number): Package {
  const known = packages.get(name)
  if (known !== undefined) return known
  const made = {
    tests: new Map(),
    output: '',
    from: line,
    failed: 0,
    hasEnded: false,
    measured: new Set<string>(),
    bench: undefined,
  }
  packages.set(name, made)
  return made
}

const measured = /^(Benchmark\S{0,500}?)(?:-\d{1,5})?\s{1,60}\d{1,15}\s{1,60}[\d.]{1,30} ns\/op/

function benchmark(go: Go, name: string, found: Package, value: JsonObject): void {
  const called = measured.exec(textOf(value['Output']) ?? '')?.[1]
  if (called === undefined || found.measured.has(called) || found.measured.size > 10_000) return
  found.measured.add(called)
  go.sink.testCase({ suite: name, name: called }, 'passed')
}

/**
 * A benchmark says its name on a line of its own, then what it has to say, then its result: until then test2json has its
 * lines under the one before it. @returns true where the line is kept for the benchmark that is under way
 */
function ofBenchmark(found: Package, value: JsonObject): boolean {
  const text = textOf(value['Output']) ?? ''
  const announced = /^(Benchmark[^\s-]{1,500})(?:-\d{1,5})?\s{0,20}\n$/.exec(text)?.[1]
  if (announced !== undefined) found.bench = { name: announced, output: '' }
  else if (found.bench !== undefined && /^\s{4,}\S/.test(text)) append(found.bench, value)
  else {
    const { bench } = found
    found.bench = undefined
    if (bench === undefined || bench.output === '' || !text.startsWith('--- FAIL: ')) return false
    const running = found.tests.get(bench.name) ?? { output: '', from: found.from, subtests: [] }
    found.tests.set(bench.name, { ...running, output: bench.output })
    return false
  }
  return true
}

function append(to: { output: string }, value: JsonObject): void {
  const text = textOf(value['Output']) ?? ''
  if (to.output.length < longestOutput) to.output += text
}

function onEvent(go: Go, action: string, value: JsonObject, line: number): void {
  const name = textOf(value['Package']) ?? ''
  const found = packageOf(go.packages, name, line)
  const test = textOf(value['Test'])
  if (action === 'output') {
    benchmark(go, name, found, value)
    if (ofBenchmark(found, value)) return
  }
  if (test === undefined) {
    if (action === 'output') append(found, value)
    else if (action === 'start') found.hasEnded = false
    else if (statuses.get(action) !== undefined) endPackage(go, name, found, value, line)
    return
  }
  const running = found.tests.get(test) ?? { output: '', from: line, subtests: [] }
  const status = statuses.get(action)
  if (status === undefined) {
    if (action === 'output') append(running, value)
    found.tests.set(test, running)
    return
  }
  found.tests.delete(test)
  if (found.measured.has(test) && status === 'passed') return
  endTest(go, { package: name, found, test, running, status, value, line })
}

interface Ended {
  readonly package: string
  readonly found: Package
  readonly test: string
  readonly running: Running
  readonly status: TestStatus
  readonly value: JsonObject
  readonly line: number
}

function endTest({ sink }: Go, ended: Ended): void {
  const { found, test, running } = ended
  const suite = ended.package === '' ? {} : { suite: ended.package }
  sink.testCase({ ...suite, name: test }, ended.status)
  if (ended.status !== 'failed') return
  found.failed++
  found.tests.get(test.slice(0, Math.max(0, test.lastIndexOf('/'))))?.subtests.push(test)
  const draft = draftOf(ended, running.output)
  // A parent that says nothing itself is told by its subtests, which stand before its end.
  const from = running.subtests.length > 0 ? ended.line : running.from
  sink.report({ ...draft, sourceLines: [from, ended.line], time: timeOf(ended.value['Time']) })
}

/** What `go test` itself prints around a test's output. */
const framing =
  /^\s{0,200}(?:=== (?:RUN|PAUSE|CONT|NAME)|--- (?:PASS|FAIL|SKIP|BENCH):|FAIL(?:$|\t)|PASS$|exit status \d)/

function draftOf({ package: name, test, running }: Pick<Ended, 'package' | 'test' | 'running'>, output: string): Draft {
  const lines = linesOf(output).filter((line) => !framing.test(line))
  const panic = lines.findIndex((line) => /^\s{0,200}(?:panic|fatal error): /.test(line))
  const said = panic < 0 ? lines : lines.slice(0, panic)
  const stopped = panic < 0 ? [] : [(lines[panic] ?? '').trimStart(), ...lines.slice(panic + 1)]
  const { from, subtests } = running
  return goDraft({ name: test, from, to: from, lines: said, panic: stopped, subtests }, name === '' ? undefined : name)
}

/** A package can fail without a test of its own: it does not compile, panics outside of tests, or exits. */
function endPackage(go: Go, name: string, found: Package, value: JsonObject, line: number): void {
  found.hasEnded = true
  const isFailed = value['Action'] === 'fail'
  // A panic or os.Exit ends the package with tests still under way.
  for (const [test, running] of found.tests) {
    if (isFailed && !found.measured.has(test))
      endTest(go, { package: name, found, test, running, status: 'failed', value, line })
  }
  found.tests.clear()
  if (isFailed && found.failed === 0) failPackage(go, name, found, value, line)
}

function failPackage(go: Go, name: string, found: Package, value: JsonObject, line: number): void {
  const build = go.builds.get(textOf(value['FailedBuild']) ?? name)
  const running = { output: '', from: found.from, subtests: [] }
  const sourceLines: [number, number] = [found.from, line]
  const time = timeOf(value['Time'])
  if (build !== undefined || /\[(?:build|setup) failed\]/.test(found.output)) {
    go.sink.testCase({ suite: name, name: '[build failed]' }, 'errored')
    const lines = build === undefined ? [] : linesOf(build.output).filter((text) => !text.startsWith('# '))
    const drafts = goBuildDrafts({ type: name, from: build?.from ?? found.from, lines })
    const told =
      drafts.length > 0 ? drafts : [{ kind: 'build' as const, message: `${name} [build failed]`, detail: found.output }]
    for (const draft of told) go.sink.report({ ...draft, sourceLines, time })
    return
  }
  const panicked = /^(?:panic|fatal error): /m.test(found.output)
  if (panicked) go.sink.testCase({ suite: name, name: '[package failed]' }, 'errored')
  const draft = draftOf({ package: name, test: '[package failed]', running }, found.output)
  const message = draft.detail ? draft.message : `${name} failed outside its tests`
  go.sink.report({ ...draft, kind: panicked ? 'test' : 'crash', message, sourceLines, time })
}

function endAll(go: Go): void {
  for (const [name, found] of go.packages) {
    const [running] = found.tests.keys()
    if (running !== undefined) go.sink.incomplete(`${go.sink.source} ends while ${running} of ${name} is under way`)
    else if (!found.hasEnded && name !== '') go.sink.incomplete(`${go.sink.source} ends before the result of ${name}`)
  }
}
