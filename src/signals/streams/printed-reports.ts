import { jsonReports } from '../reports/all.js'
import { recordReader } from './record-reader.js'

/** A test report on one line of a console, as `jest --json` and vitest's `json` reporter print it among other lines. */
export const printedReports = recordReader({
  format: 'printed-json-report',
  wakes: /^\s{0,20}\{"(?:numFailedTestSuites|numTotalTestSuites|stats|config|results|reportFormat|version)":/,
  open: (sink) => ({
    record({ value, line }) {
      const format = jsonReports.find((candidate) => candidate.recognises(value))
      format?.read(value, sink, { lines: line, lineOf: () => line })
      return format !== undefined
    },
    end() {},
  }),
})
