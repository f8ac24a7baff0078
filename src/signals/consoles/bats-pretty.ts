import type { LineParser, LineReader, LineSink } from '../lines/line-reader.js'
import { type TestBlock, testDraft, totalsOf } from './block.js'
import { countBefore, isOutside, openBlocks } from './blocks.js'

const resultLine = /^ ([✓✗-]) (\S.*?)(?: \[\d{1,9}\])?$/
const totalsLine =
  /^\d{1,9} tests?, \d{1,9} failures?(?:, \d{1,9} (?:skipped|not run))?(?:, .{1,100})?(?: in [\d.]{1,12} seconds?)?$/
const fileLine = /^(\S{1,1000}\.bats)$/

/** bats for people (in a pipeline it writes TAP). */
export const batsPretty: LineReader = {
  format: 'console-bats',
  wakes: /^ [✓✗] \S|^ {3}\(in test file /,
  open: openBats,
}

function openBats(sink: LineSink): LineParser {
  const blocks = openBlocks((block) => reportBlock(sink, block))
  let isBats = false
  return {
    line(text, number) {
      if (totalsLine.test(text)) {
        blocks.close()
        if (isBats) sink.totals(countsOf(text))
        isBats = false
        return false
      }
      const result = resultLine.exec(text)
      if (result !== null || fileLine.test(text) || isOutside(text)) blocks.close()
      if (result?.[1] === '✗') blocks.open({ name: result[2] ?? '' }, number)
      else if (result === null) blocks.add(text, number)
      isBats ||= text.startsWith('   (in test file ')
      return blocks.current() !== undefined || isBats
    },
    end: blocks.close,
  }
}

function isBatsBlock(lines: readonly string[]): boolean {
  return lines.slice(0, 3).some((line) => /^ {3}\((?:in test file|from function) /.test(line))
}

/** Others print the same marks: only bats says in which file. */
function reportBlock(sink: LineSink, block: TestBlock): void {
  if (!isBatsBlock(block.lines)) return
  const draft = testDraft(block)
  const says = block.lines
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^\((?:in|from) |^in test file /.test(line))
  const file = (draft.frames?.find((frame) => frame.file.endsWith('.bats')) ?? draft.frames?.[0])?.file
  const test = { ...block.test, ...(file === undefined ? {} : { file }) }
  sink.report({ ...draft, test, exception: undefined, message: says[0] ?? 'failed' })
}

function countsOf(text: string): ReturnType<typeof totalsOf> {
  const total = countBefore(text, 'tests?')
  const failed = countBefore(text, 'failures?')
  const skipped = countBefore(text, 'skipped')
  return totalsOf({ passed: Math.max(0, total - failed - skipped), failed, skipped }, total)
}
