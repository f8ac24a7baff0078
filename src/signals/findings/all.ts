import type { JsonFormat } from '../json/format.js'

/** Findings of code scanners. */
export const findings: readonly JsonFormat[] = []
