import type { TestStatus } from '../../domain.js'

/** A test whose result was printed. */
export interface GoResult {
  readonly name: string
  readonly status: TestStatus
  readonly indent: number
  readonly from: number
  to: number
  readonly lines: string[]
  readonly panic: string[]
}

interface Output {
  from: number
  readonly lines: string[]
}

interface Panic {
  readonly from: number
  to: number
  readonly lines: string[]
  readonly owner: string | undefined
}

/** What `go test` printed about one package so far: the package's name comes last. */
export interface GoPackage {
  /** With `-v`: what each running test printed, by name. */
  readonly running: Map<string, Output>
  current: string | undefined
  last: GoResult | undefined
  readonly failures: GoResult[]
  readonly statuses: TestStatus[]
  readonly benchmarks: Set<string>
  panic: Panic | undefined
  isOpen: boolean
}

const result = /^(\s{0,200})--- (PASS|FAIL|SKIP): (\S{1,1000})(?: \([\d.]{1,20} ?s(?:econds)?\))?$/
/** A test prints thousands of lines only by mistake; a panic shows every goroutine. */
const mostLines = 1000

export function openPackage(): GoPackage {
  return {
    running: new Map(),
    current: undefined,
    last: undefined,
    failures: [],
    statuses: [],
    benchmarks: new Set(),
    panic: undefined,
    isOpen: false,
  }
}

/** `=== RUN   TestX`: what follows is that test's, until the next such line or its result. */
export function runLine(state: GoPackage, mark: string, name: string, number: number): void {
  state.isOpen = true
  state.last = undefined
  state.current = name === '' ? undefined : name
  if (mark === 'RUN' && name !== '' && state.running.size < 100_000)
    state.running.set(name, { from: number, lines: [] })
}

/** `--- FAIL: TestX (0.00s)`, below its parents' indented, perhaps behind text that a test left on the line. */
export function resultOf(state: GoPackage, text: string, number: number): GoResult | undefined {
  const at = text.indexOf('--- ')
  if (at < 0) return undefined
  const isAlone = text.slice(0, at).trim() === ''
  const match = isAlone || state.current !== undefined ? result.exec(isAlone ? text : text.slice(at)) : null
  if (match === null) return undefined
  const name = match[3] ?? ''
  const status = match[2] === 'PASS' ? 'passed' : match[2] === 'FAIL' ? 'failed' : 'skipped'
  const output = state.running.get(name)
  state.running.delete(name)
  const indent = (match[1] ?? '').length
  const lines = output?.lines ?? []
  const found: GoResult = { name, status, indent, from: startOf(output, lines, number), to: number, lines, panic: [] }
  state.isOpen = true
  state.statuses.push(status)
  if (status === 'failed') state.failures.push(found)
  state.last = found
  return found
}

/** A subtest's result stands below its parent's, far from its own text: then the text alone is its place. */
function startOf(output: Output | undefined, lines: readonly string[], number: number): number {
  if (output === undefined || lines.length === 0) return number
  return number - output.from <= lines.length + 1 ? output.from : number
}

/** A line that is neither a mark nor a result. */
export function textLine(state: GoPackage, text: string, number: number): void {
  const { last } = state
  const indent = text.length - text.trimStart().length
  const isBelow =
    last !== undefined && (text.trim() === '' || indent > last.indent || /^(?:Example|Benchmark)/.test(last.name))
  if (isBelow && text !== 'FAIL' && text !== 'PASS' && !text.startsWith('exit status ')) {
    keep(last.lines, text)
    if (text.trim() !== '') last.to = number
    return
  }
  const output = state.current === undefined ? undefined : state.running.get(state.current)
  if (output !== undefined) keep(output.lines, text)
}

/** A panic goes on to the end of its package. */
export function panicLine(state: GoPackage, text: string, number: number): boolean {
  const { panic } = state
  if (panic === undefined) {
    if (!/^(?:panic|fatal error): /.test(text)) return false
    const owner = state.last?.status === 'failed' ? state.last.name : undefined
    state.panic = { from: number, to: number, lines: [text], owner }
    state.isOpen = true
    return true
  }
  if (text.startsWith('exit status ') || text === 'FAIL') return true
  if (panic.lines.length < mostLines) panic.lines.push(text)
  if (text.trim() !== '') panic.to = number
  return true
}

function keep(lines: string[], text: string): void {
  if (lines.length < mostLines) lines.push(text)
}
