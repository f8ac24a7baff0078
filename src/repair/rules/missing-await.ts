import { enclosingFunction, isFunction } from '../../syntax/definitions.js'
import { ancestors, child, descend, type SyntaxNode, textOf } from '../../syntax/tree.js'
import { wholeWord } from '../code/names.js'
import { argumentsOf, calleeName, isCall, isMember, objectOf, propertyOf } from '../code/shape.js'
import {
  allLanguages,
  type Change,
  type Code,
  type Proposal,
  type Rule,
  regionOf,
  type Site,
  wordsOf,
} from '../code/site.js'

/** A promise or coroutine that was taken for its value: `await` before calls of functions that are known to be async. */
export const missingAwait: Rule = {
  name: 'missing-await',
  languages: allLanguages,
  applies: (failure) => !/SyntaxError|ReferenceError|NameError|ImportError/.test(failure.exception ?? ''),
  *candidates(site) {
    const known = asyncNames(site.code)
    const calls = [...descend(regionOf(site))].filter((node) => isUnawaited(site, node, known))
    const bonus = /Promise\b|coroutine|never awaited|async_generator|thenable|\.then\b/.test(wordsOf(site.failure))
      ? -1.2
      : -0.6
    for (const call of calls) {
      const isNear = site.line === undefined || call.line === site.line || feedsLine(site, call)
      yield { ...awaited(site, [call]), cost: bonus + (isNear ? 0 : 0.8) }
    }
    if (calls.length > 1) yield { ...awaited(site, calls), cost: bonus + 0.3 }
    yield* mappedPromises(site, bonus, known)
    yield* asyncLoops(site)
  },
}

function asyncNames(code: Code): ReadonlySet<string> {
  const names = new Set(['fetch', 'allSettled', 'gather', 'wait_for'])
  for (const file of code.files) {
    for (const { name, node, isAsync } of file.definitions) {
      const returnsPromise =
        !isAsync &&
        /\breturn new Promise\b|\breturn Promise\.|=>\s*new Promise\b|\)\s*:\s*Promise</.test(
          textOf(file.tree, node).slice(0, 4000),
        )
      if (name !== '' && name !== 'constructor' && (isAsync || returnsPromise)) names.add(name)
    }
    for (const one of file.imports)
      if (/(?:fs|timers|dns|readline|stream)\/promises$/.test(one.specifier))
        for (const name of one.names) names.add(name.local)
    // Interfaces and fakes say it with a type.
    for (const match of file.text.matchAll(/\b([\p{L}\p{N}_]{1,80})\([^()\n]{0,200}\)\s?:\s?Promise</gu))
      if (match[1] !== undefined) names.add(match[1])
  }
  return names
}

function isUnawaited(site: Site, node: SyntaxNode, known: ReadonlySet<string>): boolean {
  if (!isCall(node)) return false
  const name = calleeName(site.file, node)
  const isCombinator = /^Promise\.(?:all|allSettled|race|any)$/.test(
    textOf(site.file.tree, child(node, 'function') ?? node),
  )
  if (!known.has(name) && !isCombinator && !isReturnedFromTry(node)) return false
  const parent = node.parent
  if (parent === undefined || /^await/.test(parent.type)) return false
  if (isMember(parent) && /^(?:then|catch|finally)$/.test(textOf(site.file.tree, child(parent, 'property') ?? parent)))
    return false
  if (/^(?:return_statement|arrow_function)$/.test(parent.type) && !isTried(parent)) return false
  return ![...ancestors(node)].some(
    (outer) =>
      isCall(outer) &&
      /^(?:all|allSettled|race|any|gather|create_task|run|wait_for|ensure_future|as_completed)$/.test(
        calleeName(site.file, outer),
      ),
  )
}

/** `try { return load() }` in an async function: whatever the call gives, its rejection is meant to be caught here. */
function isReturnedFromTry(call: SyntaxNode): boolean {
  const home = enclosingFunction(call)
  const isAsync = home?.children.some((one) => one.type === 'async') === true
  return isAsync && call.parent?.type === 'return_statement' && isTried(call.parent)
}

/** A promise that is returned out of a `try` is rejected where nothing catches it any more. */
function isTried(node: SyntaxNode): boolean {
  for (const outer of ancestors(node)) {
    if (isFunction(outer)) return false
    if (outer.field === 'body' && outer.parent?.type === 'try_statement') return true
  }
  return false
}

