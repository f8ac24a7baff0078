import type { LineReader } from '../lines/line-reader.js'
import { jsonLog } from './json-log.js'
import { railsLog } from './rails.js'

/** Application logs. Where two claim a line, the earlier one owns it. */
export const logs: readonly LineReader[] = [jsonLog, railsLog]
