import type { TestName } from '../../domain.js'
import type { Draft } from '../reader.js'
import type { TestBlock } from './block.js'

/** The first lines say what is wrong, the last ones where: between them a diff of any length may stand. */
const headLines = 600
const tailLines = 300

/** One failed test's text, while it is being printed. */
export interface OpenBlock {
  test: TestName
  readonly from: number
  location: Draft['location']
  readonly head: string[]
  readonly tail: string[]
  /** Number of the last line that is not blank. */
  last: number
}

export interface Blocks {
  /** Begins a block, and ends the one before. `number` is the line that names the test. */
  open(test: TestName, number: number, location?: Draft['location']): void
  current(): OpenBlock | undefined
  /** Adds a line to the open block; nothing happens where none is open. */
  add(text: string, number: number): void
  /** Ends the open block and hands it over. */
  close(): void
  /** Forgets the open block. */
  drop(): void
}

/** Collects the blocks of a runner that prints its failures one after the other. */
export function openBlocks(report: (block: TestBlock) => void): Blocks {
  let block: OpenBlock | undefined
  const close = (): void => {
    const ended = block
    block = undefined
    if (ended === undefined) return
    const { test, from, location } = ended
    const lines = [...ended.head, ...ended.tail.slice(-tailLines)]
    report({ test, lines, from, to: ended.last, ...(location === undefined ? {} : { location }) })
  }
  return {
    open(test, number, location) {
      close()
      block = { test, from: number, location, head: [], tail: [], last: number }
    },
    current: () => block,
    add(text, number) {
      if (block === undefined) return
      addLine(block, text)
      if (text.trim() !== '') block.last = number
    },
    close,
    drop() {
      block = undefined
    },
  }
}

function addLine(block: OpenBlock, text: string): void {
  if (block.head.length < headLines) {
    block.head.push(text)
    return
  }
  block.tail.push(text)
  if (block.tail.length > 2 * tailLines) block.tail.splice(0, block.tail.length - tailLines)
}

/** What the workflow or the package manager says around a runner: no failure's text goes on past it. */
const outside =
  /^(?:##\[|npm (?:ERR!|error|notice) |error Command failed| ?ELIFECYCLE|Error: Process completed with exit code|make(?:\[\d+\])?: \*\*\* )/

export function isOutside(text: string): boolean {
  return outside.test(text)
}

/** No runner's summary is longer. */
const longestSummary = 400

/** `12 failed` means 12; 0 where the word is not printed. `words` are alternatives of an expression. */
export function countBefore(text: string, words: string): number {
  return Number(new RegExp(`(\\d{1,9}) (?:${words})\\b`).exec(text.slice(0, longestSummary))?.[1] ?? 0)
}

/** `Failures: 3` means 3; 0 where the label is not printed. */
export function countAfter(text: string, label: string): number {
  return Number(new RegExp(`(?:^|[^\\w])${label}: {0,8}(\\d{1,9})`).exec(text.slice(0, longestSummary))?.[1] ?? 0)
}
