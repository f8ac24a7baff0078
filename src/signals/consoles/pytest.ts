import type { TestName, TestStatus } from '../../domain.js'
import type { LineParser, LineReader, LineSink } from '../lines/line-reader.js'
import { firstLine } from '../sighting.js'
import { headline } from '../stacks/headline.js'
import { raised } from '../stacks/pytest.js'
import { testDraft, totalsOf } from './block.js'

const section = /^={3,} (.{1,200}?) ={3,}$/
const header = /^_{3,} (.{1,2000}?) _{3,}$/
const verdict = /^(FAILED|ERROR) (\S+?\.py)(?:::(\S.*?))?(?: - (.*))?$/
const verbose = /^(\S+?\.py)::(.{1,1000}?) (PASSED|FAILED|ERROR|SKIPPED|XFAIL|XPASS|RERUN)\b/
const summary = /\b(\d{1,9}) (failed|passed|skipped|errors?|xfailed|xpassed)\b/g
const finished =
  /^(?:=+ )?\d{1,9} (?:failed|passed|skipped|errors?|xfailed|xpassed|deselected|warnings?)\b.* in [\d.]+s/
/** `--tb=line` prints where each error was raised, and what it was, on one line. */
const oneLine = /^((?:[A-Za-z]:)?[^\s:][^:]{0,1000}\.py):(\d{1,7}): (\S.{0,4000})$/
/** A run that tries more tests again has another trouble. */
const mostReruns = 10_000
/** What a test printed while it ran is not what is wrong with it. */
const captured = /^-{3,} Captured .{1,60} -{3,}$/

interface Block {
  readonly title: string
  readonly from: number
  readonly lines: string[]
  last: number
  isCaptured: boolean
}

/** pytest, with the traceback styles auto, long, short, line and native. */
export const pytestConsole: LineReader = {
  format: 'console-pytest',
  wakes: /^={3,} \S|^(?:FAILED|ERROR) \S|\.py::|^\d{1,9} (?:failed|passed|error|skipped)/,
  open: openPytest,
}

interface Pytest {
  readonly sink: LineSink
  block: Block | undefined
  isInFailures: boolean
  readonly blocks: Block[]
  /** What `--tb=line` says of each failure, in the order of the summary. */
  readonly raised: { readonly file: string; readonly line: number; readonly said: string; readonly at: number }[]
  /** How often pytest-rerunfailures tried each test again, and failed, before its last try. */
  readonly reruns: Map<string, { readonly test: TestName; failed: number }>
  /** Test ids of the short summary, with what it says about each, in its order. */
  readonly verdicts: { readonly file: string; readonly path: string; readonly said: string; readonly line: number }[]
}

function openPytest(sink: LineSink): LineParser {
  const pytest: Pytest = {
    sink,
    block: undefined,
    isInFailures: false,
    blocks: [],
    raised: [],
    reruns: new Map(),
    verdicts: [],
  }
  return {
    line: (text, number) => pytestLine(pytest, text, number),
    end: () => finish(pytest),
  }
}

function pytestLine(pytest: Pytest, text: string, number: number): boolean {
  if (finished.test(text)) {
    pytest.sink.totals(countsOf(text))
    finish(pytest)
    return false
  }
  const part = section.exec(text)?.[1]
  if (part !== undefined) {
    closeBlock(pytest)
    pytest.isInFailures = part === 'FAILURES' || part === 'ERRORS'
    return pytest.isInFailures
  }
  const ended = verdict.exec(text)
  if (ended !== null && pytest.block === undefined) {
    pytest.sink.claim(number, number)
    pytest.verdicts.push({ file: ended[2] ?? '', path: ended[3] ?? '', said: ended[4] ?? '', line: number })
    return false
  }
  const ran = pytest.block === undefined ? verbose.exec(text) : null
  if (ran !== null) ranTest(pytest, testOf(ran[1] ?? '', ran[2] ?? ''), ran[3] ?? '')
  return pytest.isInFailures && failuresLine(pytest, text, number)
}

function ranTest({ sink, reruns }: Pytest, test: TestName, printed: string): void {
  const key = `${test.file}::${test.suite}::${test.name}`
  const known = reruns.get(key)
  if (printed === 'RERUN') {
    if (known !== undefined) known.failed++
    else if (reruns.size < mostReruns) reruns.set(key, { test, failed: 1 })
    return
  }
  sink.testCase(test, statusOf(printed))
  reruns.delete(key)
  if (known !== undefined && printed === 'PASSED') sink.retried(test, known.failed)
}

