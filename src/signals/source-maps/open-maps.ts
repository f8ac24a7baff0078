import type { FindMap } from './beside.js'
import { openSourceMap, type SourceMap } from './source-map.js'

/** The opened map of generated code, by the path that a tool printed; or why it cannot be used. */
export type SourceMaps = (printed: string) => SourceMap | { readonly why: string } | undefined

/** A stack names few files; a hostile signal names many, and each costs a look at the disk. */
const mostFiles = 1000
/** Opening a large map takes a second. */
const mostMaps = 100
/** Decoded maps are large: those of one stack are used together, others are opened again. */
const mostOpen = 4

/** Looks for each map once. */
export function openMaps(find: FindMap): SourceMaps {
  const without = new Map<string, { readonly why: string } | undefined>()
  const open = new Map<string, SourceMap>()
  let opened = 0
  return (printed) => {
    const kept = open.get(printed)
    if (kept !== undefined) return kept
    if (without.has(printed)) return without.get(printed)
    if (without.size >= mostFiles || opened >= mostMaps) return undefined
    const found = find(printed)
    const map = found === undefined || 'why' in found ? found : openSourceMap(found.text, found.url)
    if (found !== undefined) opened++
    if (map === undefined || 'why' in map) {
      without.set(printed, map)
      return map
    }
    const oldest = open.size < mostOpen ? undefined : open.keys().next().value
    if (oldest !== undefined) open.delete(oldest)
    open.set(printed, map)
    return map
  }
}
