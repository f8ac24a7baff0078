import type { TestStatus } from '../../domain.js'
import type { LineParser, LineReader, LineSink } from '../lines/line-reader.js'
import { firstLine } from '../sighting.js'
import { type TestBlock, testDraft, totalsOf } from './block.js'
import { type Blocks, countBefore, isOutside, openBlocks } from './blocks.js'
import { rustPanic } from './rust-panic.js'

const headLine = /^---- (\S.{0,1000}?) stdout ----$/
const caseLine = /^test (\S.{0,1000}?) \.\.\. (?:.{0,200}?)(ok|FAILED|ignored)\b/
const totalsLine = /^test result: \w{1,20}\. \d{1,9} passed; \d/
const targetLine = /^ {3,5}Running (?:unittests )?(\S{1,1000}\.rs) \(/
const crashed = /^ {2}process didn't exit successfully: (.{1,2000}) \(signal: (.{1,200})\)$/
const unmet = /^note: (test did not panic as expected.*)$/
const docTest = /^(\S{1,1000}\.(?:rs|md)) - .{0,1000}\(line (\d{1,7})\)/
const nextestLine = /^ {1,12}(?:Starting \d{1,9} tests? across |Nextest run ID )/

/** `cargo test`: libtest's console, a run for each target, and documentation tests. */
export const cargoConsole: LineReader = {
  format: 'console-cargo',
  wakes:
    /^---- \S|^test \S|^test result: |^ {2}process didn't exit successfully: |^ {3,5}Running |^ {3}Doc-tests |^error: test run failed|^ {1,12}Starting \d/,
  open: openCargo,
}

interface Cargo {
  readonly sink: LineSink
  readonly blocks: Blocks
  target: string | undefined
  /** nextest prints libtest's text of each test, and its own results: its reader tells them. */
  isNextest: boolean
}

function openCargo(sink: LineSink): LineParser {
  const cargo: Cargo = {
    sink,
    blocks: openBlocks((block) => sink.report(rustDraft(block))),
    target: undefined,
    isNextest: false,
  }
  return {
    line(text, number) {
      if (nextestLine.test(text)) cargo.isNextest = true
      if (text.startsWith('error: test run failed')) cargo.isNextest = false
      if (text.startsWith('   Doc-tests ')) cargo.target = undefined
      const target = targetLine.exec(text)
      if (target !== null) {
        cargo.target = target[1]
        cargo.isNextest = false
      }
      return !cargo.isNextest && cargoLine(cargo, text, number)
    },
    end: cargo.blocks.close,
  }
}

function cargoLine(cargo: Cargo, text: string, number: number): boolean {
  const { blocks, sink } = cargo
  const head = headLine.exec(text)
  if (head !== null) {
    const target = cargo.target ?? ''
    const file = /(?:^|[/\\])tests[/\\]/.test(target) ? { file: target } : {}
    blocks.open({ name: head[1] ?? '', ...file }, number)
    return true
  }
  if (totalsLine.test(text)) {
    blocks.close()
    sink.totals(countsOf(text))
    return false
  }
  const crash = crashed.exec(text)
  if (crash !== null) {
    const message = `the test process was ended by a signal: ${crash[2] ?? ''}`
    sink.report({
      kind: 'crash',
      exception: crash[2]?.split(/[,:]/)[1]?.trim(),
      message,
      detail: text.trim(),
      sourceLines: [number, number],
    })
    return false
  }
  if (blocks.current() !== undefined) {
    if (text === 'failures:' || isOutside(text)) blocks.close()
    else blocks.add(text, number)
    return true
  }
  const result = caseLine.exec(text)
  if (result !== null) sink.testCase({ name: result[1] ?? '' }, statusOf(result[2] ?? ''))
  return false
}

/** A failed test of libtest: a panic, an `Error: …` that the test returned, or what it printed. */
export function rustDraft(block: TestBlock): ReturnType<typeof testDraft> {
  const draft = testDraft(block)
  const panic = rustPanic(block.lines)
  const note = block.lines.map((line) => unmet.exec(line)?.[1]).find((found) => found !== undefined)
  const documented = docTest.exec(block.test.name)
  // A documentation test is compiled elsewhere: its name says where it stands.
  const place = documented === null ? [] : [{ file: documented[1] ?? '', line: Number(documented[2]) }]
  if (panic !== undefined)
    return { ...draft, ...panic, message: firstLine(panic.message ?? ''), frames: [...place, ...panic.frames] }
  const returned = block.lines.map((line) => /^Error: (.*)$/.exec(line)?.[1]).find((found) => found !== undefined)
  if (note !== undefined) return { ...draft, message: note }
  if (returned === undefined) return draft
  const type = /^([A-Z]\w{0,100})(?: \{|\()/.exec(returned)?.[1]
  return { ...draft, exception: type ?? 'Error', message: returned }
}

function statusOf(printed: string): TestStatus {
  if (printed === 'FAILED') return 'failed'
  return printed === 'ok' ? 'passed' : 'skipped'
}

function countsOf(text: string): ReturnType<typeof totalsOf> {
  const counted = { passed: countBefore(text, 'passed'), failed: countBefore(text, 'failed') }
  return totalsOf({ ...counted, skipped: countBefore(text, 'ignored') })
}
