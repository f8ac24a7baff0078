import type { LineParser, LineReader, LineSink } from '../lines/line-reader.js'
import { placeOf } from '../stacks/place.js'
import { type TestBlock, testDraft, totalsOf } from './block.js'
import { countBefore, isOutside, openBlocks } from './blocks.js'

const headLine = /^(\S.{0,1000}?) => (\S{1,1000}:\d{1,7}:\d{1,7})$/
const loadLine = /^(\S{1,1000}) \((uncaught error)\)$/
const totalsLine = /^(?:FAILED|ok) \| \d{1,9} passed\b.*\|/

/** `deno test`: results as they come, then ERRORS with each failure, then FAILURES with their names alone. */
export const denoConsole: LineReader = {
  format: 'console-deno',
  wakes: /^ ERRORS $|^(?:FAILED|ok) \| \d/,
  open: openDeno,
}

function openDeno(sink: LineSink): LineParser {
  let part: 'errors' | 'names' | undefined
  const blocks = openBlocks((block) => sink.report(draftOf(block)))
  return {
    line(text, number) {
      if (totalsLine.test(text) || isOutside(text)) {
        blocks.close()
        part = undefined
        if (totalsLine.test(text)) sink.totals(countsOf(text))
        return false
      }
      if (text === ' ERRORS ' || text === ' FAILURES ') {
        blocks.close()
        part = text === ' ERRORS ' ? 'errors' : 'names'
        return true
      }
      if (part === 'names') sink.claim(number, number)
      if (part !== 'errors') return part !== undefined
      const head = headLine.exec(text)
      const load = loadLine.exec(text)
      if (head !== null) {
        const parts = (head[1] ?? '').split(' ... ')
        const location = placeOf(head[2] ?? '')
        const suite = parts.slice(0, -1).join(' › ')
        const file = location?.file ?? ''
        blocks.open({ ...(suite === '' ? {} : { suite }), name: parts.at(-1) ?? '', file }, number, location)
      } else if (load !== null) {
        blocks.open({ name: load[1] ?? '', file: load[1] ?? '' }, number)
      } else blocks.add(text, number)
      return true
    },
    end: blocks.close,
  }
}

/** `error: AssertionError: …`, then the marked line of the source, then frames. */
function draftOf(block: TestBlock): ReturnType<typeof testDraft> {
  const lines = block.lines.map((line) => line.replace(/^error: (?:\(in promise\) )?(?:Uncaught )?/, ''))
  const caret = lines.findIndex((line) => /^\s{0,200}\^~*$/.test(line))
  const said = caret < 1 ? lines : [...lines.slice(0, caret - 1), ...lines.slice(caret + 1)]
  return testDraft({ ...block, lines: said })
}

function countsOf(text: string): ReturnType<typeof totalsOf> {
  const printed = text.replace(/\(\d{1,9} steps?\)/g, '')
  const skipped = countBefore(printed, 'ignored')
  return totalsOf({ passed: countBefore(printed, 'passed'), failed: countBefore(printed, 'failed'), skipped })
}
