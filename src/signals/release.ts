/** Where error events and log records name the version that ran. */
const places: readonly (readonly string[])[] = [
  ['release'],
  ['release', 'version'],
  ['tags', 'release'],
  ['app', 'version'],
  ['service', 'version'],
  ['service.version'],
  ['serviceContext', 'version'],
  ['resource', 'service.version'],
  ['dd', 'version'],
  ['dd.version'],
  ['code_version'],
  ['version'],
]
/** Events come wrapped. */
const wrappers: readonly (readonly string[])[] = [[], ['event'], ['data', 'event'], ['data'], ['body']]
const longestName = 200

/** The version that an event names; undefined where it names none. Untrusted text of one line. */
export function releaseOf(event: unknown): string | undefined {
  for (const wrapper of wrappers) {
    const inner = at(event, wrapper)
    if (typeof inner !== 'object' || inner === null) continue
    for (const place of places) {
      const name = at(inner, place)
      if (typeof name === 'string' && isName(name)) return name
    }
    const tagged = tagIn(at(inner, ['tags']))
    if (tagged !== undefined) return tagged
  }
  return undefined
}

/** A version has a digit in it: `1.2.3`, `shop@1.2.3+45`, a commit. */
function isName(text: string): boolean {
  return text.length <= longestName && /\d/.test(text) && /^[\w.+@/:~-]+$/.test(text)
}

/** Sentry's tags as pairs. */
function tagIn(tags: unknown): string | undefined {
  if (!Array.isArray(tags)) return undefined
  for (const tag of tags.slice(0, 100) as readonly unknown[]) {
    const [key, value] = Array.isArray(tag) ? (tag as readonly unknown[]) : [at(tag, ['key']), at(tag, ['value'])]
    if (key === 'release' && typeof value === 'string' && isName(value)) return value
  }
  return undefined
}

function at(value: unknown, path: readonly string[]): unknown {
  let current = value
  for (const key of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined
    current = (current as Readonly<Record<string, unknown>>)[key]
  }
  return current
}
