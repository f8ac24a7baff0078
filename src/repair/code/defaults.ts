import { enclosingFunction } from '../../syntax/definitions.js'
import type { ParsedFile } from '../../syntax/file.js'
import { ancestors, child, descend, type SyntaxNode, textOf } from '../../syntax/tree.js'
import { calleeName, chainOf, isCall, isMember, propertyOf } from './shape.js'
import type { Site } from './site.js'

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
/** Factors leave a product alone when they are one, rates and amounts when they are nought. */
const factorName = /factor|multiplier|ratio|scale|quantity|qty|weight|times|per_?unit|exchange/i

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

export interface Default {
  readonly text: string
  readonly cost: number
}

/** Values that stand for "nothing there", likeliest first, for a node that was null or undefined. */
export function defaultsFor(site: Site, node: SyntaxNode): readonly Default[] {
  const { file } = site
  const chain = chainOf(node)
  const isPython = file.language === 'python'
  const name = isMember(chain) ? nameOfProperty(file, chain) : textOf(file.tree, chain).slice(0, 80)
  const kind = kindOfValue(file, chain, name)
  const found: Default[] = fromExpectation(site, chain, name).map((text) => ({ text, cost: 0.4 }))
  for (const text of fromProject(site, name)) found.push({ text, cost: 0.5 })
  for (const text of neutral(kind, isPython, quoteOf(file), factorName.test(name))) {
    found.push({ text, cost: 1 + found.length * 0.5 })
  }
  const isReturned = /^(?:return_statement|arrow_function)$/.test(chain.parent?.type ?? '')
  for (const text of site.code.expected) {
    // Nought and one are defaults; any other number of a test is an answer, and would be hard-coded.
    const isAnswer = /^-?\d/.test(text) && text !== '0' && text !== '1'
    if (!/^[[{(][^\]})]/.test(text))
      found.push({ text: requoted(text, file), cost: isAnswer ? 7 : isReturned ? 0.7 : 1.4 })
  }
  for (const text of others(isPython, quoteOf(file))) found.push({ text, cost: 4 + found.length * 0.3 })
  const seen = new Set<string>()
  found.sort((a, b) => a.cost - b.cost)
  return found.filter(({ text }) => !seen.has(text) && seen.add(text) !== undefined)
}

function kindOfValue(file: ParsedFile, chain: SyntaxNode, name: string): Kind {
  const used = kindOfUse(file, chain)
  if (used === 'unknown') return kindOfName(name)
  // `.length` alone does not tell a text from a list: the name may.
  const isMeasured = used === 'list' && kindOfName(name) === 'string' && !/^for_|spread/.test(chain.parent?.type ?? '')
  return isMeasured ? 'string' : used
}

export function neutral(kind: Kind, isPython: boolean, quote: string, isFactor = false): readonly string[] {
  if (kind === 'number') return isFactor ? ['1', '0'] : ['0', '1']
  if (kind === 'string') return [`${quote}${quote}`]
  if (kind === 'list') return ['[]']
  if (kind === 'object') return ['{}']
  if (kind === 'boolean') return [isPython ? 'False' : 'false']
  return [isPython ? 'None' : 'null']
}

/**
 * What the failing assertion says about this very value: the part of an expected text that stands where a template
 * puts the value, or the value of an expected object under the value's own name.
 */
function fromExpectation(site: Site, chain: SyntaxNode, name: string): readonly string[] {
  const { file } = site
  const found: string[] = []
  const holder =
    chain.parent === undefined
      ? undefined
      : (child(chain.parent, 'name') ?? child(chain.parent, 'left') ?? child(chain.parent, 'key'))
  const names = [name, holder === undefined ? '' : textOf(file.tree, holder)].filter((one) => /^\w{2,60}$/.test(one))
  for (const expected of site.code.expected) {
    for (const one of names) {
      const value = new RegExp(
        `["']?\\b${one}["']?: ?("[^"\\n]{0,60}"|'[^'\\n]{0,60}'|0|1|null|None|true|false|True|False|\\[\\]|\\{\\})`,
      ).exec(expected)?.[1]
      if (value !== undefined) found.push(requoted(value, file))
    }
    const text = /^(["'`])([^"'`\\\n]*)\1$/.exec(expected)?.[2]
    const part = text === undefined ? undefined : partOfTemplate(file, chain, text)
    if (part !== undefined) found.push(requoted(`'${part}'`, file))
  }
  return found
}

/** `Guest` for the value in `Hello, ${name}!` where `Hello, Guest!` is expected. */
function partOfTemplate(file: ParsedFile, chain: SyntaxNode, expected: string): string | undefined {
  const hole = [chain, ...ancestors(chain)].find((one) => /^(?:template_substitution|interpolation)$/.test(one.type))
  const siblings = hole?.parent?.children ?? []
  const index = hole === undefined ? -1 : siblings.indexOf(hole)
  if (index < 0) return undefined
  const textAt = (one: SyntaxNode | undefined) =>
    one !== undefined && /fragment|string_content|template_chars/.test(one.type) ? textOf(file.tree, one) : ''
  const [before, after] = [textAt(siblings[index - 1]), textAt(siblings[index + 1])]
  const from = before === '' ? 0 : expected.indexOf(before)
  if (from < 0) return undefined
  const start = from + before.length
  const end = after === '' ? expected.length : expected.indexOf(after, start)
  return end < start ? undefined : expected.slice(start, end)
}

function others(isPython: boolean, quote: string): readonly string[] {
  return ['0', `${quote}${quote}`, '[]', isPython ? 'None' : 'null', isPython ? 'False' : 'false', '{}']
}

/** Defaults that the project itself uses for a value of that name: `x.name ?? 'Guest'`, `d.get('name', 'Guest')`, `DEFAULT_NAME`. */
function fromProject(site: Site, name: string): readonly string[] {
  if (!/^[A-Za-z_]\w{1,60}$/.test(name)) return []
  const found = new Set<string>()
  const used = new RegExp(
    `\\b${name}\\)? {0,2}(?:\\?\\?|\\|\\||or|if ) {0,2}((?:"[^"\\n]{0,40}")|(?:'[^'\\n]{0,40}')|\\d{1,9}(?:\\.\\d{1,9})?|[A-Z][A-Z0-9_]{2,40}|\\[\\]|\\{\\})`,
    'g',
  )
  for (const file of site.code.files.slice(0, 6)) {
    if ((file.language === 'python') !== (site.file.language === 'python')) continue
    for (const match of file.text.matchAll(used))
      if (match[1] !== undefined && (file === site.file || !/^[A-Z]/.test(match[1]))) found.add(match[1])
  }
  const snake = name.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase()
  for (const match of site.file.text.matchAll(
    /\b(?:DEFAULT_[A-Z0-9_]{1,40}|[A-Z0-9_]{1,40}_DEFAULT|FALLBACK_[A-Z0-9_]{1,40})\b/g,
  )) {
    if (match[0].includes(snake) || snake.endsWith(match[0].replace(/^DEFAULT_|^FALLBACK_|_DEFAULT$/g, '')))
      found.add(match[0])
  }
  return [...found].slice(0, 4)
}

export function quoteOf(file: ParsedFile): string {
  return (file.text.match(/"/g)?.length ?? 0) > (file.text.match(/'/g)?.length ?? 0) ? '"' : "'"
}

function requoted(literal: string, file: ParsedFile): string {
  const inner = /^(["'])([^"'\\\n]*)\1$/.exec(literal)?.[2]
  return inner === undefined ? literal : `${quoteOf(file)}${inner}${quoteOf(file)}`
}
