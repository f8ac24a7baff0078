import { kindOfName } from '../code/kinds.js'
import { declaredBy, elementKind, givenBy, kindOfType } from './declared-kinds.js'
import type { Kind } from './language/kind.js'
import type { Table } from './language/table.js'
import { argumentsOf, calledName, memberName, objectOf, part, type Term, within } from './term.js'

export type { Kind } from './language/kind.js'

const givesNumber =
  /^(?:len|abs|int|float|sum|ord|round|floor|ceil|trunc|sqrt|pow|max|min|parseInt|parseFloat|Number|indexOf|lastIndexOf|findIndex|find|rfind|index|count|charCodeAt|length|size|hypot|gcd)$/
const givesText =
  /^(?:str|String|join|lower|upper|strip|lstrip|rstrip|replace|replaceAll|toLowerCase|toUpperCase|trim|toString|toFixed|padStart|padEnd|chr|charAt|format|title|capitalize|substring|substr|repeat|bin|hex)$/
const givesList =
  /^(?:list|sorted|split|map|filter|flatMap|range|keys|values|items|entries|tuple|zip|enumerate|reversed|from)$/
const givesMapping = /^(?:dict|defaultdict|Counter|Map|OrderedDict)$/
const givesTruth =
  /^(?:any|all|some|every|includes|has|startsWith|endsWith|startswith|endswith|isinstance|isdigit|isalpha|isupper|islower|isalnum|isArray|isNaN|isInteger|test|bool|issubset)$/
const takesList = /^(?:len|sum|sorted|enumerate|reversed|any|all|max|min|zip)$/
const textMethods =
  /^(?:toLowerCase|toUpperCase|trim|split|lower|upper|strip|charAt|charCodeAt|startsWith|endsWith|startswith|endswith|isdigit|isalpha|padStart|replace)$/
const listMethods =
  /^(?:push|pop|shift|unshift|append|extend|insert|map|filter|reduce|forEach|some|every|sort|reverse|popleft|add)$/
const mappingMethods = /^(?:get|items|setdefault|has|entries)$/

/**
 * Kinds of names in one function, told from how it uses them; `f()` is what a call of `f` gives, `.f()` of a method,
 * and `a[]` what `a` holds.
 */
export type NameKinds = ReadonlyMap<string, Kind>

export function nameKindsIn(region: Term, table?: Table): NameKinds {
  const kinds = new Map<string, Kind>(table === undefined ? [] : givenBy(region, table))
  const mark = (term: Term | undefined, kind: Kind | undefined): void => {
    if (term?.form !== 'name' || kind === undefined) return
    const known = kinds.get(term.text)
    if (known === undefined || known === 'collection' || known === 'nothing') kinds.set(term.text, kind)
  }
  // What is declared is known; the rest is told from use.
  for (const term of within(region)) {
    for (const [name, type] of declaredBy(term, table)) {
      mark(name, kindOfType(type, table))
      const held = elementKind(type, table)
      if (held !== undefined) kinds.set(`${name.text}[]`, held)
    }
  }
  for (const term of within(region)) markUse(term, mark)
  // Kinds flow through assignments: twice is enough for the chains that people write.
  for (let turn = 0; turn < 2; turn++) for (const term of within(region)) markBinding(term, kinds, mark)
  return kinds
}

type Mark = (term: Term | undefined, kind: Kind | undefined) => void

function markUse(term: Term, mark: Mark): void {
  switch (term.form) {
    case 'arithmetic': {
      const isOpen = /[+%*]/.test(term.tokens[0]?.type ?? '') && !term.parts.some((one) => one.form === 'number')
      if (!isOpen) for (const one of term.parts) mark(one, 'number')
      break
    }
    case 'comparison':
      if (term.parts.some((one) => one.form === 'number' || one.form === 'arithmetic'))
        for (const one of term.parts) mark(one, 'number')
      if (term.tokens.some((one) => /^(?:not )?in$/.test(one.type))) mark(term.parts[1], 'collection')
      break
    case 'update':
    case 'slice':
      for (const one of term.parts) mark(one, 'number')
      break
    case 'augmented':
      if (!term.tokens.some((one) => one.type === '+=')) mark(part(term, 'left'), 'number')
      break
    case 'subscript':
      mark(objectOf(term), 'collection')
      break
    case 'for-each':
    case 'clause':
      mark(part(term, 'right'), 'collection')
      break
    case 'call':
      markCall(term, mark)
      break
    case 'member':
      if (memberName(term)?.text === 'length') mark(objectOf(term), 'collection')
      break
    default:
  }
}

function markCall(call: Term, mark: Mark): void {
  const name = calledName(call)?.text ?? ''
  const object = name === '' ? undefined : objectOf(part(call, 'function') ?? call)
  if (textMethods.test(name)) mark(object, 'text')
  else if (listMethods.test(name)) mark(object, 'list')
  else if (mappingMethods.test(name)) mark(object, 'mapping')
  const given = argumentsOf(call)
  if (takesList.test(name) && given.length === 1) mark(given[0], 'collection')
  if (name === 'range') for (const one of given) mark(one, 'number')
}

