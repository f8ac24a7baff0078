import { type Diagnostic, diagnosticReader } from './diagnostic.js'
import { printedPath } from './printed-path.js'

const maven = /^\[ERROR\]\s{1,4}(\S.{0,999}?\.\w{2,8}):\[(\d{1,7})(?:,(\d{1,7}))?\]\s{1,2}(?:error: )?(.{1,4000})$/
/** checkstyle's plugin, the Error Prone and Javadoc forms: a place without brackets. */
const mavenColon = /^\[ERROR\]\s{1,4}(\S{1,1000}\.\w{2,8}):(\d{1,7})(?::(\d{1,7}))?: (.{1,4000})$/
const kotlin = /^e: (?:file:\/\/)?(\S.{0,999}?\.kts?):(?: \()?(\d{1,7})(?:, |:)(\d{1,7})\)?:? (?:error: )?(.{1,4000})$/
const sbt =
  /^\[error\] (?:\[E\] )?(?:\[E\d{1,4}\] )?(\/?[^\s:]{1,1000}\.(?:scala|java|sc)):(\d{1,7})(?::(\d{1,7}))?: (.{1,4000})$/
const scala3 = /^(?:\[error\] )?-- (?:\[(E\d{3})\] )?(.{0,60}?Error): (\S{1,1000}):(\d{1,7}):(\d{1,7}) -{0,200}$/
const groovy =
  /^(?:\[ERROR\] )?(\S{1,1000}\.(?:groovy|gradle)): (\d{1,7}): (.{1,1000}) @ line \d{1,7}, column (\d{1,7})\.?$/
const resolution =
  /((?:Could not resolve dependencies|Could not find artifact|Failed to (?:collect dependencies|read artifact descriptor)|The following artifacts could not be resolved|Could not transfer artifact|Non-resolvable (?:parent POM|import POM)|Plugin \S{1,300} or one of its dependencies could not be resolved|Failure to (?:find|transfer)).{0,3000})/
const mavenResolution = /^\[(?:ERROR|FATAL)\] (?:\[ERROR\] )?(.{0,400})$/
const gradle = /^> (Could not (?:resolve|find|get|determine the dependencies).{0,2000})$/

const readers: readonly ((text: string) => Diagnostic | undefined)[] = [
  (text) => placed(maven.exec(text)) ?? placed(mavenColon.exec(text), 'lint'),
  (text) => placed(kotlin.exec(text)),
  (text) => placed(sbt.exec(text)),
  fromScala3,
  fromGroovy,
  fromResolution,
]

/** Maven, Gradle, sbt, kotlinc, scalac 3 and groovyc, where they do not print as javac does. */
export const jvm = diagnosticReader({
  format: 'compiler',
  kind: 'build',
  wakes:
    /^\[ERROR\] .{0,400}(?::\[?\d{1,7}[\],:]|resolve|artifact|Failure to|Non-resolvable)|^e: \S|^\[error\] |^-- (?:\[E\d{3}\] )?.{0,40}Error: |^\S{1,200}\.(?:groovy|gradle): \d|^> Could not /,
  head(text) {
    for (const read of readers) {
      const found = read(text)
      if (found !== undefined) return found
    }
    return undefined
  },
  belongs: (text, lines) =>
    lines.length < 30 &&
    (/^\s{1,40}\S|^\d{0,6} ?\|/.test(text) || (/^\[(?:ERROR|error)\]\s{2,}\S/.test(text) && !/:\[?\d/.test(text))),
  complete(opened, lines) {
    if (opened.message !== '') return opened
    const said = lines.slice(1).map((line) => /^(?:\[error\] )?\s{0,6}\|\s{1,200}([A-Za-z].{1,1000})$/.exec(line)?.[1])
    const message = said.find((text) => text !== undefined)
    return message === undefined ? undefined : { ...opened, message }
  },
})

function placed(found: RegExpExecArray | null, kind: 'build' | 'lint' = 'build'): Diagnostic | undefined {
  const file = found === null ? undefined : printedPath(found[1] ?? '')
  if (found === null || file === undefined) return undefined
  const rule = / \[(\w{2,60})\]$/.exec(found[4] ?? '')?.[1]
  return {
    file,
    line: Number(found[2]),
    column: found[3] === undefined ? undefined : Number(found[3]),
    message: (found[4] ?? '').trim(),
    code: rule,
    kind,
  }
}

function fromScala3(text: string): Diagnostic | undefined {
  const found = scala3.exec(text)
  if (found === null) return undefined
  return { code: found[1], file: found[3], line: Number(found[4]), column: Number(found[5]), message: '' }
}

function fromGroovy(text: string): Diagnostic | undefined {
  const found = groovy.exec(text)
  if (found === null) return undefined
  return { file: found[1], line: Number(found[2]), column: Number(found[4]), message: found[3] ?? '' }
}

function fromResolution(text: string): Diagnostic | undefined {
  const byGradle = gradle.exec(text)?.[1]
  if (byGradle !== undefined) return { message: byGradle, kind: 'dependency' }
  if (!mavenResolution.test(text.slice(0, 408))) return undefined
  const message = resolution.exec(text)?.[1]
  return message === undefined ? undefined : { message: message.replace(/ -> \[Help \d\]$/, ''), kind: 'dependency' }
}
