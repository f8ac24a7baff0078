import type { TestName } from '../../domain.js'
import type { LineParser, LineReader, LineSink } from '../lines/line-reader.js'
import { placeOf } from '../stacks/place.js'
import { type TestBlock, testDraft, totalsOf } from './block.js'
import { type Blocks, openBlocks } from './blocks.js'

const headLine = /^\s{0,80}# {3}Failed test(?: '(.*)'?)?$/
const headAtLine = /^\s{0,80}# {3}Failed test(?: '(.*)')? ?at (\S.{0,1000}) line (\d{1,7})\.$/
const atLine = /^\s{0,80}# {3}(?:at|in) (\S.{0,1000}) (?:at )?line (\d{1,7})\.$/
const resultLine = /^\s{0,80}(not )?ok \d{1,9}(?: - (.*?))?( # skip\b.*| # TODO\b.*)?$/i
const fileSummary = /^(\S.{0,1000}?) {1,40}\(Wstat: (\d{1,9})(?: \(.{1,60}\))? Tests: \d{1,9} Failed: (\d{1,9})\)$/
const totalsLine = /^Files=\d{1,9}, Tests=(\d{1,9}),/
const statusLine = /^ {2}(?:Non-zero exit status|Parse errors|Non-zero wait status): (.*)$/

/** Perl's prove: what Test::More says on standard error, TAP where it is verbose, and the summary. */
export const proveConsole: LineReader = {
  format: 'console-prove',
  wakes: /^ *# {3}Failed test|^Test Summary Report$|^Files=\d|^ *(?:not )?ok \d|^\t\(less \d/,
  open: openProve,
}

interface Prove {
  readonly sink: LineSink
  readonly blocks: Blocks
  readonly told: Set<string>
  /** Failed results, which repeat what the blocks tell. */
  readonly results: { readonly name: string; readonly line: number }[]
  readonly files: Set<string>
  isSummary: boolean
  summary: { readonly file: string; readonly line: number; readonly hasFailed: boolean } | undefined
  failed: number
  skipped: number
  /** Skipped tests as the summary of each file gives them, where results are not printed. */
  less: number
}

function openProve(sink: LineSink): LineParser {
  const prove: Prove = {
    sink,
    blocks: openBlocks((block) => reportBlock(prove, block)),
    told: new Set(),
    results: [],
    files: new Set(),
    isSummary: false,
    summary: undefined,
    failed: 0,
    skipped: 0,
    less: 0,
  }
  return {
    line: (text, number) => proveLine(prove, text, number),
    end: () => finish(prove),
  }
}

function proveLine(prove: Prove, text: string, number: number): boolean {
  const { blocks, sink } = prove
  const result = resultLine.exec(text)
  if (result !== null) {
    blocks.close()
    if (/^ # skip/i.test(result[3] ?? '')) prove.skipped += text.startsWith(' ') ? 0 : 1
    else if (result[1] !== undefined && result[3] === undefined && prove.results.length < 10_000)
      prove.results.push({ name: result[2] ?? '', line: number })
    return false
  }
  const totals = totalsLine.exec(text)
  if (totals !== null) {
    const total = Number(totals[1])
    const { failed } = prove
    const skipped = Math.max(prove.skipped, prove.less)
    sink.totals(totalsOf({ passed: Math.max(0, total - failed - skipped), failed, skipped }, total))
    finish(prove)
    return false
  }
  const less = /^\t\(less (\d{1,9}) skipped/.exec(text)
  if (less !== null) prove.less += Number(less[1])
  if (openFailure(prove, text, number)) return true
  if (/^\s{0,80}#/.test(text) && !/^\s{0,80}# Looks like /.test(text)) blocks.add(text, number)
  else blocks.close()
  return summaryLine(prove, text, number) || blocks.current() !== undefined
}

function openFailure(prove: Prove, text: string, number: number): boolean {
  const atOnce = headAtLine.exec(text)
  const head = atOnce ?? headLine.exec(text)
  if (head !== null) {
    const location = atOnce === null ? undefined : placeOf(`${atOnce[2]}:${atOnce[3]}`)
    const name =
      (head[1] ?? '').replace(/'$/, '') || (location === undefined ? 'unnamed test' : `line ${location.line}`)
    prove.blocks.open({ name }, number, location)
    return true
  }
  const at = atLine.exec(text)
  const block = prove.blocks.current()
  if (at === null || block === undefined || block.location !== undefined) return false
  block.location = { file: at[1] ?? '', line: Number(at[2]) }
  prove.blocks.add('', number)
  block.last = number
  return true
}

/** `t/x.t (Wstat: 512 (exited 2) Tests: 4 Failed: 2)`, then why: news where a file ended before it could fail a test. */
function summaryLine(prove: Prove, text: string, number: number): boolean {
  const file = fileSummary.exec(text)
  if (file !== null) {
    const name = file[1] ?? ''
    prove.failed += Number(file[3])
    prove.summary = { file: name, line: number, hasFailed: Number(file[3]) > 0 || prove.files.has(name) }
    return true
  }
  const status = statusLine.exec(text)
  const { summary } = prove
  prove.isSummary ||= text === 'Test Summary Report'
  if (status === null || summary === undefined) return prove.isSummary
  if (!summary.hasFailed) {
    const test: TestName = { name: summary.file, file: summary.file }
    const sourceLines = [summary.line, number] as const
    prove.sink.report({ kind: 'test', test, message: text.trim(), location: { file: summary.file }, sourceLines })
    prove.summary = { ...summary, hasFailed: true }
  }
  return true
}

function reportBlock(prove: Prove, block: TestBlock): void {
  const lines = block.lines.map((line) => line.replace(/^\s{0,80}# ?/, ''))
  const frame = block.location
  const test = { ...block.test, ...(frame === undefined ? {} : { file: frame.file }) }
  prove.told.add(block.test.name)
  if (frame !== undefined) prove.files.add(frame.file)
  const draft = testDraft({ ...block, lines })
  const message = lines.find((line) => line.trim() !== '')?.trim() ?? block.test.name
  prove.sink.report({ ...draft, test, exception: undefined, message, frames: frame === undefined ? [] : [frame] })
}

function finish(prove: Prove): void {
  prove.blocks.close()
  for (const { name, line } of prove.results) if (prove.told.has(name)) prove.sink.claim(line, line)
  prove.results.length = 0
  prove.told.clear()
  prove.files.clear()
  prove.isSummary = false
  prove.summary = undefined
  prove.failed = 0
  prove.skipped = 0
  prove.less = 0
}
