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
  return {
    kind: 'test',
    test: block.test,
    exception: trace.exception,
    // Where no type is named, the message is what stands first, not what stands next to the frames.
    message: trace.exception === undefined ? firstLine(detail) : trace.message,
    detail,
    frames: trace.frames,
    location: block.location,
    sourceLines: [block.from, block.to],
  }
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