function markBinding(term: Term, kinds: NameKinds, mark: Mark): void {
  if (term.form === 'assignment') mark(part(term, 'left'), kindOf(part(term, 'right'), kinds))
  if (term.form === 'declarator') mark(part(term, 'name'), kindOf(part(term, 'value'), kinds))
  const isCounted = term.form === 'for-each' || term.form === 'clause'
  const over = isCounted ? part(term, 'right') : undefined
  if (over?.form === 'call' && calledName(over)?.text === 'range') mark(part(term, 'left'), 'number')
  const left = part(term, 'left')
  if (over?.form !== 'name' || left === undefined || !kinds.has(`${over.text}[]`)) return
  // `for i, one := range all` gives the place first.
  const [place, one] = left.form === 'pattern' ? left.parts : [undefined, left]
  if (kinds.get(over.text) !== 'mapping') mark(place, 'number')
  mark(one, kinds.get(`${over.text}[]`))
}

export function kindOf(term: Term | undefined, kinds: NameKinds): Kind | undefined {
  if (term === undefined) return undefined
  switch (term.form) {
    case 'number':
    case 'unary':
    case 'update':
      return 'number'
    case 'string':
    case 'template':
      return 'text'
    case 'list':
    case 'tuple':
    case 'set':
    case 'comprehension':
      return 'list'
    case 'dictionary':
      return 'mapping'
    case 'comparison':
    case 'not':
    case 'true':
    case 'false':
      return 'truth'
    case 'null':
      return 'nothing'
    case 'function':
    case 'lambda':
      return 'function'
    case 'name':
      return kinds.get(term.text) ?? namedKind(term.text)
    default:
      return kindOfPiece(term, kinds)
  }
}

function kindOfPiece(term: Term, kinds: NameKinds): Kind | undefined {
  if (term.form === 'group' || term.form === 'await') return kindOf(term.parts[0], kinds)
  if (term.form === 'boolean') {
    const [left, right] = term.parts.map((one) => kindOf(one, kinds))
    return left === right ? left : undefined
  }
  if (term.form === 'conditional') return kindOf(part(term, 'consequence') ?? term.parts[0], kinds)
  if (term.form === 'arithmetic') {
    if (!/^[+*%]$/.test(term.tokens[0]?.type ?? '')) return 'number'
    const [left, right] = term.parts.map((one) => kindOf(one, kinds))
    return left === 'text' || right === 'text' ? 'text' : (left ?? right)
  }
  if (term.form === 'subscript' && term.parts.length === 2 && !term.tokens.some((one) => one.type === ':'))
    return kinds.get(`${objectOf(term)?.text ?? ''}[]`)
  if (term.form === 'subscript' && term.tokens.some((one) => one.type === ':')) return kindOf(objectOf(term), kinds)
  if (term.form === 'call' || term.form === 'new') return kindOfCall(term, kinds)
  if (term.form === 'member')
    return memberName(term)?.text === 'length' ? 'number' : namedKind(memberName(term)?.text ?? '')
  return undefined
}

function kindOfCall(call: Term, kinds: NameKinds): Kind | undefined {
  const name = calledName(call)?.text ?? ''
  const callee = part(call, 'function')?.text ?? ''
  const object = objectOf(part(call, 'function') ?? call)?.text ?? ''
  const held = name === 'get' ? kinds.get(`${object}[]`) : undefined
  if (callee === 'make') return /^make\(map/.test(call.text) ? 'mapping' : 'list'
  return held ?? kinds.get(`${callee}()`) ?? (callee === name ? undefined : kinds.get(`.${name}()`)) ?? kindByName(name)
}

function kindByName(name: string): Kind | undefined {
  if (givesNumber.test(name)) return 'number'
  if (givesText.test(name)) return 'text'
  if (givesList.test(name)) return 'list'
  if (givesMapping.test(name)) return 'mapping'
  return givesTruth.test(name) ? 'truth' : undefined
}

/** Names of one or two letters say nothing; of longer ones, only what is hardly ever meant otherwise. */
function namedKind(name: string): Kind | undefined {
  if (/^[ijkmn]$|^(?:lo|hi|idx|index|count|total)$/.test(name)) return 'number'
  return name.length > 3 && kindOfName(name) === 'boolean' ? 'truth' : undefined
}

const collections: ReadonlySet<Kind> = new Set<Kind>(['text', 'list', 'collection', 'mapping'])

/** True where one may stand for the other as far as is known. */
export function isCompatible(one: Kind | undefined, other: Kind | undefined): boolean {
  if (one === undefined || other === undefined || one === other) return true
  if (one === 'nothing' || other === 'nothing') return true
  if (one === 'collection') return collections.has(other)
  return other === 'collection' && collections.has(one)
}

export function isCollection(kind: Kind | undefined): boolean {
  return kind !== undefined && collections.has(kind)
}

/** The kind that the place of a term asks for, whatever stands there now. */
export function isIndexPlace(term: Term): boolean {
  const parent = term.parent
  if (parent === undefined) return false
  if (parent.form === 'slice') return true
  if (parent.form === 'subscript') return term.field === 'index' || term.field === 'subscript'
  return (
    parent.form === 'arguments' &&
    parent.parent !== undefined &&
    /^(?:range|slice|substring|substr|splice|at|charAt)$/.test(calledName(parent.parent)?.text ?? '')
  )
}
