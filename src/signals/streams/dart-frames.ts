import type { RawFrame } from '../reader.js'
import { linesOf } from '../stacks/explain.js'

/** `test/main_test.dart 13:9  main.<fn>`, as package:stack_trace prints frames. */
const terse = /^(\S{1,1000}?\.dart)(?: (\d{1,7})(?::(\d{1,7}))?)? {2,}(.{1,300})$/
/** `#1      parse (package:app/parse.dart:7:3)`, as the virtual machine does. */
const numbered = /^#\d{1,5}\s{1,10}(.{1,300}?) \((\S{1,1000}?\.dart):(\d{1,7})(?::(\d{1,7}))?\)$/
/** Packages of the test runner and of the framework. */
const foreign =
  /^package:(?:test|test_api|test_core|matcher|flutter|flutter_test|stack_trace|async|fake_async|mockito)\//

/** Frames of a Dart stack trace, innermost first. */
export function dartFrames(stack: string): RawFrame[] {
  const frames: RawFrame[] = []
  for (const line of linesOf(stack)) {
    const short = terse.exec(line)
    const long = short === null ? numbered.exec(line) : null
    if (short !== null) frames.push(frameOf(short[1] ?? '', short[4], short[2], short[3]))
    else if (long !== null) frames.push(frameOf(long[2] ?? '', long[1], long[3], long[4]))
  }
  return frames
}

function frameOf(file: string, called: string | undefined, line?: string, column?: string): RawFrame {
  return {
    // A package's own code stands in its lib folder.
    file: foreign.test(file) ? file : file.replace(/^package:[^/]+\//, 'lib/').replaceAll('\\', '/'),
    ...(line === undefined ? {} : { line: Number(line) }),
    ...(column === undefined ? {} : { column: Number(column) }),
    ...(called === undefined ? {} : { function: called.trim() }),
    ...(foreign.test(file) || file.startsWith('dart:') ? { isLibrary: true } : {}),
  }
}
