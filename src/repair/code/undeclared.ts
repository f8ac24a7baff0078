import type { Failure } from '../../domain.js'
import { wordsOf } from './site.js'

/** What a compiler of Go, Java or Rust does not know. */
export interface Undeclared {
  readonly name: string
  /** Before the dot: a package, a type or a value. */
  readonly owner?: string
  readonly kind: 'name' | 'member' | 'type'
  /** What the compiler itself suggests. */
  readonly hint?: string
}

const word = String.raw`[\p{L}\p{N}_]{1,100}`
const patterns: readonly (readonly [RegExp, Undeclared['kind']])[] = [
  // Go
  [new RegExp(`\\bundefined: (?<owner>${word})\\.(?<name>${word})`, 'u'), 'member'],
  [new RegExp(`\\bundefined: (?<name>${word})`, 'u'), 'name'],
  [new RegExp(`\\b(?<owner>${word})\\.(?<name>${word}) undefined \\(`, 'u'), 'member'],
  [new RegExp(`unknown field (?<name>${word}) in struct literal`, 'u'), 'member'],
  // Java: the symbol stands on a line of its own
  [new RegExp(`cannot find symbol[\\s\\S]{0,400}?symbol: {1,8}class (?<name>${word})`, 'u'), 'type'],
  [new RegExp(`cannot find symbol[\\s\\S]{0,400}?symbol: {1,8}variable (?<name>${word})`, 'u'), 'name'],
  [new RegExp(`cannot find symbol[\\s\\S]{0,400}?symbol: {1,8}method (?<name>${word})`, 'u'), 'member'],
  // Rust
  [
    new RegExp(
      `no (?:method|field|function or associated item|variant(?: or associated item)?)[a-z ]{0,60} named \`(?<name>${word})\``,
      'u',
    ),
    'member',
  ],
  [new RegExp(`no field \`(?<name>${word})\` on type`, 'u'), 'member'],
  [
    new RegExp(
      `cannot find (?:value|function|macro|function, tuple struct or tuple variant)[a-z ,]{0,60} \`(?<name>${word})\` in`,
      'u',
    ),
    'name',
  ],
  [
    new RegExp(
      `cannot find (?:type|struct|trait|struct, variant or union type)[a-z ,]{0,60} \`(?<name>${word})\` in`,
      'u',
    ),
    'type',
  ],
  [new RegExp(`use of undeclared type \`(?<name>${word})\``, 'u'), 'type'],
]
const hints = new RegExp(
  `(?:but does have (?:field |method )?(?<go>${word})|similar name(?: exists)?: \`(?<rust>${word})\`|there is a method \`(?<method>${word})\` with a similar name)`,
  'u',
)

export function undeclaredIn(failure: Failure): Undeclared | undefined {
  if (failure.kind !== 'build') return undefined
  const words = wordsOf(failure)
  for (const [pattern, kind] of patterns) {
    const groups = pattern.exec(words)?.groups
    const name = groups?.['name']
    if (name === undefined) continue
    const owner = groups?.['owner']
    const found = hints.exec(words)?.groups
    const hint = found?.['go'] ?? found?.['rust'] ?? found?.['method']
    return { kind, name, ...(owner === undefined ? {} : { owner }), ...(hint === undefined ? {} : { hint }) }
  }
  return undefined
}
