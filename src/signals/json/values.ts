/** Safe ways into foreign JSON: what has the wrong type is as good as absent, and nothing here throws. */

export type JsonObject = Readonly<Record<string, unknown>>

const nothing: JsonObject = Object.freeze(Object.create(null))

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The object, or an empty one. */
export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : nothing
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** Text that says something; undefined for anything else. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && /\S/.test(value) ? value : undefined
}

/** A count, line or column: a whole number from 0 up. */
export function wholeOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined
}

/** Own properties only: `constructor` is a key like any other. */
export function field(value: unknown, ...path: readonly string[]): unknown {
  let at = value
  for (const key of path) {
    if (!isObject(at) || !Object.hasOwn(at, key)) return undefined
    at = at[key]
  }
  return at
}

/** ISO 8601 of a time as logs write it: ISO text, or seconds, milliseconds or nanoseconds since 1970. */
export function timeOf(value: unknown): string | undefined {
  const number = typeof value === 'string' && /^\d{9,19}(?:\.\d{1,9})?$/.test(value) ? Number(value) : value
  if (typeof number === 'number') return iso(number < 1e11 ? number * 1000 : number > 1e16 ? number / 1e6 : number)
  if (typeof value !== 'string' || value.length > 64) return undefined
  return iso(Date.parse(value.replace(',', '.')))
}

function iso(milliseconds: number): string | undefined {
  // The years that a log can mean; Date throws beyond its own limits.
  return milliseconds > 0 && milliseconds < 4e12 ? new Date(milliseconds).toISOString() : undefined
}

/** Parsed JSON, or undefined where the text is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
