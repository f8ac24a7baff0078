import type { Change } from '../code/site.js'
import { type Home, kindAt } from './home.js'
import type { Kind } from './kinds.js'
import type { Form } from './language/form.js'
import type { Table } from './language/table.js'
import { type Term, within } from './term.js'

/** A term of a suspicious function, with what an operator may ask about the place. */
export interface Spot {
  readonly term: Term
  readonly home: Home
  readonly table: Table
  /** False where no failing test says what is wanted, as for an error of production. */
  readonly isTested: boolean
  /** Names of values that may be written here, nearest first. */
  readonly names: readonly string[]
}

export interface Variant {
  readonly changes: readonly Change[]
  /** 1 is the likeliest slip there is, 6 a guess: the scale is the negative logarithm of a frequency. */
  readonly cost: number
}

/** One kind of edit, the same in every language. */
export interface Operator {
  readonly name: string
  /** What was wrong, as the start of a sentence; what stood there and what stands there now is added to it. */
  readonly says: string
  readonly forms: readonly Form[]
  /** What its cheapest variant costs: until that price is reached, none is made. */
  readonly least: number
  variants(spot: Spot): Iterable<Variant>
}

export function spotOf(home: Home, term: Term, isTested = true): Spot {
  let names: readonly string[] | undefined
  return {
    term,
    home,
    table: home.file.table,
    isTested,
    get names() {
      names ??= home.file.scopes.valuesAt(term)
      return names
    },
  }
}

export function kindIn(spot: Spot, term: Term | undefined = spot.term): Kind | undefined {
  return kindAt(spot.home, term)
}

export function kindOfNamed(spot: Spot, name: string): Kind | undefined {
  return kindAt(spot.home, { ...spot.term, form: 'name', text: name, parts: [] })
}

/** Replaces a term, with brackets where the place needs them. */
export function instead(term: Term, text: string, cost: number): Variant {
  return { changes: [{ start: term.start, end: term.end, text: fitted(term, text) }], cost }
}

/** Replaces exactly these characters. */
export function exactly(place: { readonly start: number; readonly end: number }, text: string, cost: number): Variant {
  return { changes: [{ start: place.start, end: place.end, text }], cost }
}

/** Exchanges the texts of two terms. */
export function exchanged(one: Term, other: Term, cost: number): Variant {
  return {
    changes: [
      { start: one.start, end: one.end, text: other.text },
      { start: other.start, end: other.end, text: one.text },
    ],
    cost,
  }
}

const binding: ReadonlySet<Form> = new Set<Form>([
  'arithmetic',
  'comparison',
  'boolean',
  'not',
  'unary',
  'await',
  'spread',
])

function fitted(term: Term, text: string): string {
  const parent = term.parent
  if (parent === undefined || isTight(text)) return text
  const isHead =
    (parent.form === 'member' || parent.form === 'subscript' || parent.form === 'call') &&
    (term.field === 'object' || term.field === 'value' || term.field === 'function')
  // A conditional in a conditional, or a bare tuple, reads right only with brackets.
  return binding.has(parent.form) || isHead || parent.form === 'conditional' || parent.form === 'filter'
    ? `(${text})`
    : text
}

/** The term's text as an operand: in brackets where it has an operator of its own. */
export function operand(term: Term): string {
  return isTight(term.text) ? term.text : `(${term.text})`
}

export function tightened(text: string): string {
  return isTight(text) ? text : `(${text})`
}

/** True where nothing outside brackets and quotes binds less tightly than a call does. */
export function isTight(text: string): boolean {
  let depth = 0
  let quote = ''
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index)
    if (quote !== '') {
      if (character === '\\') index++
      else if (character === quote) quote = ''
    } else if (character === '"' || character === "'" || character === '`') quote = character
    else if ('([{'.includes(character)) depth++
    else if (')]}'.includes(character)) depth--
    else if (depth === 0 && !/[\w$.?]/.test(character)) return false
  }
  return depth === 0
}

/** True for what is read: no name that is bound here, no member's name, no callee, no key, no text that documents. */
export function isValueUse(term: Term): boolean {
  const parent = term.parent
  if (parent === undefined || isTarget(term)) return false
  switch (parent.form) {
    case 'member':
      return term.field === 'object'
    case 'call':
    case 'new':
      return term.field === 'arguments'
    case 'keyword':
      return term.field === 'value'
    case 'pair':
      return term.field === 'value'
    case 'function':
    case 'class':
    case 'parameters':
    case 'import':
    case 'pattern':
      return term.field === 'body' && parent.form === 'function'
    case 'expression-statement':
      return term.form !== 'string'
    case 'other':
      return !/^(?:name|parameter|alias|label|key|left)$/.test(term.field ?? '')
    default:
      return true
  }
}

/** True for what is assigned to. */
export function isTarget(term: Term): boolean {
  const parent = term.parent
  if (parent === undefined) return false
  if (
    parent.form === 'assignment' ||
    parent.form === 'augmented' ||
    parent.form === 'for-each' ||
    parent.form === 'clause'
  )
    return term.field === 'left'
  return (
    (parent.form === 'declarator' && term.field === 'name') || parent.form === 'pattern' || parent.form === 'update'
  )
}

/** How many terms a piece of code has: larger pieces are less likely to be meant. */
export function sizeOf(term: Term): number {
  let count = 0
  for (const _ of within(term)) count++
  return count
}

/** True for the name of a package or class: no value, and nothing to put in a value's place. */
export function isPackage(spot: Spot, term: Term): boolean {
  return spot.table.isStrict === true && term.form === 'name' && !spot.names.includes(term.text) && term.text !== 'this'
}
