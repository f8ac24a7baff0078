export type Attributes = Record<string, string | undefined>

export interface StartTag {
  /** As it stands there, with its prefix. */
  readonly name: string
  readonly attributes: Attributes
  readonly isEmpty: boolean
  /** The place behind its `>`. */
  readonly end: number
}

/**
 * No prototype, so that `__proto__` is a name like any other; an object made this way is as fast as any, one made by
 * `Object.create(null)` is a hash table.
 */
function Bare(this: object): void {}
Bare.prototype = Object.create(null)

export function newAttributes(): Attributes {
  return Reflect.construct(Bare, []) as Attributes
}
