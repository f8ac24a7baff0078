import type { LineParser, LineReader, LineSink } from '../lines/line-reader.js'
import { totalsOf } from './block.js'
import { countAfter, isOutside, openBlocks } from './blocks.js'
import { javaDraft } from './java-failure.js'

const suiteLine = /^(?:Testsuite:|Running) (\S{1,500})$/
const caseLine = /^Testcase: (\S.{0,1000}?)(?:\([\w.$]{1,500}\))?(?: took [\d.,]{1,20} sec|:\s{0,4}(.*))$/
const outcome = /^\s{0,8}(Caused an ERROR|FAILED)$/
const endLine = /^(?:Test \S{1,500} FAILED|BUILD \w{1,20}|Total time: .*)$/
const totalsLine = /^Tests run: \d{1,9}, /

/** Ant's `junit` task with the plain and brief formatters; the log has taken `[junit]` off its lines. */
export const antJunit: LineReader = {
  format: 'console-ant-junit',
  wakes: /^Testcase: |^Testsuite: /,
  open: openAnt,
}

function openAnt(sink: LineSink): LineParser {
  let suite: string | undefined
  /** The formatter and the summary may both print a suite's counts. */
  let isCounted = true
  let name: string | undefined
  const blocks = openBlocks((block) => sink.report(javaDraft({ ...block, lines: withoutMessage(block.lines) })))
  return {
    line(said, number) {
      if (isOutside(said) || endLine.test(said)) {
        blocks.close()
        return false
      }
      const begun = suiteLine.exec(said)?.[1]
      const test = caseLine.exec(said)
      if (begun !== undefined || test !== null || totalsLine.test(said)) blocks.close()
      if (begun !== undefined && begun !== suite) {
        suite = begun
        isCounted = false
      }
      if (test !== null) name = test[1]
      if (!isCounted && totalsLine.test(said)) {
        isCounted = true
        sink.totals(countsOf(said))
      }
      if (outcome.test(test?.[2] ?? said) && name !== undefined)
        blocks.open({ ...(suite === undefined ? {} : { suite }), name }, number)
      else blocks.add(said, number)
      return true
    },
    end: blocks.close,
  }
}

/** The message stands above the exception, which says it again. */
function withoutMessage(lines: readonly string[]): readonly string[] {
  const thrown = lines.findIndex((line) => /^(?:[a-z_]\w{0,100}\.){1,20}[A-Z][\w$]{0,200}(?::|$)/.test(line))
  return thrown > 0 ? lines.slice(thrown) : lines
}

function countsOf(said: string): ReturnType<typeof totalsOf> {
  const total = countAfter(said, 'Tests run')
  const failed = countAfter(said, 'Failures')
  const errored = countAfter(said, 'Errors')
  const skipped = countAfter(said, 'Skipped')
  return totalsOf({ passed: Math.max(0, total - failed - errored - skipped), failed, errored, skipped }, total)
}
