import type { TestName, TestStatus } from '../../domain.js'
import type { LineParser, LineReader, LineSink } from '../lines/line-reader.js'
import type { Draft } from '../reader.js'
import { testDraft, totalsOf } from './block.js'

const fileLine =
  /^\s*(?:FAIL|PASS)\s+(?:(?!\s)[^/]{1,80}\s)?(\S{1,1000})(?: \([\d.]+ m?s\))?(?: \([\d.]+ .B heap size\))?\s*$/
const blockLine = /^\s{2}● (.+)$/
const caseLine = /^(\s{2,})([✓✕○✎]) (?:skipped |todo )?(.*?)(?: \([\d.]+ m?s\))?$/
const totalsLine = /^Tests: {2,}(.{1,300})$/
const otherHeads = /^(?:Test Suites:|Snapshots:|Time: |Ran all test suites|Summary of all failing tests|Jest: )/
/** What jest prints as a block, and is not a test. */
const notATest = /^(?:Console|Deprecation Warning|Validation Warning|Validation Error|Cannot log after tests)/
const failedToLoad = 'Test suite failed to run'

interface Block {
  readonly title: string
  readonly from: number
  readonly lines: string[]
  last: number
}

/** jest, with and without `--verbose`; failures repeated in its summary of a long run count once. */
export const jestConsole: LineReader = {
  format: 'console-jest',
  wakes: /^\s{0,2}(?:FAIL|PASS) +\S|^ {2}● \S|^Tests: {2,}\S/,
  open: openJest,
}

interface Jest {
  readonly sink: LineSink
  file: string | undefined
  block: Block | undefined
  /** Open describes of the verbose tree, by indentation. */
  suites: { name: string; indent: number }[]
  readonly told: Set<string>
}

function openJest(sink: LineSink): LineParser {
  const jest: Jest = { sink, file: undefined, block: undefined, suites: [], told: new Set() }
  return {
    line: (text, number) => jestLine(jest, text, number),
    end: () => closeBlock(jest),
  }
}

function jestLine(jest: Jest, text: string, number: number): boolean {
  const file = fileLine.exec(text)
  if (file !== null) {
    closeBlock(jest)
    jest.file = file[1]
    jest.suites = []
    return true
  }
  const block = blockLine.exec(text)
  if (block !== null) {
    closeBlock(jest)
    jest.block = { title: (block[1] ?? '').trim(), from: number, lines: [], last: number }
    return true
  }
  const totals = totalsLine.exec(text)
  if (totals !== null) jest.sink.totals(countsOf(totals[1] ?? ''))
  if (totals !== null || otherHeads.test(text)) {
    closeBlock(jest)
    jest.file = undefined
    return false
  }
  return jest.block === undefined ? treeLine(jest, text) : blockBody(jest, jest.block, text, number)
}

function blockBody(jest: Jest, block: Block, text: string, number: number): boolean {
  // A block is indented; what is not belongs to another tool.
  if (text !== '' && !/^\s/.test(text)) {
    closeBlock(jest)
    return jest.file !== undefined
  }
  block.lines.push(text)
  if (text.trim() !== '') block.last = number
  return true
}

function closeBlock(jest: Jest): void {
  const { block } = jest
  jest.block = undefined
  if (block === undefined) return
  jest.sink.claim(block.from, block.last)
  if (notATest.test(block.title)) return
  const test = nameOf(block.title, jest.file)
  const key = `${test.file}\n${block.title}`
  if (jest.told.has(key)) return
  jest.told.add(key)
  const found = testDraft({
    test,
    lines: block.lines,
    from: block.from,
    to: block.last,
    location: codeFrame(block, jest.file),
  })
  const draft = found.exception === undefined && isPlainError(found) ? { ...found, exception: 'Error' } : found
  const syntax = block.title === failedToLoad ? syntaxError(block.lines) : undefined
  jest.sink.report(syntax === undefined ? draft : { ...draft, frames: [syntax, ...(draft.frames ?? [])] })
}

/** jest leaves out the type where it is just Error; its matchers begin with what was called. */
function isPlainError({ message = '', frames = [] }: Draft): boolean {
  return frames.length > 0 && !/^(?:expect\b|thrown: |Snapshot |: Timeout)/.test(message)
}

function nameOf(title: string, file: string | undefined): TestName {
  const at = file === undefined ? {} : { file }
  if (title === failedToLoad) return { name: file ?? title, ...at }
  const parts = title.split(' › ')
  const name = parts.pop() ?? title
  return { ...(parts.length > 0 ? { suite: parts.join(' › ') } : {}), name, ...at }
}

/** The marked line of the code frame, for failures whose stack has no line of the user's. */
function codeFrame(block: Block, file: string | undefined): { file: string; line?: number } | undefined {
  if (file === undefined) return undefined
  const marked = block.lines.map((line) => /^\s{0,20}> {1,4}(\d{1,7}) \|/.exec(line)).find((match) => match !== null)
  return marked === undefined ? { file } : { file, line: Number(marked?.[1]) }
}

/** `SyntaxError: /path/x.js: Unexpected token (34:77)` of a parser: the place is in the message, not in the stack. */
function syntaxError(lines: readonly string[]): { file: string; line: number; column: number } | undefined {
  for (const line of lines.slice(0, 40)) {
    const match = /SyntaxError: (\/[^:\n]{1,1000}|[A-Za-z]:\\[^:\n]{1,1000}): .{0,2000}\((\d{1,7}):(\d{1,7})\)/.exec(
      line,
    )
    if (match !== null) return { file: match[1] ?? '', line: Number(match[2]), column: Number(match[3]) + 1 }
  }
  return undefined
}

function treeLine(jest: Jest, text: string): boolean {
  if (jest.file === undefined) return false
  const match = caseLine.exec(text)
  const indent = text.length - text.trimStart().length
  if (match !== null) {
    jest.suites = jest.suites.filter((suite) => suite.indent < indent)
    const suite = jest.suites.map((one) => one.name).join(' › ')
    jest.sink.testCase(
      { ...(suite === '' ? {} : { suite }), name: match[3] ?? '', file: jest.file },
      statusOf(match[2] ?? ''),
    )
    return true
  }
  if (indent >= 2 && indent <= 40 && jest.suites.length < 40) {
    jest.suites = [...jest.suites.filter((suite) => suite.indent < indent), { name: text.trim(), indent }]
  }
  return true
}

function statusOf(mark: string): TestStatus {
  if (mark === '✕') return 'failed'
  return mark === '✓' ? 'passed' : 'skipped'
}

function countsOf(printed: string): ReturnType<typeof totalsOf> {
  const number = (word: string): number => Number(new RegExp(`(\\d{1,9}) ${word}`).exec(printed)?.[1] ?? 0)
  const skipped = number('skipped') + number('todo')
  return totalsOf({ passed: number('passed'), failed: number('failed'), skipped }, number('total'))
}
