import type { TestName } from '../../domain.js'
import type { LineParser, LineReader, LineSink } from '../lines/line-reader.js'
import type { RawFrame } from '../reader.js'
import { firstLine } from '../sighting.js'
import { type Counted, type TestBlock, testDraft, totalsOf } from './block.js'
import { type Blocks, isOutside, openBlocks } from './blocks.js'

/** ctest prints the number of the test before each line. */
const prefix = /^\d{1,5}: /
const runLine = /^\[ RUN {6}\] (\S{1,1000})$/
const endLine = /^\[ {2}(FAILED |SKIPPED| {5}OK) \] (\S{1,1000}?)(?:, where (.{1,2000}))? \(\d{1,12} ms\)$/
const listedLine = /^\[ {2}FAILED {2}\] (\S{1,1000}?\.\S{1,500}?)(?:, where .{1,2000})?$/
const ranLine = /^\[={10}\] (\d{1,9}) tests? from .{0,60} ran\./
const countLine = /^\[ {2}(PASSED |FAILED |SKIPPED) \] (\d{1,9}) tests?\b/
const placeLine =
  /^(?:(\S.{0,1000}?):(\d{1,7}): |(\S.{0,1000}?)\((\d{1,7})\): (?:error: )?|unknown file: )(?:Failure|error)?/

/** GoogleTest. */
export const gtestConsole: LineReader = {
  format: 'console-gtest',
  wakes: /^(?:\d{1,5}: )?\[(?: RUN {6}|={10}| {2}FAILED {2}| {2}PASSED {2})\] /,
  open: openGtest,
}

interface Gtest {
  readonly sink: LineSink
  readonly blocks: Blocks
  counted: Counted & { total?: number }
  /** Results so far, for programs that end before they sum up. */
  seen: Record<'passed' | 'failed' | 'errored' | 'skipped', number>
  /** True from the closing line of a run on, where failed tests are listed once more. */
  isEnding: boolean
}

function openGtest(sink: LineSink): LineParser {
  const gtest: Gtest = {
    sink,
    blocks: openBlocks((block) => reportBlock(sink, block)),
    counted: {},
    seen: { passed: 0, failed: 0, errored: 0, skipped: 0 },
    isEnding: false,
  }
  return {
    line: (text, number) => gtestLine(gtest, text.replace(prefix, ''), number),
    end: () => finish(gtest),
  }
}

function gtestLine(gtest: Gtest, text: string, number: number): boolean {
  const { blocks, sink } = gtest
  const run = runLine.exec(text)
  if (run !== null) {
    finish(gtest)
    blocks.open(testOf(run[1] ?? ''), number)
    return true
  }
  const end = endLine.exec(text)
  if (end !== null && !gtest.isEnding) {
    blocks.add('', number)
    const status = end[1] === 'FAILED ' ? 'failed' : end[1] === 'SKIPPED' ? 'skipped' : 'passed'
    sink.testCase(testOf(end[2] ?? ''), status)
    gtest.seen[status]++
    if (status === 'failed') {
      const block = blocks.current()
      if (end[3] !== undefined) blocks.add(end[3], number)
      if (block !== undefined) block.last = number
      blocks.close()
    } else blocks.drop()
    return true
  }
  const ran = ranLine.exec(text)
  if (ran !== null) {
    blocks.drop()
    gtest.isEnding = true
    gtest.counted = { total: Number(ran[1]) }
    return true
  }
  if (!gtest.isEnding) {
    if (isOutside(text)) {
      finish(gtest)
      return false
    }
    blocks.add(text, number)
    return blocks.current() !== undefined
  }
  const count = countLine.exec(text)
  if (count !== null) addCount(gtest, count)
  if (listedLine.test(text)) sink.claim(number, number)
  return text.trim() !== '' || gtest.counted.passed === undefined
}

function addCount(gtest: Gtest, count: RegExpExecArray): void {
  const key = count[1] === 'FAILED ' ? 'failed' : count[1] === 'SKIPPED' ? 'skipped' : 'passed'
  gtest.counted = { ...gtest.counted, [key]: Number(count[2]) }
}

function finish(gtest: Gtest): void {
  if (gtest.counted.total !== undefined) {
    gtest.sink.totals(totalsOf(gtest.counted, gtest.counted.total))
    gtest.seen = { passed: 0, failed: 0, errored: 0, skipped: 0 }
  }
  gtest.counted = {}
  gtest.isEnding = false
  const open = gtest.blocks.current()
  if (open === undefined) return
  // A test that began and never ended took the whole program with it.
  gtest.sink.testCase(open.test, 'errored')
  gtest.sink.totals(totalsOf({ ...gtest.seen, errored: gtest.seen.errored + 1 }))
  gtest.seen = { passed: 0, failed: 0, errored: 0, skipped: 0 }
  if (open.head.length === 0) open.head.push('the program ended before the test did')
  gtest.blocks.close()
}

function testOf(printed: string): TestName {
  const dot = printed.indexOf('.')
  return dot < 0 ? { name: printed } : { suite: printed.slice(0, dot), name: printed.slice(dot + 1) }
}

function reportBlock(sink: LineSink, block: TestBlock): void {
  const frames: RawFrame[] = []
  const said: string[] = []
  for (const line of block.lines) {
    const place = placeLine.exec(line)
    const file = place?.[1] ?? place?.[3]
    if (file !== undefined) frames.push({ file, line: Number(place?.[2] ?? place?.[4]) })
    // What a failure says stands below its place; what stands above was printed by the test.
    if (place !== null) said.push(line.slice(place[0].length))
    else if (said.length > 0) said.push(line)
  }
  const text = said.length > 0 ? said : block.lines
  const thrown = text.map((line) => /^C\+\+ exception with description "(.*)" thrown in/.exec(line)?.[1]).find(Boolean)
  const file = frames[0]?.file
  sink.report({
    ...testDraft(block),
    exception: undefined,
    message:
      thrown ??
      firstLine(
        text
          .join('\n')
          .trimStart()
          .replace(/^Failed\n(?=.)/, ''),
      ),
    frames,
    test: { ...block.test, ...(file === undefined ? {} : { file }) },
  })
}
