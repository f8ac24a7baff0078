import { type Diagnostic, diagnosticReader } from './diagnostic.js'

/** What compilers say of their options and of files that they cannot open: no place, and nothing else fails. */
const forms: readonly RegExp[] = [
  /^(?:##\[error\])?error (?<code>TS\d{1,6}): (?<message>.{1,4000})$/,
  /^(?:\S{0,300}\/)?(?:[\w-]{1,40}-)?(?:gcc|g\+\+|cc1|cc1plus|clang|clang\+\+|clang-\d{1,3}|cpp|as|nvcc|ar|rustdoc|emcc|swiftc|<command-line>)(?:\.exe)?: (?:fatal )?error: (?!linker command failed|ld returned|unable to execute command)(?<message>.{1,4000})$/,
  /^javac: (?<message>(?:file not found|invalid flag|invalid target release|error): .{1,2000})$/,
  /^error: (?<message>(?:invalid (?:source|target) release|release version \d{1,3} not supported|file not found|cannot access|module not found|warnings found and -Werror specified).{0,2000})$/,
  /^CMake Error: (?<message>.{1,4000})$/,
]
/** make says where its own file is wrong, in the place of a target. */
const makefile = /^(?<file>[\w./-]{1,500}):(?<line>\d{1,7}): \*\*\* (?<message>.{1,1000}?)\.?\s{1,4}Stop\.$/

export const placeless = diagnosticReader({
  format: 'compiler',
  kind: 'build',
  wakes:
    /^(?:##\[error\])?error TS\d|(?:gcc|g\+\+|cc1|cc1plus|clang|clang\+\+|cpp|as|nvcc|ar|rustdoc|emcc|swiftc|<command-line>)(?:-\d{1,3})?(?:\.exe)?: (?:fatal )?error: |^javac: |^error: (?:invalid|release version|file not found|cannot access|module not found|warnings found)|^CMake Error: |: \*\*\* .{1,1000} Stop\.$/,
  head(text): Diagnostic | undefined {
    const placed = makefile.exec(text)?.groups
    if (placed !== undefined)
      return { file: placed['file'], line: Number(placed['line']), message: placed['message'] ?? '' }
    for (const form of forms) {
      const groups = form.exec(text)?.groups
      if (groups !== undefined) return { code: groups['code'], message: (groups['message'] ?? '').trim() }
    }
    return undefined
  },
})
