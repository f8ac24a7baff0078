/** One input, and what the old and the new text make of it. All texts come from code under test. */
export interface Observation {
  /** `given` by a test, or `near` such an input. */
  readonly kind: 'given' | 'near'
  readonly name: string
  readonly input: string
  readonly same: boolean
  readonly before: Outcome
  readonly after: Outcome
}

export interface Outcome {
  readonly how: 'value' | 'error' | 'hang'
  readonly shown: string
}

/** More than the watch ever writes: the rest is somebody else's. */
const mostRecords = 2000

export function readRecords(text: string): readonly Observation[] {
  return text
    .split('\n')
    .slice(0, mostRecords)
    .flatMap((line) => recordIn(line))
}

function recordIn(line: string): readonly Observation[] {
  if (line.length > 4000 || !line.startsWith('{')) return []
  let read: unknown
  try {
    read = JSON.parse(line)
  } catch {
    return []
  }
  const { kind, name, input, same, before, after } = read as Record<string, unknown>
  const [one, other] = [outcomeIn(before), outcomeIn(after)]
  if ((kind !== 'given' && kind !== 'near') || one === undefined || other === undefined) return []
  if (typeof name !== 'string' || typeof input !== 'string' || typeof same !== 'boolean') return []
  return [{ kind, name, input, same, before: one, after: other }]
}

function outcomeIn(value: unknown): Outcome | undefined {
  if (!Array.isArray(value) || typeof value[1] !== 'string') return undefined
  const how: unknown = value[0]
  return how === 'value' || how === 'error' || how === 'hang' ? { how, shown: value[1] } : undefined
}

/** `parse([1, 2]): 3 before, 4 after`. */
export function shown({ name, input, before, after }: Observation, one = 'before', other = 'after'): string {
  const args = input.slice(0, 80).replace(/^\[(.*)\]$/, '$1')
  return `${name.slice(0, 40)}(${args}): ${worded(before)} ${one}, ${worded(after)} ${other}`
}

function worded({ how, shown: text }: Outcome): string {
  if (how === 'hang') return 'no end'
  return how === 'error' ? text.slice(0, 40) : (text.split(' | ')[0] ?? '').slice(0, 50)
}