/** The call's result is bound to a name that the failing line uses. */
function feedsLine(site: Site, call: SyntaxNode): boolean {
  const holder = call.parent
  const name = holder === undefined ? undefined : (child(holder, 'name') ?? child(holder, 'left'))
  if (name === undefined || site.line === undefined) return false
  const bound = textOf(site.file.tree, name).match(/[\p{L}\p{N}_]+/gu) ?? []
  const line = site.file.text.split('\n')[site.line - 1] ?? ''
  return bound.some((word) => new RegExp(wholeWord(word), 'u').test(line))
}

function awaited(
  site: Site,
  calls: readonly SyntaxNode[],
): { readonly changes: readonly Change[]; readonly explanation: string } {
  const changes: Change[] = []
  for (const call of calls) {
    const text = `await ${textOf(site.file.tree, call)}`
    const isInner = calls.some((other) => other !== call && other.start <= call.start && call.end <= other.end)
    if (!isInner) changes.push({ start: call.start, end: call.end, text: bindsTighter(call) ? `(${text})` : text })
    changes.push(...madeAsync(call, changes))
  }
  const names = [...new Set(calls.map((call) => calleeName(site.file, call)))].join(', ')
  return { changes, explanation: `${names} gives a promise: its value is there only after await.` }
}

/** Only what reads from the value, calls it or raises it to a power binds tighter than `await`. */
function bindsTighter(call: SyntaxNode): boolean {
  const parent = call.parent
  if (parent === undefined) return false
  return (
    objectOf(parent) === call || child(parent, 'function') === call || parent.children.some((one) => one.type === '**')
  )
}

/** `await` needs an async function around it; getters and constructors cannot be one. */
function madeAsync(call: SyntaxNode, before: readonly Change[]): readonly Change[] {
  const home = enclosingFunction(call)
  if (home === undefined || home.children.some((one) => one.type === 'async')) return []
  const modifiers = home.children.filter((one) =>
    /^(?:accessibility_modifier|static|override_modifier)$/.test(one.type),
  )
  const start = modifiers.at(-1)?.end ?? home.start
  const text = modifiers.length > 0 ? ' async' : 'async '
  return before.some((change) => change.start === start && change.end === start) ? [] : [{ start, end: start, text }]
}

/** `items.map(async …)` gives an array of promises, `items.forEach(async …)` does not wait for them at all. */
function* mappedPromises(site: Site, bonus: number, known: ReadonlySet<string>): Generator<Proposal> {
  for (const node of descend(regionOf(site))) {
    const name = isCall(node) ? calleeName(site.file, node) : ''
    if (!/^(?:map|forEach|flatMap)$/.test(name) || /^await/.test(node.parent?.type ?? '')) continue
    const callback = argumentsOf(node).find((one) => givesPromise(site, one, known))
    const isWaited = [...ancestors(node)].some(
      (outer) => isCall(outer) && /^(?:all|allSettled)$/.test(calleeName(site.file, outer)),
    )
    if (callback === undefined || isWaited) continue
    const text = textOf(site.file.tree, node).replace(/\.forEach\((?=\s*async|[^)=]{0,80}=>)/, '.map(')
    const changes = [
      {
        start: node.start,
        end: node.end,
        text: bindsTighter(node) ? `(await Promise.all(${text}))` : `await Promise.all(${text})`,
      },
    ]
    yield {
      changes: [...changes, ...madeAsync(node, changes)],
      explanation: 'Waits for all the promises that the callback gives.',
      cost: bonus,
    }
  }
}

/** An async callback, one that only calls an async function, or such a function itself. */
function givesPromise(site: Site, callback: SyntaxNode, known: ReadonlySet<string>): boolean {
  if (callback.children.some((part) => part.type === 'async')) return true
  if (callback.type === 'identifier' || isMember(callback))
    return known.has(textOf(site.file.tree, propertyOf(callback) ?? callback))
  const body = isFunction(callback) ? child(callback, 'body') : undefined
  return body !== undefined && isCall(body) && known.has(calleeName(site.file, body))
}

/** `for row in stream()` over an async generator. */
function* asyncLoops(site: Site): Generator<Proposal> {
  if (!/async_generator|'async for'|async iterator|is not iterable/.test(wordsOf(site.failure))) return
  for (const node of descend(regionOf(site))) {
    if (node.type === 'for_statement' && site.file.language === 'python') {
      yield {
        changes: [{ start: node.start, end: node.start, text: 'async ' }],
        explanation: 'Goes through an asynchronous source as such.',
        cost: 0,
      }
    } else if (node.type === 'for_in_statement') {
      yield {
        changes: [{ start: node.start + 3, end: node.start + 3, text: ' await' }],
        explanation: 'Goes through an asynchronous source as such.',
        cost: 0.4,
      }
    }
  }
}
