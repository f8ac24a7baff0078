import type { Ingredient } from './home.js'
import { isCollection } from './kinds.js'
import { fill } from './language/table.js'
import { kindOfNamed, type Spot } from './operator.js'
import { memberName, objectOf, operatorOf, type Term, within } from './term.js'

/** True for the whole of a condition: of an `if`, a loop, a conditional or a filter. */
export function conditionsOf(term: Term): boolean {
  let outer = term
  while (outer.parent?.form === 'group') outer = outer.parent
  if (outer.form === 'group' && outer !== term) return conditionsOf(outer)
  if (outer.field === 'condition') return true
  if (outer.parent?.form === 'filter') return true
  return outer.parent?.form === 'conditional' && outer.field === undefined && outer.parent.parts[1] === outer
}

export interface Atom {
  readonly text: string
  /** What it costs beside a condition that the file has already. */
  readonly cost: number
}

/** More conditions than these are luck. */
const most = 160

/** Conditions that may be added at a place: those of the file, then such as the names there suggest. */
export function atomsAt(spot: Spot): readonly Atom[] {
  const found = new Map<string, number>()
  const add = (text: string, cost: number): void => {
    const known = found.get(text)
    if (known === undefined ? found.size < most : cost < known) found.set(text, cost)
  }
  for (const one of usable(spot)) {
    add(one.text, one.distance * 0.4)
    add(opposite(one, spot), 0.4 + one.distance * 0.4)
  }
  for (const name of spot.names.slice(0, 12)) addForName(spot, name, add)
  addPairs(spot, add)
  return [...found].map(([text, cost]) => ({ text, cost })).sort((a, b) => a.cost - b.cost)
}

function usable(spot: Spot): readonly Ingredient[] {
  const { conditions, file } = spot.home
  return conditions.filter((one) => one.text !== spot.term.text && file.scopes.fits(one.term, spot.term))
}

function opposite({ term, text }: Ingredient, { table }: Spot): string {
  const token = term.form === 'comparison' ? operatorOf(term) : undefined
  const turned =
    token === undefined || !Object.hasOwn(table.negations, token.type) ? undefined : table.negations[token.type]
  if (token === undefined || turned === undefined) return fill(table.not, `(${text})`)
  return `${text.slice(0, token.start - term.start)}${turned}${text.slice(token.end - term.start)}`
}

type Add = (text: string, cost: number) => void

function addForName(spot: Spot, name: string, add: Add): void {
  const { table } = spot
  const kind = kindOfNamed(spot, name)
  if (kind === 'function') return
  if (kind !== 'number' && kind !== 'truth') {
    add(fill(table.isNull, name), 0.5)
    add(fill(table.isNotNull, name), 0.5)
  }
  if (table.isStrict === true ? kind === 'truth' : !isCollection(kind) || !table.isNull.includes('==')) {
    // Whether a value of unknown kind is empty or nought is seldom what is asked.
    add(name, kind === 'truth' ? 0.2 : 1.1)
    add(fill(table.not, name), kind === 'truth' ? 0.2 : isCollection(kind) ? 0.5 : 1)
  }
  if (isCollection(kind) && kind !== 'mapping') {
    const length = fill(table.length, name)
    add(`${length} ${table.equal} 0`, 0.9)
    add(`${length} ${table.equal} 1`, 1.2)
  }
  if (kind !== 'number') return
  for (const operator of [table.equal, table.unequal]) add(`${name} % 2 ${operator} 0`, 1.3)
  for (const bound of ['0', '1']) for (const operator of comparisonsOf(spot)) add(`${name} ${operator} ${bound}`, 1)
}

function comparisonsOf({ table }: Spot): readonly string[] {
  return [table.equal, table.unequal, '<', '<=', '>', '>=']
}

/** Comparisons of two names that are in scope. */
function addPairs(spot: Spot, add: Add): void {
  const names = spot.names.slice(0, 8)
  for (const [index, one] of names.entries()) {
    const kind = kindOfNamed(spot, one)
    for (const other of names.slice(index + 1)) {
      const otherKind = kindOfNamed(spot, other)
      if (kind === 'number' && otherKind === 'number')
        for (const operator of comparisonsOf(spot)) add(`${one} ${operator} ${other}`, 1.3)
      else if (kind === otherKind && kind !== undefined && !isCollection(kind))
        add(`${one} ${spot.table.equal} ${other}`, 1.5)
      for (const [held, holder, holderKind] of [
        [one, other, otherKind],
        [other, one, kind],
      ] as const) {
        if (holderKind !== 'list' && holderKind !== 'collection' && holderKind !== 'mapping' && holderKind !== 'text')
          continue
        add(fill(spot.table.contains, holder, held), 1.4)
        add(fill(spot.table.lacks, holder, held), 1.4)
      }
    }
  }
}

/** Values that a piece of code reads members or elements of: `a` and `a.b` of `a.b.c`. */
export function dereferenced(term: Term): readonly string[] {
  const found = new Set<string>()
  for (const inner of within(term)) {
    const object = inner.form === 'member' || inner.form === 'subscript' ? objectOf(inner) : undefined
    if (
      object !== undefined &&
      (object.form === 'name' || (object.form === 'member' && memberName(object) !== undefined))
    )
      if (object.text.length < 40 && object.text !== 'this' && object.text !== 'self') found.add(object.text)
  }
  return [...found]
}
