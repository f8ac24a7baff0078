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
  [/does not provide an export named '(?<name>[\w$]{1,100})'/, 'export'],
  [/has no exported member (?:named )?'(?<name>[\w$]{1,100})'/, 'export'],
  [/cannot import name '(?<name>\w{1,100})' from '(?<owner>[\w.]{1,200})'/, 'export'],
  [/No module named '(?<name>[\w.]{1,200})'/, 'module'],
  [/Cannot find module '(?<name>[^'\n]{1,300})'/, 'module'],
  [/(?<owner>[\w.]{1,100})\(\) got an unexpected keyword argument '(?<name>\w{1,100})'/, 'keyword'],
  [/module '(?<owner>[\w.]{1,200})' has no attribute '(?<name>\w{1,100})'/, 'member'],
  [/'(?<owner>\w{1,100})' object has no attribute '(?<name>\w{1,100})'/, 'member'],
  [/type object '(?<owner>\w{1,100})' has no attribute '(?<name>\w{1,100})'/, 'member'],
  [/Property '(?<name>[\w$]{1,100})' does not exist on type '(?<owner>[\w$]{1,100})/, 'member'],
  [
    /(?:[\w$.\])]{1,200}|\(intermediate value\)[\w$.]{0,200})\.(?<name>[\w$]{1,100}) is not a (?:function|constructor)/,
    'member',
  ],
  [/(?<name>[\w$]{1,100}) is not a (?:function|constructor)/, 'variable'],
  [/name '(?<name>\w{1,100})' is not defined/, 'variable'],
  [
    /(?:local|free) variable '(?<name>\w{1,100})' (?:where it is not associated|referenced before assignment)/,
    'variable',
  ],
  [/Cannot find name '(?<name>[\w$]{1,100})'/, 'variable'],
  [/\b(?<name>[\w$]{1,100}) is not defined/, 'variable'],
]

export function misspellingOf(failure: Failure): Misspelling | undefined {
  const words = wordsOf(failure)
  for (const [pattern, kind] of patterns) {
    const groups = pattern.exec(words)?.groups
    const name = groups?.['name']
    if (name === undefined || (kind === 'member' && groups?.['owner'] === 'NoneType')) continue
    const hint = /[Dd]id you mean:? '?(?:self\.)?([\w$]{1,100})/.exec(words)?.[1]
    const owner = groups?.['owner']
    return { kind, name, ...(hint === undefined ? {} : { hint }), ...(owner === undefined ? {} : { owner }) }
  }
  return undefined
}
