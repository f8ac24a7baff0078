import type { LineParser, LineReader, LineSink } from '../lines/line-reader.js'
import { type TestBlock, totalsOf } from './block.js'
import { type Blocks, countAfter, openBlocks } from './blocks.js'
import { javaDraft } from './java-failure.js'
import { surefireItem, surefireName } from './maven-names.js'

const prefix = /^\[(?:INFO|ERROR|WARNING|WARN)\] ?/
const headLine = /^(\S.{0,2000}?)(?: {2}| -- )Time elapsed: [\d.,]{1,20} ?(?:s|sec)\s{1,3}<<< (FAILURE|ERROR)!$/
const classTotals = /^Tests (?:run: \d|FAILURE|ERROR).*Time elapsed.*?(?: -{1,2} in (\S{1,500}))?$/
const moduleTotals =
  /^Tests run: {1,8}\d{1,9}, Failures: {1,8}\d{1,9}, Errors: {1,8}\d{1,9}, Skipped: {1,8}\d{1,9}(?:, Flakes: \d{1,9})?$/
const goalFailed = /^Failed to execute goal \S{1,300}:maven-(?:surefire|failsafe)-plugin:/

/** Maven's surefire and failsafe, in one module or in a reactor, since version 2.12. */
export const mavenConsole: LineReader = {
  format: 'console-maven',
  wakes:
    /<<< (?:FAILURE|ERROR)!|^Tests run: |^\[(?:INFO|ERROR|WARNING)\] (?:Tests run: |Results|Failed to execute goal)|^Results ?:/,
  open: openMaven,
}

interface Maven {
  readonly sink: LineSink
  readonly blocks: Blocks
  /** The class whose results follow. */
  type: string | undefined
  /** `Class.method` of what was told with its trace: the list of results repeats it. */
  readonly told: Set<string>
  part: 'results' | 'errors' | 'flakes' | 'goal' | undefined
  hasFailed: boolean
}

function openMaven(sink: LineSink): LineParser {
  const maven: Maven = {
    sink,
    blocks: openBlocks((block) => report(maven, block)),
    type: undefined,
    told: new Set(),
    part: undefined,
    hasFailed: false,
  }
  return {
    line: (text, number) => mavenLine(maven, text, number),
    end: maven.blocks.close,
  }
}

function mavenLine(maven: Maven, text: string, number: number): boolean {
  const marked = prefix.exec(text)
  const said = marked === null ? text : text.slice(marked[0].length)
  const head = headLine.exec(said)
  if (head !== null && !said.startsWith('Tests run:')) {
    maven.blocks.open(surefireName(head[1] ?? '', maven.type), number)
    return true
  }
  if (/^Tests (?:run|FAILURE|ERROR)/.test(said)) return totalsLine(maven, said)
  if (marked === null && !/^(?:Results ?:|Running \S|Failed tests: |Tests in error: )/.test(said))
    return below(maven, text, number)
  maven.blocks.close()
  if (/^Results ?:/.test(said)) maven.part = 'results'
  else if (goalFailed.test(said)) return failedGoal(maven, said, number)
  else if (maven.part === 'goal' && text.startsWith('[ERROR]')) maven.sink.claim(number, number)
  else if (/^Flakes: ?$/.test(said)) maven.part = 'flakes'
  else if (/^(?:Errors|Tests in error): ?/.test(said)) maven.part = 'errors'
  else if (/^(?:Failures|Failed tests): ?/.test(said)) maven.part = 'results'
  if (isList(maven)) listed(maven, said, number)
  if (maven.part === 'flakes' || isList(maven)) maven.sink.claim(number, number)
  return maven.part !== undefined
}

function isList(maven: Maven): boolean {
  return maven.part === 'results' || maven.part === 'errors'
}

function totalsLine(maven: Maven, said: string): boolean {
  maven.blocks.close()
  const ofClass = classTotals.exec(said)
  if (ofClass !== null) {
    maven.type = ofClass[1]
    return true
  }
  maven.part = undefined
  maven.type = undefined
  if (moduleTotals.test(said)) maven.sink.totals(countsOf(said))
  return false
}

/** A line without Maven's mark: part of a failure's text, or of what a test printed. */
function below(maven: Maven, text: string, number: number): boolean {
  const block = maven.blocks.current()
  if (block === undefined) {
    if (isList(maven)) listed(maven, text, number)
    return maven.part !== undefined || maven.type !== undefined
  }
  const isOver = text.trim() === '' && block.head.some((line) => /^\s{0,8}at /.test(line))
  if (isOver) maven.blocks.close()
  else maven.blocks.add(text, number)
  return true
}

function report(maven: Maven, block: TestBlock): void {
  const draft = javaDraft(block)
  const type = block.test.suite ?? block.test.name
  // A class whose set-up failed stands for each of its tests.
  maven.told.add(keyOf(type, block.test.suite === undefined ? '' : block.test.name))
  maven.hasFailed = true
  maven.sink.report(draft)
}

function keyOf(type: string, name: string): string {
  return `${type.split(/[.$]/).at(-1)}.${name.replace(/[([{].*$/, '')}`
}

/** `OrderTest.mergesMixedCase:16 » NullPointer …`: news only where no trace was printed. */
function listed(maven: Maven, said: string, number: number): void {
  const item = surefireItem(said, maven.part === 'errors')
  if (item === undefined) return
  const { test, exception, message, line } = item
  maven.sink.claim(number, number)
  const type = test.suite ?? ''
  if (maven.told.has(keyOf(type, test.name)) || maven.told.has(keyOf(type, ''))) return
  maven.hasFailed = true
  const file = `${test.suite?.split(/[.$]/).at(-1)}.java`
  maven.sink.report({
    kind: 'test',
    test,
    exception,
    message,
    detail: said.trim(),
    location: line === undefined ? undefined : { file, line },
    sourceLines: [number, number],
  })
}

/** That the build failed is news only where no test did: a fork that died, no tests at all. */
function failedGoal(maven: Maven, said: string, number: number): boolean {
  maven.part = 'goal'
  maven.sink.claim(number, number)
  if (maven.hasFailed) return true
  const message = said.replace(/^.*? on project \S{1,300}: /, '').replace(/ -> \[Help \d\]$/, '')
  maven.sink.report({ kind: 'crash', message, detail: said, sourceLines: [number, number] })
  return true
}

function countsOf(said: string): ReturnType<typeof totalsOf> {
  const total = countAfter(said, 'Tests run')
  const failed = countAfter(said, 'Failures')
  const errored = countAfter(said, 'Errors')
  const skipped = countAfter(said, 'Skipped')
  return totalsOf({ passed: Math.max(0, total - failed - errored - skipped), failed, errored, skipped }, total)
}
