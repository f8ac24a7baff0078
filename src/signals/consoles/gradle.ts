import type { LineParser, LineReader, LineSink } from '../lines/line-reader.js'
import { type TestBlock, totalsOf } from './block.js'
import { type Blocks, countBefore, openBlocks } from './blocks.js'
import { javaDraft, javaStatus } from './java-failure.js'

const headLine = /^(\S.{0,1000}?) > (\S.{0,1000}?) FAILED$/
const methodLine = /^((?:[a-z_]\w{0,100}\.){1,20}[A-Z][\w$]{0,200})\.(\S.{0,300}?)(\[[\w-]{1,60}\])? FAILED$/
const totalsLine = /^\d{1,9} tests? completed(?:, \d{1,9} (?:failed|skipped)){1,2}$/
const failedTests = /^> There were failing tests\./

/** Gradle's `test` task, with short and full exceptions. */
export const gradleConsole: LineReader = {
  format: 'console-gradle',
  wakes: / FAILED$|^\d{1,9} tests? completed, /,
  open: openGradle,
}

interface Gradle {
  readonly sink: LineSink
  readonly blocks: Blocks
  errored: number
  hasFailed: boolean
  /** First line of `FAILURE: Build failed with an exception.`, which says nothing new after failed tests. */
  endingAt: number | undefined
}

function openGradle(sink: LineSink): LineParser {
  const gradle: Gradle = {
    sink,
    blocks: openBlocks((block) => report(gradle, block)),
    errored: 0,
    hasFailed: false,
    endingAt: undefined,
  }
  return {
    line: (text, number) => gradleLine(gradle, text, number),
    end: gradle.blocks.close,
  }
}

function gradleLine(gradle: Gradle, text: string, number: number): boolean {
  const { blocks, sink } = gradle
  const head = headLine.exec(text) ?? methodLine.exec(text)
  if (head !== null && !text.startsWith('> ')) {
    const parts = [head[1] ?? '', ...(head[2] ?? '').split(' > ')]
    blocks.open({ suite: parts.slice(0, -1).join(' › '), name: parts.at(-1) ?? '' }, number)
    return true
  }
  if (totalsLine.test(text)) {
    blocks.close()
    sink.totals(countsOf(text, gradle.errored))
    gradle.errored = 0
    return gradle.hasFailed
  }
  if (text.startsWith('FAILURE: Build failed')) gradle.endingAt = number
  if (gradle.endingAt !== undefined && failedTests.test(text)) {
    sink.claim(gradle.endingAt, number)
    gradle.endingAt = undefined
    return false
  }
  // A failure is indented; what is not belongs to the next test or task.
  if (text !== '' && !text.startsWith('    ')) blocks.close()
  else
    blocks.add(
      text.replace(/^( {4,}(?:Caused by: )?[\w.$]{1,300}) at ([\w$-]{1,200}\.\w{1,8}:\d{1,7})$/, '$1\n        at $2'),
      number,
    )
  return gradle.hasFailed || blocks.current() !== undefined
}

/** The short form is `    java.lang.AssertionError at OrderTest.java:26`: a type and a place, no message. */
function report(gradle: Gradle, block: TestBlock): void {
  const lines = block.lines.flatMap((line) => line.split('\n'))
  const at = lines.findIndex((line) => /^ {8}at [\w$-]{1,200}\.\w{1,8}:\d{1,7}$/.test(line))
  const draft = javaDraft({ ...block, lines: at < 0 ? lines : lines.slice(0, at) })
  const place = at < 0 ? null : /^ {8}at (\S+):(\d+)$/.exec(lines[at] ?? '')
  const frames = place === null ? draft.frames : [{ file: place[1] ?? '', line: Number(place[2]) }]
  if (javaStatus(draft.exception) === 'errored') gradle.errored++
  gradle.hasFailed = true
  const detail = place === null ? draft.detail : lines.join('\n').trim()
  gradle.sink.report({ ...draft, frames, detail, message: draft.message === '' ? draft.exception : draft.message })
}

function countsOf(text: string, errored: number): ReturnType<typeof totalsOf> {
  const total = countBefore(text, 'tests?')
  const failed = countBefore(text, 'failed')
  const skipped = countBefore(text, 'skipped')
  const bad = Math.min(errored, failed)
  return totalsOf({ passed: Math.max(0, total - failed - skipped), failed: failed - bad, errored: bad, skipped }, total)
}
