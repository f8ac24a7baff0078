import { child, descend, named, type SyntaxNode, type SyntaxTree, textOf } from '../../syntax/tree.js'
import { removedNodes, wordsOf, writtenNodes } from './nodes.js'
import { type Changed, couldNotSay, lowered, type Probe, passed } from './probe.js'

/**
 * A statement that does nothing, put where one did something: what the old one did is gone, which is a deletion that
 * looks like a repair.
 */
export const idleStatement: Probe = {
  name: 'idle-statement',
  asked: 'always',
  async ask({ changed }) {
    if (changed.length === 0) return couldNotSay('no changed file is in a language that can be read')
    const [first] = changed.flatMap(idleOnes)
    return first === undefined ? passed('every new statement does something') : lowered(first)
  },
}

function idleOnes(changed: Changed): readonly string[] {
  const old = new Set([...removedNodes(changed)].map((node) => changed.before && wordsOf(changed.before, node)))
  return [...writtenNodes(changed)].flatMap((node) => {
    const [value, ...others] = node.type === 'expression_statement' ? named(node) : []
    if (value === undefined || others.length > 0 || old.has(wordsOf(changed.after, node))) return []
    if (!isIdle(changed.after, value)) return []
    return [
      `\`${wordsOf(changed.after, value).slice(0, 60)}\` in line ${node.line} of ${changed.file.path} does nothing`,
    ]
  })
}

/** A text standing alone is a docstring or a directive. */
const values =
  /^(?:identifier|member_expression|attribute|subscript|subscript_expression|binary_expression|unary_expression|binary_operator|unary_operator|not_operator|comparison_operator|boolean_operator|number|integer|float|true|false|null|none|undefined|array|list|tuple|parenthesized_expression)$/
const acting =
  /^(?:call|call_expression|new_expression|await|await_expression|yield|yield_expression|assignment_expression|augmented_assignment_expression|update_expression|named_expression)$/

function isIdle(tree: SyntaxTree, value: SyntaxNode): boolean {
  if (/^call(?:_expression)?$/.test(value.type)) return isPureCall(tree, value)
  if (!values.test(value.type) || /^(?:delete|void)\b/.test(textOf(tree, value))) return false
  return [...descend(value)].every((node) => !acting.test(node.type))
}

/** Methods and functions that are called for what they give alone. */
const pure =
  /^(?:concat|endsWith|endswith|format|includes|indexOf|isdigit|join|len|lower|lstrip|max|min|padEnd|padStart|repeat|round|rstrip|slice|sorted|split|startsWith|startswith|str|strip|substring|sum|title|toFixed|toLowerCase|toString|toUpperCase|trim|trimEnd|trimStart|upper)$/

function isPureCall(tree: SyntaxTree, call: SyntaxNode): boolean {
  const callee = child(call, 'function')
  const name = callee && (child(callee, 'property') ?? child(callee, 'attribute') ?? callee)
  // What is passed on may act: `len(next(rows))` takes a row.
  const isPlain = [...descend(call)].every((node) => node === call || !acting.test(node.type))
  return name !== undefined && isPlain && pure.test(textOf(tree, name))
}
