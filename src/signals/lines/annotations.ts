import type { FailureKind } from '../../domain.js'
import type { LineReader } from './line-reader.js'

const command = /^::error(?: ([^:]{0,2000}(?::(?!:)[^:]{0,500}){0,8}))?::(.{0,8000})$/
const issue = /^##vso\[task\.logissue ([^\]]{0,2000})\](.{0,8000})$/
const shown = /^##\[error\](.{1,8000})$/
/** What the runner says of every step that failed; the steps' own output says why. */
const nothingNew =
  /^(?:Process completed with exit code|The process '.{1,400}' failed with exit code|Bash exited with code|Script failed with exit code|Cmd\.exe exited)/
const timedOut = /exceeded the maximum execution time|has timed out after|timed out after \d+ (?:minutes|seconds)/

/**
 * What a runner was told to show beside the output: GitHub's `::error …::` and the `##[error]` that it turns into,
 * Azure's `##vso[task.logissue]`. Mostly it repeats the output, so it speaks only where nothing else was found.
 */
export const annotations: LineReader = {
  format: 'annotations',
  tier: 1,
  wakes: /^(?:::error|##\[error\]|##vso\[task\.logissue )/,
  open(sink) {
    return {
      line(text, number) {
        const said = annotationIn(text)
        if (said === undefined || nothingNew.test(said.message)) return false
        const { properties, message } = said
        const file = properties.get('file') ?? properties.get('sourcepath')
        const place = file === undefined ? undefined : { file, ...placeOf(properties) }
        const code = properties.get('title') ?? properties.get('code')
        sink.report({
          kind: kindOf(message, place !== undefined),
          title: code === undefined || message.includes(code) ? undefined : `${code}: ${message.split('\n')[0]}`,
          message,
          detail: message,
          location: place,
          sourceLines: [number, number],
        })
        return false
      },
      end() {},
    }
  },
}

function kindOf(message: string, isPlaced: boolean): FailureKind {
  if (timedOut.test(message)) return 'timeout'
  return isPlaced ? 'lint' : 'crash'
}

interface Annotation {
  readonly properties: ReadonlyMap<string, string>
  readonly message: string
}

function annotationIn(text: string): Annotation | undefined {
  const told = command.exec(text)
  if (told !== null) return { properties: propertiesOf(told[1] ?? '', ','), message: unescaped(told[2] ?? '') }
  const logged = issue.exec(text)
  if (logged !== null) {
    const properties = propertiesOf(logged[1] ?? '', ';')
    return properties.get('type') === 'error' ? { properties, message: (logged[2] ?? '').trim() } : undefined
  }
  const message = shown.exec(text)?.[1]
  return message === undefined ? undefined : { properties: new Map(), message: message.trim() }
}

function propertiesOf(text: string, separator: string): Map<string, string> {
  const properties = new Map<string, string>()
  for (const part of text.split(separator)) {
    const equals = part.indexOf('=')
    if (equals > 0) properties.set(part.slice(0, equals).trim(), unescaped(part.slice(equals + 1)))
  }
  return properties
}

/** As the runner's tool kit escapes what would end a command or a property. */
function unescaped(text: string): string {
  return text
    .replaceAll('%0D', '')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%')
}

function placeOf(properties: ReadonlyMap<string, string>): { line?: number; column?: number } {
  const line = wholeIn(properties.get('line') ?? properties.get('linenumber'))
  const column = wholeIn(properties.get('col') ?? properties.get('columnnumber'))
  if (line === undefined) return {}
  return column === undefined ? { line } : { line, column }
}

function wholeIn(text: string | undefined): number | undefined {
  const value = text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : 0
  return value === 0 ? undefined : value
}
