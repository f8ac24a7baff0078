import type { LineParser, LineReader, LineSink } from '../lines/line-reader.js'
import { type TestBlock, testDraft, totalsOf } from './block.js'
import { countBefore, isOutside, openBlocks } from './blocks.js'
import { rubyHeadline } from './minitest.js'

const rule = /^={20,400}$/
const headLine = /^(Failure|Error): (\S.{0,1000}?)\(([A-Z][^()]{0,300})\)(?:: (.*))?:?$/
/** What was left out is no failure, and its frames are no exception. */
const omittedLine = /^(?:Omission|Pending|Notification): /
const codeLine = /^ {2,6}(?:=> )?\s{0,8}\d{1,7}: |^ {2,6}(?:=> )?\s{0,8}\d{1,7}:$/
const totalsLine = /^\d{1,9} tests, \d{1,9} assertions, \d{1,9} failures, \d{1,9} errors, \d{1,9} pendings/

/** Ruby's test-unit: each failure between two double rules, with the code around it. */
export const testUnitConsole: LineReader = {
  format: 'console-test-unit',
  wakes: /^={20}|^\d{1,9} tests, \d/,
  open: openTestUnit,
}

function openTestUnit(sink: LineSink): LineParser {
  const blocks = openBlocks((block) => reportBlock(sink, block))
  let wasRule = false
  let isOmitted = false
  return {
    line(text, number) {
      if (totalsLine.test(text)) {
        blocks.close()
        sink.totals(countsOf(text))
        return false
      }
      const head = wasRule ? headLine.exec(text) : null
      isOmitted = wasRule ? omittedLine.test(text) : isOmitted && !rule.test(text)
      if (isOmitted) {
        sink.claim(number, number)
        wasRule = false
        return true
      }
      wasRule = rule.test(text)
      if (wasRule || isOutside(text)) {
        blocks.close()
        return wasRule
      }
      if (head === null) {
        blocks.add(text, number)
        return blocks.current() !== undefined
      }
      blocks.open({ suite: head[3] ?? '', name: head[2] ?? '' }, number)
      if (head[4] !== undefined) blocks.add(head[4], number)
      return true
    },
    end: blocks.close,
  }
}

function reportBlock(sink: LineSink, block: TestBlock): void {
  const lines = block.lines.filter((line) => !codeLine.test(line))
  const draft = testDraft({ ...block, lines })
  const isFrame = (line: string): boolean => /^\S{1,1000}:\d{1,7}:in [`']/.test(line)
  const message = lines.find((line) => line.trim() !== '' && !isFrame(line))?.trim() ?? ''
  const method = block.test.name.replace(/\[.*$/, '')
  const file = draft.frames?.find((frame) => frame.function?.split('#').at(-1) === method)?.file
  const test = { ...block.test, ...(file === undefined ? {} : { file }) }
  const first = lines.find((line) => line.trim() !== '') ?? ''
  const typed = isFrame(first) ? undefined : rubyHeadline(lines)
  sink.report({ ...draft, exception: undefined, message, ...typed, test })
}

function countsOf(text: string): ReturnType<typeof totalsOf> {
  const total = countBefore(text, 'tests')
  const failed = countBefore(text, 'failures')
  const errored = countBefore(text, 'errors')
  const skipped = countBefore(text, 'pendings') + countBefore(text, 'omissions')
  return totalsOf({ passed: Math.max(0, total - failed - errored - skipped), failed, errored, skipped }, total)
}
