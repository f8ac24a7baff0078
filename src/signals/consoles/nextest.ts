import type { TestName } from '../../domain.js'
import type { LineParser, LineReader, LineSink } from '../lines/line-reader.js'
import { type TestBlock, totalsOf } from './block.js'
import { countBefore, isOutside, openBlocks } from './blocks.js'
import { rustDraft } from './cargo.js'

const resultLine =
  /^ {2,14}(?:TRY \d{1,4} )?(FAIL|SIG[A-Z]{2,6}|TIMEOUT|ABORT|EXECFAIL|LEAK-FAIL|PASS|SLOW|LEAK|FLAKY \d{1,4}\/\d{1,4}|RETRY|START) \[[^\]]{1,20}\] (?:\(\s{0,8}\d{1,9}\/\d{1,9}\) )?(\S{1,300}) (\S.*)$/
const bad = /^(?:FAIL|SIG|TIMEOUT|ABORT|EXECFAIL|LEAK-FAIL)/
/** What the mark alone says; a plain FAIL prints why. */
const endings: Readonly<Record<string, string>> = {
  TIMEOUT: 'the test timed out',
  ABORT: 'the test aborted',
  EXECFAIL: 'the test could not be started',
  'LEAK-FAIL': 'the test left processes behind',
}
const outputLine = /^-{3} (?:TRY \d{1,4} )?(?:STDOUT|STDERR|OUTPUT): {1,20}|^ {2}(?:stdout|stderr|output) ─{3}/
const summaryLine = /^ {2,14}Summary \[[^\]]{1,20}\] {1,4}\d{1,9}(?:\/\d{1,9})? tests? run: (.{1,200})$/

/** cargo-nextest: a line for each test, the output of those that failed, a summary that repeats their lines. */
export const nextestConsole: LineReader = {
  format: 'console-nextest',
  wakes: /^ {2,14}(?:FAIL|SIG[A-Z]{3,5}|TIMEOUT|ABORT|EXECFAIL|Summary|TRY \d{1,4} FAIL|FLAKY \S{3,9}) \[/,
  open: openNextest,
}

function openNextest(sink: LineSink): LineParser {
  /** Failed tests by name: a test that passes at a later try is not one. */
  const waiting = new Map<string, TestBlock>()
  const blocks = openBlocks((block) => {
    const key = `${block.test.suite} ${block.test.name}`
    if (!waiting.has(key)) waiting.set(key, block)
  })
  const finish = (): void => {
    blocks.close()
    for (const block of waiting.values()) sink.report(rustDraft(block))
    waiting.clear()
  }
  let isOutput = false
  let isSummary = false
  return {
    line(text, number) {
      const summary = summaryLine.exec(text)
      if (summary !== null) {
        blocks.close()
        sink.totals(countsOf(summary[1] ?? ''))
        isSummary = true
        return true
      }
      const result = resultLine.exec(text)
      if (result !== null) {
        blocks.close()
        const test: TestName = { suite: result[2] ?? '', name: result[3] ?? '' }
        isOutput = false
        const flaky = /^FLAKY (\d{1,4})\//.exec(result[1] ?? '')
        if (flaky !== null && isSummary) sink.retried(test, Number(flaky[1]) - 1)
        if (flaky !== null || result[1] === 'PASS') {
          const gone = waiting.get(`${test.suite} ${test.name}`)
          if (gone !== undefined) sink.claim(gone.from, gone.to)
          waiting.delete(`${test.suite} ${test.name}`)
        } else if (isSummary) sink.claim(number, number)
        else if (bad.test(result[1] ?? '')) {
          blocks.open(test, number)
          const how = endings[result[1] ?? ''] ?? (result[1]?.startsWith('SIG') ? `ended by ${result[1]}` : undefined)
          if (how !== undefined) blocks.add(how, number)
        }
        return true
      }
      if (isOutside(text)) {
        finish()
        isSummary = false
        return false
      }
      isOutput ||= outputLine.test(text)
      if (isOutput && !outputLine.test(text)) blocks.add(text.replace(/^ {4}(?=\S)/, ''), number)
      return waiting.size > 0 || blocks.current() !== undefined || isSummary
    },
    end: finish,
  }
}

function countsOf(printed: string): ReturnType<typeof totalsOf> {
  const failed =
    countBefore(printed, 'failed') + countBefore(printed, 'timed out') + countBefore(printed, 'exec failed')
  return totalsOf({ passed: countBefore(printed, 'passed'), failed, skipped: countBefore(printed, 'skipped') })
}
