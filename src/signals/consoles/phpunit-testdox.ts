import type { LineParser, LineReader, LineSink } from '../lines/line-reader.js'
import { openBlocks } from './blocks.js'
import { phpunitDraft } from './phpunit.js'

const failedLine = /^ ✘ (\S.*?)(?: \[[\d.]{1,20} ?m?s\])?$/
const otherResult = /^ [✔↩∅☢⚠] \S/
const textLine = /^ {3}[│┐├┴┊╵╷] ?(.*)$/
const classLine = /^(\S.{0,300}?)(?: \(([\w\\]{1,500})\))?$/

/** PHPUnit with `--testdox`: each failure below the sentence that its test's name makes. Its counts are phpunit.ts's. */
export const phpunitTestdox: LineReader = {
  format: 'console-phpunit',
  wakes: /^ ✘ \S/,
  open: openTestdox,
}

function openTestdox(sink: LineSink): LineParser {
  let suite: string | undefined
  const blocks = openBlocks((block) => {
    // Other tools print the same mark, without the bar below it.
    if (block.lines.some((line) => line !== '')) sink.report(phpunitDraft(block, true))
  })
  return {
    line(text, number, above) {
      const failed = failedLine.exec(text)
      if (failed !== null) {
        suite = classAbove(above(1)) ?? suite
        blocks.open({ ...(suite === undefined ? {} : { suite }), name: failed[1] ?? '' }, number)
        return true
      }
      const said = textLine.exec(text)
      if (said !== null) {
        blocks.add(said[1] ?? '', number)
        return true
      }
      if (text.trim() === '') return blocks.current() !== undefined
      blocks.close()
      const isTest = otherResult.test(text)
      if (!isTest && suite !== undefined) suite = classAbove([text]) ?? suite
      return (
        suite !== undefined &&
        (isTest || classLine.test(text)) &&
        !/^(?:Time: |FAILURES!|ERRORS!|Tests: |Summary of )/.test(text)
      )
    },
    end: blocks.close,
  }
}

/** `Wallet (Acme\\WalletTest)`: the class where it is given, else the words that its name makes. */
function classAbove(lines: readonly string[]): string | undefined {
  const match = classLine.exec(lines.at(-1) ?? '')
  return match === null ? undefined : (match[2] ?? match[1])
}
