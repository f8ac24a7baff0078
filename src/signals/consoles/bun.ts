import type { TestName, TestStatus } from '../../domain.js'
import type { LineParser, LineReader, LineSink } from '../lines/line-reader.js'
import { type Counted, type TestBlock, testDraft, totalsOf } from './block.js'
import { type Blocks, openBlocks } from './blocks.js'

const fileLine = /^(?:##\[group\])?(\S.{0,1000}\.[cm]?[jt]sx?):$/
const resultLine = /^(\((?:pass|fail|skip|todo)\)|[✓✗»✎]) (.+?)(?: \[[\d.]{1,20}m?s\])?$/
const countLine = /^ {1,9}(\d{1,9}) (pass|fail|skip|todo|errors?)$/
const ranLine = /^Ran (\d{1,9}) tests? across \d/
const afterwards = /^ {2}\^ (.{1,300})$/
const unhandledLine = '# Unhandled error between tests'
const codeLine = /^ {0,6}\d{1,7} \| |^ {0,6}\d{1,7} \|$|^\s*\^$/
const caretLine = /^\s{1,4000}\^$/

/** `bun test`: the error of a test stands above its result. */
export const bunConsole: LineReader = {
  format: 'console-bun',
  wakes: /^bun test v\d|^\((?:pass|fail|skip|todo)\) /,
  open: openBun,
}

interface Bun {
  readonly sink: LineSink
  readonly blocks: Blocks
  file: string | undefined
  /** The last failure, which waits for what is said below its result. */
  failed: TestBlock | undefined
  isUnhandled: boolean
  counted: Counted
}

function openBun(sink: LineSink): LineParser {
  const bun: Bun = {
    sink,
    blocks: openBlocks((block) => {
      bun.failed = block
    }),
    file: undefined,
    failed: undefined,
    isUnhandled: false,
    counted: {},
  }
  return {
    line: (text, number) => bunLine(bun, text, number),
    end: () => flush(bun),
  }
}

function bunLine(bun: Bun, text: string, number: number): boolean {
  const { blocks, sink } = bun
  const ran = ranLine.exec(text)
  if (ran !== null) {
    flush(bun)
    sink.totals(totalsOf(bun.counted))
    bun.counted = {}
    return false
  }
  const count = countLine.exec(text)
  if (count !== null) return addCount(bun, count)
  const file = fileLine.exec(text)
  if (file !== null) {
    bun.file = file[1]
    begin(bun, number)
    return true
  }
  const result = resultLine.exec(text)
  if (result !== null) return resultOf(bun, result, number)
  if (text === unhandledLine) {
    begin(bun, number)
    bun.isUnhandled = true
    return true
  }
  if (bun.isUnhandled && /^-{20,}$/.test(text)) return ruleLine(bun, number)
  const note = afterwards.exec(text)?.[1]
  if (note !== undefined && bun.failed !== undefined) {
    bun.failed = { ...bun.failed, lines: [...bun.failed.lines, note], to: number }
    return true
  }
  blocks.add(text, number)
  return true
}

/** What is printed from here on belongs to the next result. */
function begin(bun: Bun, number: number): void {
  bun.blocks.drop()
  flush(bun)
  bun.isUnhandled = false
  bun.blocks.open({ name: '' }, number + 1)
}

function resultOf(bun: Bun, result: RegExpExecArray, number: number): boolean {
  const status = statusOf(result[1] ?? '')
  const test = testOf(result[2] ?? '', bun.file)
  bun.sink.testCase(test, status)
  const open = bun.blocks.current()
  if (status === 'failed') {
    const from = open === undefined ? number : firstLineOf(open.from, open.head)
    flush(bun)
    bun.blocks.close()
    const lines = bun.failed?.lines ?? []
    bun.failed = { test, lines, from: Math.min(from, number), to: number }
    bun.blocks.open({ name: '' }, number + 1)
  } else begin(bun, number)
  return true
}

function firstLineOf(from: number, lines: readonly string[]): number {
  const blanks = lines.findIndex((line) => line.trim() !== '')
  return from + Math.max(0, blanks)
}

/** The first rule opens the text of an unhandled error, the second ends it. */
function ruleLine(bun: Bun, number: number): boolean {
  const open = bun.blocks.current()
  if (open === undefined || open.head.length === 0) {
    bun.blocks.add('', number)
    return true
  }
  const file = bun.file
  open.test = file === undefined ? { name: unhandledLine.slice(2) } : { name: file, file }
  bun.blocks.close()
  begin(bun, number)
  return true
}

function flush(bun: Bun): void {
  const { failed } = bun
  bun.failed = undefined
  if (failed === undefined) return
  // What stands above the code that bun shows was printed by the test.
  const caret = failed.lines.findIndex((line) => caretLine.test(line))
  const lines = failed.lines.slice(caret + 1).filter((line) => !codeLine.test(line) && !line.startsWith('##['))
  const said = (lines.find((line) => line.trim() !== '') ?? '').trim()
  // bun prints a plain Error as `error: `, and so what its matchers and its parser say.
  const plain = /^error: (?!expect\(|Expected |Unexpected )(.*)$/.exec(said)
  const draft = testDraft({ ...failed, lines })
  const told = plain === null ? {} : { exception: 'Error', message: plain[1] ?? '' }
  const message = said.startsWith('error: ') ? { message: said.slice('error: '.length) } : {}
  const isTyped = draft.exception !== undefined && !/^error$/i.test(draft.exception)
  const built = /\bbuilding "([^"]{1,1000})"/.exec(said)?.[1]
  const frames = draft.frames?.length || built === undefined ? draft.frames : [{ file: built }]
  const found = { ...draft, frames }
  bun.sink.report(isTyped && plain === null ? found : { ...found, exception: undefined, ...message, ...told })
}

function testOf(printed: string, file: string | undefined): TestName {
  const parts = printed.split(' > ')
  const suite = parts.slice(0, -1).join(' › ')
  return { ...(suite === '' ? {} : { suite }), name: parts.at(-1) ?? '', ...(file === undefined ? {} : { file }) }
}

function statusOf(mark: string): TestStatus {
  if (mark === '(pass)' || mark === '✓') return 'passed'
  return mark === '(fail)' || mark === '✗' ? 'failed' : 'skipped'
}

function addCount(bun: Bun, count: RegExpExecArray): boolean {
  const value = Number(count[1])
  const { counted } = bun
  if (count[2] === 'pass') counted.passed = value
  else if (count[2] === 'fail') counted.failed = value
  else if (count[2] === 'skip' || count[2] === 'todo') counted.skipped = (counted.skipped ?? 0) + value
  return true
}
