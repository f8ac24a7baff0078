import type { RawFrame } from '../reader.js'

/** `file:12:3` or `file:12`: cut from the right, because files may contain colons. */
export function placeOf(printed: string): RawFrame | undefined {
  const last = numberAtEnd(printed)
  if (last === undefined) return undefined
  const before = numberAtEnd(last.rest)
  const file = before?.rest ?? last.rest
  if (file === '' || file.length > 4096) return undefined
  return before === undefined ? { file, line: last.value } : { file, line: before.value, column: last.value }
}

function numberAtEnd(text: string): { rest: string; value: number } | undefined {
  const colon = text.lastIndexOf(':')
  const digits = text.slice(colon + 1)
  if (colon < 1 || !/^\d{1,9}$/.test(digits)) return undefined
  return { rest: text.slice(0, colon), value: Number(digits) }
}
