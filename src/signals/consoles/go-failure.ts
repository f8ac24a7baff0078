import type { Draft, RawFrame } from '../reader.js'
import { firstLine } from '../sighting.js'
import { go } from '../stacks/go.js'
import { placeOf } from '../stacks/place.js'

/** A failed test of `go test` with all that was printed about it. */
export interface GoFailure {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly lines: readonly string[]
  /** A panic, with its goroutines; empty where the test just failed. */
  readonly panic: readonly string[]
  /** Names of failed subtests. */
  readonly subtests: readonly string[]
}

const saidLine = /^\s{0,80}([\w./+-]{1,300}\.go):(\d{1,7}): ?(.*)$/
const traceLine = /^\s{1,80}Error Trace:\s{1,20}(\S{1,1000}\.go:\d{1,7})/
const errorLabel = /^\s{1,80}Error:\s{1,20}(.*)$/
/** Tests log before they fail: of several lines, one that speaks of a difference or a failure is the failure. */
const telling =
  /\b(?:expected|want|wanted|got|unexpected|error|fail(?:ed|ure)?|should|mismatch|differ\w*|not equal|cannot|invalid|nil|missing|wrong)\b|!=|race detected/i

interface Said {
  readonly place: RawFrame
  readonly text: string
}

/** @param type the package's import path, where its closing line was seen */
export function goDraft(failure: GoFailure, type: string | undefined): Draft {
  const said = saidIn(failure.lines, type)
  const told = said.find((one) => telling.test(one.text)) ?? said.at(-1)
  const panic = panicOf(failure)
  const error = failure.lines.map((line) => errorLabel.exec(line)?.[1]).find((found) => found !== undefined)
  const detail = [...failure.lines.map((line) => line.replace(/^ {4}/, '')), ...failure.panic].join('\n').trim()
  const inSubtests = `failed in ${failure.subtests.length} subtest${failure.subtests.length === 1 ? '' : 's'}`
  const own = told?.text.trim() || error || firstLine(detail)
  const traced = failure.lines.map((line) => traceLine.exec(line)?.[1]).find((found) => found !== undefined)
  const place = (traced === undefined ? undefined : placeOf(traced)) ?? told?.place
  return {
    kind: 'test',
    test: {
      ...(type === undefined ? {} : { suite: type }),
      name: failure.name,
      ...(place === undefined ? {} : { file: place.file }),
    },
    message: panic?.message ?? (own || (failure.subtests.length > 0 ? inSubtests : 'failed without a message')),
    exception: panic === undefined ? undefined : 'panic',
    detail,
    frames: panic?.frames ?? (place === undefined ? [] : [place]),
    sourceLines: [failure.from, failure.to],
  }
}

/** What `t.Error` and `t.Log` print: `    file_test.go:12: text`, with the file's name alone. */
function saidIn(lines: readonly string[], type: string | undefined): Said[] {
  const said: Said[] = []
  for (const line of lines) {
    const match = saidLine.exec(line)
    if (match === null) continue
    // Other packages have files of this name: the import path tells which one it is.
    const file = type === undefined || (match[1] ?? '').includes('/') ? (match[1] ?? '') : `${type}/${match[1]}`
    if (!/\/testing\.go$/.test(file)) said.push({ place: { file, line: Number(match[2]) }, text: match[3] ?? '' })
  }
  return said
}

function panicOf(failure: GoFailure): { message: string; frames: readonly RawFrame[] } | undefined {
  if (failure.panic.length === 0) return undefined
  const lines = failure.panic
  const trace = go.read(goroutineOf(lines, failure.name))
  const frames = (trace?.frames ?? []).map((frame) => ({ ...frame, isLibrary: isGosOwn(frame) }))
  const message = firstLine((lines[0] ?? '').replace(/^(?:panic|fatal error): /, '')).replace(
    / \[recovered(?:, repanicked)?\]$/,
    '',
  )
  return { message, frames }
}

/** After a time-out the first goroutine is the clock's: the one that is in the test tells where it hangs. */
function goroutineOf(lines: readonly string[], name: string): readonly string[] {
  if (!/^panic: test timed out/.test(lines[0] ?? '')) return lines
  const inTest = lines.findIndex((line) => line.includes(`.${name.split('/')[0]}(`))
  if (inTest < 0) return lines
  const start = lines.slice(0, inTest).findLastIndex((line) => /^goroutine \d/.test(line))
  return start < 0 ? lines : lines.slice(start)
}

function isGosOwn(frame: RawFrame): boolean {
  return (
    /(?:^|\/)(?:src\/)?(?:runtime|testing|reflect|sync)\/\w+\.(?:go|s)$/.test(frame.file) &&
    /\/go[^/]*\/src\/|\/toolchain@/.test(frame.file)
  )
}

/** The test that a panic's frames are in, for panics that no result line names. */
export function testInTrace(lines: readonly string[]): string | undefined {
  const running = lines.findIndex((line) => /^\s{0,8}running tests:$/.test(line))
  if (running >= 0) return /^\s{1,16}(\S{1,500}) \(/.exec(lines[running + 1] ?? '')?.[1]
  for (const line of lines) {
    const called = /^\S{0,500}\.((?:Test|Fuzz|Benchmark|Example)[\w.]{0,300})\(/.exec(line)?.[1]
    if (called !== undefined) return called.split('.')[0]
  }
  return undefined
}
