import type { Draft } from '../reader.js'

/** What the compiler said about one package, below `# import/path`. */
export interface GoBuild {
  readonly type: string
  /** Line of the heading right above the errors. */
  from: number
  readonly lines: string[]
}

const headLine = /^# ([\w.~/@-]{1,500})(?: \[([\w.~/@-]{1,500})\])?$/
const vetLine = /^# \[([\w.~/@-]{1,500})\]$/
const diagnostic = /^(?:vet: )?((?:[A-Za-z]:)?[^\s:]{1,1000}\.\w{1,4}):(\d{1,7})(?::(\d{1,7}))?: (.*)$/
const belongs =
  /^(?:\s|too many errors|note: |vet: |package |imports |ld: |\/usr\/bin\/ld|collect2: |could not import|no required module|go: |cgo: )/
/** A broken package prints ten errors at most unless it is asked for all. */
const mostLines = 500

export function goBuildHead(text: string): string | undefined {
  const head = headLine.exec(text)
  if (head === null) return vetLine.exec(text)?.[1]
  // `# pkg_test [pkg.test]` are the tests of pkg.
  return head[2] === undefined ? head[1] : head[2].replace(/\.test$/, '')
}

/** Adds a line to a package's errors; false where it is none. */
export function addBuildLine(build: GoBuild, text: string): boolean {
  if (!diagnostic.test(text) && !belongs.test(text)) return false
  if (build.lines.length < mostLines) build.lines.push(text)
  return true
}

/** One failure for each place, or one for the package where nothing says where. */
export function goBuildDrafts(build: GoBuild): Draft[] {
  const drafts: Draft[] = []
  for (const [index, line] of build.lines.entries()) {
    const match = diagnostic.exec(line)
    if (match === null) continue
    const column = match[3] === undefined ? {} : { column: Number(match[3]) }
    const next = build.lines.findIndex((one, at) => at > index && !/^\s/.test(one))
    const text = build.lines.slice(index, next < 0 ? undefined : next)
    const number = build.from + 1 + index
    drafts.push({
      kind: 'build',
      message: match[4] ?? '',
      detail: [`# ${build.type}`, ...text].join('\n'),
      location: { file: match[1] ?? '', line: Number(match[2]), ...column },
      sourceLines: [number, number + text.length - 1],
    })
  }
  if (drafts.length > 0) return drafts
  const message = build.lines.find((line) => line.trim() !== '')?.trim() ?? `${build.type} does not build`
  const detail = [`# ${build.type}`, ...build.lines].join('\n')
  return [{ kind: 'build', message, detail, sourceLines: [build.from, build.from + build.lines.length] }]
}
