import { isFunction } from '../../syntax/definitions.js'
import { ancestors, child, descend, named, type SyntaxNode, textOf } from '../../syntax/tree.js'
import { isIndexed } from '../code/indexed.js'
import { argumentsOf, calleeName, isCall, isSubscript, objectOf } from '../code/shape.js'
import { allLanguages, type Proposal, type Rule, regionOf, type Site, wordsOf } from '../code/site.js'

/** Bounds, indexes, ranges and slices that are one too far or one too short. */
export const offByOne: Rule = {
  name: 'off-by-one',
  languages: allLanguages,
  applies: (failure) =>
    !/SyntaxError|ReferenceError|NameError|ImportError|AttributeError/.test(failure.exception ?? ''),
  *candidates(site) {
    const base = isIndexed(site) ? -0.8 : baseCost(wordsOf(site.failure))
    for (const node of descend(regionOf(site))) {
      const away = site.line === undefined ? 0 : Math.min(2, Math.abs(node.line - site.line) * 0.15)
      for (const proposal of shifts(site, node))
        yield { ...proposal, cost: proposal.cost < 0 ? proposal.cost : proposal.cost + base + away }
    }
  },
}

/** How likely a bound is the cause, by what went wrong. */
function baseCost(words: string): number {
  if (/IndexError|out of (?:range|bounds)|Invalid array length/.test(words)) return -0.6
  if (/NoneType|of null\b|null is not|is not a function|unexpected keyword|KeyError/.test(words)) return 3
  return /of undefined|undefined is not/.test(words) ? 1.2 : 0.8
}

function* shifts(site: Site, node: SyntaxNode): Generator<Proposal> {
  if (!node.named) return
  if (/^(?:binary_expression|comparison_operator)$/.test(node.type)) yield* bounds(site, node)
  if (/^(?:binary_expression|boolean_operator)$/.test(node.type)) yield* allBounds(site, node)
  if (/^(?:binary_expression|binary_operator)$/.test(node.type)) yield* steps(site, node)
  if (isSubscript(node)) yield* indexes(site, node)
  if (isCall(node)) yield* calls(site, node)
  if (node.type === 'slice') yield* sliceEnds(site, node)
  if (/^(?:number|integer)$/.test(node.type)) yield* numbers(site, node)
}

const flips: Readonly<Record<string, string>> = { '<': '<=', '<=': '<', '>': '>=', '>=': '>' }

function* bounds(site: Site, node: SyntaxNode): Generator<Proposal> {
  const operator = node.children.find((one) => !one.named && Object.hasOwn(flips, one.type))
  const flipped = operator === undefined ? undefined : flips[operator.type]
  if (operator === undefined || flipped === undefined) return
  const text = textOf(site.file.tree, node)
  const isPastEnd =
    (operator.type === '<=' && /<= *(?:len\([\w.]+\)|[\w.]+\.length)$/.test(text)) ||
    /^(?:len\([\w.]+\)|[\w.]+\.length) *>= /.test(text)
  yield {
    changes: [{ start: operator.start, end: operator.end, text: flipped }],
    explanation: `The bound ${text.slice(0, 60)} is one off: ${flipped} instead of ${operator.type}.`,
    cost: isPastEnd && /^for_|^while_/.test(loopOf(node)) ? -1.5 : 0,
  }
}

/** Both ends of a range are taken for closed or open together. */
function* allBounds(site: Site, node: SyntaxNode): Generator<Proposal> {
  const isWhole = node.type === 'boolean_operator' || node.children.some((one) => /^(?:&&|\|\|)$/.test(one.type))
  if (!isWhole || /^(?:boolean_operator|binary_expression)$/.test(node.parent?.type ?? '')) return
  const operators = [...descend(node)].filter((one) => !one.named && Object.hasOwn(flips, one.type))
  if (operators.length < 2 || new Set(operators.map((one) => one.type.length)).size > 1) return
  yield {
    changes: operators.map(({ start, end, type }) => ({ start, end, text: flips[type] ?? type })),
    explanation: `Both bounds of ${textOf(site.file.tree, node).slice(0, 60)} are one off.`,
    // Two ranges that are compared both ways round are meant the same way both times.
    cost: isMirrored(site, operators) ? -0.2 : 0.3,
  }
}

function isMirrored(site: Site, operators: readonly SyntaxNode[]): boolean {
  const names = operators.map((one) =>
    (textOf(site.file.tree, one.parent ?? one).match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []).sort().join(),
  )
  return operators.length === 2 && names[0] !== '' && names[0] === names[1]
}

function loopOf(node: SyntaxNode): string {
  for (const outer of ancestors(node)) if (isFunction(outer) || /_statement$/.test(outer.type)) return outer.type
  return ''
}

