import type { CharSet } from './char-set.js'
import type { Pattern } from './pattern.js'

/** One state of a nondeterministic automaton, by index. `next` is where it leads; -1 is nowhere. */
export type State =
  | { readonly kind: 'set'; readonly set: CharSet; next: number }
  | { readonly kind: 'fork'; readonly next: readonly number[] }
  | { readonly kind: 'start' | 'end'; next: number }
  /** The expression with this rank matches. */
  | { readonly kind: 'match'; readonly rank: number }

export interface States {
  readonly states: readonly State[]
  readonly first: number
}

/** One automaton for many expressions: it finds each anywhere in a line, and tells it by its place in the list. */
export function statesOf(patterns: readonly Pattern[], all: CharSet): States {
  const states: State[] = []
  const add = (state: State): number => states.push(state) - 1

  /** Builds backwards: `next` is what follows the pattern. */
  const build = (pattern: Pattern, next: number): number => {
    switch (pattern.kind) {
      case 'set':
        return add({ kind: 'set', set: pattern.set, next })
      case 'start':
      case 'end':
        return add({ kind: pattern.kind, next })
      case 'sequence':
        return pattern.parts.reduceRight((after, part) => build(part, after), next)
      case 'choice':
        return add({ kind: 'fork', next: pattern.options.map((option) => build(option, next)) })
      case 'optional':
        return add({ kind: 'fork', next: [build(pattern.part, next), next] })
      case 'repeat':
        return repeat(pattern, next)
    }
  }
  const repeat = ({ part, least, isOpen }: Extract<Pattern, { kind: 'repeat' }>, next: number): number => {
    let after = next
    if (isOpen) {
      const targets: number[] = []
      after = add({ kind: 'fork', next: targets })
      targets.push(build(part, after), next)
    }
    for (let copy = 0; copy < least; copy++) after = build(part, after)
    return after
  }
  const roots = patterns.map((pattern, rank) => build(pattern, add({ kind: 'match', rank })))
  // Whatever is read, everything may begin anew behind it.
  const again: { kind: 'set'; set: CharSet; next: number } = { kind: 'set', set: all, next: -1 }
  const first = add({ kind: 'fork', next: [...roots, add(again)] })
  again.next = first
  return { states, first }
}
