import type { Reading } from '../../domain.js'
import type { Artifact } from '../../ports.js'
import type { Scope } from '../../signals/read.js'
import { handedOverMaps, mayHoldMap } from '../../signals/source-maps/handed-over.js'
import { openMaps } from '../../signals/source-maps/open-maps.js'
import { longestMap } from '../../signals/source-maps/source-map.js'

export interface TakenMaps {
  /** A reading for each map: it tells of no failure. */
  readonly maps: readonly Reading[]
  readonly others: readonly Artifact[]
  /** The scope in which the others are to be read. */
  readonly within: Scope
}

/** Source maps that lie among the signals are read first, and are no signals themselves. */
export async function takeMaps(artifacts: readonly Artifact[], scope: Scope): Promise<TakenMaps> {
  const handed = handedOverMaps()
  const maps: Reading[] = []
  const strays: Reading[] = []
  const others: Artifact[] = []
  for (const artifact of artifacts) {
    const bytes = mayHoldMap.test(artifact.name) ? await wholeText(artifact) : undefined
    const isTaken = bytes !== undefined && handed.take(artifact.name, bytes.toString('utf8'))
    if (isTaken) maps.push(readingOf(artifact.name, bytes.length))
    else if (/\.map$/i.test(artifact.name)) strays.push(strayOf(artifact.name, bytes?.length ?? 0))
    else others.push(artifact)
  }
  // Alone, they are what the user wants to have read: whatever that gives, it is not "no failure".
  if (others.length === 0) return { maps: [], others: artifacts, within: scope }
  const given = openMaps(handed.find)
  return {
    maps: [...maps, ...strays],
    others,
    within: { ...scope, sourceMaps: (file) => given(file) ?? scope.sourceMaps?.(file) },
  }
}

/** Undefined where it is too long, or cannot be read: then that is told when it is read as a signal. */
async function wholeText(artifact: Artifact): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of artifact.read()) {
      length += chunk.byteLength
      if (length > longestMap) return undefined
      chunks.push(chunk)
    }
  } catch {
    return undefined
  }
  return Buffer.concat(chunks)
}

function readingOf(source: string, bytes: number): Reading {
  const notes = ['used to follow frames of generated code to its source']
  return { source, format: 'source-map', bytes, sightings: [], cases: [], notes, incomplete: false }
}

/** Linkers write maps of another kind: thousands of lines that speak of errors and mean none. */
function strayOf(source: string, bytes: number): Reading {
  const notes = ['named like a source map, and none that can be used']
  return { source, format: 'unknown', bytes, sightings: [], cases: [], notes, incomplete: false }
}
