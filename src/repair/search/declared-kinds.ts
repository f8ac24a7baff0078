import type { Kind } from './language/kind.js'
import type { Table } from './language/table.js'
import { part, type Term, within } from './term.js'

/** Names with the type that is written beside them, or by their value. */
export function* declaredBy(term: Term, table: Table | undefined): Generator<readonly [Term, string]> {
  const value = table?.typeInValue === undefined ? undefined : (part(term, 'value') ?? part(term, 'right'))
  const type = term.declared ?? table?.typeInValue?.exec(value?.text.slice(0, 200) ?? '')?.[1]
  // A function's type is what it returns.
  if (type === undefined || term.form === 'function') return
  for (const one of term.parts) {
    if (one.form === 'name' && (one.field === 'name' || one.field === 'left')) yield [one, type]
    else if (one.form === 'declarator') for (const name of one.parts.slice(0, 1)) yield [name, type]
  }
}

const given = new WeakMap<Table, readonly (readonly [string, Kind])[]>()

/** What calls give: those that the language knows, and the file's own functions by their declared types. */
export function* givenBy(region: Term, table: Table): Generator<readonly [string, Kind]> {
  const known =
    given.get(table) ?? Object.entries(table.gives ?? {}).flatMap(([kind, words]) => called(words, kind as Kind))
  given.set(table, known)
  yield* known
  let root = region
  while (root.parent !== undefined) root = root.parent
  for (const term of within(root)) {
    const kind = term.form === 'function' && term.declared !== undefined ? kindOfType(term.declared, table) : undefined
    const name = kind === undefined ? undefined : part(term, 'name')
    if (kind !== undefined && name !== undefined) yield [`${name.text}()`, kind]
  }
}

function called(words: string, kind: Kind): readonly (readonly [string, Kind])[] {
  return words.split(' ').map((word) => [`${word}()`, kind])
}

/** What a value of the type holds. */
export function elementKind(type: string, table: Table | undefined): Kind | undefined {
  const groups = table?.elementType?.exec(type.slice(0, 200))?.slice(1) ?? []
  const held = groups.find((one) => one !== undefined)
  if (held !== undefined) return kindOfType(held, table)
  return table?.isStrict === true && kindOfType(type, table) === 'text' ? 'number' : undefined
}

export function kindOfType(type: string, table: Table | undefined): Kind | undefined {
  return table?.declared?.find(([pattern]) => pattern.test(type.slice(0, 200)))?.[1]
}
