import type { Form } from './form.js'

/**
 * All that search knows of a language. It is data: templates are filled with source text, `{0}` being the first
 * expression, so that a further language needs no code.
 */
export interface Table {
  /** The grammar's node types. Types that are not here are `other`. */
  readonly forms: Readonly<Record<string, Form>>
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
  readonly empties: readonly string[]
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
