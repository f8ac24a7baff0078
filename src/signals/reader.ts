import type { FailureKind, Location, TestCounts, TestName, TestStatus } from '../domain.js'

/** A frame as a tool printed it: `file` may be a URL, another machine's path, or a class name made into a path. */
export interface RawFrame {
  readonly file: string
  readonly line?: number
  readonly column?: number
  readonly function?: string
  /** True where the artifact itself says that this is not the application's own code. */
  readonly isLibrary?: boolean
}

/**
 * What a reader hands over for one failure. The sink maps the frames into the repository, picks the place to look
 * first, cuts what is too long, and makes a Sighting of it. Leave out what the artifact does not say.
 */
export interface Draft {
  readonly kind: FailureKind
  /** Default: the test's full name, or `exception: message`. */
  readonly title?: string | undefined
  /** Only its first line is kept; default: the first line of `detail`. */
  readonly message?: string | undefined
  readonly detail?: string | undefined
  readonly exception?: string | undefined
  readonly test?: TestName | undefined
  /** The place that the artifact prints beside the failure; frames of the repository come before it. */
  readonly location?: Location | undefined
  /** Innermost first. */
  readonly frames?: readonly RawFrame[] | undefined
  /** 1-based, inclusive. */
  readonly sourceLines: readonly [number, number]
  readonly time?: string | undefined
  readonly event?: unknown
  readonly count?: number | undefined
}

/** Where readers put what they find. */
export interface Sink {
  /** The artifact as the user named it, for notes. */
  readonly source: string
  report(draft: Draft): void
  /** One test with its result; also counts it. */
  testCase(test: TestName, status: TestStatus): void
  /** A test that failed so many times and then passed: neither a failure nor sound. Counted by `testCase` as before. */
  retried(test: TestName, failed: number): void
  /** Totals that the runner itself prints: they win over counted tests, and add up over several runs in one log. */
  totals(counts: TestCounts): void
  /** Said by readers that find out only later what they read. */
  format(name: string): void
  note(text: string): void
  /** The artifact was not read to its end, or is not whole: it must never count as "no failures". */
  incomplete(note: string): void
}

/** Takes decoded text as it comes, in pieces that may end anywhere. */
export interface Parser {
  write(text: string): void
  /** Where there is one, and the artifact is UTF-8, it is given the bytes from the first one on, and `write` nothing. */
  writeBytes?(bytes: Uint8Array): void
  end(): void
}

/** A plug-in for one document format. Text logs are read by LineReaders (lines/line-reader.ts). */
export interface Reader {
  readonly format: string
  /** @param head the first 64 KiB of the artifact, decoded; @param name as the user named it (a hint, never a proof) */
  recognises(head: string, name: string): boolean
  open(sink: Sink): Parser
}
