import type { LineParser, LineReader, LineSink } from '../lines/line-reader.js'
import type { RawFrame } from '../reader.js'
import { placeOf } from '../stacks/place.js'
import { type TestBlock, testDraft, totalsOf } from './block.js'
import { countBefore, isOutside, openBlocks } from './blocks.js'

const headLine = /^(Failure|Error|Pending) (?:-> |→ )(\S.{0,1000}?)(?: @ (\d{1,7}))?$/
const totalsLine = /^\d{1,9} success(?:es)? \/ \d{1,9} failures? \/ \d{1,9} errors? \/ \d/
const placeInLine = /^\s{0,20}((?:[A-Za-z]:)?[^\s:]{1,1000}:\d{1,7}): ?(.*)$/

/** Lua's busted. */
export const bustedConsole: LineReader = {
  format: 'console-busted',
  wakes: /^(?:Failure|Error|Pending) (?:->|→) |^\d{1,9} success/,
  open: openBusted,
}

function openBusted(sink: LineSink): LineParser {
  const blocks = openBlocks((block) => reportBlock(sink, block))
  let isNaming = false
  let wasBlank = false
  return {
    line(text, number) {
      if (totalsLine.test(text)) {
        blocks.close()
        sink.totals(countsOf(text))
        return false
      }
      const head = headLine.exec(text)
      if (head !== null) {
        blocks.close()
        isNaming = head[1] !== 'Pending'
        wasBlank = false
        // A file that does not load: the place and the message stand where else the file stands.
        const broken = head[3] === undefined ? placeInLine.exec(head[2] ?? '') : null
        const file = (broken?.[1] ?? head[2] ?? '').replace(/:\d{1,7}$/, '')
        const line = head[3] === undefined ? {} : { line: Number(head[3]) }
        if (isNaming) blocks.open({ name: file, file }, number, { file, ...line })
        if (isNaming && broken !== null) blocks.add(broken[0], number)
        isNaming &&= broken === null
        return blocks.current() !== undefined
      }
      const block = blocks.current()
      const isOver = isOutside(text) || (wasBlank && text.trim() !== '' && !/^(?:\s|stack traceback:)/.test(text))
      wasBlank = text.trim() === ''
      if (block === undefined || isOver) {
        blocks.close()
        return false
      }
      if (isNaming) block.test = { ...block.test, name: text.trim() }
      else blocks.add(text, number)
      isNaming = false
      return true
    },
    end: blocks.close,
  }
}

function reportBlock(sink: LineSink, block: TestBlock): void {
  const frames: RawFrame[] = []
  for (const line of block.lines) {
    const place = placeInLine.exec(line)
    const frame = place === null ? undefined : placeOf(place[1] ?? '')
    if (frame !== undefined) frames.push(frame)
  }
  const first = block.lines.find((line) => line.trim() !== '') ?? ''
  const message = placeInLine.exec(first)?.[2] ?? first
  sink.report({ ...testDraft(block), exception: undefined, message, frames })
}

function countsOf(text: string): ReturnType<typeof totalsOf> {
  return totalsOf({
    passed: countBefore(text, 'success(?:es)?'),
    failed: countBefore(text, 'failures?'),
    errored: countBefore(text, 'errors?'),
    skipped: countBefore(text, 'pending'),
  })
}
