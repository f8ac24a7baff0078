import type { TestName } from '../../domain.js'
import type { LineParser, LineReader, LineSink } from '../lines/line-reader.js'
import type { TestBlock } from './block.js'
import { totalsOf } from './block.js'
import { isOutside, openBlocks } from './blocks.js'
import { javaDraft, javaStatus } from './java-failure.js'

const startLine = /^(?:Test )?[Ff]ailures \(\d{1,9}\):$/
const headLine = /^ {2}(\S[^:]{0,300}:.*)$/
const sourceLine = /^ {4}(?:Method|Class|File|Uri|Package|Composite)\w{0,20}Source \[(.*)\]$/
const thrownLine = /^ {4}=> (.*)$/
const frameLine =
  /^ {7,20}((?:[\w.$@-]{1,200}\/){0,2}[\w$.<>-]{1,500}\((?:[\w$-]{1,200}\.\w{1,10}(?::\d{1,7})?|Native Method|Unknown Source)\))$/
const countLine = /^\[ {1,9}(\d{1,9}) tests (found|skipped|aborted|successful|failed) {1,20}\]$/

/** JUnit Platform's ConsoleLauncher: the tree of tests, the failures, and a table of counts. */
export const junit5Console: LineReader = {
  format: 'console-junit5',
  wakes: /^(?:Test )?[Ff]ailures \(\d|^\[ +\d{1,9} tests /,
  open: openJunit5,
}

function openJunit5(sink: LineSink): LineParser {
  let isListing = false
  let errored = 0
  const counted = new Map<string, number>()
  const blocks = openBlocks((block) => {
    const draft = javaDraft(asStack(block))
    if (javaStatus(draft.exception) === 'errored') errored++
    sink.report(draft)
  })
  const finish = (): void => {
    if (counted.size === 0) return
    const read = (key: string): number => counted.get(key) ?? 0
    const bad = Math.min(errored, read('failed'))
    const skipped = read('skipped') + read('aborted')
    sink.totals(
      totalsOf({ passed: read('successful'), failed: read('failed') - bad, errored: bad, skipped }, read('found')),
    )
    counted.clear()
    errored = 0
  }
  return {
    line(text, number) {
      const count = countLine.exec(text)
      if (count !== null) {
        if (count[2] === 'found') finish()
        counted.set(count[2] ?? '', Number(count[1]))
        if (count[2] === 'failed') finish()
        return false
      }
      if (startLine.test(text)) isListing = true
      else if (/^Test run finished after /.test(text) || isOutside(text)) {
        blocks.close()
        isListing = false
      } else if (isListing) {
        const head = headLine.exec(text)
        if (head !== null && !text.startsWith('   ')) blocks.open(displayed(head[1] ?? ''), number)
        else addLine(blocks, text, number)
      }
      return isListing
    },
    end() {
      blocks.close()
      finish()
    },
  }
}

function addLine(blocks: ReturnType<typeof openBlocks>, text: string, number: number): void {
  const source = sourceLine.exec(text)?.[1]
  const block = blocks.current()
  blocks.add(source === undefined ? text : '', number)
  if (source === undefined || block === undefined) return
  const value = (key: string): string | undefined => new RegExp(`${key} = '([^']{1,500})'`).exec(source)?.[1]
  const suite = value('className')
  const method = value('methodName')
  // An invocation of a parametrised test is known by its number.
  const invocation = /^\[\d{1,6}\].*$/.exec(block.test.name)?.[0]
  if (method !== undefined) block.test = { name: invocation === undefined ? method : `${method} ${invocation}` }
  if (suite !== undefined) block.test = { ...block.test, suite }
}

/** `JUnit Jupiter:BeaconTest:cachesLateEvents()`, the engine first. */
function displayed(path: string): TestName {
  const bracket = path.indexOf(':[')
  const names = (bracket < 0 ? path : path.slice(0, bracket)).split(':')
  const invocation = bracket < 0 ? [] : [path.slice(bracket + 1)]
  const parts = [...names.slice(names.length > 1 ? 1 : 0), ...invocation]
  const suite = parts.slice(0, -1).join(' › ')
  return { ...(suite === '' ? {} : { suite }), name: parts.at(-1) ?? path }
}

/** Frames are printed without the `at ` that Java prints before them. */
function asStack(block: TestBlock): TestBlock {
  const lines = block.lines.map((line) => {
    const frame = frameLine.exec(line)
    return frame === null ? (thrownLine.exec(line)?.[1] ?? line) : `\tat ${frame[1]}`
  })
  return { ...block, lines: lines.filter((line) => line.trim() !== '[...]') }
}
