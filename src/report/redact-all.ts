import type { Redactor } from '../safe-text/redact.js'

/** The same value with every string in it redacted. Keys stay: they are ours. */
export function redactAll<T>(value: T, redactor: Redactor): T {
  if (typeof value === 'string') return redactor.redact(value) as T
  if (Array.isArray(value)) return value.map((item) => redactAll(item, redactor)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redactAll(item, redactor)])) as T
}
