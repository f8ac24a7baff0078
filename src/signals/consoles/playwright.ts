import type { TestName } from '../../domain.js'
import type { LineParser, LineReader, LineSink } from '../lines/line-reader.js'
import { placeOf } from '../stacks/place.js'
import { type TestBlock, testDraft, totalsOf } from './block.js'
import { type Blocks, isOutside, openBlocks } from './blocks.js'

const headLine = /^(?:##\[error\])? {2}\d{1,6}\) (\S.*)$/
const place = /^(?:\[([^\]]{1,200})\] › )?(\S.{0,1000}?:\d{1,7}:\d{1,7}) › (.+)$/
const countLine = /^ {2}(\d{1,9}) (failed|interrupted|flaky|skipped|did not run|passed)(?: \(.{1,30}\))?$/
const listed = /^ {4}(\S.*)$/
const retried = /^ {4}(?:Retry #\d{1,4}|attachment #\d{1,4}:)/
const codeLine = /^\s{1,12}>?\s{0,8}\d{0,7} \|/
const preview = /^\s{1,20}at [^():]{1,1000}:\d{1,7}$/
const errorContext = /^\s{1,12}Error Context: /

/** Playwright Test with its reporters for consoles (list, line, dot, github). */
export const playwrightConsole: LineReader = {
  format: 'console-playwright',
  wakes:
    /^ {2}\d{1,6}\) \S|^##\[error\] {2}\d|^Running \d{1,9} tests? using |^ {2}\d{1,9} (?:failed|flaky|passed|skipped)/,
  open: openPlaywright,
}

interface Title {
  /** Project, file, line and column: the same for every retry. */
  readonly place: string
  readonly test: TestName
}

interface Waiting {
  readonly block: TestBlock
  readonly title: Title
  readonly isFlaky: boolean
}

interface Playwright {
  readonly sink: LineSink
  readonly blocks: Blocks
  /** Failures wait for the summary: it says which tests were only flaky. */
  waiting: Waiting[]
  title: Title | undefined
  counted: Record<'passed' | 'failed' | 'skipped', number> | undefined
  /** The part of the summary that the next names belong to. */
  part: string | undefined
  readonly told: Set<string>
}

function openPlaywright(sink: LineSink): LineParser {
  const state: Playwright = {
    sink,
    blocks: openBlocks((block) => {
      if (state.title !== undefined) state.waiting.push({ block, title: state.title, isFlaky: false })
    }),
    waiting: [],
    title: undefined,
    counted: undefined,
    part: undefined,
    told: new Set(),
  }
  return {
    line: (text, number) => playwrightLine(state, text, number),
    end: () => finish(state),
  }
}

function playwrightLine(state: Playwright, text: string, number: number): boolean {
  const { blocks } = state
  const count = countLine.exec(text)
  if (count !== null) {
    blocks.close()
    state.part = count[2]
    if (state.waiting.length > 0 || state.counted !== undefined || count[2] !== 'skipped') addCount(state, count)
    return true
  }
  const name = state.part === undefined ? null : listed.exec(text)
  if (name !== null) {
    listedAs(state, name[1] ?? '')
    state.sink.claim(number, number)
    return true
  }
  const title = titleOf(headLine.exec(text)?.[1])
  if (title !== undefined) {
    if (state.part !== undefined && !text.startsWith('##')) finish(state)
    blocks.close()
    state.title = title
    blocks.open(title.test, number)
    return true
  }
  if (text.startsWith('Running ')) {
    finish(state)
    state.told.clear()
  }
  if (isOutside(text)) blocks.close()
  // The names of a part of the summary stand right below its count.
  state.part = undefined
  blocks.add(text, number)
  return blocks.current() !== undefined || state.waiting.length > 0 || state.counted !== undefined
}

function addCount(state: Playwright, count: RegExpExecArray): void {
  state.counted ??= { passed: 0, failed: 0, skipped: 0 }
  const printed = count[2] ?? ''
  const isBad = printed === 'failed' || printed === 'interrupted'
  const isGood = printed === 'passed' || printed === 'flaky'
  state.counted[isBad ? 'failed' : isGood ? 'passed' : 'skipped'] += Number(count[1])
}

/** The summary names each test once more: the titles of failures may have the failed step at their end. */
function listedAs(state: Playwright, printed: string): void {
  const title = titleOf(printed)
  if (title === undefined) return
  for (const [index, { block, title: known }] of state.waiting.entries()) {
    if (known.place !== title.place) continue
    const isFlaky = state.part === 'flaky' && keyOf(known) === keyOf(title)
    const isStep = known.test.suite?.startsWith(
      `${title.test.suite ?? ''}${title.test.suite ? ' › ' : ''}${title.test.name}`,
    )
    state.waiting[index] = { block, title: isStep ? { ...known, test: title.test } : known, isFlaky }
  }
}

function keyOf(title: Title): string {
  return `${title.place}\n${title.test.suite}\n${title.test.name}`
}

function finish(state: Playwright): void {
  state.blocks.close()
  for (const { block, title, isFlaky } of state.waiting) {
    state.sink.claim(block.from, block.to)
    if (isFlaky && !state.told.has(keyOf(title))) state.sink.retried(title.test, 1)
    if (isFlaky || state.told.has(keyOf(title))) continue
    state.told.add(keyOf(title))
    report(state.sink, { ...block, test: title.test })
  }
  if (state.counted !== undefined) state.sink.totals(totalsOf(state.counted))
  state.waiting = []
  state.counted = undefined
  state.part = undefined
}

/** `[project] › file:5:3 › suite › name ────`; the rule is left out where the title fills the line. */
function titleOf(printed: string | undefined): Title | undefined {
  if (printed === undefined) return undefined
  const match = place.exec(printed.slice(0, endOfTitle(printed)))
  if (match === null) return undefined
  const parts = (match[3] ?? '').split(' › ')
  const suite = parts.slice(0, -1).join(' › ')
  const file = placeOf(match[2] ?? '')?.file ?? ''
  const test = { ...(suite === '' ? {} : { suite }), name: (parts.at(-1) ?? '').trim(), file }
  return { place: `${match[1] ?? ''} ${match[2]}`, test }
}

function endOfTitle(printed: string): number {
  let end = printed.length
  while (end > 0 && (printed[end - 1] === '─' || printed[end - 1] === ' ')) end--
  return end
}

function report(sink: LineSink, block: TestBlock): void {
  const again = block.lines.findIndex((line) => retried.test(line))
  const first = again < 0 ? block.lines : block.lines.slice(0, again)
  const whole = first.filter((line) => !codeLine.test(line) && !errorContext.test(line))
  const isTraced = whole.some((line) => /^\s{1,20}at .*:\d{1,7}:\d{1,7}\)?$/.test(line))
  const lines = isTraced ? whole.filter((line) => !preview.test(line)) : whole
  const draft = testDraft({ ...block, lines })
  sink.report({ ...draft, location: block.test.file === undefined ? undefined : { file: block.test.file } })
}
