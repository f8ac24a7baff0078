import type { RawFrame } from '../reader.js'
import type { StackLanguage, Trace } from './language.js'

const sanitizer =
  /(?:ERROR|WARNING): ((?:Address|Thread|Leak|Memory|UndefinedBehavior|HWAddress)Sanitizer): ([\w-]+(?: (?!on |at |in |\(|0x)[\w-]+){0,6})/
const undefinedBehaviour = /^(\S{1,1000}?):(\d{1,9}):(\d{1,9}): runtime error: (.{1,2000})$/
const valgrind =
  /^==\d{1,9}== {1,4}?((?:Invalid (?:read|write|free)|Conditional jump|Use of uninitiali[sz]ed|Process terminating|Mismatched free|Source and destination overlap|Syscall param|Jump to the invalid|Argument .{1,60} is|[\d,]{1,12} (?:\([^)]{1,60}\) )?bytes in .{1,60} definitely lost|Possible data race).{0,300})$/
const assertion = /^(?:[\w./+-]{1,300}: )?([^\s:]{1,500}):(\d{1,9}): (.{0,1000}?): Assertion [`'](.{1,1000})' failed\.$/
/** `#0 0x55 in f /a.c:8:3`, `#0 f a.c:8 (bin+0x1)`, gdb's `#0  0x55 in f (x=1) at a.c:8`. */
const sanitizerFrame =
  /^\s{0,8}#\d{1,4}\s{1,3}(?:0x[0-9a-f]{1,16} (?:in )?)?(.{1,500}?) (?:at )?([^\s()]{1,1000}?):(\d{1,9})(?::\d{1,9})?(?: \([^()]{1,500}\))?$/
const moduleFrame =
  /^\s{0,8}#\d{1,4}\s{1,3}(?:0x[0-9a-f]{1,16} (?:in )?)?(.{1,500}?) \(([^()+]{1,1000})\+0x[0-9a-f]{1,16}\)/
const valgrindFrame = /^==\d{1,9}== {4}(?:at|by) 0x[0-9A-F]{1,16}: (.{1,500}?) \(([^():]{1,500})(?::(\d{1,9}))?\)$/

/** C and C++: the sanitizers of gcc and clang, valgrind, a failed `assert`. */
export const native: StackLanguage = {
  language: 'native',
  wakes:
    /(?:ERROR|WARNING): \w{4,20}Sanitizer: |: runtime error: |^==\d{1,9}== {1,4}(?:Invalid |Conditional |Use of |Process term|Mismatched |Source and |Syscall |Jump to |[\d,]{1,12} .{0,60}bytes in |Possible data)|: Assertion [`'].{1,1000}' failed\.$/,
  above: 0,
  frame: (line) => nativeFrame(line) ?? headOf(line, '')?.frames[0],
  continues(line, previous) {
    if (/^SUMMARY: |==ABORTING$/.test(previous)) return false
    if (/^==\d{1,9}==/.test(line))
      return /^==\d{1,9}==(?: {2,}|\s*$|(?:ERROR: )?ABORTING|Hint|The signal|Register)/.test(line)
    if (assertion.test(previous)) return false
    return !/^\S{1,1000}:\d{1,9}:\d{1,9}: runtime error: /.test(line) && isReport(line)
  },
  read(lines) {
    const starts = lines.findIndex((line) => native.wakes.test(line))
    if (starts < 0) return undefined
    const head = headOf(lines[starts] ?? '', lines[starts + 1] ?? '')
    if (head === undefined) return undefined
    return { ...head, frames: [...head.frames, ...firstStack(lines.slice(starts + 1))], starts }
  },
}

function nativeFrame(line: string): RawFrame | undefined {
  const found = sanitizerFrame.exec(line) ?? valgrindFrame.exec(line)
  if (found !== null && found[3] !== undefined)
    return { file: found[2] ?? '', line: Number(found[3]), function: named(found[1] ?? ''), ...library(line) }
  const module = moduleFrame.exec(line)
  return module === null ? undefined : { file: module[2] ?? '', function: named(module[1] ?? ''), isLibrary: true }
}

/** gdb prints arguments, C++ its parameter types. */
function named(printed: string): string {
  return printed.replace(/ ?\(.*$/, '').replace(/^in /, '')
}

/** The allocator and the C library stand around the user's frames. */
function library(line: string): { isLibrary?: boolean } {
  return /sanitizer|sysdeps|libc_start|vg_replace_malloc|\/libc?\/|csu\//.test(line) ? { isLibrary: true } : {}
}

function headOf(line: string, next: string): Trace | undefined {
  const bySanitizer = sanitizer.exec(line)
  if (bySanitizer !== null) {
    const access = /^\s{0,4}((?:READ|WRITE) of size \d{1,9})/.exec(next)?.[1]
    const what = bySanitizer[2] ?? ''
    return { exception: what, message: [`${bySanitizer[1]}: ${what}`, access].filter(Boolean).join(', '), frames: [] }
  }
  const undefinedThing = undefinedBehaviour.exec(line)
  if (undefinedThing !== null) {
    const [, file = '', row, column, message = ''] = undefinedThing
    return { exception: 'runtime error', message, frames: [{ file, line: Number(row), column: Number(column) }] }
  }
  const failed = assertion.exec(line)
  if (failed !== null) {
    const [, file = '', row, called = '', condition = ''] = failed
    const place = { file, line: Number(row), function: named(called).split(' ').at(-1) ?? '' }
    return { exception: 'Assertion', message: `Assertion '${condition}' failed.`, frames: [place] }
  }
  const byValgrind = valgrind.exec(line)
  return byValgrind === null ? undefined : { exception: 'valgrind', message: (byValgrind[1] ?? '').trim(), frames: [] }
}

/** What follows the first stack tells where the memory came from, or of another thread. */
function firstStack(lines: readonly string[]): RawFrame[] {
  const frames: RawFrame[] = []
  for (const line of lines) {
    const frame = nativeFrame(line)
    if (frame !== undefined) frames.push(frame)
    else if (frames.length > 0) break
  }
  return frames
}

function isReport(line: string): boolean {
  return /^(?:\s|$|#\d|0x[0-9a-f]|(?:READ|WRITE|allocated|freed|previously|SUMMARY|Shadow|HINT|Direct leak|Indirect leak|Thread T|Address|This frame|Hint|Uninitialized|Location|Mutex|Previous|=+$|AddressSanitizer|=>0x))/.test(
    line,
  )
}
