import type { RawFrame } from '../reader.js'
import { placeOf } from './place.js'

/** How tools without stack traces say where: `file.c:12: …`, `at t/x.t line 9.`, `(in test file x.bats, line 9)`. */
const colon =
  /(?:^|[\s('"[])((?:[A-Za-z]:[\\/])?[\w@./\\+-]{1,400}\.[A-Za-z]\w{0,7}:\d{1,7}(?::\d{1,7})?)(?=[\s:,)'"\]]|$)/
const inFile = /\bin (?:test )?file ([\w./\\+-]{1,400}), line (\d{1,7})/
const atLine = /\bat ([\w./\\+-]{1,400}\.\w{1,8}) line (\d{1,7})\b/
const quoted = /File "([^"\n]{1,400})", line (\d{1,7})/

/** A failure's text prints few places; the first is where it stopped. */
const mostPlaces = 20

/** Places in text that holds no stack trace of a known language, in the order of the text. */
export function printedPlaces(lines: readonly string[]): RawFrame[] {
  const places: RawFrame[] = []
  for (const line of lines) {
    const place = placeIn(line)
    if (place !== undefined) places.push(place)
    if (places.length === mostPlaces) break
  }
  return places
}

function placeIn(line: string): RawFrame | undefined {
  for (const form of [inFile, atLine, quoted]) {
    const match = form.exec(line)
    if (match !== null) return { file: match[1] ?? '', line: Number(match[2]) }
  }
  const match = colon.exec(line)
  // A clock's `12:30` and a host's `example.com:443` are no places.
  if (match?.[1] === undefined || /^\d|\.(?:com|org|net|io|local):/.test(match[1])) return undefined
  return placeOf(match[1])
}
