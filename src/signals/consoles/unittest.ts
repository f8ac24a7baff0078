import type { TestName, TestStatus } from '../../domain.js'
import type { LineParser, LineReader, LineSink } from '../lines/line-reader.js'
import { type TestBlock, testDraft, totalsOf } from './block.js'
import { type Blocks, isOutside, openBlocks } from './blocks.js'

const headLine = /^(ERROR|FAIL): (\S{1,300})(?: \(([\w.<>]{1,500})\))?( .{1,1000})?$/
const unexpected = /^UNEXPECTED SUCCESS: (\S{1,300})(?: \(([\w.<>]{1,500})\))?/
const rule = /^={60,80}$/
const thinRule = /^-{60,80}$/
const ranLine = /^Ran (\d{1,9}) tests? in [\d.]{1,20}s/
const resultLine = /^(?:OK|FAILED|NO TESTS RAN)(?: \((.{1,200})\))?$/
const verbose = /^(\w{1,300}) \(([\w.]{1,500})\)(?: \.\.\.|.{0,300} \.\.\.) (ok|FAIL|ERROR|skipped|expected failure)\b/

/** With `-v` a test that has a docstring is two lines: its name, and the docstring's first line with the result. */
const nameAlone = /^(\w{1,300}) \(([\w.]{1,500})\)$/
const documented = / \.\.\. (ok|FAIL|ERROR|skipped|expected failure)\b/

/** Python's unittest, and those who print like it (Django, nose). */
export const unittestConsole: LineReader = {
  format: 'console-unittest',
  wakes: /^={60}|^Ran \d{1,9} tests? in |^test\w* \(/,
  open: openUnittest,
}

interface Unittest {
  readonly sink: LineSink
  readonly blocks: Blocks
  wasRule: boolean
  /** Set between a failure's name and its text: a docstring may stand there. */
  isNaming: boolean
  /** Number of tests that ran, once that line is read. */
  ran: number | undefined
  /** Named in the line before, when its docstring is to come. */
  named: TestName | undefined
}

function openUnittest(sink: LineSink): LineParser {
  const state: Unittest = {
    sink,
    blocks: openBlocks((block) => sink.report(draftOf(block))),
    wasRule: false,
    isNaming: false,
    ran: undefined,
    named: undefined,
  }
  return {
    line: (text, number) => unittestLine(state, text, number),
    end: state.blocks.close,
  }
}

function unittestLine(state: Unittest, text: string, number: number): boolean {
  const { blocks } = state
  const ran = ranLine.exec(text)
  if (ran !== null) {
    blocks.close()
    state.ran = Number(ran[1])
    return true
  }
  if (state.ran !== undefined) return resultOf(state, text)
  const head = state.wasRule ? headLine.exec(text) : null
  state.wasRule = rule.test(text)
  if (head !== null) {
    blocks.open(testOf(head[2] ?? '', head[3], head[4]), number)
    state.isNaming = true
    return true
  }
  if (state.wasRule || isOutside(text)) {
    blocks.close()
    return state.wasRule
  }
  const success = unexpected.exec(text)
  if (success !== null && blocks.current() === undefined) {
    blocks.open(testOf(success[1] ?? '', success[2], undefined), number)
    blocks.add('Unexpected success', number)
    return true
  }
  if (blocks.current() === undefined) return caseLine(state, text)
  if (thinRule.test(text)) state.isNaming = false
  else if (!state.isNaming) blocks.add(text, number)
  return true
}

function resultOf(state: Unittest, text: string): boolean {
  const result = resultLine.exec(text)
  if (result === null) return text.trim() === ''
  const printed = `${result[1] ?? ''},`
  const value = (label: string): number => Number(new RegExp(`(?:^|, )${label}=(\\d{1,9}),`).exec(printed)?.[1] ?? 0)
  const failed = value('failures') + value('unexpected successes')
  const errored = value('errors')
  const skipped = value('skipped')
  const total = state.ran ?? 0
  state.sink.totals(
    totalsOf({ passed: Math.max(0, total - failed - errored - skipped), failed, errored, skipped }, total),
  )
  state.ran = undefined
  return false
}

/** `test_x (module.Class.test_x)` since Python 3.11, `test_x (module.Class)` before; a subtest's values follow. */
function testOf(name: string, printed: string | undefined, values: string | undefined): TestName {
  const ending = `.${name}`
  const suite = printed?.endsWith(ending) ? printed.slice(0, -ending.length) : printed
  // The test that stands for a module which does not load.
  const isLoading = suite?.endsWith('unittest.loader._FailedTest') ?? false
  if (isLoading) return { name, file: `${name.replaceAll('.', '/')}.py` }
  return { ...(suite === undefined ? {} : { suite }), name: name + (values ?? '') }
}

function draftOf(block: TestBlock): ReturnType<typeof testDraft> {
  const captured = block.lines.findIndex((line) => /^Std(?:out|err):$/.test(line))
  const lines = captured < 0 ? block.lines : block.lines.slice(0, captured)
  const draft = testDraft({ ...block, lines })
  const own = draft.frames?.findLast((frame) => frame.function === /^\w+/.exec(block.test.name)?.[0])
  return own === undefined ? draft : { ...draft, test: { ...block.test, file: own.file } }
}

function caseLine(state: Unittest, text: string): boolean {
  const { named } = state
  const alone = nameAlone.exec(text)
  state.named = alone === null ? undefined : testOf(alone[1] ?? '', alone[2], undefined)
  if (alone !== null) return true
  const match = verbose.exec(text)
  const said = match === null && named !== undefined ? documented.exec(text) : null
  if (match !== null) state.sink.testCase(testOf(match[1] ?? '', match[2], undefined), statusOf(match[3] ?? ''))
  else if (said !== null && named !== undefined) state.sink.testCase(named, statusOf(said[1] ?? ''))
  return said !== null
}

function statusOf(printed: string): TestStatus {
  if (printed === 'FAIL') return 'failed'
  return printed === 'ERROR' ? 'errored' : printed === 'skipped' ? 'skipped' : 'passed'
}
