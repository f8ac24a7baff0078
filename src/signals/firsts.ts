import type { Sighting } from '../domain.js'

/** An artifact tells of few distinct failures; what tells of more is noise or made to hold memory. */
const mostDistinct = 5000
/** All events of one artifact together, in characters of their JSON. */
const mostEventText = 32 * 1024 * 1024

export interface Firsts {
  /** True once for each distinct failure: what is first seen late must not be lost among repetitions. */
  isFirst(sighting: Sighting): boolean
  /** True while there is room for the event of one more failure. */
  holds(event: unknown): boolean
}

/** Tells the first sighting of a failure from its repetitions, by exception, message and place. */
export function openFirsts(): Firsts {
  const seen = new Set<string>()
  let text = 0
  return {
    isFirst(sighting) {
      if (seen.size >= mostDistinct) return false
      const key = keyOf(sighting)
      if (seen.has(key)) return false
      seen.add(key)
      return true
    },
    holds(event) {
      text += textLength(event)
      return text <= mostEventText
    },
  }
}

function keyOf({ kind, exception, message, test, frames, location }: Sighting): string {
  const top = frames.find((frame) => frame.inRepository) ?? frames[0]
  const place = top === undefined ? (location?.file ?? '') : `${top.file} ${top.function ?? ''}`
  return [kind, exception ?? '', withoutValues(message), place, test?.suite ?? '', test?.name ?? ''].join('\n')
}

/** Values differ from time to time: what is quoted, numbers, and words with digits in them. */
function withoutValues(message: string): string {
  return message
    .slice(0, 300)
    .replace(/"[^"]{0,300}"|'[^']{0,300}'/g, '""')
    .replace(/[\w-]*\d[\w-]*/g, '0')
}

function textLength(event: unknown): number {
  try {
    return JSON.stringify(event)?.length ?? 0
  } catch {
    // Deeper than the stack: nothing that could be replayed.
    return mostEventText + 1
  }
}
