import { child, type SyntaxNode } from '../../syntax/tree.js'
import { isLiteral, writtenNodes } from './nodes.js'
import { type Changed, couldNotSay, lowered, type Probe, passed } from './probe.js'

/** A new handler that goes on as if nothing had happened. */
export const swallowedException: Probe = {
  name: 'swallowed-exception',
  asked: 'always',
  async ask({ changed }) {
    if (changed.length === 0) return couldNotSay('no changed file is in a language that can be read')
    const lines = changed.flatMap(swallowers)
    return lines[0] === undefined ? passed('no new handler swallows an error') : lowered(lines[0])
  },
}

function swallowers(changed: Changed): readonly string[] {
  return [...writtenNodes(changed)]
    .filter((node) => node.type === 'catch_clause' || node.type === 'except_clause')
    .filter((node) => statements(node).every(isIdle))
    .map((node) => `a new handler in line ${node.line} of ${changed.file.path} goes on as if nothing had happened`)
}

function statements(handler: SyntaxNode): readonly SyntaxNode[] {
  const body = child(handler, 'body') ?? handler.children.findLast((one) => /block$/.test(one.type))
  return (body?.children ?? []).filter((one) => one.named && one.type !== 'comment')
}

/** Does nothing, or leaves with a value that says nothing of the error. */
function isIdle(statement: SyntaxNode): boolean {
  if (/^(?:pass_statement|continue_statement|break_statement|empty_statement)$/.test(statement.type)) return true
  if (statement.type !== 'return_statement') return false
  const value = statement.children.find((one) => one.named)
  return value === undefined || isLiteral(value)
}
