import type { LineParser, LineReader, LineSink } from '../lines/line-reader.js'
import { type Counted, type TestBlock, testDraft, totalsOf } from './block.js'
import { type Blocks, isOutside, openBlocks } from './blocks.js'

const result = /^\s{0,80}[✔✖ℹ] \S/
const countLine = /^[✔ℹ✖] (\d{1,9}) tests? (completed|skipped|failed)$/
const failedName = /^(\s{0,80})✖ (\S.{0,2000})$/
const browser = /^\s{1,80}[A-Z][A-Za-z ]{1,40} [\d.]{1,30} \([^()]{1,60}\)$/
const statuses = { completed: 'passed', skipped: 'skipped', failed: 'failed' } as const

/** karma-mocha-reporter: the tree as it goes, SUMMARY with the counts, FAILED TESTS with the tree of what failed. */
export const karmaMocha: LineReader = {
  format: 'console-karma',
  wakes: /^START:$|^SUMMARY:$|^FAILED TESTS:$/,
  open: openKarmaMocha,
}

interface KarmaMocha {
  readonly sink: LineSink
  readonly blocks: Blocks
  part: 'tree' | 'summary' | 'failed'
  /** Titles of the suites above the next failed test, by indentation. */
  suites: { readonly title: string; readonly indent: number }[]
  counted: Counted
}

function openKarmaMocha(sink: LineSink): LineParser {
  const blocks = openBlocks((block) => report(sink, block))
  const state: KarmaMocha = { sink, blocks, part: 'tree', suites: [], counted: {} }
  const finish = (): void => {
    blocks.close()
    if (Object.keys(state.counted).length > 0) sink.totals(totalsOf(state.counted))
    state.counted = {}
  }
  return {
    line(text, number) {
      if (text === 'START:') finish()
      if (text === 'START:' || text === 'SUMMARY:' || text === 'FAILED TESTS:') {
        state.part = text === 'START:' ? 'tree' : text === 'SUMMARY:' ? 'summary' : 'failed'
        state.suites = []
        return true
      }
      if (isOutside(text)) {
        blocks.close()
        return false
      }
      if (state.part === 'failed') failedLine(state, text, number)
      else if (state.part === 'summary') countOf(state, text)
      // The same marks as node:test's: they are this reader's.
      if (result.test(text)) sink.claim(number, number)
      return true
    },
    end: finish,
  }
}

function countOf(state: KarmaMocha, text: string): void {
  const found = countLine.exec(text)
  if (found !== null) state.counted[statuses[found[2] as keyof typeof statuses]] = Number(found[1])
}

function failedLine(state: KarmaMocha, text: string, number: number): void {
  const named = failedName.exec(text)
  const indent = text.length - text.trimStart().length
  if (named !== null) {
    const suite = state.suites.filter((one) => one.indent < indent).map((one) => one.title)
    const test = { ...(suite.length > 0 ? { suite: suite.join(' › ') } : {}), name: named[2] ?? '' }
    state.blocks.open(test, number)
  } else if (browser.test(text)) return
  else if (text.trim() === '') state.blocks.close()
  else if (state.blocks.current() !== undefined) state.blocks.add(text, number)
  else state.suites = [...state.suites.filter((one) => one.indent < indent), { title: text.trim(), indent }]
}

function report(sink: LineSink, block: TestBlock): void {
  const draft = testDraft(block)
  const said = block.lines.find((line) => line.trim() !== '')?.trim()
  sink.report({ ...draft, message: draft.exception === undefined ? said : draft.message })
}
