import type { TestName, TestStatus } from '../../domain.js'
import type { Draft } from '../reader.js'
import { firstLine } from '../sighting.js'
import { explain } from '../stacks/explain.js'

/** The text that a runner prints about one failed test, and where. */
export interface TestBlock {
  readonly test: TestName
  readonly lines: readonly string[]
  /** 1-based number of the line that opens the block. */
  readonly from: number
  readonly to: number
  readonly location?: Draft['location']
}

/** A failed test from the block that its runner prints: type, message and frames are those of the text. */
export function testDraft(block: TestBlock): Draft {
  const detail = dedented(block.lines).join('\n').trim()
  const trace = explain(detail)
  const first = firstLine(detail)
  const named = trace.exception === undefined && trace.frames.length > 0 ? namedError(first) : undefined
  return {
    kind: 'test',
    test: block.test,
    exception: trace.exception ?? named?.exception,
    // Where no type is named, the message is what stands first, not what stands next to the frames.
    message: trace.exception === undefined ? (named?.message ?? first) : trace.message || trace.exception,
    detail,
    frames: trace.frames,
    location: block.location ?? (block.test.file === undefined ? undefined : { file: block.test.file }),
    sourceLines: [block.from, block.to],
  }
}

/** A class of any name, `QuotaExceeded: too much`, where it stands first; labels such as `Expected: 3` are one word. */
export function namedError(line: string): { exception: string; message: string } | undefined {
  const match = /^(?:Uncaught )?([A-Z]\w{0,80})(?: \[[\w.-]{1,80}\])?: (.*)$/.exec(line)
  const exception = match?.[1] ?? ''
  return /[a-z]/.test(exception) && /.[A-Z]/.test(exception) ? { exception, message: match?.[2] ?? '' } : undefined
}

function dedented(lines: readonly string[]): string[] {
  let indent = Number.POSITIVE_INFINITY
  for (const line of lines) if (line.trim() !== '') indent = Math.min(indent, line.length - line.trimStart().length)
  return Number.isFinite(indent) ? lines.map((line) => line.slice(indent)) : [...lines]
}

export type Counted = Partial<Record<TestStatus, number>>

/** Totals as a runner's last lines give them; `total` is their sum where it is not printed. */
export function totalsOf(counted: Counted, total?: number): { total: number } & Record<TestStatus, number> {
  const counts = { passed: 0, failed: 0, errored: 0, skipped: 0, ...counted }
  return { ...counts, total: total ?? counts.passed + counts.failed + counts.errored + counts.skipped }
}
