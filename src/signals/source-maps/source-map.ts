import { FlattenMap, isIgnored, originalPositionFor, type TraceMap } from '@jridgewell/trace-mapping'

/** What made a piece of generated code. `line` and `column` are 1-based. */
export interface OriginalPlace {
  /** As the map names it; `resolved` is the same, read from where the map lies. */
  readonly source: string
  readonly resolved: string
  readonly line: number
  readonly column: number
  /** The original name of what stands there, where the map knows one: in a frame, of the function that is called. */
  readonly name: string | undefined
  /** True where the map itself says that this is not the application's own code. */
  readonly isIgnored: boolean
}

export interface SourceMap {
  /** The generated file that it says it belongs to, empty where it does not say. */
  readonly file: string
  /** @param column 1-based; without one, a place is known only where the whole line comes from one line. */
  at(line: number, column: number | undefined): OriginalPlace | undefined
}

/** Maps of whole applications with their sources inside are tens of megabytes. */
export const longestMap = 32 * 1024 ** 2
/** Decoded, a segment or a line takes some 70 bytes: more is memory that a run does not have. */
const mostSegments = 1_500_000
const mostSources = 100_000
/** Offsets of an index map beyond these describe no file, and would make as many empty lines. */
const mostLines = 500_000
const mostSections = 1000
const comma = 0x2c
const semicolon = 0x3b

/** Opens a source map of version 3, flat or in sections, or says in a few words why it is none. */
export function openSourceMap(text: string, url: string): SourceMap | { readonly why: string } {
  if (text.length > longestMap) return { why: `is larger than ${longestMap / 1024 ** 2} MiB` }
  try {
    // Servers may put `)]}'` first, so that no page can run the map as a script.
    const value: unknown = JSON.parse(text.startsWith(')]}') ? text.slice(text.indexOf('\n') + 1) : text)
    const why = refusal(value, { segments: 0, depth: 0 })
    if (why !== undefined) return { why }
    return opened(new FlattenMap(value as ConstructorParameters<typeof FlattenMap>[0], url))
  } catch {
    return { why: 'is no source map' }
  }
}

interface Seen {
  segments: number
  readonly depth: number
}

function refusal(value: unknown, seen: Seen): string | undefined {
  if (typeof value !== 'object' || value === null || seen.depth > 1) return 'is no source map'
  const map = value as Record<string, unknown>
  if (map['version'] !== 3 && map['version'] !== '3') return 'is no source map of version 3'
  if (Array.isArray(map['sections'])) return refusalOfSections(map['sections'], seen)
  const { mappings, sources } = map
  if (typeof mappings !== 'string' || !Array.isArray(sources)) return 'is no source map'
  if (!/^[A-Za-z\d+/,;]*$/.test(mappings)) return 'has mappings that are no numbers'
  seen.segments += segmentsIn(mappings)
  if (seen.segments > mostSegments) return `has more than ${mostSegments} mappings`
  if (sources.length > mostSources) return `names more than ${mostSources} sources`
  return sources.every((source) => source === null || typeof source === 'string') ? undefined : 'is no source map'
}

function segmentsIn(mappings: string): number {
  let segments = 1
  for (let at = 0; at < mappings.length; at++) {
    const code = mappings.charCodeAt(at)
    if (code === comma || code === semicolon) segments++
  }
  return segments
}

function refusalOfSections(sections: readonly unknown[], seen: Seen): string | undefined {
  if (sections.length > mostSections) return `has more than ${mostSections} sections`
  for (const section of sections) {
    const { offset, map } = Object(section) as { offset?: { line?: unknown }; map?: unknown }
    const line = offset?.line
    if (typeof line !== 'number' || line < 0 || line > mostLines) return 'has a section that lies nowhere'
    const inner = { segments: seen.segments, depth: seen.depth + 1 }
    const why = refusal(map, inner)
    seen.segments = inner.segments
    if (why !== undefined) return why
  }
  return undefined
}

function opened(map: TraceMap): SourceMap {
  return {
    file: typeof map.file === 'string' ? map.file : '',
    at(line, column) {
      const found = foundIn(map, line, column)
      if (found === undefined) return undefined
      const index = map.resolvedSources.indexOf(found.resolved)
      const source = map.sources[index] ?? found.resolved
      return { ...found, source, isIgnored: index >= 0 && isIgnored(map, source) }
    },
  }
}

type Found = Pick<OriginalPlace, 'resolved' | 'line' | 'column' | 'name'>

/** Mappings are decoded at the first question: what is wrong in them shows only then. */
function foundIn(map: TraceMap, line: number, column: number | undefined): Found | undefined {
  try {
    return column === undefined ? wholeLine(map, line) : position(map, line, column)
  } catch {
    return undefined
  }
}

function position(map: TraceMap, line: number, column: number): Found | undefined {
  if (line < 1 || column < 1) return undefined
  const { source, line: from, column: at, name } = originalPositionFor(map, { line, column: column - 1 })
  if (source === null || !Number.isSafeInteger(from) || from < 1 || at < 0) return undefined
  return { resolved: source, line: from, column: at + 1, name: name ?? undefined }
}

/** Minified code has everything on one line: its beginning says nothing of the rest. */
function wholeLine(map: TraceMap, line: number): Found | undefined {
  const last = position(map, line, Number.MAX_SAFE_INTEGER)
  for (let column = 1; column < 200; column++) {
    const first = position(map, line, column)
    if (first !== undefined) return last?.resolved === first.resolved && last.line === first.line ? first : undefined
  }
  return undefined
}
