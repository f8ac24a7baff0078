import type { JsonFormat } from '../json/format.js'
import { field, isObject, type JsonObject, listOf, textOf, timeOf, wholeOf } from '../json/values.js'
import { chainOf, framesOf, type Thrown, thrownDraft, trackedFrame } from './thrown.js'

/** Airbrake's notices (version 3, Errbit too), and Honeybadger's, which have one `error` with a `backtrace`. */
export const airbrake: JsonFormat = {
  format: 'airbrake-notice',
  recognises: (document) => errorsIn(document).length > 0,
  read(document, sink, text) {
    const errors = errorsIn(document)
    const context = field(document, 'context') ?? field(document, 'notice', 'context')
    const time = timeOf(field(document, 'created_at') ?? field(document, 'notice', 'createdAt'))
    if (['warning', 'info', 'debug', 'notice'].includes(textOf(field(context, 'severity')) ?? '')) return
    const draft = thrownDraft(chainOf(errors, thrownOf), { sourceLines: [1, text.lines], time, event: document })
    if (draft !== undefined) sink.report(draft)
  },
}

function errorsIn(document: unknown): readonly JsonObject[] {
  const list = listOf(field(document, 'errors') ?? field(document, 'notice', 'errors')).filter(isError)
  if (list.length > 0) return list
  const own = field(document, 'error')
  if (!isError(own)) return []
  return [own, ...listOf(field(own, 'causes')).filter(isObject)]
}

function isError(value: unknown): value is JsonObject {
  const backtrace = field(value, 'backtrace')
  return (
    (textOf(field(value, 'type')) ?? textOf(field(value, 'class'))) !== undefined &&
    Array.isArray(backtrace) &&
    backtrace.every(isObject)
  )
}

function thrownOf(error: unknown): Thrown {
  return {
    type: textOf(field(error, 'type')) ?? textOf(field(error, 'class')),
    message: textOf(field(error, 'message')),
    frames: framesOf(listOf(field(error, 'backtrace')), frameOf),
  }
}

/** `[PROJECT_ROOT]/lib/x.rb`: notifiers put a word where the root was. */
function frameOf(frame: unknown): ReturnType<typeof trackedFrame> {
  const file = textOf(field(frame, 'file'))
  const line = field(frame, 'line') ?? field(frame, 'number')
  return trackedFrame({
    file: file
      ?.replace(/^(?:\[PROJECT_ROOT\]|\/PROJECT_ROOT)\//, '')
      .replace(/^(?:\[GEM_ROOT\]|\/GEM_ROOT)\//, '/usr/lib/ruby/gems/'),
    line: wholeOf(typeof line === 'string' ? Number(line) : line),
    column: wholeOf(field(frame, 'column')),
    called: textOf(field(frame, 'function')) ?? textOf(field(frame, 'method')),
    isOwn: undefined,
  })
}
