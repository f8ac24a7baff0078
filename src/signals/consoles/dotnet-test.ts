import type { TestName } from '../../domain.js'
import type { LineParser, LineReader, LineSink } from '../lines/line-reader.js'
import type { RawFrame } from '../reader.js'
import { type TestBlock, testDraft, totalsOf } from './block.js'
import { type Blocks, countAfter, isOutside, openBlocks } from './blocks.js'

const headLine = /^ {0,4}(?:Failed|X|failed) (\S.{0,1000}?) [[(](?:< )?\d[^\])]{0,20}[\])]$/
/** Before version 16 of the test platform: no duration, no indentation. */
const oldHeadLine = /^Failed {3}(\S.{0,1000})$/
const otherResult = /^ {0,4}(?:Passed|Skipped|√|!|passed|skipped) \S.{0,1000}/
const label =
  /^ {0,2}(Error Message|Stack Trace|Standard (?:Output|Error) Messages|Debug Traces Messages|TestContext Messages|Additional Info Messages):\s{0,4}$/
const frameLine = /^\s{0,12}at (\S.{0,1000}?)(?: in (.{1,1000}):line (\d{1,7}))?$/
const totalsLine = /^(?:Failed|Passed|Skipped)! {1,4}- Failed: {1,12}\d{1,9}, Passed: {1,12}\d/
const runLine = /^(?:Test Run (?:Failed|Successful|Aborted)\.|Test run summary: )/
const countLine = /^ {0,5}(Total tests|total|Passed|succeeded|Failed|failed|Skipped|skipped): (\d{1,9})$/
const typed = /^((?:[A-Za-z_]\w{0,100}\.){0,20}[A-Za-z_]\w{0,100}(?:Exception|Error)) ?: (.*)$/
const thrownBy = /^Test method \S{1,500} threw exception:/

/** `dotnet test` as VSTest's console prints it, for xUnit, NUnit and MSTest. */
export const dotnetTestConsole: LineReader = {
  format: 'console-dotnet-test',
  wakes:
    /^\[xUnit\.net |^ {2}(?:Failed|X) \S|^Failed {3}\S|^failed \S|^(?:Failed|Passed|Skipped)! |^Test Run |^Test run summary: |^Total tests: /,
  open: openDotnet,
}

interface Dotnet {
  readonly sink: LineSink
  readonly blocks: Blocks
  /** True while lines are output that the test left. */
  isOutput: boolean
  counted: Map<string, number> | undefined
}

function openDotnet(sink: LineSink): LineParser {
  const state: Dotnet = {
    sink,
    blocks: openBlocks((block) => reportBlock(sink, block)),
    isOutput: false,
    counted: undefined,
  }
  return {
    line: (text, number) => dotnetLine(state, text, number),
    end() {
      state.blocks.close()
      finish(state)
    },
  }
}

function dotnetLine(state: Dotnet, text: string, number: number): boolean {
  const { blocks, sink } = state
  // xUnit's own runner says first what the platform says in full below.
  if (text.startsWith('[xUnit.net ')) {
    sink.claim(number, number)
    return blocks.current() !== undefined
  }
  if (totalsLine.test(text)) {
    blocks.close()
    sink.totals(countsOf((word) => countAfter(text, word)))
    return false
  }
  if (runLine.test(text) || text.startsWith('Total tests: ')) {
    blocks.close()
    state.counted ??= new Map()
  }
  if (state.counted !== undefined) return summaryLine(state, text)
  const head = headLine.exec(text) ?? oldHeadLine.exec(text)
  if (head !== null) {
    blocks.open(testOf(head[1] ?? ''), number)
    state.isOutput = false
    return true
  }
  if (otherResult.test(text) || isOutside(text) || /^(?:Results File: |Attachments:)/.test(text)) blocks.close()
  const part = label.exec(text)?.[1]
  if (part !== undefined) state.isOutput = part !== 'Error Message' && part !== 'Stack Trace'
  else if (!state.isOutput) blocks.add(text, number)
  return blocks.current() !== undefined
}

function summaryLine(state: Dotnet, text: string): boolean {
  const count = countLine.exec(text)
  if (count !== null) state.counted?.set((count[1] ?? '').toLowerCase(), Number(count[2]))
  const isOver = count === null && text.trim() !== '' && !runLine.test(text) && !/^ {2}\S/.test(text)
  if (isOver || /^ {0,5}(?:Total time|duration): /.test(text)) finish(state)
  return state.counted !== undefined
}

function finish(state: Dotnet): void {
  const { counted } = state
  state.counted = undefined
  if (counted === undefined || counted.size === 0) return
  state.sink.totals(countsOf((word) => counted.get(word.toLowerCase()) ?? counted.get(other[word] ?? '') ?? 0))
}

const other: Readonly<Record<string, string>> = { Passed: 'succeeded', Total: 'total tests' }

function countsOf(read: (word: string) => number): ReturnType<typeof totalsOf> {
  return totalsOf({ passed: read('Passed'), failed: read('Failed'), skipped: read('Skipped') }, read('Total'))
}

/** `Namespace.Class.Method(arguments)`; the arguments may contain dots. */
function testOf(printed: string): TestName {
  const open = printed.search(/[("]/)
  const path = open < 0 ? printed : printed.slice(0, open)
  const dot = path.includes(' ') ? -1 : path.lastIndexOf('.')
  return dot < 0 ? { name: printed } : { suite: path.slice(0, dot), name: printed.slice(dot + 1) }
}

function reportBlock(sink: LineSink, block: TestBlock): void {
  const frames: RawFrame[] = []
  const said: string[] = []
  for (const line of block.lines) {
    const frame = dotnetFrame(line)
    if (frame !== undefined) frames.push(frame)
    else if (line.trim() !== '' && frames.length === 0) said.push(line.trim())
  }
  const from = thrownBy.test(said[0] ?? '') ? 1 : 0
  const first = said[from] ?? ''
  const thrown = typed.exec(first)
  sink.report({
    ...testDraft(block),
    exception: thrown?.[1],
    message: thrown?.[2] ?? first,
    // Frames without a place are the framework's.
    frames: frames.some((frame) => frame.line !== undefined)
      ? frames.filter((frame) => frame.line !== undefined)
      : frames,
  })
}

/** `at Acme.Cart.Total(Int32 n) in /src/Cart.cs:line 12`. */
function dotnetFrame(line: string): RawFrame | undefined {
  const match = frameLine.exec(line)
  if (match === null || !/\(.*\)$/.test(match[1] ?? '')) return undefined
  const called = (match[1] ?? '').replace(/\(.*$/, '')
  if (match[2] === undefined) return { file: '', function: called }
  return { file: match[2], line: Number(match[3]), function: called }
}
