import type { LineParser, LineReader, LineSink } from '../lines/line-reader.js'
import { type TestBlock, testDraft, totalsOf } from './block.js'
import { type Blocks, countBefore, isOutside, openBlocks } from './blocks.js'

const headLine = /^ {1,3}\d{1,6}\) (\S.*)$/
const codeLabel = /^\s{0,12}(?:\d{1,4}\.\d{1,4}\) )?Failure\/Error:(.*)$/
const outsideLine = /^An error occurred (while loading|in an?) (.{1,1000}?)\.?(?: - Did you mean\?)?$/
const totalsLine = /^\d{1,9} examples?, \d{1,9} failures?/
const typeLine = /^([A-Z]\w{0,100}(?:::[A-Z]\w{0,100})*):$/
const frameLine = /^# \S/
const otherSection = /^(?:Finished in |Failed examples:|Top \d|Randomized with seed |Coverage report)/

/** RSpec, whatever formatter: all of them end with the same list of failures. */
export const rspecConsole: LineReader = {
  format: 'console-rspec',
  wakes: /^Failures: ?$|^Pending: \(|^An error occurred (?:while loading|in )|^\d{1,9} examples?, /,
  open: openRspec,
}

interface Rspec {
  readonly sink: LineSink
  readonly blocks: Blocks
  isListing: boolean
  /** True in the list of pending examples: their failures are expected. */
  isPending: boolean
}

function openRspec(sink: LineSink): LineParser {
  const rspec: Rspec = {
    sink,
    blocks: openBlocks((block) => reportBlock(sink, block)),
    isListing: false,
    isPending: false,
  }
  return {
    line: (text, number) => rspecLine(rspec, text, number),
    end: rspec.blocks.close,
  }
}

function rspecLine(rspec: Rspec, text: string, number: number): boolean {
  const { blocks, sink } = rspec
  if (totalsLine.test(text)) {
    blocks.close()
    rspec.isListing = false
    sink.totals(countsOf(text))
    return false
  }
  if (otherSection.test(text) || isOutside(text)) {
    blocks.close()
    rspec.isListing = false
    rspec.isPending = false
    return false
  }
  if (text.startsWith('Pending: (')) rspec.isPending = true
  if (/^Failures: ?$/.test(text)) {
    blocks.close()
    rspec.isListing = true
    rspec.isPending = false
    return true
  }
  if (rspec.isPending) {
    sink.claim(number, number)
    return true
  }
  const outside = outsideLine.exec(text)
  if (outside !== null) {
    const file = outside[1] === 'while loading' ? outside[2]?.replace(/^\.\//, '') : undefined
    blocks.open(file === undefined ? { name: text } : { name: file, file }, number)
    return true
  }
  const head = rspec.isListing ? headLine.exec(text) : null
  if (head === null) blocks.add(text, number)
  else blocks.open({ name: head[1] ?? '' }, number)
  return rspec.isListing || blocks.current() !== undefined
}

/** `Failure/Error:` with the line of code, then the message, below its type where it was no expectation. */
function reportBlock(sink: LineSink, block: TestBlock): void {
  const label = block.lines.findIndex((line) => codeLabel.test(line))
  // jasmine and others list their failures below the same heading.
  if (label < 0 && !block.lines.some((line) => frameLine.test(line.trim()))) return
  const draft = testDraft(block)
  const rest = block.lines.slice(label + 1).map((line) => line.trim())
  const isCodeBelow = label >= 0 && (codeLabel.exec(block.lines[label] ?? '')?.[1] ?? '').trim() === ''
  const said = rest.slice(isCodeBelow ? Math.max(0, rest.indexOf('')) : 0)
  const messages = said.slice(0, endOfMessage(said)).filter((line) => line !== '')
  const type = typeLine.exec(messages[0] ?? '')?.[1]
  const first = type === undefined ? messages[0] : messages[messages.indexOf(`${type}:`) + 1]
  const file = draft.frames?.findLast((frame) => /_(?:spec|test|steps)\.rb$/.test(frame.file))?.file
  sink.report({
    ...draft,
    exception: type,
    message: first ?? type ?? draft.message,
    test: { ...block.test, ...(file === undefined ? {} : { file }) },
  })
}

function endOfMessage(lines: readonly string[]): number {
  const end = lines.findIndex((line) => frameLine.test(line))
  return end < 0 ? lines.length : end
}

function countsOf(text: string): ReturnType<typeof totalsOf> {
  const total = countBefore(text, 'examples?')
  const failed = countBefore(text, 'failures?')
  const skipped = countBefore(text, 'pending')
  // Errors outside of examples are told as failures; they are no examples.
  return totalsOf({ passed: Math.max(0, total - failed - skipped), failed, skipped }, total)
}
