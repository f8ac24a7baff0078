import type { Table } from './language/table.js'
import { isInLoop, part, type Term, within } from './term.js'

/** Where a name becomes known, and whether it stands for a value or for something to call. */
interface Binding {
  readonly name: string
  /** Behind this offset it is known. */
  readonly from: number
  readonly isValue: boolean
}

/** The names of a file, by the term that they are known in. */
export interface Scopes {
  /** Names of values that can be written at a term, nearest first, each once. */
  valuesAt(term: Term): readonly string[]
  /** Names of the file's own functions and classes that can be called there. */
  callablesAt(term: Term): readonly string[]
  /** True where every name of a piece of code that the file binds somewhere is known at the place. */
  fits(piece: Term, place: Term): boolean
}

export function scopesOf(root: Term, table: Table): Scopes {
  const bindings = new Map<Term, Binding[]>()
  const everywhere = new Set<string>()
  for (const term of within(root)) {
    for (const { owner, name, isValue } of boundBy(term, table)) {
      const list = bindings.get(owner) ?? []
      list.push({ name: name.text, from: knownFrom(term, name), isValue })
      bindings.set(owner, list)
      if (owner.parent !== undefined) everywhere.add(name.text)
    }
  }
  const cache = new WeakMap<Term, ReadonlyMap<string, boolean>>()
  const known = (term: Term): ReadonlyMap<string, boolean> => {
    const names = cache.get(term) ?? knownAt(term, bindings, table)
    cache.set(term, names)
    return names
  }
  return {
    valuesAt: (term) => [...known(term)].filter(([, isValue]) => isValue).map(([name]) => name),
    callablesAt: (term) => [...known(term)].filter(([, isValue]) => !isValue).map(([name]) => name),
    fits(piece, place) {
      const there = known(place)
      const own = new Set<string>()
      for (const inner of within(piece)) for (const { name } of boundBy(inner, table)) own.add(name.text)
      return namesOf(piece).every((name) => !everywhere.has(name) || there.has(name) || own.has(name))
    },
  }
}

/** What a name is first set to cannot read it yet. */
function knownFrom(binder: Term, name: Term): number {
  if (binder.form === 'for-each') return part(binder, 'right')?.end ?? name.end
  return binder.form === 'declarator' || binder.form === 'assignment' ? binder.end : name.end
}

function knownAt(term: Term, bindings: ReadonlyMap<Term, readonly Binding[]>, table: Table): Map<string, boolean> {
  const names = new Map<string, boolean>()
  for (let scope: Term | undefined = term; scope !== undefined; scope = scope.parent) {
    for (const { name, from, isValue } of bindings.get(scope) ?? []) {
      // Written before it is bound, a name is only known on a loop's second turn; functions are known all over.
      const isBefore = from <= term.start || scope.form === 'comprehension' || scope.parent === undefined
      const isLater = table.isFunctionScoped && isInLoop(term)
      if (!names.has(name) && (isBefore || isLater || !isValue)) names.set(name, isValue)
    }
  }
  return names
}

interface Bound {
  readonly owner: Term
  readonly name: Term
  readonly isValue: boolean
}

/** What a term itself binds, and in which term the name is known. */
function* boundBy(term: Term, table: Table): Generator<Bound> {
  switch (term.form) {
    case 'function':
    case 'class':
    case 'lambda': {
      const name = part(term, 'name')
      if (name !== undefined && term.parent !== undefined && (name.form === 'name' || name.form === 'other'))
        yield { owner: ownerOf(term.parent, table), name, isValue: false }
      for (const parameter of parametersOf(term))
        yield* patternNames(parameter).map((one) => ({ owner: term, name: one, isValue: true }))
      break
    }
    case 'assignment':
      if (!table.isFunctionScoped) break
      yield* bindsLeft(term, 'left', table)
      break
    case 'for-each':
    case 'clause':
      yield* bindsLeft(term, 'left', table)
      break
    case 'declarator': {
      const isCallable = part(term, 'value')?.form === 'function'
      const name = part(term, 'name')
      if (name === undefined) break
      for (const one of patternNames(name)) yield { owner: ownerOf(term, table), name: one, isValue: !isCallable }
      break
    }
    default:
  }
}

function* bindsLeft(term: Term, field: string, table: Table): Generator<Bound> {
  const left = part(term, field)
  if (left === undefined || left.form === 'member' || left.form === 'subscript') return
  for (const name of patternNames(left)) yield { owner: ownerOf(term, table), name, isValue: true }
}

function parametersOf(term: Term): readonly Term[] {
  const single = part(term, 'parameter')
  return single === undefined ? (part(term, 'parameters')?.parts ?? []) : [single]
}

/** Names that a parameter or pattern binds; defaults and keys are no names. */
function patternNames(pattern: Term): readonly Term[] {
  if (pattern.form === 'name') return [pattern]
  if (pattern.form === 'member' || pattern.form === 'subscript') return []
  return pattern.parts
    .filter((one) => !['value', 'right', 'key', 'type'].includes(one.field ?? '') || isValuePattern(one))
    .flatMap(patternNames)
}

/** `{ a: b }` binds what stands in the pair's value. */
function isValuePattern(term: Term): boolean {
  return (
    term.field === 'value' &&
    term.parent?.parent?.form === 'pattern' &&
    term.parent.form === 'other' &&
    term.parent.parts[0]?.field === 'key'
  )
}

function ownerOf(term: Term, table: Table): Term {
  let last = term
  for (let scope: Term | undefined = term; scope !== undefined; scope = scope.parent) {
    last = scope
    if (scope.form === 'function' || scope.form === 'lambda' || scope.form === 'comprehension') return scope
    if (!table.isFunctionScoped && (scope.form === 'block' || scope.form === 'for-each' || scope.form === 'for-count'))
      return scope
  }
  return last
}

/** The names that a piece of code reads: no members, no keywords. */
export function namesOf(piece: Term): readonly string[] {
  const names = new Set<string>()
  for (const term of within(piece)) {
    const isMember = term.parent?.form === 'member' && term.field !== 'object'
    const isKeyword = term.parent?.form === 'keyword' && term.field === 'name'
    if (term.form === 'name' && !isMember && !isKeyword) names.add(term.text)
  }
  return [...names]
}
