import type { Form } from './form.js'
import type { Kind } from './kind.js'

/** A template of what the language has no words for: what is made of it is never tried. */
export const unspeakable = '\0'

/**
 * All that search knows of a language. It is data: templates are filled with source text, `{0}` being the first
 * expression, so that a further language needs no code.
 */
export interface Table {
  /**
   * The grammar's node types. Types that are not here are `other`. `a>b` is a node `a` that has a child `b`, and goes
   * before `a` alone.
   */
  readonly forms: Readonly<Record<string, Form>>
  /** Other names for a node type's fields, as operators know them; `` is a child without a field. */
  readonly fields?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Node types that only hold others: these take their place. */
  readonly passed?: ReadonlySet<string>
  /** Node types that are passed where they hold one only. */
  readonly passedAlone?: ReadonlySet<string>
  /** Calls that name object and method side by side: the two make the member that is called. */
  readonly joinedCall?: string
  /** What names are whose type is declared, told from the type's text. */
  readonly declared?: readonly (readonly [RegExp, Kind])[]
  /** What calls give, by the callee's text, or by `.name` for a method of whatever; words with blanks between. */
  readonly gives?: Readonly<Partial<Record<Kind, string>>>
  /** A type that a value names itself, as the first group. */
  readonly typeInValue?: RegExp
  /** The type of a type's elements, as one of its groups. */
  readonly elementType?: RegExp
  /** Standard packages by the name that code calls them: an edit that names one brings its import along. */
  readonly packages?: Readonly<Record<string, string>>
  /** True where a compiler refuses what is imported or declared and not used. */
  readonly refusesUnused?: true
  /** True where a compiler refuses what is no condition as a condition, and what is no text as a text. */
  readonly isStrict?: true
  readonly not: string
  readonly and: string
  readonly or: string
  readonly null: string
  readonly true: string
  readonly false: string
  readonly equal: string
  readonly unequal: string
  readonly isNull: string
  readonly isNotNull: string
  readonly isEmpty: string
  readonly contains: string
  readonly lacks: string
  readonly length: string
  readonly last: string
  readonly sliceFrom: string
  readonly sliceTo: string
  readonly reversed: string
  readonly conditional: string
  readonly ifThen: string
  readonly maximum: string
  readonly minimum: string
  readonly concatenation: string
  /** `{0}` with `{1}` where it is missing. */
  readonly defaults: readonly string[]
  /** Looks the key `{1}` up in `{0}`, with `{2}` where it is not there. */
  readonly lookUp: string
  readonly copies: readonly string[]
  readonly statementEnd: string
  /** Adds `{1}` to the collection `{0}`. */
  readonly additions: readonly string[]
  /** Puts the collection `{0}` in order, as a statement. */
  readonly orderings: readonly string[]
  readonly empties: readonly string[]
  /** Values to go on with, by what is wanted; `any` where that is not known. */
  readonly neutrals: Readonly<Record<'number' | 'text' | 'list' | 'any', readonly string[]>>
  /** Functions of one value that keep it about what it is. */
  readonly wrappers: readonly Wrapper[]
  /** Functions and methods that are easily taken one for the other. */
  readonly families: readonly (readonly string[])[]
  /** Operators that are easily taken one for the other, likeliest first. */
  readonly arithmetic: Readonly<Record<string, readonly string[]>>
  readonly augmented: Readonly<Record<string, readonly string[]>>
  /** Operators that a grammar writes as plain binary expressions. */
  readonly comparisons: readonly string[]
  readonly connectives: readonly string[]
  readonly negations: Readonly<Record<string, string>>
  /** True where a loop's or function's names are seen in the whole function. */
  readonly isFunctionScoped: boolean
}

export interface Wrapper {
  readonly template: string
  /** What the value must be; a collection is a list or a text. */
  readonly of: 'number' | 'collection' | 'any'
}

/** Puts source text into a template. */
export function fill(template: string, ...parts: readonly string[]): string {
  return template.replace(/\{(\d)\}/g, (_, index: string) => parts[Number(index)] ?? '')
}
