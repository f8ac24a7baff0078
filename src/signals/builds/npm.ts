import type { LineParser, LineReader, LineSink } from '../lines/line-reader.js'

const prefix = /^(?:##\[error\])?(?:\d{1,9} )?npm (?:ERR!|error) ?(.{0,4000})$/
const codeLine = /^code (\S{1,60})$/
/** Boilerplate that follows what went wrong. */
const notTelling =
  /^\s*$|^(?:syscall |path |errno |dest |command |signal |A complete log of this run|For a full report see|Run "npm help|Clean install a project|Usage:|Options:|Aliases:|If you need help|This is probably not a problem with npm|There is likely additional|node v|npm v|\s{4}\/\S{1,400}\.(?:log|txt)$|node-)/
/** The code's own first word is repeated by its lines: `npm ERR! ERESOLVE could not resolve`. */
const topic =
  /^(?:E[A-Z]{3,20}|[\dE]\d{2}|404|engine|notsup|notarget|enoent|path|errno|syscall|dest|command|lifecycle|cb|network|gyp|git|signal|sh|\d)(?: |$)/
const mostLines = 300

interface Failed {
  code: string | undefined
  readonly lines: string[]
  readonly from: number
  last: number
}

/** npm, from 2 to 11: one failure a run, whose code and first telling line are told. */
export const npm: LineReader = {
  format: 'npm',
  wakes: /^(?:##\[error\])?(?:\d{1,9} )?npm (?:ERR!|error)/,
  open: openNpm,
}

function openNpm(sink: LineSink): LineParser {
  let failed: Failed | undefined
  const close = (): void => {
    if (failed !== undefined) report(sink, failed)
    failed = undefined
  }
  return {
    line(text, number) {
      const said = prefix.exec(text)?.[1]
      if (said === undefined) {
        // npm's own notices may stand between; anything else is another program.
        if (/^npm (?:notice|warn|WARN|verb|info)/.test(text)) return true
        close()
        return false
      }
      const code = codeLine.exec(said)?.[1]
      if (code !== undefined && failed?.code !== undefined) close()
      failed ??= { code: undefined, lines: [], from: number, last: number }
      failed.code ??= code
      failed.last = number
      if (failed.lines.length < mostLines) failed.lines.push(said)
      return true
    },
    end: close,
  }
}

function report(sink: LineSink, { code, lines, from, last }: Failed): void {
  // A script that failed has told its own story; npm only says that it did.
  const isScript =
    code === 'ELIFECYCLE' ||
    lines.some((line) => /^Lifecycle script|^Failed at the .{1,200} script|^command failed$/i.test(line))
  const isRun = isScript && !lines.some((line) => /install(?:ed)?\b|^command sh -c node-gyp|gyp /.test(line))
  if (isRun) return
  sink.claim(from, last)
  const message = messageOf(code, lines)
  sink.report({
    kind: 'dependency',
    exception: code,
    title: code === undefined ? message : `npm ${code}: ${message}`,
    message,
    detail: lines.join('\n'),
    sourceLines: [from, last],
  })
}

/** The line that names the cause where there is one, else the first that is not of the frame. */
function messageOf(code: string | undefined, lines: readonly string[]): string {
  const telling = lines.map((line) => line.trimEnd()).filter((line) => !notTelling.test(line) && !codeLine.test(line))
  const cause = telling.find((line) =>
    /^(?:Missing: |Invalid: |The `npm ci` command|Could not resolve dependency|peer )/.test(line),
  )
  const plain = telling.map((line) => (code === undefined ? line : line.replace(topic, ''))).find((line) => line !== '')
  if (code === 'EUSAGE' && cause !== undefined) return cause
  return plain ?? telling[0] ?? code ?? 'npm failed'
}
