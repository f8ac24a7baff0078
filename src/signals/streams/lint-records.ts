import { reportFinding, strict } from '../findings/finding.js'
import { findingOf } from '../findings/finding-record.js'
import { recordReader } from './record-reader.js'

/** Linters that write one finding a line: `mypy --output json`, `ruff --output-format json-lines`. */
export const lintRecords = recordReader({
  format: 'linter-json-lines',
  wakes: /^\s{0,20}\{"(?:file|cell)": ?["n]/,
  open: (sink) => ({
    record({ value, line }) {
      // Records of a log may name a file and a line too: these are the keys that only the two have.
      const isMypy = 'hint' in value && 'severity' in value && 'column' in value
      const isRuff = 'end_location' in value && 'code' in value
      if (!isMypy && !isRuff) return false
      const finding = findingOf(value, undefined)
      if (!strict.has(finding.severity ?? '')) reportFinding(finding, sink, line)
      return true
    },
    end() {},
  }),
})
