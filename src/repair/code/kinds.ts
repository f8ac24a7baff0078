import { enclosingFunction } from '../../syntax/definitions.js'
import type { ParsedFile } from '../../syntax/file.js'
import { ancestors, child, descend, type SyntaxNode, textOf } from '../../syntax/tree.js'
import { calleeName, isCall, isMember, isSubscript, propertyOf } from './shape.js'

export type Kind = 'number' | 'string' | 'list' | 'boolean' | 'object' | 'unknown'

const listMethods =
  /^(?:map|filter|forEach|reduce|reduceRight|some|every|find|findIndex|flatMap|flat|push|pop|shift|unshift|concat|slice|splice|sort|reverse|join|entries|keys|values|append|extend|at|fill)$/
const stringMethods =
  /^(?:toUpperCase|toLowerCase|trim|trimStart|trimEnd|split|replace|replaceAll|startsWith|endsWith|padStart|padEnd|charAt|charCodeAt|substring|substr|repeat|localeCompare|normalize|match|upper|lower|strip|lstrip|rstrip|startswith|endswith|title|capitalize|encode|format|zfill|casefold|partition)$/
const objectMethods = /^(?:get|items|keys|values|update|setdefault|hasOwnProperty)$/
const numberMethods = /^(?:toFixed|toPrecision|is_integer|quantize)$/

/** What the object of a property must be for the property to exist on it. */
export function kindOfReceiver(property: string): Kind {
  if (stringMethods.test(property)) return 'string'
  if (listMethods.test(property)) return 'list'
  if (numberMethods.test(property)) return 'number'
  if (objectMethods.test(property)) return 'object'
  return property === 'length' ? 'list' : 'unknown'
}

const givesNumber =
  /^(?:length|size|reduce|indexOf|findIndex|len|sum|count|round|Number|parseInt|parseFloat|abs|int|float|max|min|floor|ceil)$/
const givesString =
  /^(?:join|toUpperCase|toLowerCase|trim|replace|replaceAll|slice|toString|toFixed|padStart|padEnd|upper|lower|strip|title|capitalize|str|format|String)$/
const givesList = /^(?:map|filter|flatMap|flat|concat|split|sort|sorted|list|keys|values|items|entries)$/
const givesBoolean = /^(?:some|every|includes|has|startsWith|endsWith|startswith|endswith|isArray|bool)$/

const numberName =
  /(?:count|total|amount|price|rate|fee|tax|percent|qty|quantity|sum|cost|balance|score|age|size|length|limit|offset|index|discount|weight|points|cents|value|number|num|factor|multiplier|ratio|days|hours|minutes|seconds|ms|height|width|level|year)s?$/i
const stringName =
  /(?:name|title|label|email|text|message|city|street|country|code|currency|zip|slug|url|path|description|status|type|word|note|phone|address|initials|key|tag|prefix|suffix)$/i
const listName =
  /(?:list|items|lines|rows|entries|tags|values|results|users|orders|products|array|ids|names|keys|children|records|events|elements)$|[a-z]{3,}s$/i
const booleanName = /^(?:is|has|can|should|was|will|are)(?:[A-Z_]|$)|(?:enabled|active|valid|allowed|visible)$/i
export function kindOfName(name: string): Kind {
  if (booleanName.test(name)) return 'boolean'
  if (numberName.test(name)) return 'number'
  if (stringName.test(name)) return 'string'
  return listName.test(name) ? 'list' : 'unknown'
}

/** What a value must be for the code around it to make sense. */
export function kindOfUse(file: ParsedFile, node: SyntaxNode): Kind {
  const own = kindOfResult(file, node)
  if (own !== 'unknown') return own
  let inner = node
  for (const outer of ancestors(node)) {
    const kind = kindWithin(file, outer, inner)
    if (kind !== undefined) return kind
    inner = outer
  }
  return 'unknown'
}

function kindOfResult(file: ParsedFile, node: SyntaxNode): Kind {
  const name = isCall(node) ? calleeName(file, node) : isMember(node) ? nameOfProperty(file, node) : ''
  if (givesNumber.test(name)) return 'number'
  if (givesBoolean.test(name)) return 'boolean'
  if (isCall(node) && givesString.test(name)) return 'string'
  return isCall(node) && givesList.test(name) ? 'list' : 'unknown'
}

function nameOfProperty(file: ParsedFile, node: SyntaxNode): string {
  const property = propertyOf(node)
  return property === undefined ? textOf(file.tree, node) : textOf(file.tree, property)
}

/** Undefined where the node around says nothing and the next one must be asked. */
function kindWithin(file: ParsedFile, outer: SyntaxNode, inner: SyntaxNode): Kind | undefined {
  switch (outer.type) {
    case 'parenthesized_expression':
    case 'await_expression':
    case 'await':
      return undefined
    case 'binary_expression':
    case 'binary_operator':
    case 'comparison_operator':
      return kindOfOperand(outer, inner)
    case 'augmented_assignment':
    case 'augmented_assignment_expression':
    case 'unary_operator':
      return 'number'
    case 'template_substitution':
    case 'interpolation':
      return 'string'
    case 'spread_element':
      return outer.parent?.type === 'object' ? 'object' : 'list'
    case 'for_in_statement':
    case 'for_statement':
    case 'for_in_clause':
      return inner.field === 'right' ? 'list' : 'unknown'
    case 'if_statement':
    case 'unary_expression':
    case 'not_operator':
      return 'boolean'
    default:
      return kindByName(file, outer, inner)
  }
}

