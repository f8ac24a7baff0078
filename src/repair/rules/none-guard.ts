import { type SyntaxNode, textOf } from '../../syntax/tree.js'
import { otherBranch } from '../code/branches.js'
import { defaultsFor, neutral, quoteAt } from '../code/defaults.js'
import { kindOfName, kindOfReceiver, kindOfUse } from '../code/kinds.js'
import { isTarget, type NoneNode, type NoneUse, noneNodes, noneOf } from '../code/none.js'
import {
  argumentsOf,
  bracketed,
  calleeName,
  chainOf,
  isCall,
  isMember,
  isPlain,
  isSubscript,
  objectOf,
  propertyOf,
} from '../code/shape.js'
import { type Change, isElsewhere, type Proposal, python, type Rule, type Site } from '../code/site.js'

/**
 * None in Python, mended where the value is used: `for item in order.items or []`,
 * `order.discount.rate if order.discount is not None else 0`, `(order.fee or 0) + 1`.
 */
export const noneGuard: Rule = {
  name: 'none-guard',
  languages: python,
  applies: (failure) => noneOf(failure) !== undefined,
  *candidates(site) {
    const none = noneOf(site.failure)
    if (none === undefined || isElsewhere(site)) return
    const found = noneNodes(site, none)
    for (const one of found) {
      const penalty = found.length > 1 ? 0.4 : 0
      for (const proposal of guards(site, one, none.use)) yield { ...proposal, cost: proposal.cost + penalty }
    }
  },
}

function* guards(site: Site, one: NoneNode, use: NoneUse): Generator<Proposal> {
  if (use === 'attribute' || use === 'subscript') {
    if (isTarget(one.access)) return
    yield* emptyReceiver(site, one)
    if (isSubscript(one.access)) yield* lookUp(site, one)
    yield* conditional(site, one)
  } else if (use === 'iterate' || use === 'contains') {
    yield orValue(site, one.object, '[]', 0)
  } else if (use === 'call') {
    return
  } else {
    yield* valueOr(site, one, use)
  }
}

function* emptyReceiver(site: Site, { object, access }: NoneNode): Generator<Proposal> {
  const property = isMember(access) ? propertyOf(access) : undefined
  const kind = property === undefined ? 'unknown' : kindOfReceiver(textOf(site.file.tree, property))
  if (kind === 'unknown') return
  for (const text of neutral(kind, true, quoteAt(site.file, access))) yield orValue(site, object, text, 0.2)
}

/** `None["rate"]` becomes a look-up that may miss. */
function* lookUp(site: Site, { object, access }: NoneNode): Generator<Proposal> {
  const key = access.children.find((one) => one.field === 'subscript')
  if (key?.type !== 'string') return
  for (const value of defaultsFor(site, access).slice(0, 5)) {
    const text = `(${textOf(site.file.tree, object)} or {}).get(${textOf(site.file.tree, key)}, ${value.text})`
    yield {
      changes: [replace(access, text)],
      explanation: `Takes ${value.text} where there is nothing to look in.`,
      cost: 0.4 + value.cost,
    }
  }
}

function* conditional(site: Site, { object, access }: NoneNode): Generator<Proposal> {
  const { file } = site
  if (!isPlain(file, object)) return
  const chain = chainOf(access)
  const shown = textOf(file.tree, object)
  const read = textOf(file.tree, chain)
  if (
    kindOfUse(file, chain) === 'boolean' ||
    /^(?:if_statement|boolean_operator|while_statement)$/.test(chain.parent?.type ?? '')
  ) {
    const text = bracketed(chain, `${shown} is not None and ${read}`)
    yield { changes: [replace(chain, text)], explanation: `Asks ${shown} only where there is one.`, cost: 0.3 }
  }
  const other = otherBranch(site, chain, shown)
  if (other !== undefined)
    yield { changes: [other], explanation: `Takes the other branch where ${shown} is None.`, cost: -1.2 }
  for (const value of defaultsFor(site, access)) {
    const text = bracketed(chain, `${read} if ${shown} is not None else ${value.text}`)
    const explanation = `Takes ${value.text} where ${shown} is None.`
    yield { changes: [replace(chain, text)], explanation, cost: value.cost - 0.6 }
  }
}

