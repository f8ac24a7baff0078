import type { LineParser, LineReader, LineSink } from '../lines/line-reader.js'
import { isTestFile } from '../test-file.js'
import { testDraft } from './block.js'
import { isOutside, openBlocks } from './blocks.js'

/** The place that Playwright prints between an error's message and the code there. */
const placeLine = /^ {3}at \S{1,1000}:\d{1,7}$/
const codeLine = /^> {1,6}\d{1,7} \||^ {1,8}\d{0,7} {0,8}\|/
const frameLine = /^ {4}at /
const messageStart = /^[A-Z]\w{0,60}(?:Error|Exception)?: /
/** A message of more lines is a diff, and no file fails to load with one. */
const longestMessage = 12

/** Files that Playwright Test cannot load: printed before any test runs, without a title. */
export const playwrightLoad: LineReader = {
  format: 'console-playwright',
  wakes: /^ {3}at \S/,
  open: openLoad,
}

function openLoad(sink: LineSink): LineParser {
  let isCode = false
  const blocks = openBlocks((block) => {
    const lines = block.lines.filter((line) => !codeLine.test(line) && !placeLine.test(line))
    const draft = testDraft({ ...block, lines })
    const syntax = /: (\S{1,1000}\.\w{1,5}): .{0,1000}\((\d{1,7}):(\d{1,7})\)$/.exec(lines[0] ?? '')
    const place = syntax === null ? [] : [{ file: syntax[1] ?? '', line: Number(syntax[2]) }]
    const frames = [...place, ...(draft.frames ?? [])]
    const file = frames.findLast((frame) => isTestFile(frame.file))?.file
    // Errors of a set-up look the same and belong to no file of tests.
    const test = file === undefined ? {} : { kind: 'test' as const, test: { name: file, file } }
    sink.report({ ...draft, kind: 'exception', test: undefined, frames, ...test })
  })
  return {
    line(text, number, above) {
      if (placeLine.test(text)) {
        const lines = above(longestMessage)
        const start = lines.findLastIndex((line) => messageStart.test(line))
        if (start < 0) return false
        isCode = false
        blocks.open({ name: '' }, number - lines.length + start)
        for (const line of [...lines.slice(start), text]) blocks.add(line, number)
        return true
      }
      isCode ||= codeLine.test(text)
      const isOver = isOutside(text) || (text.trim() === '' ? isCode : !codeLine.test(text) && !frameLine.test(text))
      if (!isOver) blocks.add(text, number)
      else if (isCode) blocks.close()
      else blocks.drop()
      return !isOver
    },
    end: () => (isCode ? blocks.close() : blocks.drop()),
  }
}
