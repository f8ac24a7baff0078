import type { FindMap, FoundMap } from './beside.js'
import { namedMap } from './named-map.js'
import { longestMap, openSourceMap } from './source-map.js'

/** What is given beside the signals and may hold a source map: a map, or a script with its map inside. */
export const mayHoldMap = /\.(?:map|[cm]?js)$/i

/** All maps of one run, in characters: they stay in memory until the last signal is read. */
const mostText = 128 * 1024 ** 2

export interface HandedOver {
  /** False where the text is no source map and holds none: then it is a signal like any other. */
  take(name: string, text: string): boolean
  readonly find: FindMap
}

/** Source maps among the artifacts: they belong to the generated file of their name, wherever that ran. */
export function handedOverMaps(): HandedOver {
  const byName = new Map<string, { readonly parts: readonly string[]; readonly text: string }[]>()
  let kept = 0

  const keep = (generated: string, text: string): void => {
    const parts = partsOf(generated)
    const name = parts.at(-1) ?? ''
    byName.set(name, [...(byName.get(name) ?? []), { parts, text }])
    kept += text.length
  }
  return {
    take(name, text) {
      const isMap = /\.map$/i.test(name)
      const named = isMap ? undefined : namedMap(text)
      const map = isMap ? text : named !== undefined && 'text' in named ? named.text : undefined
      if (map === undefined || map.length > longestMap || kept + map.length > mostText) return false
      const opened = openSourceMap(map, '')
      if ('why' in opened) return false
      keep(name.replace(/\.map$/i, ''), map)
      // Uploads are often renamed; the map's own word for its file holds as well.
      if (opened.file !== '' && partsOf(opened.file).at(-1) !== partsOf(name.replace(/\.map$/i, '')).at(-1))
        keep(opened.file, map)
      return true
    },
    find: (printed) => nearest(byName, printed),
  }
}

/** The one that shares most of its path with the printed one; two that share as much are no answer. */
function nearest(
  byName: ReadonlyMap<string, readonly { readonly parts: readonly string[]; readonly text: string }[]>,
  printed: string,
): FoundMap | undefined {
  const parts = partsOf(printed)
  let best: string | undefined
  let most = 0
  for (const { parts: own, text } of byName.get(parts.at(-1) ?? '') ?? []) {
    let shared = 0
    while (shared < own.length && shared < parts.length && own.at(-1 - shared) === parts.at(-1 - shared)) shared++
    if (shared > most) best = text
    else if (shared === most && text !== best) best = undefined
    most = Math.max(most, shared)
  }
  return best === undefined ? undefined : { text: best, url: printed }
}

function partsOf(name: string): string[] {
  const inArchive = name.slice(name.lastIndexOf(' › ') + 1)
  return inArchive
    .replace(/[?#].*$/s, '')
    .split(/[\\/ ]/)
    .filter((part) => part !== '')
}
