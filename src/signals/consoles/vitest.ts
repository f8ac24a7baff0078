import type { TestName } from '../../domain.js'
import type { LineParser, LineReader, LineSink } from '../lines/line-reader.js'
import type { RawFrame } from '../reader.js'
import { placeOf } from '../stacks/place.js'
import { type TestBlock, testDraft, totalsOf } from './block.js'
import { type Blocks, countBefore, openBlocks } from './blocks.js'

const failLine = /^ FAIL {2}(\S.*|\s\S.*)$/
const endLine = /^⎯{4,}\[\d{1,6}\/\d{1,6}\]⎯$/
const sectionLine = /^⎯{3,} (.{1,80}?) ⎯{3,}$/
const unhandled = /^(?:Unhandled|Uncaught) (?!Errors$)/
const totalsLine = /^ {5,7}Tests {2}(\d.{1,200})$/
const codeLine = /^ {1,12}\d{0,7}\| |^ {1,12}\d{1,7}\|$/
const origin = /^This error originated in "(.{1,1000}?)" test file\./

/** vitest, with any of its reporters: all of them list the failures at the end in the same way. */
export const vitestConsole: LineReader = {
  format: 'console-vitest',
  wakes: /^ FAIL {2}|^⎯{3,} |^ Test Files {2}\d|^ {5,7}Tests {2}\d/,
  open: openVitest,
}

interface Vitest {
  readonly sink: LineSink
  readonly blocks: Blocks
  /** Other tests that failed with the very error of the open block. */
  twins: TestName[]
  isUnhandled: boolean
  readonly told: Set<string>
  /** First lines of what was told: annotations of a workflow repeat them. */
  readonly said: Set<string>
  isRepeating: boolean
}

function openVitest(sink: LineSink): LineParser {
  const vitest: Vitest = {
    sink,
    blocks: openBlocks((block) => reportBlock(vitest, block)),
    twins: [],
    isUnhandled: false,
    told: new Set(),
    said: new Set(),
    isRepeating: false,
  }
  return {
    line: (text, number) => vitestLine(vitest, text, number),
    end: () => vitest.blocks.close(),
  }
}

function vitestLine(vitest: Vitest, text: string, number: number): boolean {
  const { blocks, sink } = vitest
  const failed = failLine.exec(text)
  if (failed !== null) return openFailure(vitest, testOf(failed[1] ?? ''), number)
  const section = sectionLine.exec(text)?.[1]
  if (section !== undefined) {
    blocks.close()
    vitest.isUnhandled = unhandled.test(section)
    if (vitest.isUnhandled) blocks.open({ name: section }, number)
    return true
  }
  const totals = totalsLine.exec(text)
  if (totals !== null) {
    sink.totals(countsOf(totals[1] ?? ''))
    return true
  }
  if (endLine.test(text) || / Test Files {2}\d/.test(text) || (vitest.isUnhandled && /^⎯{8,}$/.test(text))) {
    blocks.add(text, number)
    blocks.close()
    vitest.isUnhandled = false
    return true
  }
  if (blocks.current() === undefined) return repeated(vitest, text, number)
  blocks.add(text, number)
  return true
}

/** Where a file does not parse, the frames are those of the parser, and its message names the place. */
function parserPlace(lines: readonly string[]): RawFrame | undefined {
  for (const line of lines.slice(0, 30)) {
    const match =
      /^\s{0,8}(?:At )?[Ff]ile: (\S{1,1000}?):(\d{1,7}):(\d{1,7})$/.exec(line) ??
      /^(\S{1,1000}?):(\d{1,7}):(\d{1,7}): (?:ERROR|error): /.exec(line) ??
      /^\s{0,8}[╭,]-\[ (\S{1,1000}?):(\d{1,7}):(\d{1,7}) \]/.exec(line)
    if (match !== null) return { file: match[1] ?? '', line: Number(match[2]), column: Number(match[3]) }
  }
  return undefined
}

function openFailure(vitest: Vitest, test: TestName, number: number): boolean {
  const open = vitest.blocks.current()
  // Tests that fail with one error are named one above the other, and the error is printed once.
  if (open !== undefined && open.last - open.from === vitest.twins.length && !vitest.isUnhandled) {
    if (open.head.every((line) => line.trim() === '')) {
      vitest.twins.push(test)
      open.last = number
      return true
    }
  }
  vitest.isUnhandled = false
  vitest.blocks.open(test, number)
  return true
}

/** In a workflow, vitest repeats each error as an annotation below its summary. */
function repeated(vitest: Vitest, text: string, number: number): boolean {
  const annotation = /^##\[(\w{1,20})\](.*)$/.exec(text)
  if (annotation !== null) vitest.isRepeating = vitest.said.has((annotation[2] ?? '').trim())
  if (vitest.isRepeating) vitest.sink.claim(number, number)
  return vitest.said.size > 0 && !text.startsWith('##[error]Process completed')
}

function reportBlock(vitest: Vitest, block: TestBlock): void {
  const lines = block.lines.filter((line) => !codeLine.test(line) && !/^⎯/.test(line))
  const found = testDraft({ ...block, lines })
  const parsed = parserPlace(lines)
  const draft = parsed === undefined ? found : { ...found, frames: [parsed, ...(found.frames ?? [])] }
  vitest.said.add((lines.find((line) => line.trim() !== '') ?? '').trim())
  if (vitest.isUnhandled) {
    const file = lines.map((line) => origin.exec(line)?.[1]).find((found) => found !== undefined)
    vitest.sink.report({
      ...draft,
      kind: 'exception',
      test: undefined,
      location: file === undefined ? undefined : { file },
    })
    return
  }
  for (const test of [block.test, ...vitest.twins]) {
    const key = `${test.file}\n${test.suite}\n${test.name}`
    vitest.sink.claim(block.from, block.to)
    // A retried test prints an error for each try.
    if (vitest.told.has(key)) continue
    vitest.told.add(key)
    vitest.sink.report({ ...draft, test, location: test.file === undefined ? undefined : { file: test.file } })
  }
  vitest.twins = []
}

/** ` file > suite > name`, ` |project| file > …`, ` project  file > …`, ` file [ file ]` where a file does not load. */
function testOf(printed: string): TestName {
  const parts = printed.split(' > ')
  const named = withoutProject((parts[0] ?? '').trim())
  const repeated = named.endsWith(' ]') ? named.indexOf(' [ ') : -1
  const bare = repeated < 0 ? named : named.slice(0, repeated)
  const file = placeOf(bare)?.file ?? bare
  if (parts.length === 1) return { name: file, file }
  const suite = parts.slice(1, -1).join(' › ')
  return { ...(suite === '' ? {} : { suite }), name: (parts.at(-1) ?? '').trim(), file }
}

function withoutProject(printed: string): string {
  const barred = /^\|[^|]{1,100}\|\s{1,4}/.exec(printed)
  if (barred !== null) return printed.slice(barred[0].length)
  // A project's name has no dot and no slash, and a file has one of them.
  const gap = printed.slice(0, 100).indexOf('  ')
  return gap > 0 && !/[/.]/.test(printed.slice(0, gap)) ? printed.slice(gap).trimStart() : printed
}

function countsOf(printed: string): ReturnType<typeof totalsOf> {
  const total = /\((\d{1,9})\)\s*$/.exec(printed)?.[1]
  const skipped = countBefore(printed, 'skipped') + countBefore(printed, 'todo')
  const passed = countBefore(printed, 'passed') + countBefore(printed, 'expected fail')
  const counted = { passed, failed: countBefore(printed, 'failed'), skipped }
  return totalsOf(counted, total === undefined ? undefined : Number(total))
}
