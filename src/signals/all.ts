import { eventStreams, events } from './events/all.js'
import { findings, xmlFindings } from './findings/all.js'
import type { JsonFormat } from './json/format.js'
import type { Reader } from './reader.js'
import { jsonReports, reports } from './reports/all.js'

/** Documents read as they stream, by content. JSON documents are read whole; anything else is a log (read.ts). */
export const documentReaders: readonly Reader[] = [...xmlFindings, ...reports, ...eventStreams]

/** JSON documents, told apart by their keys; the first that recognises one reads it. */
export const jsonFormats: readonly JsonFormat[] = [...jsonReports, ...events, ...findings]
