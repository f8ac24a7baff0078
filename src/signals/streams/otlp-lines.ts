import { isOtlp } from '../events/otlp.js'
import { otlpDrafts } from '../events/otlp-drafts.js'
import { recordReader } from './record-reader.js'

/** OTLP documents one a line, as the collector's file exporter writes them. */
export const otlpLines = recordReader({
  format: 'otlp-json',
  wakes: /^\s{0,20}\{"resource(?:Logs|Spans|Metrics)": ?\[/,
  open: (sink) => ({
    record({ value, line }) {
      if (!isOtlp(value)) return false
      for (const draft of otlpDrafts(value, () => line)) sink.report(draft)
      return true
    },
    end() {},
  }),
})
