import type { Parser, Sink } from '../reader.js'

export function openLog(_sink: Sink): Parser {
  return { write() {}, end() {} }
}
