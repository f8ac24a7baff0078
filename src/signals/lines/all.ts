import { builds, linterBlocks } from '../builds/all.js'
import { consoles } from '../consoles/all.js'
import { logs } from '../logs/all.js'
import { languages } from '../stacks/all.js'
import { stackReader } from '../stacks/stack-reader.js'
import { streams } from '../streams/all.js'
import { annotations } from './annotations.js'
import type { LineReader } from './line-reader.js'
import { plainText } from './plain-text.js'

/** In the order of ownership: a test's block owns the stack trace in it, a log record its own, and so on. */
export const lineReaders: readonly LineReader[] = [
  ...streams,
  ...linterBlocks,
  ...consoles,
  ...builds,
  ...logs,
  ...languages.map(stackReader),
  annotations,
  plainText,
]
