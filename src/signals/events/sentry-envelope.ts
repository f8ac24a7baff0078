import { prefixOf } from '../json/prefix.js'
import { field, isObject, parsed, wholeOf } from '../json/values.js'
import type { Parser, Reader, Sink } from '../reader.js'
import { reportSentry } from './sentry-event.js'

/** An envelope carries one event of at most 1 MiB; attachments and replays beside it are not read. */
const longestEnvelope = 20 * 1024 * 1024

/** Sentry's envelope: a header line, then a header line and a payload for each item. */
export const sentryEnvelope: Reader = {
  format: 'sentry-envelope',
  recognises(head) {
    const [first = '', second = ''] = head.replace(/^\uFEFF/, '').split('\n', 2)
    const header = parsed(first)
    if (!isObject(header) || !['event_id', 'sent_at', 'dsn', 'sdk'].some((key) => Object.hasOwn(header, key)))
      return false
    return typeof field(parsed(second), 'type') === 'string'
  },
  open(sink) {
    let text = ''
    return {
      write(piece) {
        if (text.length <= longestEnvelope) text += piece
      },
      end() {
        if (text.length > longestEnvelope)
          sink.incomplete(`${sink.source} is an envelope of more than ${longestEnvelope} characters`)
        readItems(text, sink)
      },
    } satisfies Parser
  },
}

/** Item lengths are in bytes of UTF-8; an item without a length ends with its line. */
function readItems(text: string, sink: Sink): void {
  const bytes = Buffer.from(text)
  let at = bytes.indexOf(10) + 1
  let line = 2
  while (at > 0 && at < bytes.length) {
    const headerEnd = endOfLine(bytes, at)
    const header = parsed(bytes.subarray(at, headerEnd).toString())
    const start = headerEnd + 1
    const length = wholeOf(field(header, 'length'))
    const end = length === undefined ? endOfLine(bytes, start) : Math.min(start + length, bytes.length)
    if (length !== undefined && start + length > bytes.length) sink.incomplete(`${sink.source} is cut off`)
    const type = field(header, 'type')
    const payload =
      type === 'event' || type === 'error' ? payloadOf(bytes.subarray(start, end).toString(), sink) : undefined
    if (isObject(payload)) reportSentry(payload, [line + 1, line + 1], sink, '')
    else if (payload !== undefined) sink.incomplete(`an event in ${sink.source} is no object`)
    line += 2
    at = end + 1
  }
}

/** An event that is cut off in its breadcrumbs still tells its exception. */
function payloadOf(text: string, sink: Sink): unknown {
  const whole = parsed(text)
  if (whole !== undefined) return whole
  sink.incomplete(`${sink.source} is cut off, or its event is not well-formed JSON`)
  return prefixOf(text)?.value
}

function endOfLine(bytes: Buffer, from: number): number {
  const end = bytes.indexOf(10, from)
  return end < 0 ? bytes.length : end
}
