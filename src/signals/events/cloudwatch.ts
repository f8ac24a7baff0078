import type { JsonFormat, JsonText } from '../json/format.js'
import { field, listOf, textOf } from '../json/values.js'
import { openLog } from '../lines/log.js'
import type { Sink } from '../reader.js'

/** What CloudWatch Logs exports: events of a stream or a filter, a subscription's message, rows of Logs Insights. */
export const cloudwatch: JsonFormat = {
  format: 'cloudwatch-logs',
  recognises: (document) => messagesIn(document).length > 0,
  read(document, sink, text) {
    const messages = messagesIn(document)
    const { lines, at } = unfolded(messages, text)
    const log = openLog(inDocument(sink, at))
    for (const line of lines) log.write(`${line}\n`)
    if (!log.end()) sink.note('no failure that I know in these log events')
    sink.format('cloudwatch-logs')
  },
}

function messagesIn(document: unknown): string[] {
  const events = listOf(
    field(document, 'events') ?? field(document, 'logEvents') ?? (Array.isArray(document) ? document : undefined),
  )
  const listed = events
    .filter((event) => field(event, 'timestamp') !== undefined)
    .map((event) => textOf(field(event, 'message')))
  const rows = listOf(field(document, 'results')).map((row) =>
    textOf(
      field(
        listOf(row).find((cell) => field(cell, 'field') === '@message'),
        'value',
      ),
    ),
  )
  return [...listed, ...rows].filter((message) => message !== undefined)
}

/** One event may hold a whole stack trace: its lines are those of a log, and all stand where the event stands. */
function unfolded(messages: readonly string[], text: JsonText): { lines: string[]; at: number[] } {
  const lines: string[] = []
  const at: number[] = []
  for (const message of messages) {
    const place = text.lineOf(message)
    for (const line of message.replace(/\n$/, '').split(/\r?\n/)) {
      lines.push(line)
      at.push(place)
    }
  }
  return { lines, at }
}

/** The same sink, told in lines of the document. */
function inDocument(sink: Sink, at: readonly number[]): Sink {
  return {
    ...sink,
    report: (draft) =>
      sink.report({ ...draft, sourceLines: [at[draft.sourceLines[0] - 1] ?? 1, at[draft.sourceLines[1] - 1] ?? 1] }),
  }
}
