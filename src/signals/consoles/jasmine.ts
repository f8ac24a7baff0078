import type { LineParser, LineReader, LineSink } from '../lines/line-reader.js'
import { explain } from '../stacks/explain.js'
import { headline } from '../stacks/headline.js'
import { namedError, type TestBlock, testDraft, totalsOf } from './block.js'
import { countBefore, isOutside, openBlocks } from './blocks.js'

const headLine = /^\d{1,6}\) (\S.*)$/
const totalsLine = /^\d{1,9} specs?, \d{1,9} failures?/
const otherSection = /^(?:Pending:|Suite error: |Incomplete: |Finished in |Ran \d|Randomized with seed )/

/** jasmine's console reporter. */
export const jasmineConsole: LineReader = {
  format: 'console-jasmine',
  wakes: /^Failures: ?$|^Suite error: |^\d{1,9} specs?, \d/,
  open: openJasmine,
}

function openJasmine(sink: LineSink): LineParser {
  let isListing = false
  const blocks = openBlocks((block) => reportBlock(sink, block))
  return {
    line(text, number) {
      if (totalsLine.test(text)) {
        blocks.close()
        sink.totals(countsOf(text))
        return false
      }
      if (/^Failures: ?$/.test(text)) isListing = true
      else if (otherSection.test(text)) {
        blocks.close()
        isListing = text.startsWith('Suite error: ')
        if (isListing) blocks.open({ name: text.slice('Suite error: '.length) }, number)
      } else if (isOutside(text)) {
        blocks.close()
        isListing = false
      } else if (isListing) {
        const head = headLine.exec(text)
        if (head === null) blocks.add(text, number)
        else blocks.open({ name: head[1] ?? '' }, number)
      }
      return isListing
    },
    end: blocks.close,
  }
}

/** A spec may fail several expectations: the first `Message:` and `Stack:` tell it, all of them are the detail. */
function reportBlock(sink: LineSink, block: TestBlock): void {
  const start = block.lines.findIndex((line) => /^ {2}Message:/.test(line))
  const lines = start < 0 ? block.lines : block.lines.slice(start)
  // rspec and others list their failures below the same heading.
  if (start < 0 && !block.lines.some((line) => /^ {2}Stack:/.test(line))) return
  const stackAt = lines.findIndex((line) => /^ {2}Stack:/.test(line))
  const next = lines.findIndex((line, index) => index > 0 && /^ {2}Message:/.test(line))
  const said = lines.slice(1, stackAt < 0 ? undefined : stackAt)
  const first = said.map((line) => line.trim()).find((line) => line !== '') ?? ''
  const stack = stackAt < 0 ? [] : lines.slice(stackAt + 1, next < 0 ? undefined : next)
  const trace = explain(stack.filter((line) => !line.includes('<Jasmine>')).join('\n'))
  sink.report({
    ...testDraft(block),
    ...(headline(first) ?? namedError(first) ?? { exception: undefined, message: first }),
    frames: trace.frames,
  })
}

function countsOf(text: string): ReturnType<typeof totalsOf> {
  const total = countBefore(text, 'specs?')
  const failed = countBefore(text, 'failures?')
  const skipped = countBefore(text, 'pending specs?')
  return totalsOf({ passed: Math.max(0, total - failed - skipped), failed, skipped }, total)
}
