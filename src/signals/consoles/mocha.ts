import type { TestName } from '../../domain.js'
import type { LineParser, LineReader, LineSink } from '../lines/line-reader.js'
import type { RawFrame } from '../reader.js'
import { isTestFile } from '../test-file.js'
import { type Counted, type TestBlock, testDraft, totalsOf } from './block.js'
import { type Blocks, isOutside, openBlocks } from './blocks.js'

const headLine = /^ {2}(\d{1,6})\) (.*)$/
const countLine = /^ {1,2}(\d{1,9}) (passing|pending|failing)\b/
const loadLine = /^ Exception during run: (.*)$/
const frameLine = /^\s{2,}at \S/

/** mocha and what prints like it (Cypress): all its reporters for people end with the same list of failures. */
export const mochaConsole: LineReader = {
  format: 'console-mocha',
  wakes: /^ {1,2}\d{1,9} (?:passing|failing)|^ Exception during run: /,
  open: openMocha,
}

interface Mocha {
  readonly sink: LineSink
  readonly blocks: Blocks
  /** Of the failure being named: its suites and its name, outermost first. Undefined once its error begins. */
  title: string[] | undefined
  /** Number of the last failure: the next one must follow it. */
  index: number
  hasFrames: boolean
  isLoading: boolean
  counted: Counted | undefined
}

function openMocha(sink: LineSink): LineParser {
  const mocha: Mocha = {
    sink,
    blocks: openBlocks((block) => reportBlock(mocha, block)),
    title: undefined,
    index: 0,
    hasFrames: false,
    isLoading: false,
    counted: undefined,
  }
  const finish = (): void => {
    mocha.blocks.close()
    if (mocha.counted !== undefined) sink.totals(totalsOf(mocha.counted))
    mocha.counted = undefined
  }
  return {
    line(text, number) {
      const count = countLine.exec(text)
      if (count !== null && count[2] === 'passing') finish()
      return count === null ? failureLine(mocha, text, number) : countOf(mocha, count)
    },
    end: finish,
  }
}

function countOf(mocha: Mocha, count: RegExpExecArray): boolean {
  const status = count[2] === 'passing' ? 'passed' : count[2] === 'pending' ? 'skipped' : 'failed'
  mocha.counted = { ...mocha.counted, [status]: Number(count[1]) }
  mocha.index = 0
  return true
}

function failureLine(mocha: Mocha, text: string, number: number): boolean {
  const load = loadLine.exec(text)
  if (load !== null) {
    mocha.isLoading = true
    begin(mocha, 'Exception during run', number)
    mocha.title = undefined
    mocha.blocks.add(load[1] ?? '', number)
    return true
  }
  const head = headLine.exec(text)
  if (head !== null && Number(head[1]) === mocha.index + 1) {
    mocha.index++
    begin(mocha, head[2] ?? '', number)
    return true
  }
  if (mocha.blocks.current() === undefined) return mocha.counted !== undefined && !isOutside(text)
  if (mocha.title !== undefined && isTitle(mocha, mocha.title, text)) return true
  const isOver = isOutside(text) || (mocha.hasFrames && text.trim() === '')
  if (isOver) mocha.blocks.close()
  else mocha.blocks.add(text, number)
  mocha.hasFrames = !isOver && (mocha.hasFrames || frameLine.test(text))
  return mocha.counted !== undefined || !isOver
}

function begin(mocha: Mocha, title: string, number: number): void {
  mocha.blocks.open({ name: title }, number)
  mocha.title = [title]
  mocha.hasFrames = false
}

/** A title is printed a level a line, each two blanks deeper than the one above it. */
function isTitle(mocha: Mocha, title: string[], text: string): boolean {
  const indent = text.length - text.trimStart().length
  const isDeeper = indent === 5 + 2 * title.length && text.trim() !== ''
  if (isDeeper) title.push(text.trim())
  const block = mocha.blocks.current()
  if (block !== undefined) block.test = named(title)
  if (!isDeeper) mocha.title = undefined
  return isDeeper
}

function named(title: readonly string[]): TestName {
  const suite = title.slice(0, -1).join(' › ')
  const name = (title.at(-1) ?? '').replace(/:$/, '')
  return { ...(suite === '' ? {} : { suite }), name }
}

function reportBlock(mocha: Mocha, block: TestBlock): void {
  const draft = testDraft(block)
  if (!mocha.isLoading) {
    const file = fileOf(draft.frames ?? [])
    mocha.sink.report({ ...draft, test: { ...block.test, ...(file === undefined ? {} : { file }) } })
    return
  }
  mocha.isLoading = false
  // Node prints the place of a syntax error above it, as `path:line`.
  const place = /^(\S.{0,1000}):(\d{1,7})$/.exec(block.lines[0] ?? '')
  const frames: RawFrame[] = [...(draft.frames ?? [])]
  if (place !== null) frames.unshift({ file: place[1] ?? '', line: Number(place[2]) })
  const file = fileOf(frames)
  mocha.sink.report({ ...draft, frames, test: file === undefined ? block.test : { name: file, file } })
}

/** The test's file is the outermost frame that is one. */
function fileOf(frames: readonly RawFrame[]): string | undefined {
  return frames.findLast((frame) => isTestFile(frame.file) && !frame.file.includes('node_modules/'))?.file
}
