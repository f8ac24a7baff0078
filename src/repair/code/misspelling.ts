import type { Failure } from '../../domain.js'
import { wordsOf } from './site.js'

/** A name that a message says is not there. */
export interface Misspelling {
  readonly kind: 'variable' | 'member' | 'export' | 'keyword' | 'module'
  readonly name: string
  /** What the runtime itself suggests. */
  readonly hint?: string
  /** The class that lacks the member, the function that lacks the keyword. */
  readonly owner?: string
}

const patterns: readonly (readonly [RegExp, Misspelling['kind']])[] = [
  [/does not provide an export named '(?<name>[\p{L}\p{N}_$]{1,100})'/u, 'export'],
  [/has no exported member (?:named )?'(?<name>[\p{L}\p{N}_$]{1,100})'/u, 'export'],
  [/cannot import name '(?<name>[\p{L}\p{N}_]{1,100})' from '(?<owner>[\p{L}\p{N}_.]{1,200})'/u, 'export'],
  [/No module named '(?<name>[\p{L}\p{N}_.]{1,200})'/u, 'module'],
  [/Cannot find module '(?<name>[^'\n]{1,300})'/, 'module'],
  [
    /(?<owner>[\p{L}\p{N}_.]{1,100})\(\) got an unexpected keyword argument '(?<name>[\p{L}\p{N}_]{1,100})'/u,
    'keyword',
  ],
  [/module '(?<owner>[\p{L}\p{N}_.]{1,200})' has no attribute '(?<name>[\p{L}\p{N}_]{1,100})'/u, 'member'],
  [/'(?<owner>[\p{L}\p{N}_]{1,100})' object has no attribute '(?<name>[\p{L}\p{N}_]{1,100})'/u, 'member'],
  [/type object '(?<owner>[\p{L}\p{N}_]{1,100})' has no attribute '(?<name>[\p{L}\p{N}_]{1,100})'/u, 'member'],
  [/Property '(?<name>[\p{L}\p{N}_$]{1,100})' does not exist on type '(?<owner>[\p{L}\p{N}_$]{1,100})/u, 'member'],
  [
    /(?:[\p{L}\p{N}_$.\])]{1,200}|\(intermediate value\)[\p{L}\p{N}_$.]{0,200})\.(?<name>[\p{L}\p{N}_$]{1,100}) is not a (?:function|constructor)/u,
    'member',
  ],
  [/(?<name>[\p{L}\p{N}_$]{1,100}) is not a (?:function|constructor)/u, 'variable'],
  [/name '(?<name>[\p{L}\p{N}_]{1,100})' is not defined/u, 'variable'],
  [
    /(?:local|free) variable '(?<name>[\p{L}\p{N}_]{1,100})' (?:where it is not associated|referenced before assignment)/u,
    'variable',
  ],
  // pyflakes, flake8 and Ruff (F821)
  [/\b[Uu]ndefined name [`'](?<name>[\p{L}\p{N}_]{1,100})[`']/u, 'variable'],
  [/Cannot find name '(?<name>[\p{L}\p{N}_$]{1,100})'/u, 'variable'],
  [/(?<name>[\p{L}\p{N}_$]{1,100}) is not defined/u, 'variable'],
]

export function misspellingOf(failure: Failure): Misspelling | undefined {
  const words = wordsOf(failure)
  for (const [pattern, kind] of patterns) {
    const groups = pattern.exec(words)?.groups
    const name = plainName(groups?.['name'], words)
    if (name === undefined || (kind === 'member' && groups?.['owner'] === 'NoneType')) continue
    const hint = plainName(/[Dd]id you mean:? '?(?:self\.)?([\p{L}\p{N}_$]{1,100})/u.exec(words)?.[1], words)
    const owner = groups?.['owner']
    return { kind, name, ...(hint === undefined ? {} : { hint }), ...(owner === undefined ? {} : { owner }) }
  }
  return undefined
}

/** Python keeps `self.__key` of class `Basket` as `_Basket__key`, and says so: no source has the long name. */
function plainName(name: string | undefined, words: string): string | undefined {
  const isMangled = name !== undefined && !name.endsWith('__') && words.includes('object has no attribute')
  return isMangled ? name.replace(/^_[\p{L}\p{N}][\p{L}\p{N}_]{0,80}?(?=__[\p{L}\p{N}])/u, '') : name
}