function kindOfOperand(outer: SyntaxNode, inner: SyntaxNode): Kind {
  const operator = outer.children.find((one) => !one.named)?.type ?? ''
  const other = outer.children.find((one) => one.named && one !== inner)
  const otherKind = other === undefined ? 'unknown' : literalKind(other)
  if (operator === '&&' || operator === '||' || operator === '??') return 'unknown'
  if (otherKind !== 'unknown') return otherKind
  if (operator === '===' || operator === '==' || operator === '!==' || operator === '!=') return 'unknown'
  if (operator !== '+') return operator === 'in' || operator === 'instanceof' ? 'list' : 'number'
  const deep = other === undefined ? [] : [...descend(other)]
  return deep.some((one) => literalKind(one) === 'string') ? 'string' : 'number'
}

export function literalKind(node: SyntaxNode): Kind {
  if (/^(?:number|integer|float)$/.test(node.type)) return 'number'
  if (/^(?:string|template_string|concatenated_string)$/.test(node.type)) return 'string'
  if (/^(?:array|list|tuple|list_comprehension)$/.test(node.type)) return 'list'
  if (/^(?:object|dictionary)$/.test(node.type)) return 'object'
  return /^(?:true|false)$/.test(node.type) ? 'boolean' : 'unknown'
}

function kindByName(file: ParsedFile, outer: SyntaxNode, inner: SyntaxNode): Kind {
  if (outer.type === 'arguments' || outer.type === 'argument_list') {
    const call = outer.parent
    const callee = call === undefined ? '' : calleeName(file, call)
    if (/^(?:Number|parseFloat|parseInt|int|float|round|abs|Decimal|floor|ceil|max|min|isNaN)$/.test(callee))
      return 'number'
    if (/^(?:len|sum|sorted|list|set|tuple|enumerate|any|all|zip|reversed|join|from|iter)$/.test(callee)) return 'list'
    return /^(?:keys|values|entries|assign|dict)$/.test(callee) ? 'object' : 'unknown'
  }
  const holder = child(outer, 'name') ?? child(outer, 'left') ?? child(outer, 'key')
  if (holder !== undefined && holder !== inner && holder.type !== 'object_pattern') {
    const used = holder.type === 'identifier' ? kindOfVariable(file, holder) : 'unknown'
    return used === 'unknown' ? kindOfName(textOf(file.tree, holder)) : used
  }
  if (outer.type !== 'return_statement') return 'unknown'
  return kindOfReturn(file, outer)
}

/** How the rest of the function uses a variable that was just bound. */
function kindOfVariable(file: ParsedFile, name: SyntaxNode): Kind {
  const home = enclosingFunction(name) ?? file.tree.root
  const text = textOf(file.tree, name)
  for (const node of descend(home)) {
    if (node === name || node.type !== 'identifier' || textOf(file.tree, node) !== text) continue
    const parent = node.parent
    if (parent === undefined) continue
    if (isMember(parent) && parent.children[0] === node) {
      const kind = kindOfReceiver(nameOfProperty(file, parent))
      if (kind !== 'unknown') return kind
    } else if (
      !/declarator|assignment$|assignment_expression|arguments|argument_list|return_statement/.test(parent.type)
    ) {
      const kind = kindWithin(file, parent, node)
      if (kind !== undefined && kind !== 'unknown' && kind !== 'boolean') return kind
    }
  }
  return 'unknown'
}

function kindOfReturn(file: ParsedFile, statement: SyntaxNode): Kind {
  const home = enclosingFunction(statement)
  if (home === undefined) return 'unknown'
  for (const node of descend(home)) {
    if (node.type !== 'return_statement' || node === statement) continue
    const value = node.children.find((one) => one.named)
    const kind = value === undefined ? 'unknown' : literalKind(value)
    if (kind !== 'unknown') return kind
  }
  const own = child(home, 'name') ?? (home.parent === undefined ? undefined : child(home.parent, 'name'))
  return own === undefined ? 'unknown' : kindOfName(textOf(file.tree, own))
}

/** What the code calls a value: its property, its key, or the expression itself. */
export function nameOfValue(file: ParsedFile, node: SyntaxNode): string {
  if (isMember(node)) return nameOfProperty(file, node)
  const key = isSubscript(node) ? node.children.find((one) => one.type === 'string') : undefined
  return key === undefined ? textOf(file.tree, node).slice(0, 80) : textOf(file.tree, key).slice(1, -1)
}

/** What a value must be, from its use and, where that is silent, from its name. */
export function kindOfValue(file: ParsedFile, chain: SyntaxNode, name: string): Kind {
  const used = kindOfUse(file, chain)
  if (used === 'unknown') return kindOfName(name)
  // `.length` alone does not tell a text from a list: the name may.
  const isMeasured = used === 'list' && kindOfName(name) === 'string' && !/^for_|spread/.test(chain.parent?.type ?? '')
  return isMeasured ? 'string' : used
}
