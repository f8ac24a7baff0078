import type { TestName, TestStatus } from '../../domain.js'
import type { LineParser, LineReader, LineSink } from '../lines/line-reader.js'
import type { Draft } from '../reader.js'
import { placeOf } from '../stacks/place.js'
import { type TestBlock, testDraft, totalsOf } from './block.js'
import { type Blocks, countBefore, isOutside, openBlocks } from './blocks.js'

const labelLine = /^ {0,3}(?:\d{1,6}\) )?(Failure|Error|Skipped):$/
const nameLine = /^([A-Z][^#]{0,500})#(.{1,1000}?)(?: \[([^\]]{1,1000})\])?:$/
const reporterLine = /^ {0,2}(FAIL|ERROR) (\S{1,500}#.{1,500}?) \([\d.:]{1,20}s?\)$/
const endLine =
  /^(?:(?:bin\/)?(?:rails|rake) test |Finished in |bin\/test )|^\S{1,500}#\S{1,500} = [\d.]{1,12} s = [.FES]$/
/** A test with `-v`, once it has ended. */
const verbose = /^([A-Z][^\s#]{0,500})#(.{1,500}?) = [\d.]{1,12} s = ([.FES])$/
const totalsLine = /^\d{1,9} (?:runs|tests), \d{1,9} assertions, \d{1,9} failures, \d{1,9} errors, \d{1,9} skips/

/** minitest, alone, below Rails (which prints each failure where it happens) and with the common reporters. */
export const minitestConsole: LineReader = {
  format: 'console-minitest',
  wakes:
    /^ {0,3}\d{1,6}\) (?:Failure|Error):$|^(?:Failure|Error):$|^ {0,2}(?:FAIL|ERROR) [A-Z]|^\d{1,9} (?:runs|tests), |^[A-Z][^\s#]{0,500}#.{1,500} = [\d.]{1,12} s = [.FES]$/,
  open: openMinitest,
}

interface Minitest {
  readonly sink: LineSink
  readonly blocks: Blocks
  /** Line of `Failure:` or `Error:` whose next line names the test. */
  labelled: number | undefined
}

function openMinitest(sink: LineSink): LineParser {
  const state: Minitest = { sink, blocks: openBlocks((block) => reportBlock(sink, block)), labelled: undefined }
  return {
    line: (text, number) => minitestLine(state, text, number),
    end: state.blocks.close,
  }
}

function minitestLine(state: Minitest, text: string, number: number): boolean {
  const { blocks, sink } = state
  if (totalsLine.test(text)) {
    blocks.close()
    sink.totals(countsOf(text))
    return false
  }
  if (state.labelled !== undefined) {
    const at = state.labelled
    state.labelled = undefined
    return openNamed(blocks, text, at)
  }
  const label = labelLine.exec(text)
  const reported = reporterLine.exec(text)
  if (label !== null) {
    blocks.close()
    state.labelled = label[1] === 'Skipped' ? undefined : number
    return true
  }
  if (reported !== null) {
    const [suite = '', ...name] = (reported[2] ?? '').split('#')
    blocks.open({ suite, name: name.join('#') }, number)
    return true
  }
  const ended = verbose.exec(text)
  if (ended !== null) sink.testCase({ suite: ended[1] ?? '', name: ended[2] ?? '' }, statusOf(ended[3] ?? ''))
  if (ended !== null || endLine.test(text) || isOutside(text)) blocks.close()
  else blocks.add(text, number)
  return blocks.current() !== undefined
}

function statusOf(letter: string): TestStatus {
  if (letter === '.') return 'passed'
  return letter === 'F' ? 'failed' : letter === 'E' ? 'errored' : 'skipped'
}

/** `Suite#test [file:line]:` of a failure, `Suite#test:` of an error. */
function openNamed(blocks: Blocks, text: string, number: number): boolean {
  const match = nameLine.exec(text)
  if (match === null) return false
  const location = match[3] === undefined ? undefined : placeOf(match[3])
  const file = location === undefined ? {} : { file: location.file }
  const test: TestName = { suite: match[1] ?? '', name: match[2] ?? '', ...file }
  blocks.open(test, number, location)
  return true
}

function reportBlock(sink: LineSink, block: TestBlock): void {
  const draft = testDraft(block)
  const location = block.location
  // An error names its type whatever it is called; a failure gives the place in its first line.
  const typed = location === undefined ? rubyHeadline(block.lines) : undefined
  const frames = draft.frames?.length || location === undefined ? draft.frames : [location]
  const file =
    location?.file ??
    frames?.findLast((frame) => /(?:_test|_spec|^test_[^/]*|\/test_[^/]*)\.rb$/.test(frame.file))?.file
  sink.report({ ...draft, ...typed, frames, test: { ...block.test, ...(file === undefined ? {} : { file }) } })
}

export function rubyHeadline(lines: readonly string[]): Pick<Draft, 'exception' | 'message'> | undefined {
  const first = lines.find((line) => line.trim() !== '')?.trim() ?? ''
  const match = /^([A-Z]\w{0,100}(?:::[A-Z]\w{0,100}){0,10}): ?(.*)$/.exec(first)
  return match === null ? undefined : { exception: match[1], message: match[2] ?? '' }
}

function countsOf(text: string): ReturnType<typeof totalsOf> {
  const total = countBefore(text, 'runs|tests')
  const failed = countBefore(text, 'failures')
  const errored = countBefore(text, 'errors')
  const skipped = countBefore(text, 'skips')
  return totalsOf({ passed: Math.max(0, total - failed - errored - skipped), failed, errored, skipped }, total)
}
