import { enclosingFunction, isFunction } from '../../syntax/definitions.js'
import { ancestors, child, descend, named, type SyntaxNode, textOf } from '../../syntax/tree.js'
import { constantsOf, isAnswer, repeatsInput } from './answers.js'
import { type Default, neutral, quoteOf } from './defaults.js'
import { kindOfName, literalKind } from './kinds.js'
import { indentAt, indentUnit, semicolon, statementOf } from './shape.js'
import type { Change, Site } from './site.js'

/** A statement before which the code can leave: the one in a block, not the one behind an `if` without braces. */
export function guardedStatement(node: SyntaxNode, root: string, site: Site): SyntaxNode | undefined {
  let statement = statementOf(node)
  while (
    statement !== undefined &&
    !/^(?:statement_block|block|program|module|switch_case)$/.test(statement.parent?.type ?? '')
  ) {
    statement = statement.parent === undefined ? undefined : statementOf(statement.parent)
  }
  if (statement === undefined || !/^(?:statement_block|block)$/.test(statement.parent?.type ?? '')) return undefined
  // A name that a callback or comprehension between here and there binds does not exist before the statement.
  for (const outer of ancestors(node)) {
    if (outer === statement) break
    const isBinder = isFunction(outer) || /comprehension|generator_expression|lambda/.test(outer.type)
    if (isBinder && bindsRoot(site, outer, root)) return undefined
  }
  return /^for_|^while_/.test(statement.type) && bindsRoot(site, statement, root) ? undefined : statement
}

function bindsRoot(site: Site, binder: SyntaxNode, root: string): boolean {
  const places = [
    child(binder, 'parameters'),
    child(binder, 'parameter'),
    child(binder, 'left'),
    ...binder.children.filter((one) => one.type === 'for_in_clause').map((one) => child(one, 'left')),
  ]
  return places.some(
    (place) => place !== undefined && [...descend(place)].some((one) => textOf(site.file.tree, one) === root),
  )
}

/** The name that an expression starts with: `order` of `order.items[0].price`. */
export function rootName(text: string): string {
  return /^[\p{L}_$][\p{L}\p{N}_$]*/u.exec(text)?.[0] ?? ''
}

/** Values to leave a function with when it has nothing to work on, likeliest first. */
export function returnValues(site: Site, statement: SyntaxNode): readonly Default[] {
  const home = enclosingFunction(statement)
  const isPython = site.file.language === 'python'
  if (home === undefined) return []
  const values = new Map<string, number>()
  const add = (text: string, cost: number): void => {
    if (!values.has(text)) values.set(text, cost)
  }
  const returned = returnsOf(home)
  if (returned.length === 0 && home.type !== 'arrow_function') add('', 0)
  for (const value of returned) {
    if (isSimpleValue(value)) add(textOf(site.file.tree, value), 0.4)
    else for (const text of parts(site, value)) add(text, 1.8)
  }
  const kinds = returned.map(literalKind).filter((kind) => kind !== 'unknown')
  const name = child(home, 'name') ?? (home.parent === undefined ? undefined : child(home.parent, 'name'))
  const kind = kinds[0] ?? (name === undefined ? 'unknown' : kindOfName(textOf(site.file.tree, name)))
  for (const text of site.code.expected) {
    for (const name of constantsOf(site.file, text)) add(name, 0.3)
    if (!isAnswer(text)) add(text, /^-?1/.test(text) ? 4 : repeatsInput(site.code, text) ? 6 : 0.3)
  }
  for (const text of neutral(kind, isPython, quoteOf(site.file))) add(text, kind === 'unknown' ? 1.4 : 0.8)
  for (const text of [
    isPython ? 'None' : 'null',
    '0',
    '[]',
    `${quoteOf(site.file)}${quoteOf(site.file)}`,
    isPython ? 'False' : 'false',
  ])
    add(text, 3)
  return [...values].map(([text, cost]) => ({ text, cost }))
}

function returnsOf(home: SyntaxNode): readonly SyntaxNode[] {
  return [...descend(home)]
    .filter((node) => node.type === 'return_statement' && enclosingFunction(node) === home)
    .flatMap((node) => named(node).slice(0, 1))
}

function isSimpleValue(node: SyntaxNode): boolean {
  if (/^(?:array|list|object|dictionary|tuple)$/.test(node.type)) return named(node).length === 0
  return /^(?:number|integer|float|string|true|false|null|none|undefined)$/.test(node.type)
}

/** `total - discount.amount` without a discount is `total`: what a computed value starts from is its neutral result. */
function* parts(site: Site, value: SyntaxNode): Generator<string> {
  if (!/^binary_(?:expression|operator)$/.test(value.type)) return
  const left = child(value, 'left')
  if (left?.type === 'identifier') yield textOf(site.file.tree, left)
}

/** `if (order == null) return 0`, in the words and the style of the file. */
export function leaveBefore(site: Site, statement: SyntaxNode, condition: string, leave: string): Change {
  const { file } = site
  const indent = indentAt(file.text, statement.start)
  const isPython = file.language === 'python'
  const text = isPython
    ? `if ${condition}:\n${indent}${indentUnit(file)}${leave}\n${indent}`
    : `if (${condition}) ${leave}${semicolon(file)}\n${indent}`
  return { start: statement.start, end: statement.start, text }
}

/** The loop that the statement runs in, inside its own function. */
export function enclosingLoop(statement: SyntaxNode): SyntaxNode | undefined {
  for (const outer of ancestors(statement)) {
    if (isFunction(outer)) return undefined
    if (/^(?:for_in_statement|for_statement|while_statement|do_statement)$/.test(outer.type)) return outer
  }
  return undefined
}

/** What the failing test says must be thrown: class and message as source text; undefined where it expects no error. */
export function expectedThrow(site: Site): { readonly type: string | undefined; readonly message: string } | undefined {
  const { test } = site.code
  const words = `${site.failure.message}\n${site.failure.detail}`
  const line = site.failure.frames.find((frame) => frame.file === test?.path)?.line
  const around =
    test === undefined || line === undefined
      ? ''
      : test.text
          .split('\n')
          .slice(Math.max(0, line - 3), line + 6)
          .join('\n')
  const isExpected = /\b(?:throws|rejects|toThrow\w*|raises|assertRaises\w*)\b/
  if (
    !isExpected.test(around) &&
    !/toThrow|did not match the regular expression|DID NOT RAISE|Missing expected (?:exception|rejection)/.test(words)
  )
    return undefined
  const named =
    /(?:raises|assertRaises(?:Regex)?|toThrow(?:Error)?)\(\s{0,10}([A-Z]\w{0,60})|(?:throws|rejects)\([^;]{0,300}?, {0,4}([A-Z]\w{0,60})/.exec(
      around,
    )
  const type = named?.[1] ?? named?.[2] ?? /\b([A-Z]\w{0,60}(?:Error|Exception))\b/.exec(around)?.[1]
  const message =
    /(?:throws|rejects|toThrow\w*|raises|message|match)[^\n]{0,200}?(?:\/([\w ,'-]{2,80})\/|match=r?["']([^"'\n]{2,80})["'])/.exec(
      around,
    )
  return { type, message: message?.[1] ?? message?.[2] ?? '' }
}
