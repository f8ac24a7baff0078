import type { TestStatus } from '../../domain.js'
import type { LineParser, LineReader, LineSink } from '../lines/line-reader.js'
import type { Draft } from '../reader.js'
import { placeOf } from '../stacks/place.js'
import { type Counted, type TestBlock, testDraft, totalsOf } from './block.js'
import { type Blocks, isOutside, openBlocks } from './blocks.js'

const resultLine = /^ {2}(?:([✔√]) |[✘×✖] \[(fail)\]: |- \[(skip|todo)\] )(.+)$/
const unseen = /^ {2}(Uncaught exception|Unhandled rejection) in (\S.*)$/
const fileFailed = /^ {2}[✘×✖] (.{1,1000}?) (?:exited|terminated|failed)\b/
const summaryLine = /^ {2}(\d{1,9}) (?:tests?|known failures?|uncaught exceptions?|unhandled rejections?)\b/
const codeLine = /^ {2,6}\d{1,7}: /
const frameLine = /^ {2}› (.+)$/
/** `TypeError {`, `OddThing (Odd) @Error {`. */
const inspectedType = /^ {2}([A-Za-z_$][\w$.]{0,100})(?: \([\w$.]{1,100}\))?(?: @\w{1,60})?(?: \[\w{1,60}\])? \{$/
const thrown =
  /^(?:Error thrown in test|Rejected promise returned by test|.{0,100}(?:unexpected|thrown|rejected).{0,60}):?/i

/** ava's default reporter: the results as they come, then each failure below its title. */
export const avaConsole: LineReader = {
  format: 'console-ava',
  wakes: /^ {2}[✘×✖] |^ {2}[✔√] |^ {2}- \[(?:skip|todo)\] |^ {2}(?:Uncaught exception|Unhandled rejection) in /,
  open: openAva,
}

interface Ava {
  readonly sink: LineSink
  readonly blocks: Blocks
  /** What stands behind `[fail]:`, a title and perhaps a message: the title comes again above the failure. */
  failed: string[]
  counted: Required<Pick<Counted, 'passed' | 'failed' | 'skipped'>>
  isDetailed: boolean
}

function openAva(sink: LineSink): LineParser {
  const ava: Ava = {
    sink,
    blocks: openBlocks((block) => reportBlock(sink, block)),
    failed: [],
    counted: { passed: 0, failed: 0, skipped: 0 },
    isDetailed: false,
  }
  const finish = (): void => {
    ava.blocks.close()
    const { passed, failed, skipped } = ava.counted
    // Marks alone are also those of other runners: only `[fail]:` and the summary are ava's own.
    if (ava.isDetailed && passed + failed + skipped > 0) sink.totals(totalsOf(ava.counted))
    ava.counted = { passed: 0, failed: 0, skipped: 0 }
    ava.failed = []
    ava.isDetailed = false
  }
  return {
    line(text, number) {
      if (isOutside(text)) {
        finish()
        return false
      }
      if (summaryLine.test(text)) {
        ava.isDetailed = true
        finish()
        return true
      }
      return avaLine(ava, text, number)
    },
    end: finish,
  }
}

function avaLine(ava: Ava, text: string, number: number): boolean {
  const result = ava.isDetailed ? null : resultLine.exec(text)
  if (result !== null) {
    ava.blocks.close()
    countResult(ava, result)
    return true
  }
  const outside = unseen.exec(text)
  if (outside !== null) {
    ava.blocks.open({ name: outside[2] ?? '', file: outside[2] ?? '' }, number)
    return true
  }
  if (fileFailed.test(text) || text === '  ─') {
    ava.blocks.close()
    ava.isDetailed = ava.isDetailed || text === '  ─'
    return true
  }
  const title = ava.isDetailed && /^ {2}\S/.test(text) ? text.trim() : undefined
  const at = title === undefined ? -1 : ava.failed.findIndex((one) => one === title || one.startsWith(`${title} `))
  if (title !== undefined && at >= 0) {
    ava.failed.splice(at, 1)
    ava.blocks.open({ name: title }, number)
  } else ava.blocks.add(text, number)
  // Marks alone do not keep it awake: other runners print the same ones.
  return ava.blocks.current() !== undefined || ava.failed.length > 0 || ava.isDetailed
}

function countResult(ava: Ava, result: RegExpExecArray): void {
  const status: TestStatus = result[1] !== undefined ? 'passed' : result[2] !== undefined ? 'failed' : 'skipped'
  if (status === 'failed') ava.failed.push(result[4] ?? '')
  ava.counted[status]++
}

function reportBlock(sink: LineSink, block: TestBlock): void {
  const own = block.lines.find((line) => /^ {2}\S{1,1000}:\d{1,7}$/.test(line))?.trim()
  const location = own === undefined ? undefined : placeOf(own)
  const lines = block.lines
    .filter((line) => !codeLine.test(line) && line.trim() !== own)
    .map((line) => line.replace(frameLine, (_, frame: string) => `    at ${frame.replace(/file:\/\/(?!\/)/, '')}`))
  const draft = testDraft({ ...block, lines, ...(location === undefined ? {} : { location }) })
  const file = block.test.file ?? location?.file
  const test = { ...block.test, ...(file === undefined ? {} : { file }) }
  sink.report({ ...draft, ...inspected(draft, lines), test })
}

function firstThrown(lines: readonly string[]): number {
  return lines.findIndex((line) => thrown.test(line.trim()))
}

/** ava shows an error as an object, `TypeError {` with its `message: '…'`, and not always as a stack. */
function inspected(draft: Draft, lines: readonly string[]): Partial<Draft> {
  if (draft.exception !== undefined || firstThrown(lines) < 0) return {}
  const at = lines.findIndex((line) => inspectedType.test(line))
  if (at < 0)
    return {
      message: lines
        .slice(firstThrown(lines) + 1)
        .find((line) => line.trim() !== '')
        ?.trim(),
    }
  const message = lines
    .slice(at, at + 20)
    .map((line) => /^ {4}message: ['"`](.*?)(?:['"`],)?$/.exec(line)?.[1])
    .find((found) => found !== undefined)
  const exception = inspectedType.exec(lines[at] ?? '')?.[1]
  return { exception, ...(message === undefined ? {} : { message: message.replace(/␊$/, '') }) }
}
