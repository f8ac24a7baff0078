import type { Reader } from './reader.js'
import { reports } from './reports/all.js'

/** Documents, by content; what none of them recognises is read as a text log (lines/log.ts). */
export const documentReaders: readonly Reader[] = [...reports]
