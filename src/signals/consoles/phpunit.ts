import type { LineParser, LineReader, LineSink } from '../lines/line-reader.js'
import type { Draft, RawFrame } from '../reader.js'
import { type TestBlock, testDraft, totalsOf } from './block.js'
import { type Blocks, countAfter, isOutside, openBlocks } from './blocks.js'

const sectionLine =
  /^There (?:was|were) \d{1,9} (error|failure|warning|risky test|incomplete test|skipped test|PHPUnit \w{1,20})s?:$/
const headLine = /^\d{1,6}\) (\S.*)$/
const testPath = /^([A-Za-z_\\][\w\\]{0,500})::(\S.*)$/
const endLine = /^(?:--|FAILURES!|ERRORS!|WARNINGS!|OK(?:, but .*| \(.*\))?|Tests: \d.*)$/
const totalsLine = /^Tests: \d{1,9}, Assertions: \d/
const okLine = /^OK \((\d{1,9}) tests?, \d{1,9} assertions?\)$/
const placeLine = /^(\/.{1,1000}|[A-Za-z]:\\.{1,1000}|[\w./-]{1,500}\.\w{1,8}):(\d{1,7})$/
const typed = /^([A-Za-z_\\][\w\\]{0,300}): ?(.*)$/

/** PHPUnit 6 and later. */
export const phpunitConsole: LineReader = {
  format: 'console-phpunit',
  wakes:
    /^There (?:was|were) \d{1,9} (?:error|failure|warning|risky|incomplete|skipped|PHPUnit)|^Tests: \d{1,9}, A|^OK \(\d/,
  open: openPhpunit,
}

interface Phpunit {
  readonly sink: LineSink
  readonly blocks: Blocks
  section: string | undefined
}

function openPhpunit(sink: LineSink): LineParser {
  const state: Phpunit = {
    sink,
    blocks: openBlocks((block) => reportBlock(state, block)),
    section: undefined,
  }
  return {
    line: (text, number) => phpunitLine(state, text, number),
    end: state.blocks.close,
  }
}

function phpunitLine(state: Phpunit, text: string, number: number): boolean {
  const { blocks, sink } = state
  const section = sectionLine.exec(text)?.[1]
  if (section !== undefined) {
    blocks.close()
    state.section = section
    return true
  }
  if (endLine.test(text) || isOutside(text)) {
    blocks.close()
    state.section = undefined
    if (totalsLine.test(text)) sink.totals(countsOf(text))
    const ok = okLine.exec(text)
    if (ok !== null) sink.totals(totalsOf({ passed: Number(ok[1]) }))
    return false
  }
  if (state.section !== 'error' && state.section !== 'failure') return state.section !== undefined
  const head = headLine.exec(text)
  const path = head === null ? null : testPath.exec(head[1] ?? '')
  if (path !== null) blocks.open({ suite: path[1] ?? '', name: path[2] ?? '' }, number)
  else if (head !== null && blocks.current() === undefined) blocks.open({ name: head[1] ?? '' }, number)
  else blocks.add(text, number)
  return true
}

function reportBlock(state: Phpunit, block: TestBlock): void {
  // JUnit 4 lists `name(class)` below nearly the same heading.
  if (block.test.suite === undefined && /\([\w.$]{1,500}\)$/.test(block.test.name)) return
  state.sink.report(phpunitDraft(block, state.section === 'error'))
}

/** @param mayThrow true where the first line may name an exception: failures begin with the user's own words */
export function phpunitDraft(block: TestBlock, mayThrow: boolean): Draft {
  const cause = block.lines.indexOf('Caused by')
  const own = cause < 0 ? block.lines : block.lines.slice(0, cause)
  const frames: RawFrame[] = []
  for (const line of own) {
    const place = placeLine.exec(line)
    if (place !== null) frames.push({ file: place[1] ?? '', line: Number(place[2]) })
  }
  const first = own.find((line) => line.trim() !== '') ?? ''
  const thrown = mayThrow ? typed.exec(first) : null
  const file = frames.findLast((frame) => /Test\.php$/.test(frame.file))?.file ?? frames.at(-1)?.file
  return {
    ...testDraft(block),
    exception: thrown?.[1],
    message: thrown === null ? first : thrown[2] || thrown[1],
    frames,
    test: { ...block.test, ...(file === undefined ? {} : { file }) },
  }
}

function countsOf(text: string): ReturnType<typeof totalsOf> {
  const total = countAfter(text, 'Tests')
  const failed = countAfter(text, 'Failures')
  const errored = countAfter(text, 'Errors')
  const skipped = countAfter(text, 'Skipped') + countAfter(text, 'Incomplete')
  return totalsOf({ passed: Math.max(0, total - failed - errored - skipped), failed, errored, skipped }, total)
}
