import type { LineReader } from '../lines/line-reader.js'

/** Application logs. Where two claim a line, the earlier one owns it. */
export const logs: readonly LineReader[] = []
