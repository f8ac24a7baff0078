import type { LineReader } from '../lines/line-reader.js'

/** Compilers, linters and package managers. Where two claim a line, the earlier one owns it. */
export const builds: readonly LineReader[] = []
