import { child, type SyntaxNode, textOf } from '../../syntax/tree.js'
import { defaultsFor } from '../code/defaults.js'
import { guardedStatement, leaveBefore, returnValues, rootName } from '../code/guards.js'
import {
  argumentsOf,
  bracketed,
  calleeName,
  chainOf,
  isCall,
  isPlain,
  isSubscript,
  nodesAt,
  objectOf,
} from '../code/shape.js'
import { isElsewhere, type Proposal, python, type Rule, type Site, wordsOf } from '../code/site.js'

const said = /IndexError|arg is an empty sequence|iterable argument is empty/

/** The first or last of a list that is empty, in Python: `rows[-1]` → `rows[-1] if rows else None`. */
export const emptyList: Rule = {
  name: 'empty-list',
  languages: python,
  applies: (failure) => said.test(wordsOf(failure)),
  *candidates(site) {
    if (isElsewhere(site)) return
    for (const node of nodesAt(site)) {
      const list = listOf(site, node)
      if (list !== undefined) yield* guards(site, node, list)
      if (isCall(node) && /^(?:max|min)$/.test(calleeName(site.file, node))) yield* withDefault(site, node)
    }
  },
}

/** The list of `list[0]`, `list[-1]` and `list.pop()`. */
function listOf(site: Site, node: SyntaxNode): SyntaxNode | undefined {
  const isPop = isCall(node) && calleeName(site.file, node) === 'pop' && argumentsOf(node).length === 0
  if (isPop) return objectOf(child(node, 'function') ?? node)
  const index = isSubscript(node) ? node.children.find((one) => one.field === 'subscript') : undefined
  const isEnd = index !== undefined && /^(?:0|-1)$/.test(textOf(site.file.tree, index))
  return isEnd && node.field !== 'left' ? objectOf(node) : undefined
}

function* guards(site: Site, node: SyntaxNode, list: SyntaxNode): Generator<Proposal> {
  const { tree } = site.file
  const chain = isCall(node) ? node : chainOf(node)
  const source = sourceOf(site, list)
  const [read, shown] = [textOf(tree, chain), textOf(tree, source ?? list)]
  for (const value of defaultsFor(site, chain).slice(0, 5)) {
    const explanation = `Takes ${value.text} where ${shown.slice(0, 60)} is empty.`
    const cost = value.cost - 1.2
    if (source !== undefined) {
      const text = bracketed(chain, `${read} if ${shown} else ${value.text}`)
      yield { changes: [{ start: chain.start, end: chain.end, text }], explanation, cost }
    } else if (chain === node && isSubscript(node)) {
      const text = `(${shown} or [${value.text}])`
      yield { changes: [{ start: list.start, end: list.end, text }], explanation, cost: cost + 0.2 }
    }
  }
  yield* leaves(site, chain, shown, source !== undefined)
}

/** What must have entries for the list to have some: `rows` of `sorted(rows)`. */
function sourceOf(site: Site, list: SyntaxNode): SyntaxNode | undefined {
  if (isPlain(site.file, list)) return list
  const isCopy = isCall(list) && /^(?:sorted|list|tuple|reversed)$/.test(calleeName(site.file, list))
  const source = isCopy ? argumentsOf(list)[0] : undefined
  return source !== undefined && isPlain(site.file, source) ? source : undefined
}

function* leaves(site: Site, chain: SyntaxNode, shown: string, isKnown: boolean): Generator<Proposal> {
  const statement = isKnown ? guardedStatement(chain, rootName(shown), site) : undefined
  if (statement === undefined) return
  for (const value of returnValues(site, statement).slice(0, 4)) {
    yield {
      changes: [leaveBefore(site, statement, `not ${shown}`, `return ${value.text}`.trim())],
      explanation: `Returns ${value.text || 'early'} where ${shown} is empty.`,
      cost: 0.5 + value.cost,
    }
  }
}

function* withDefault(site: Site, call: SyntaxNode): Generator<Proposal> {
  const last = argumentsOf(call).at(-1)
  if (last === undefined || textOf(site.file.tree, call).includes('default=')) return
  for (const value of defaultsFor(site, call).slice(0, 4)) {
    yield {
      changes: [{ start: last.end, end: last.end, text: `, default=${value.text}` }],
      explanation: `Takes ${value.text} of nothing.`,
      cost: value.cost - 1,
    }
  }
}