function failuresLine(pytest: Pytest, text: string, number: number): boolean {
  const title = header.exec(text)?.[1]
  if (title !== undefined) {
    closeBlock(pytest)
    pytest.block = { title: title.trim(), from: number, lines: [], last: number, isCaptured: false }
    return true
  }
  const { block } = pytest
  if (block === undefined) {
    const found = oneLine.exec(text)
    if (found !== null && pytest.raised.length < 50_000) {
      pytest.raised.push({ file: found[1] ?? '', line: Number(found[2]), said: found[3] ?? '', at: number })
      pytest.sink.claim(number, number)
    }
    return true
  }
  block.isCaptured ||= captured.test(text)
  if (!block.isCaptured) block.lines.push(text)
  if (text.trim() !== '') block.last = number
  return true
}

function closeBlock(pytest: Pytest): void {
  if (pytest.block !== undefined) pytest.blocks.push(pytest.block)
  pytest.block = undefined
}

/** Blocks come before the summary that tells their files: they are reported when the run has ended. */
function finish(pytest: Pytest): void {
  closeBlock(pytest)
  pytest.isInFailures = false
  const open = [...pytest.verdicts]
  for (const block of pytest.blocks) {
    const title = block.title.replace(/^ERROR at (?:setup|teardown) of |^ERROR collecting |^ERROR /, '')
    const index = open.findIndex((one) => fits(title, one.file, one.path))
    const [said] = index < 0 ? [] : open.splice(index, 1)
    const test = said === undefined ? unnamed(title) : testOf(said.file, said.path)
    const location = said && { file: said.file }
    const draft = testDraft({ test, lines: block.lines, from: block.from, to: block.last, location })
    pytest.sink.report({ ...draft, ...raised(block.lines) })
  }
  for (const one of open) reportLine(pytest, testOf(one.file, one.path), one, takeRaised(pytest, one.said))
  // Without a summary nothing names the test.
  for (const one of pytest.raised) reportLine(pytest, { name: one.file, file: one.file }, { ...one, line: one.at }, one)
  pytest.raised.length = 0
  pytest.blocks.length = 0
  pytest.verdicts.length = 0
}

type Raised = Pytest['raised'][number]

/** The summary cuts what it says to the width of the terminal; both say the failures in one order. */
function takeRaised({ raised }: Pytest, said: string): Raised | undefined {
  const short = said.replace(/\.\.\.$/, '')
  const at = raised.findIndex((one) => short === '' || one.said.startsWith(short) || one.said.endsWith(`: ${short}`))
  return raised.splice(Math.max(at, 0), 1)[0]
}

function reportLine(
  { sink }: Pytest,
  test: TestName,
  { file, said, line }: { readonly file: string; readonly said: string; readonly line: number },
  raised: Raised | undefined,
): void {
  const text = raised?.said ?? said
  const found = headline(text)
  const place = raised === undefined ? undefined : { file: raised.file, line: raised.line }
  sink.report({
    kind: 'test',
    test,
    exception: found?.exception,
    message: firstLine(found?.message || text),
    location: place ?? { file },
    frames: place === undefined ? [] : [place],
    sourceLines: [line, line],
  })
}

/** The header says `Class.test[param]`, the summary `file.py::Class::test[param]`. */
function fits(title: string, file: string, path: string): boolean {
  return path === '' ? title.endsWith(file) || file.endsWith(title) : path.replaceAll('::', '.') === title
}

function testOf(file: string, path: string): TestName {
  if (path === '') return { name: file, file }
  const bracket = path.indexOf('[')
  const cut = path.lastIndexOf('::', bracket < 0 ? undefined : bracket)
  if (cut < 0) return { name: path, file }
  return { suite: path.slice(0, cut), name: path.slice(cut + 2), file }
}

function unnamed(title: string): TestName {
  if (/\.py$/.test(title)) return { name: title, file: title }
  const bracket = title.indexOf('[')
  const cut = title.lastIndexOf('.', bracket < 0 ? undefined : bracket)
  return cut < 0 ? { name: title } : { suite: title.slice(0, cut), name: title.slice(cut + 1) }
}

function statusOf(word: string): TestStatus {
  if (word === 'PASSED' || word === 'XPASS') return 'passed'
  if (word === 'FAILED') return 'failed'
  return word === 'ERROR' ? 'errored' : 'skipped'
}

function countsOf(text: string): ReturnType<typeof totalsOf> {
  const counts = { passed: 0, failed: 0, errored: 0, skipped: 0 }
  for (const [, number, word] of text.matchAll(summary)) {
    if (word === 'failed') counts.failed += Number(number)
    else if (word === 'passed' || word === 'xpassed') counts.passed += Number(number)
    else if (word?.startsWith('error')) counts.errored += Number(number)
    else counts.skipped += Number(number)
  }
  return totalsOf(counts)
}
