import { isObject, parsed } from '../json/values.js'
import type { LineReader } from '../lines/line-reader.js'
import { explain } from '../stacks/explain.js'
import type { Trace } from '../stacks/language.js'
import { isErrorRecord, recordDraft } from './error-record.js'

/**
 * Application logs of one JSON record a line: pino, bunyan, winston, zap, logrus, zerolog, slog, serilog, structlog,
 * python-json-logger, log4j and logback layouts, ECS. Each names level, message, error and stack in its own way.
 */
export const jsonLog: LineReader = {
  format: 'json-log',
  wakes: /^\s{0,20}\{\s{0,20}"/,
  readsRecords: true,
  open(sink) {
    const explain = rememberingExplain()
    return {
      line(text, number) {
        const record = parsed(text)
        if (isObject(record) && isErrorRecord(record)) sink.report(recordDraft(record, text, number, explain))
        return false
      },
      end() {},
    }
  },
}

/** Few errors repeat at one time; the memory is for them, not for all. */
const mostRemembered = 200

/** One error that repeats 20,000 times is explained once. */
function rememberingExplain(): (text: string) => Trace {
  const remembered = new Map<string, Trace>()
  return (text) => {
    const known = remembered.get(text)
    if (known !== undefined) return known
    if (remembered.size >= mostRemembered) remembered.clear()
    const trace = explain(text)
    remembered.set(text, trace)
    return trace
  }
}
