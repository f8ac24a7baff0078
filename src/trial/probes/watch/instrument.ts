import { descend, type SyntaxNode, type SyntaxTree, textOf } from '../../../syntax/tree.js'
import { hunksOf } from '../../patch/hunks.js'
import type { Changed } from '../probe.js'
import { callables, touchedBy } from './functions.js'
import { pythonWatch } from './python-source.js'
import { scriptWatch } from './script-source.js'

/** The old text of a file with a watch in it, which asks both texts of what tests put in. */
export interface Watched {
  readonly text: string
  /** The functions that are watched. */
  readonly paths: readonly string[]
}

/** The functions that a change is in; undefined where it is a new file, or lies outside of all functions. */
export function touchedPaths({ before, after }: Changed): readonly string[] | undefined {
  if (before === undefined) return undefined
  return touchedBy(before, hunksOf(before.text, after.text)) ?? touchedIn(before, after)
}

/**
 * @param log absolute path of the file that records go to
 * @param asked functions to watch, those that the change is in where none are named
 */
export function watched(changed: Changed, log: string, asked?: readonly string[]): Watched | { readonly why: string } {
  const { before, after, language } = changed
  if (before === undefined) return { why: 'it is a new file' }
  const touched = asked ?? touchedPaths(changed)
  if (touched === undefined) return { why: 'the change lies outside of all functions' }
  const paths = touched.filter((path) => callables(after).has(path))
  if (paths.length === 0) return { why: 'no changed function is there before and after' }
  return language === 'python' ? inPython(before, after, paths, log) : inScript(before, after, paths, log)
}

/** Python asks the whole new text, so that what changes outside of functions counts as well. */
function touchedIn(before: SyntaxTree, after: SyntaxTree): readonly string[] | undefined {
  if (before.language !== 'python') return undefined
  const [old, now] = [callables(before), callables(after)]
  const differing = [...now].filter(([path, { definition }]) => {
    const was = old.get(path)
    return was !== undefined && textOf(before, was.definition.node) !== textOf(after, definition.node)
  })
  return differing.length > 0 ? differing.map(([path]) => path) : [...now.keys()].slice(0, 10)
}

function inPython(before: SyntaxTree, after: SyntaxTree, paths: readonly string[], log: string): Watched {
  const given = [after.text, paths, log].map((value) => JSON.stringify(value))
  return { text: `${before.text}\n${pythonWatch}\n_suture_watch(${given.join(', ')})\n`, paths }
}

function inScript(
  before: SyntaxTree,
  after: SyntaxTree,
  paths: readonly string[],
  log: string,
): Watched | { readonly why: string } {
  const plain = paths.filter((path) => isAskable(before, path) && isAskable(after, path))
  if (plain.length === 0) return { why: 'asynchronous functions and generators cannot be asked twice' }
  const lines = plain.map((path) => {
    const asked = `sutureOne[${JSON.stringify(path)}], sutureOther[${JSON.stringify(path)}]`
    if (!path.includes('.')) return rebound(path, asked)
    const place = path.replace('.', '.prototype.')
    return `if (${place}) { ${place} = sutureWatch(${JSON.stringify(path)}, ${place}, ${asked}, true); }`
  })
  const text = [
    assignable(before, plain),
    `const sutureLog = ${JSON.stringify(log)};`,
    scriptWatch,
    `const sutureOne = ${both(before, plain)};`,
    `const sutureOther = ${both(after, plain)};`,
    ...lines,
  ]
  return { text: `${text.join('\n')}\n`, paths: plain }
}

function isAskable(tree: SyntaxTree, path: string): boolean {
  const definition = callables(tree).get(path)?.definition
  if (definition === undefined || definition.isAsync || /generator/.test(definition.node.type)) return false
  // A copy of a method stands outside of its class.
  if (definition.node.children.some((one) => /^(?:static|get|set|\*)$/.test(one.type))) return false
  return !/\bsuper\b|#\w/.test(textOf(tree, definition.node))
}

/** Exports that were taken before the binding changed are changed too. */
function rebound(name: string, asked: string): string {
  return `{ const old = ${name}; ${name} = sutureWatch(${JSON.stringify(name)}, old, ${asked}, false);
if (typeof module === 'object' && module && module.exports) { if (module.exports === old) { module.exports = ${name}; } else if (module.exports.${name} === old) { module.exports.${name} = ${name}; } } }`
}

/** `const parse = …` at the top as `let parse = …`. */
function assignable(tree: SyntaxTree, paths: readonly string[]): string {
  const starts = paths.flatMap((path) => {
    const holder = callables(tree).get(path)?.definition.node.parent?.parent
    const word = holder?.type === 'lexical_declaration' ? holder.children[0] : undefined
    return word?.type === 'const' ? [word.start] : []
  })
  let { text } = tree
  for (const start of [...new Set(starts)].sort((a, b) => b - a))
    text = `${text.slice(0, start)}let${text.slice(start + 5)}`
  return text
}

/** The functions of one text, each under its name for the others, as an object by path. */
function both(tree: SyntaxTree, paths: readonly string[]): string {
  const known = callables(tree)
  const own = paths.map((path) => {
    const node = known.get(path)?.definition.node
    const text = node === undefined ? 'undefined' : ticking(tree, node)
    const name = path.slice(path.lastIndexOf('.') + 1)
    return { path, name, text: path.includes('.') ? `({ ${text} }).${name}` : `(${text})` }
  })
  const bound = own.filter(({ path }) => !path.includes('.')).map(({ name, text }) => `const ${name} = ${text};`)
  const pairs = own.map(({ path, name, text }) => `${JSON.stringify(path)}: ${path.includes('.') ? text : name}`)
  return `(() => { ${bound.join('\n')}\nreturn { ${pairs.join(',\n')} }; })()`
}

/** A function's text whose loops count: a neighbour of an input may be one that it never ends on. */
function ticking(tree: SyntaxTree, node: SyntaxNode): string {
  const bodies = [...descend(node)]
    .filter((one) => /^(?:for|while|do|for_in)_statement$/.test(one.type))
    .flatMap((one) => one.children.filter((each) => each.field === 'body'))
  const insertions = bodies.flatMap((body) =>
    body.type === 'statement_block'
      ? [{ at: body.start + 1, text: ' sutureTick();' }]
      : [
          { at: body.start, text: '{ sutureTick(); ' },
          { at: body.end, text: ' }' },
        ],
  )
  let text = textOf(tree, node)
  for (const { at, text: word } of insertions.sort((a, b) => b.at - a.at))
    text = text.slice(0, at - node.start) + word + text.slice(at - node.start)
  return text
}
