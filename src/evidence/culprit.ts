import type { Culprit, CulpritFile, Excerpt, Failure, Suspect } from '../domain.js'
import { type LineChange, lineChanges, lineMap, linesOf } from '../line-changes.js'
import { bySuspicion } from './suspects.js'

export interface Told {
  readonly failure: Failure
  readonly culprit: Culprit | undefined
  /** Empty where no bisection found it. */
  readonly files: readonly CulpritFile[]
}

/** A commit of more places is a clean-up: it says less about each of them than the failure does. */
const mostPlaces = 30
/** What the rest is worth beside the lines with which the failure began. */
const elsewhere = 0.8
/** The changed line itself is a little likelier than the head of its function. */
const nearer = 0.005
/** Share of the token budget for what the culprit changed; the code as it is now gets the rest. */
const shareOfDiff = 0.25
const charactersPerToken = 4
const context = 2

/** Lines of the culprit come first: the failure began with one of them. */
export function withCulprit(suspects: readonly Suspect[], { culprit, files }: Told): readonly Suspect[] {
  if (culprit === undefined || files.length === 0) return suspects
  const places = files.flatMap(placesOf)
  const why = `changed by the culprit ${culprit.commit.slice(0, 7)}`
  const owners = places.map((place) => ownerOf(place, suspects))
  const weighed = suspects.map((suspect) => {
    const owned = places.filter((place, index) => owners[index] === suspect || isAt(suspect, place))
    return owned.length === 0
      ? { ...suspect, score: suspect.score * elsewhere }
      : { ...suspect, score: atLeast(suspect.score), why: `${suspect.why}; ${why}` }
  })
  const known = new Set(suspects.map(({ file, line }) => `${file}:${line ?? ''}`))
  const added = places.flatMap(({ file, from }, index) => {
    if (index >= mostPlaces || known.has(`${file}:${from}`)) return []
    const near = owners[index] ?? suspects.find((suspect) => suspect.file === file && suspect.line === undefined)
    return [
      { file, line: from, score: atLeast((near?.score ?? 0) * (near?.line === undefined ? 0.5 : 1)) + nearer, why },
    ]
  })
  const most = 1 + nearer
  return [...weighed, ...added].map((one) => ({ ...one, score: one.score / most })).sort(bySuspicion)
}

/** Above everything that the culprit did not touch; between its own places the failure decides as before. */
function atLeast(score: number): number {
  return Math.min(1, elsewhere + (1 - elsewhere) * score)
}

/** The suspicious function, or place, that a changed line stands below: nearest above it in the same file. */
function ownerOf({ file, to }: Place, suspects: readonly Suspect[]): Suspect | undefined {
  const above = suspects.filter((suspect) => suspect.file === file && (suspect.line ?? Infinity) <= to)
  return above.reduce<Suspect | undefined>(
    (best, each) => ((best?.line ?? 0) > (each.line ?? 0) ? best : each),
    undefined,
  )
}

function isAt({ file, line }: Suspect, place: Place): boolean {
  return file === place.file && line !== undefined && line >= place.from - 1 && line <= place.to + 1
}

interface Place {
  readonly file: CulpritFile['path']
  /** 1-based lines of today's text, inclusive. */
  readonly from: number
  readonly to: number
}

function placesOf({ path, before, after, now }: CulpritFile): readonly Place[] {
  if (after === undefined || now === undefined) return []
  const lines = linesOf(now).length
  if (before === undefined) return [{ file: path, from: 1, to: lines }]
  const map = lineMap(linesOf(after), linesOf(now))
  return lineChanges(linesOf(before), linesOf(after)).flatMap(({ to, added }) => {
    const touched = added.map((_, index) => map.get(to + index)).filter((line) => line !== undefined)
    const near = map.get(to) ?? map.get(to - 1)
    const from = touched[0] ?? near
    if (from === undefined) return []
    return [{ file: path, from: Math.min(lines, from + 1), to: Math.min(lines, (touched.at(-1) ?? from) + 1) }]
  })
}

/** What the culprit changed, most suspicious files first, as far as its share of the budget goes; not yet redacted. */
export function culpritExcerpt(
  { culprit, files }: Told,
  suspects: readonly Suspect[],
  tokens: number,
): Excerpt | undefined {
  const order = (file: CulpritFile): number => {
    const place = suspects.findIndex((suspect) => suspect.file === file.path)
    return place < 0 ? suspects.length : place
  }
  const [first, ...rest] = [...files].sort((a, b) => order(a) - order(b))
  if (culprit === undefined || first === undefined) return undefined
  let left = tokens * charactersPerToken * shareOfDiff
  const shown: string[] = []
  for (const file of [first, ...rest]) {
    const text = diffOf(file)
    if (text.length > left) continue
    left -= text.length
    shown.push(text)
  }
  if (shown.length === 0) return undefined
  const why = `diff of the culprit ${culprit.commit.slice(0, 7)}, with which it started failing`
  return { path: first.path, firstLine: 1, text: shown.join('\n'), why }
}

function diffOf({ path, before, after }: CulpritFile): string {
  const [old, now] = [before === undefined ? [] : linesOf(before), after === undefined ? [] : linesOf(after)]
  const hunks = lineChanges(old, now).map((change) => hunkOf(change, now))
  return [`--- a/${path}`, `+++ b/${path}`, ...hunks].join('\n')
}

function hunkOf({ from, removed, to, added }: LineChange, now: readonly string[]): string {
  const head = `@@ -${from + 1},${removed.length} +${to + 1},${added.length} @@`
  const above = now.slice(Math.max(0, to - context), to).map((line) => ` ${line}`)
  const below = now.slice(to + added.length, to + added.length + context).map((line) => ` ${line}`)
  return [head, ...above, ...removed.map((line) => `-${line}`), ...added.map((line) => `+${line}`), ...below].join('\n')
}
