import { field, isObject, type JsonObject, listOf, textOf, wholeOf } from '../json/values.js'
import type { RawFrame } from '../reader.js'

/** Bases may be relative to other bases; a loop of them has to end. */
const mostBases = 8

/** A location's file and region; undefined where it names no file. */
export function sarifFrame(run: JsonObject, location: unknown): RawFrame | undefined {
  // Version 1 had the file in `resultFile` or `analysisTarget`.
  const physical =
    field(location, 'physicalLocation') ?? field(location, 'resultFile') ?? field(location, 'analysisTarget')
  const file = fileOf(run, field(physical, 'artifactLocation') ?? field(physical, 'fileLocation') ?? physical)
  if (file === undefined) return undefined
  const region = field(physical, 'region') ?? field(physical, 'contextRegion')
  const line = wholeOf(field(region, 'startLine'))
  const column = wholeOf(field(region, 'startColumn'))
  const [logical] = listOf(field(location, 'logicalLocations'))
  const called = textOf(field(logical, 'name')) ?? textOf(field(logical, 'fullyQualifiedName'))
  return {
    file,
    ...(line ? { line } : {}),
    ...(line && column ? { column } : {}),
    ...(called === undefined ? {} : { function: called }),
  }
}

/** An artifact location: a URI, or an index into the run's artifacts; relative to a base where it names one. */
function fileOf(run: JsonObject, artifact: unknown): string | undefined {
  const index = wholeOf(field(artifact, 'index'))
  const listed = index === undefined ? undefined : field(listOf(run['artifacts'])[index], 'location')
  const uri = textOf(field(artifact, 'uri')) ?? textOf(field(listed, 'uri'))
  if (uri === undefined) return undefined
  const base = textOf(field(artifact, 'uriBaseId')) ?? textOf(field(listed, 'uriBaseId'))
  return base === undefined || isAbsolute(uri) ? uri : baseOf(run, base) + uri
}

function isAbsolute(uri: string): boolean {
  return uri.startsWith('/') || /^[A-Za-z][\w+.-]{0,20}:/.test(uri)
}

function baseOf(run: JsonObject, id: string): string {
  let base = ''
  let at: string | undefined = id
  for (let step = 0; step < mostBases && at !== undefined; step++) {
    const entry: unknown = field(run['originalUriBaseIds'], at)
    const uri = isObject(entry) ? textOf(entry['uri']) : textOf(entry)
    if (uri === undefined) break
    base = (uri.endsWith('/') ? uri : `${uri}/`) + base
    if (isAbsolute(uri)) break
    at = textOf(field(entry, 'uriBaseId'))
  }
  return base
}
