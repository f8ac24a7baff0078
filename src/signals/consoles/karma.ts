import type { LineParser, LineReader, LineSink } from '../lines/line-reader.js'
import { type TestBlock, testDraft, totalsOf } from './block.js'
import { openBlocks } from './blocks.js'

/** `Chrome Headless 120.0.0.0 (Linux x86_64)`: every line of a result begins with the browser that it is of. */
const browser = '[A-Z][A-Za-z ]{1,40} [\\d.]{1,30} \\([^()]{1,60}\\)'
const failLine = new RegExp(`^(${browser}) (\\S.{0,2000}) FAILED$`)
const errorLine = new RegExp(`^(${browser}) ERROR$`)
const countLine = new RegExp(`^(${browser}): Executed (\\d{1,9}) of (\\d{1,9})(.{0,200})$`)
const started = /Karma v\d.{1,30} server started/
const frame = /^\s{1,20}at /

/** Karma's own reporters (progress, dots, and those made from them), whatever framework runs the tests. */
export const karmaConsole: LineReader = {
  format: 'console-karma',
  wakes: /\) .{1,2000} FAILED$|\) ERROR$|\): Executed \d{1,9} of \d|Karma v\d.{1,30} server started/,
  open: openKarma,
}

/** Counts of one browser, as its last line gives them. */
type Counts = ReturnType<typeof totalsOf>

function openKarma(sink: LineSink): LineParser {
  const counts = new Map<string, Counts>()
  const blocks = openBlocks((block) => report(sink, block))
  const finish = (): void => {
    blocks.close()
    for (const each of counts.values()) sink.totals(each)
    counts.clear()
  }
  return {
    line(text, number) {
      // A job may run Karma several times, each time in the same browser.
      if (started.test(text)) finish()
      const failed = failLine.exec(text)
      const broken = failed === null ? errorLine.exec(text) : null
      if (failed !== null) blocks.open({ name: failed[2] ?? '' }, number)
      else if (broken !== null) blocks.open({ name: '' }, number)
      else if (/^\s{1,20}\S/.test(text)) blocks.add(text, number)
      else {
        blocks.close()
        const counted = countLine.exec(text)
        if (counted !== null) counts.set(counted[1] ?? '', countsOf(counted))
      }
      return blocks.current() !== undefined
    },
    end: finish,
  }
}

function countsOf([, , executed, of, rest = '']: readonly string[]): Counts {
  const failed = Number(/\((\d{1,9}) FAILED\)/.exec(rest)?.[1] ?? 0)
  const skipped = Number(/\(skipped (\d{1,9})\)/.exec(rest)?.[1] ?? 0)
  return totalsOf({ passed: Math.max(0, Number(executed) - failed), failed, skipped }, Number(of))
}

/** Jasmine's own frames stand between those of the test: they are no message and no place. */
function report(sink: LineSink, block: TestBlock): void {
  const lines = block.lines.filter((line) => !/^\s{1,20}at <Jasmine>$/.test(line))
  const said = lines.filter((line) => !frame.test(line))
  const draft = testDraft({ ...block, lines })
  if (block.test.name !== '')
    sink.report({ ...draft, message: draft.exception === undefined ? said[0]?.trim() : draft.message })
  // An error outside of all tests: a script that does not load, as a rule.
  else sink.report({ ...draft, kind: 'exception', test: undefined })
}
