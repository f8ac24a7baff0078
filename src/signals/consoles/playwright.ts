import type { TestName } from '../../domain.js'
import type { LineParser, LineReader, LineSink } from '../lines/line-reader.js'
import { placeOf } from '../stacks/place.js'
import { type TestBlock, testDraft, totalsOf } from './block.js'
import { type Blocks, openBlocks } from './blocks.js'

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
    /^ {2}\d{1,6}\) \S{1,300}:\d{1,7}:\d|^ {2}\d{1,6}\) \[|^##\[error\] {2}\d|^Running \d{1,9} tests? using |^ {2}\d{1,9} (?:failed|flaky|passed|skipped)/,
  open: openPlaywright,
}

interface Playwright {
  readonly sink: LineSink
  readonly blocks: Blocks
  /** Failures wait for the summary: it says which tests were only flaky. */
  waiting: TestBlock[]
  counted: Record<'passed' | 'failed' | 'skipped', number> | undefined
  /** The part of the summary that the next names belong to. */
  part: string | undefined
  readonly told: Set<string>
}

function openPlaywright(sink: LineSink): LineParser {
  const state: Playwright = {
    sink,
    blocks: openBlocks((block) => state.waiting.push(block)),
    waiting: [],
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
    if (state.part === 'flaky') drop(state, name[1] ?? '')
    state.sink.claim(number, number)
    return true
  }
  const test = titleOf(headLine.exec(text)?.[1])
  if (test !== undefined) {
    if (state.part !== undefined && !text.startsWith('##')) finish(state)
    blocks.open(test, number)
    return true
  }
  if (text.startsWith('Running ')) finish(state)
  if (text.startsWith('##[')) blocks.close()
  blocks.add(text, number)
  if (blocks.current() !== undefined || (state.part !== undefined && text.trim() === '')) return true
  return state.waiting.length > 0 || state.counted !== undefined
}

function addCount(state: Playwright, count: RegExpExecArray): void {
  state.counted ??= { passed: 0, failed: 0, skipped: 0 }
  const printed = count[2] ?? ''
  const isBad = printed === 'failed' || printed === 'interrupted'
  const isGood = printed === 'passed' || printed === 'flaky'
  state.counted[isBad ? 'failed' : isGood ? 'passed' : 'skipped'] += Number(count[1])
}

function drop(state: Playwright, printed: string): void {
  const flaky = titleOf(printed)
  if (flaky === undefined) return
  state.waiting = state.waiting.filter((block) => keyOf(block.test) !== keyOf(flaky))
}

function keyOf(test: TestName): string {
  return `${test.file}\n${test.suite}\n${test.name}`
}

function finish(state: Playwright): void {
  state.blocks.close()
  for (const block of state.waiting) {
    state.sink.claim(block.from, block.to)
    if (state.told.has(keyOf(block.test))) continue
    state.told.add(keyOf(block.test))
    report(state.sink, block)
  }
  if (state.counted !== undefined) {
    state.sink.totals(totalsOf(state.counted))
    state.told.clear()
  }
  state.waiting = []
  state.counted = undefined
  state.part = undefined
}

/** `[project] › file:5:3 › suite › name ────`; the rule is left out where the title fills the line. */
function titleOf(printed: string | undefined): TestName | undefined {
  if (printed === undefined) return undefined
  const match = place.exec(printed.replace(/[ ─]{1,400}$/, ''))
  if (match === null) return undefined
  const parts = (match[3] ?? '').split(' › ')
  const suite = parts.slice(0, -1).join(' › ')
  const file = placeOf(match[2] ?? '')?.file ?? ''
  return { ...(suite === '' ? {} : { suite }), name: (parts.at(-1) ?? '').trim(), file }
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
