import type { Locate } from '../locate.js'
import type { RawFrame } from '../reader.js'
import type { SourceMaps } from './open-maps.js'
import type { OriginalPlace } from './source-map.js'

type Printed = Pick<RawFrame, 'file' | 'line' | 'column'>

/** A place in the source of generated code. */
export interface Original extends Required<Printed> {
  readonly isLibrary: boolean
  /** Of a frame: the source's name for the function that is called there. */
  readonly called: string | undefined
}

/** Where generated code was made from, or undefined where that leads to nothing tracked and to no package. */
export type FindOriginal = (place: Printed) => Original | undefined

/** What bundlers, transpilers and React Native write. */
const generated = /\.(?:[cm]?jsx?|bundle)(?:[?#][^/]{0,2000})?$/i
/** A compiler, a bundler and a minifier may each have left a map. */
const mostSteps = 3

/**
 * Follows places in generated code back to what it was made from.
 *
 * @param note told why a map cannot be used, in a sentence
 */
export function originals(maps: SourceMaps, locate: Locate, note: (text: string) => void): FindOriginal {
  const stepBack = ({ file, line, column }: Printed): OriginalPlace | undefined => {
    if (line === undefined || file.length > 4096 || !generated.test(file) || locate(file).isLibrary) return undefined
    const map = maps(file)
    if (map === undefined) return undefined
    if (!('why' in map)) return map.at(line, column)
    note(`the source map of ${file.slice(-200)} ${map.why}: its places are left as they are`)
    return undefined
  }
  return (printed) => {
    let place: Printed = printed
    let called: string | undefined
    for (let step = 0; step < mostSteps; step++) {
      const from = stepBack(place)
      if (from === undefined) return undefined
      called = from.name ?? called
      const { line, column, isIgnored } = from
      const known = readings(from).find((file) => locate(file).inRepository || locate(file).isLibrary)
      if (known !== undefined) return { file: known, line, column, isLibrary: isIgnored, called }
      place = { file: readings(from)[0] ?? '', line, column }
    }
    return undefined
  }
}

/** What a map's word for a source may mean, the likeliest first. */
function readings({ source, resolved }: OriginalPlace): readonly string[] {
  // A bundler's own scheme says more before it is resolved: `./` marks where the path in the package begins.
  if (/^[a-z][\w+.-]*:\/\//i.test(source)) return [source]
  // Relative to a root that the map does not name, as some templates write it; what climbs out is not followed.
  return /^(?:\.\.|\/)/.test(source) ? [resolved] : [resolved, source]
}

/** Minified names change with every build, and tell nobody anything. */
const minified = /^(?:async |new |Object\.|[\w$]{1,2}\.){0,3}[\w$]{1,2}$/

/**
 * The name of a frame's function in the source.
 *
 * @param caller where the next frame, which called it, comes from
 */
export function originalName(printed: string | undefined, caller: Original | undefined): string | undefined {
  if (printed === undefined || !minified.test(printed)) return printed
  return caller?.called
}
