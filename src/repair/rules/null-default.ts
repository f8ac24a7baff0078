import { enclosingFunction } from '../../syntax/definitions.js'
import { child, descend, named, type SyntaxNode, textOf } from '../../syntax/tree.js'
import { defaultsFor, neutral, quoteOf } from '../code/defaults.js'
import { kindOfReceiver } from '../code/kinds.js'
import { type Dereference, dereferences, type Nothing, nothingOf } from '../code/nothing.js'
import {
  argumentsOf,
  bracketed,
  isCall,
  isMember,
  isPlain,
  isSubscript,
  nodesAt,
  objectOf,
  propertyOf,
} from '../code/shape.js'
import { type Change, type Proposal, type Rule, type Site, scripts } from '../code/site.js'

/**
 * null and undefined in JavaScript and TypeScript, mended where the value gets its name:
 * `function f(options)` → `function f(options = {})`, `const items = order.items` → `… = order.items ?? []`.
 */
export const nullDefault: Rule = {
  name: 'null-default',
  languages: scripts,
  applies: (failure) => nothingOf(failure) !== undefined,
  *candidates(site) {
    const nothing = nothingOf(site.failure)
    if (nothing === undefined) return
    if (nothing.how !== 'call' && nothing.how !== 'convert') yield* patternDefaults(site, nothing)
    for (const one of dereferences(site, nothing)) {
      if (one.object.type === 'identifier') yield* atBinding(site, one)
      yield* withoutMissing(site, one)
    }
    if (site.distance > 0 && site.line !== undefined) yield* atCaller(site)
  },
}

function emptyFor(site: Site, { object, access }: Dereference): readonly string[] {
  const property = isMember(access) ? propertyOf(access) : undefined
  const kind =
    property === undefined
      ? /for_in|spread|call/.test(access.type)
        ? 'list'
        : 'object'
      : kindOfReceiver(textOf(site.file.tree, property))
  const likely = neutral(kind === 'unknown' ? 'object' : kind, false, quoteOf(site.file))
  const project = defaultsFor(site, object)
    .filter((value) => value.cost < 1)
    .map((value) => value.text)
  return [...project, ...likely]
}

function* atBinding(site: Site, one: Dereference): Generator<Proposal> {
  const { file } = site
  const name = textOf(file.tree, one.object)
  const home = enclosingFunction(one.object)
  for (const node of descend(home ?? file.tree.root)) {
    const isDeclarator = node.type === 'variable_declarator' && textOf(file.tree, child(node, 'name') ?? node) === name
    const value = isDeclarator ? child(node, 'value') : undefined
    if (value === undefined) continue
    for (const text of emptyFor(site, one)) {
      yield orElse(site, value, text, `Gives ${name} the value ${text} where it has none.`, 1)
    }
  }
  const parameter = parameterNamed(site, home, name)
  if (parameter === undefined || nothingOf(site.failure)?.isNull === true) return
  for (const text of emptyFor(site, one)) {
    yield {
      changes: [after(parameter, ` = ${text}`)],
      explanation: `Gives the parameter ${name} the default ${text}.`,
      cost: text === '{}' ? 1.3 : 0.7,
    }
  }
}

function parameterNamed(site: Site, home: SyntaxNode | undefined, name: string): SyntaxNode | undefined {
  const parameters = home === undefined ? undefined : child(home, 'parameters')
  return named(parameters ?? site.file.tree.root).find((one) => {
    if (parameters === undefined || one.type === 'assignment_pattern') return false
    const pattern = child(one, 'pattern') ?? one
    return child(one, 'value') === undefined && textOf(site.file.tree, pattern) === name
  })
}

/** `function f({ a, b })` called without its argument: of a pattern with defaults, Node only says which property it read. */
function* patternDefaults(site: Site, { how, property }: Nothing): Generator<Proposal> {
  const parameters = site.definition === undefined ? undefined : child(site.definition.node, 'parameters')
  for (const one of parameters === undefined ? [] : named(parameters)) {
    const pattern = child(one, 'pattern') ?? one
    const empty = pattern.type === 'object_pattern' ? '{}' : pattern.type === 'array_pattern' ? '[]' : undefined
    if (empty === undefined || child(one, 'value') !== undefined || (how === 'iterate') !== (empty === '[]')) continue
    if (how === 'read' && !keysOf(site, pattern).includes(property ?? '')) continue
    yield {
      changes: [after(one, ` = ${empty}`)],
      explanation: 'Gives the parameter that is taken apart an empty default.',
      cost: how === 'read' ? -0.5 : 0.3,
    }
  }
}

function keysOf(site: Site, pattern: SyntaxNode): readonly string[] {
  return named(pattern).map((part) => textOf(site.file.tree, child(part, 'key') ?? child(part, 'left') ?? part))
}

/** `rows.map((row) => row.price.amount)` with an empty row: `rows.filter((row) => row.price).map(…)`. */
function* withoutMissing(site: Site, { object }: Dereference): Generator<Proposal> {
  const { file } = site
  const callback = enclosingFunction(object)
  const call = callback?.parent?.parent
  const receiver = call === undefined || !isCall(call) ? undefined : objectOf(child(call, 'function') ?? call)
  const parameter =
    callback === undefined
      ? undefined
      : (child(callback, 'parameter') ?? named(child(callback, 'parameters') ?? callback)[0])
  if (receiver === undefined || parameter === undefined || !isPlain(file, object)) return
  const name = textOf(file.tree, parameter)
  const text = textOf(file.tree, object)
  if (!/^[\w$]+$/.test(name) || (text !== name && !text.startsWith(`${name}.`))) return
  const filter = text === name ? 'filter(Boolean)' : `filter((${name}) => ${text} != null)`
  yield { changes: [after(receiver, `.${filter}`)], explanation: `Leaves entries without ${text} out.`, cost: 2.4 }
}

/** The value may have been missing one call earlier: where it is handed on. */
function* atCaller(site: Site): Generator<Proposal> {
  for (const node of nodesAt(site)) {
    if (!isCall(node)) continue
    for (const argument of argumentsOf(node)) {
      if (!isMember(argument) && !isSubscript(argument) && argument.type !== 'identifier') continue
      for (const value of defaultsFor(site, argument).slice(0, 3)) {
        yield orElse(site, argument, value.text, 'Hands a default on where the value is missing.', 2.5 + value.cost)
      }
    }
  }
}

function orElse(site: Site, node: SyntaxNode, text: string, explanation: string, cost: number): Proposal {
  const own = textOf(site.file.tree, node)
  const isLoose = /^(?:binary_expression|ternary_expression|arrow_function)$/.test(node.type)
  const change: Change = {
    start: node.start,
    end: node.end,
    text: bracketed(node, `${isLoose ? `(${own})` : own} ?? ${text}`),
  }
  return { changes: [change], explanation, cost }
}

function after(node: SyntaxNode, text: string): Change {
  return { start: node.end, end: node.end, text }
}
