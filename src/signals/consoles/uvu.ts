import type { LineParser, LineReader, LineSink, LinesAbove } from '../lines/line-reader.js'
import { type TestBlock, testDraft, totalsOf } from './block.js'
import { isOutside, openBlocks } from './blocks.js'

const failLine = /^ {3}FAIL {2}(?:(.{1,300}?) {1,2})?"(.*)"$/
const barLine = /^(?: ?\S.{0,200} )?[✘•] (?:[✘•] )*.{0,40}\(\d{1,9} \/ \d{1,9}\)/
const totalLine = /^ {2}(Total|Passed|Skipped): {3,8}(\d{1,9})$/
const fileLine = /^\S{1,1000}\.[cm]?[jt]sx?$/

/** uvu: a row of dots for each suite of a file, then its failures. */
export const uvuConsole: LineReader = {
  format: 'console-uvu',
  wakes: /^ {3}FAIL {2}|^[✘•] | {1,3}\(\d{1,9} \/ \d{1,9}\)$|^ {2}(?:Total|Passed|Skipped): {3}/,
  open: openUvu,
}

function openUvu(sink: LineSink): LineParser {
  let file: string | undefined
  let hasFrames = false
  let counted = new Map<string, number>()
  const blocks = openBlocks((block) => reportBlock(sink, block, file))
  const finish = (): void => {
    blocks.close()
    if (counted.has('Total') && counted.has('Passed')) sink.totals(countsOf(counted))
    counted = new Map()
  }
  return {
    line(text, number, above) {
      const total = totalLine.exec(text)
      if (total !== null) {
        if (total[1] === 'Total') finish()
        counted.set(total[1] ?? '', Number(total[2]))
        return counted.size < 3
      }
      const failed = failLine.exec(text)
      if (failed !== null) {
        blocks.open({ ...(failed[1] === undefined ? {} : { suite: failed[1].trim() }), name: failed[2] ?? '' }, number)
        hasFrames = false
        return true
      }
      if (barLine.test(text)) {
        blocks.close()
        file = fileAbove(above) ?? file
        return true
      }
      if (isOutside(text) || (hasFrames && text.trim() === '')) {
        blocks.close()
        hasFrames = false
      } else blocks.add(text, number)
      hasFrames ||= blocks.current() !== undefined && /^ {4}at \S.*:\d{1,7}\)?$/.test(text)
      return blocks.current() !== undefined || counted.size > 0
    },
    end: finish,
  }
}

/** A file's name stands above its first suite; other suites follow on. */
function fileAbove(above: LinesAbove): string | undefined {
  const last = above(3).findLast((line) => line.trim() !== '')
  return last !== undefined && fileLine.test(last) ? last : undefined
}

/** The stack is printed without its first line, so the type of the error is not known. */
function reportBlock(sink: LineSink, block: TestBlock, file: string | undefined): void {
  const draft = testDraft(block)
  const said = (block.lines.find((line) => line.trim() !== '') ?? '').trim()
  const message = said.replace(/ {2}\(\w{1,40}(?:\.\w{1,40})?\)$/, '')
  const test = { ...block.test, ...(file === undefined ? {} : { file }) }
  sink.report({ ...draft, test, exception: undefined, message })
}

function countsOf(counted: ReadonlyMap<string, number>): ReturnType<typeof totalsOf> {
  const total = counted.get('Total') ?? 0
  const passed = counted.get('Passed') ?? 0
  return totalsOf({ passed, failed: Math.max(0, total - passed), skipped: counted.get('Skipped') ?? 0 })
}
