/** Whether taking these back mends the failure. */
export type Answer = boolean

/**
 * Delta debugging (Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input"): yields sets to try and is
 * told of each whether it mends. Ends with a set of which no part can be left out, or undefined where nothing mends.
 *
 * @param parts in their order in the code: what belongs together stands together
 */
export function* smallest<T>(parts: readonly T[]): Generator<readonly T[], readonly T[] | undefined, Answer> {
  if (parts.length === 0) return undefined
  let current: readonly T[] | undefined = (yield parts) ? parts : undefined
  let rest = parts
  let pieces = 2
  while (rest.length > 1 && pieces <= rest.length) {
    const found: readonly T[] | undefined = yield* smaller(rest, pieces)
    if (found !== undefined) {
      // A piece alone starts again in halves; a complement goes on as fine as before.
      pieces = found.length <= Math.ceil(rest.length / pieces) ? 2 : Math.max(2, pieces - 1)
      rest = found
      current = found
    } else if (pieces === rest.length) break
    else pieces = Math.min(rest.length, pieces * 2)
  }
  return current
}

function* smaller<T>(parts: readonly T[], pieces: number): Generator<readonly T[], readonly T[] | undefined, Answer> {
  const chunks = split(parts, pieces)
  for (const chunk of chunks) if (yield chunk) return chunk
  // The complement of a half is the other half.
  if (pieces === 2) return undefined
  for (const chunk of chunks) {
    const complement = parts.filter((part) => !chunk.includes(part))
    if (yield complement) return complement
  }
  return undefined
}

function split<T>(parts: readonly T[], pieces: number): readonly (readonly T[])[] {
  const chunks: (readonly T[])[] = []
  for (let index = 0; index < pieces; index++) {
    const from = Math.round((index * parts.length) / pieces)
    const to = Math.round(((index + 1) * parts.length) / pieces)
    if (to > from) chunks.push(parts.slice(from, to))
  }
  return chunks
}