function* valueOr(site: Site, { object, access }: NoneNode, use: NoneUse): Generator<Proposal> {
  const { file } = site
  const texts = use === 'argument' ? valuesForArgument(site, access, object) : valuesForOperand(site, object, access)
  for (const [index, text] of texts.entries()) {
    yield orValue(site, object, text, index * 0.7)
    const isBareGet = isCall(object) && calleeName(file, object) === 'get' && argumentsOf(object).length === 1
    const last = isBareGet ? argumentsOf(object)[0] : undefined
    if (last !== undefined) {
      const change = { start: last.end, end: last.end, text: `, ${text}` }
      yield { changes: [change], explanation: `Looks up ${text} where the key is missing.`, cost: index * 0.7 + 0.2 }
    }
  }
  if (use === 'compare' && access.type === 'comparison_operator' && isPlain(file, object)) {
    const text = `${textOf(file.tree, object)} is not None and ${textOf(file.tree, access)}`
    yield {
      changes: [replace(access, bracketed(access, text))],
      explanation: 'Compares only where there is a value.',
      cost: 0.6,
    }
  }
}

function valuesForArgument(site: Site, call: SyntaxNode, object: SyntaxNode): readonly string[] {
  const name = calleeName(site.file, call)
  if (/^(?:len|sum|sorted|list|set|max|min|join)$/.test(name)) return ['[]', quoteAt(site.file, call).repeat(2)]
  if (/^(?:int|float|round|abs|Decimal|pow|sqrt|floor|ceil|timedelta)$/.test(name)) return ['0', '1']
  return [...new Set(defaultsFor(site, object).map((value) => value.text))].slice(0, 4)
}

function valuesForOperand(site: Site, object: SyntaxNode, access: SyntaxNode): readonly string[] {
  const isText = /(?:concatenate|must be) str|for \+: '(?:str' and 'NoneType|NoneType' and 'str)/.test(
    `${site.failure.message}\n${site.failure.detail}`,
  )
  const isList = /concatenate list|for \+: '(?:list' and 'NoneType|NoneType' and 'list)/.test(
    `${site.failure.message}\n${site.failure.detail}`,
  )
  const likely = isText ? [quoteAt(site.file, object).repeat(2)] : isList ? ['[]'] : numbersFor(site, object, access)
  const project = defaultsFor(site, object)
    .filter((value) => value.cost < 1)
    .map((value) => value.text)
  return [...new Set([...project, ...likely])]
}

function numbersFor(site: Site, object: SyntaxNode, access: SyntaxNode): readonly string[] {
  const isFactor = /[*/]/.test(access.children.find((one) => !one.named)?.type ?? '')
  const name = textOf(site.file.tree, object)
  const isAmount = kindOfName(name) === 'number' && !/factor|multiplier|ratio|quantity|qty|scale/i.test(name)
  return isFactor && !isAmount ? ['1', '0'] : ['0', '1']
}

function orValue(site: Site, node: SyntaxNode, value: string, cost: number): Proposal {
  const own = textOf(site.file.tree, node)
  const isLoose = /^(?:conditional_expression|lambda|comparison_operator)$/.test(node.type)
  const text = `${isLoose ? `(${own})` : own} or ${value}`
  const isHead = objectOf(node.parent ?? node) === node
  const explanation = `Takes ${value} where ${own.slice(0, 60)} is None.`
  const isSource = node.parent?.type === 'for_in_clause' && node.field === 'right'
  return {
    changes: [replace(node, isHead ? `(${text})` : isSource ? text : bracketed(node, text))],
    explanation,
    cost,
  }
}

function replace(node: SyntaxNode, text: string): Change {
  return { start: node.start, end: node.end, text }
}
