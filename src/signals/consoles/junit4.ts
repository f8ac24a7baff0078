import type { LineParser, LineReader, LineSink } from '../lines/line-reader.js'
import { totalsOf } from './block.js'
import { countAfter, isOutside, openBlocks } from './blocks.js'
import { javaDraft, javaStatus } from './java-failure.js'

const headLine = /^\d{1,6}\) (\S.{0,1000}?)\(([\w.$]{1,500})\)$/
const classLine = /^\d{1,6}\) ([\w.$]{1,500})$/
const startLine = /^There (?:was 1 failure|were \d{1,9} failures):$/
const totalsLine = /^Tests run: {1,4}\d{1,9}, {1,4}Failures: {1,4}\d{1,9}$/
const okLine = /^OK \((\d{1,9}) tests?\)$/

/** `java org.junit.runner.JUnitCore`. */
export const junit4Console: LineReader = {
  format: 'console-junit4',
  wakes: /^There (?:was|were) \d{1,9} failure|^JUnit version 4|^Tests run: +\d|^OK \(\d/,
  open: openJunit4,
}

function openJunit4(sink: LineSink): LineParser {
  let isListing = false
  let isJunit = false
  let errored = 0
  const blocks = openBlocks((block) => {
    const draft = javaDraft(block)
    if (javaStatus(draft.exception) === 'errored') errored++
    sink.report(draft)
  })
  const countsOf = (text: string): ReturnType<typeof totalsOf> => {
    const total = countAfter(text, 'Tests run')
    const failed = countAfter(text, 'Failures')
    const bad = Math.min(errored, failed)
    errored = 0
    return totalsOf({ passed: Math.max(0, total - failed), failed: failed - bad, errored: bad }, total)
  }
  return {
    line(text, number) {
      if (text.startsWith('JUnit version 4')) isJunit = true
      if (totalsLine.test(text) || (isJunit && okLine.test(text))) {
        blocks.close()
        const ok = Number(okLine.exec(text)?.[1] ?? 0)
        sink.totals(ok > 0 ? totalsOf({ passed: ok }) : countsOf(text))
        isListing = false
        isJunit = false
        return false
      }
      if (startLine.test(text)) isListing = true
      else if (text === 'FAILURES!!!' || isOutside(text)) blocks.close()
      else if (isListing) {
        const head = headLine.exec(text)
        const type = head === null ? classLine.exec(text) : null
        if (head !== null) blocks.open({ suite: head[2] ?? '', name: head[1] ?? '' }, number)
        else if (type !== null) blocks.open({ name: type[1] ?? '' }, number)
        else blocks.add(text, number)
      }
      return isListing && !isOutside(text)
    },
    end: blocks.close,
  }
}