/** `x + 1` and `x - 1`: without the step, or in the other direction. */
function* steps(site: Site, node: SyntaxNode): Generator<Proposal> {
  const operator = node.children.find((one) => !one.named)
  const left = child(node, 'left')
  const right = child(node, 'right')
  if (operator === undefined || left === undefined || right === undefined) return
  const one = textOf(site.file.tree, right)
  if (/^[+-]$/.test(operator.type) && one === '1') {
    yield said(node, textOf(site.file.tree, left), 0.2)
    yield said(operator, operator.type === '+' ? '-' : '+', 0.6)
  }
  // A page's offset: pages are counted from one, rows from nought.
  if (operator.type === '*')
    for (const part of [left, right])
      if (part.type === 'identifier')
        yield said(
          part,
          `(${textOf(site.file.tree, part)} - 1)`,
          /page|index|number|step|row|col/i.test(textOf(site.file.tree, part)) ? 0.2 : 2.4,
        )
}

function* indexes(site: Site, node: SyntaxNode): Generator<Proposal> {
  const index = node.children.find((one) => one.field === 'index' || one.field === 'subscript')
  const object = objectOf(node)
  if (index === undefined || object === undefined || /^(?:string|slice)$/.test(index.type)) return
  const text = textOf(site.file.tree, index)
  const held = textOf(site.file.tree, object)
  const isEnd = text === `${held}.length` || text === `len(${held})`
  if (isEnd || /^(?:identifier|call|call_expression|member_expression)$/.test(index.type)) {
    yield said(index, `${text} - 1`, isEnd ? -1.5 : 0.6)
    yield said(index, `${text} + 1`, 1)
  }
}

const roundings: Readonly<Record<string, readonly string[]>> = {
  floor: ['ceil', 'round'],
  ceil: ['floor', 'round'],
  round: ['floor', 'ceil'],
  trunc: ['ceil', 'round'],
}

function* calls(site: Site, node: SyntaxNode): Generator<Proposal> {
  const name = calleeName(site.file, node)
  const given = argumentsOf(node)
  if (/^(?:range|xrange)$/.test(name)) {
    const end = given[given.length === 1 ? 0 : 1]
    if (end !== undefined) yield* shifted(site, end, 0)
    if (given.length > 1 && given[0] !== undefined) yield* shifted(site, given[0], 0.4)
    if (given.length === 1 && given[0] !== undefined)
      yield {
        changes: [{ start: given[0].start, end: given[0].start, text: '1, ' }],
        explanation: 'Counts from one.',
        cost: 1,
      }
  } else if (/^(?:slice|substring|substr|splice|at|charAt|islice|randint|padStart|repeat)$/.test(name)) {
    for (const argument of given.slice(0, 2)) yield* shifted(site, argument, 0.4)
  }
  const callee = child(node, 'function')
  const property =
    callee === undefined ? undefined : (child(callee, 'property') ?? child(callee, 'attribute') ?? callee)
  for (const [index, other] of (Object.hasOwn(roundings, name) ? (roundings[name] ?? []) : []).entries()) {
    if (property !== undefined)
      yield {
        changes: [{ start: property.start, end: property.end, text: other }],
        explanation: `Rounds with ${other} instead of ${name}.`,
        cost: 0.4 + index * 0.6,
      }
  }
}

function* sliceEnds(site: Site, node: SyntaxNode): Generator<Proposal> {
  for (const part of named(node)) yield* shifted(site, part, 0.2)
  const text = textOf(site.file.tree, node)
  if (/^[^:]+:$/.test(text))
    yield {
      changes: [{ start: node.end, end: node.end, text: '-1' }],
      explanation: 'Leaves the last one out.',
      cost: 1.6,
    }
}

function* shifted(site: Site, node: SyntaxNode, cost: number): Generator<Proposal> {
  const text = textOf(site.file.tree, node)
  const step = /^(.+?) ?[+-] ?1$/.exec(text)
  if (step?.[1] !== undefined) {
    yield said(node, step[1], cost)
    return
  }
  if (/^\d+$/.test(text)) return
  yield said(node, `${text} + 1`, cost)
  yield said(node, `${text} - 1`, cost + 0.2)
}

function* numbers(site: Site, node: SyntaxNode): Generator<Proposal> {
  const text = textOf(site.file.tree, node)
  if (!/^\d{1,6}$/.test(text)) return
  const value = Number(text)
  const isSmall = value <= 2
  const isPlace = /subscript|slice|argument|declarator|comparison|binary_expression/.test(node.parent?.type ?? '')
  const cost = isSmall && isPlace ? 1.2 : 2.6
  yield said(node, String(value + 1), cost + 0.2)
  if (value > 0) yield said(node, String(value - 1), cost)
}

function said(node: SyntaxNode, text: string, cost: number): Proposal {
  return {
    changes: [{ start: node.start, end: node.end, text }],
    explanation: `One step too far or too short: ${text} instead.`,
    cost,
  }
}
