import type { TestName } from '../../domain.js'
import type { LineParser, LineReader, LineSink } from '../lines/line-reader.js'
import type { RawFrame } from '../reader.js'
import { placeOf } from '../stacks/place.js'
import { type TestBlock, testDraft, totalsOf } from './block.js'
import { type Blocks, countBefore, isOutside, openBlocks } from './blocks.js'

const headLine = /^ {0,2}\d{1,6}\) (?:(test|property|doctest|feature) )?(\S.*) \(([A-Z][\w.]{0,300})\)$/
const allLine = /^ {0,2}\d{1,6}\) ([A-Z][\w.]{0,300}): (failure on setup_all callback)/
const placeLine = /^ {5}(\S{1,1000}\.exs?:\d{1,7})$/
const raisedLine = /^\s{0,12}\*\* \(([\w.]{1,200})\) ?(.*)$/
const exitLine = /^\s{0,12}\*\* \((exit|throw|EXIT from #PID<[\d.]{1,20}>)\) ?(.*)$/
const frameLine = /^ {7}(?:\(([\w.-]{1,100})(?: [^)]{1,60})?\) )?(\S{1,1000}\.\w{1,5}):(\d{1,7}): (.*)$/
const totalsLine = /^(?:\d{1,9} (?:doctests?|properties|property|features?), )*\d{1,9} tests?, \d{1,9} failures?/
/** Applications that come with the language. */
const platform = /^(?:elixir|ex_unit|stdlib|kernel|logger|mix|iex|eex|erts|compiler)$/

/** Elixir's ExUnit. */
export const exunitConsole: LineReader = {
  format: 'console-exunit',
  wakes: /^ {0,2}\d{1,6}\) (?:test|property|doctest|feature|[A-Z])|^\d{1,9} (?:doctest|propert|feature|test)/,
  open: openExunit,
}

function openExunit(sink: LineSink): LineParser {
  const blocks = openBlocks((block) => reportBlock(sink, block))
  return {
    line: (text, number) => exunitLine(sink, blocks, text, number),
    end: blocks.close,
  }
}

function exunitLine(sink: LineSink, blocks: Blocks, text: string, number: number): boolean {
  if (totalsLine.test(text)) {
    blocks.close()
    sink.totals(countsOf(text))
    return false
  }
  const head = headLine.exec(text)
  const all = head === null ? allLine.exec(text) : null
  const test: TestName | undefined =
    head !== null
      ? { suite: head[3] ?? '', name: `${head[1] === 'doctest' ? 'doctest ' : ''}${head[2]}` }
      : all !== null
        ? { suite: all[1] ?? '', name: 'setup_all' }
        : undefined
  const block = blocks.current()
  if (test !== undefined) blocks.open(test, number)
  else if (/^Finished in /.test(text) || isOutside(text)) blocks.close()
  else if (block !== undefined && block.location === undefined && placeLine.test(text)) {
    const place = placeOf(text.trim())
    block.location = place
    if (place !== undefined) block.test = { ...block.test, file: place.file }
    blocks.add('', number)
  } else blocks.add(text, number)
  return blocks.current() !== undefined
}

function reportBlock(sink: LineSink, block: TestBlock): void {
  const { lines } = block
  const draft = testDraft(block)
  const raised = lines.map((line) => raisedLine.exec(line) ?? exitLine.exec(line)).find((found) => found !== null)
  const frames = framesOf(lines)
  const told =
    raised === undefined || raised === null
      ? { exception: undefined }
      : { exception: raised[1], message: raised[2] ?? '' }
  const code = lines.map((line) => /^\s{0,12}code: {1,4}(.*)$/.exec(line)?.[1]).find((found) => found !== undefined)
  const first = lines.find((line) => line.trim() !== '')?.trim() ?? ''
  // "Assertion with == failed" says nothing without what was asserted.
  const message =
    /^(?:Assertion with .{1,40}|match \(.{1,8}\)) failed$/.test(first) && code !== undefined
      ? `${first}: ${code}`
      : first
  sink.report({ ...draft, message, ...told, frames })
}

function framesOf(lines: readonly string[]): RawFrame[] {
  const start = lines.findIndex((line) => /^\s{0,12}stacktrace:$/.test(line))
  const frames: RawFrame[] = []
  for (const line of start < 0 ? [] : lines.slice(start + 1)) {
    const match = frameLine.exec(line)
    if (match === null) continue
    const called = match[4] === '(test)' ? {} : { function: match[4] ?? '' }
    const isLibrary = match[1] !== undefined && platform.test(match[1])
    frames.push({ file: match[2] ?? '', line: Number(match[3]), ...called, ...(isLibrary ? { isLibrary } : {}) })
  }
  return frames
}

function countsOf(text: string): ReturnType<typeof totalsOf> {
  const total =
    countBefore(text, 'doctests?') +
    countBefore(text, 'properties|property') +
    countBefore(text, 'features?') +
    countBefore(text, 'tests?')
  const failed = countBefore(text, 'failures?')
  const errored = countBefore(text, 'invalid')
  const skipped = countBefore(text, 'skipped')
  return totalsOf({ passed: Math.max(0, total - failed - errored - skipped), failed, errored, skipped }, total)
}
