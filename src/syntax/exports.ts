import { definitionOf, definitions, isClass, isFunction } from './definitions.js'
import { isScript } from './language.js'
import { bound } from './scope.js'
import { child, descend, named, type SyntaxNode, type SyntaxTree, textOf } from './tree.js'

/** Names that other files can import from this one, in document order, each once. `default` where there is one. */
export function exportedNames(tree: SyntaxTree): readonly string[] {
  const names =
    tree.language === 'python'
      ? topLevelNames(tree)
      : isScript(tree.language)
        ? scriptExports(tree)
        : definedNames(tree)
  return [...new Set(names)]
}

/** Elsewhere nearly all that a file defines can be named from others, or from those of its package. */
function* definedNames(tree: SyntaxTree): Generator<string> {
  for (const { name } of definitions(tree)) if (name !== '') yield name
}

function* topLevelNames(tree: SyntaxTree): Generator<string> {
  for (const statement of tree.root.children) {
    const node = statement.type === 'decorated_definition' ? (child(statement, 'definition') ?? statement) : statement
    if (isFunction(node) || isClass(node)) yield definitionOf(tree, node).name
    else if (node.type === 'expression_statement') {
      for (const one of node.children) if (one.type === 'assignment') yield* bound(tree, child(one, 'left'))
    }
  }
}

function* scriptExports(tree: SyntaxTree): Generator<string> {
  for (const node of descend(tree.root)) {
    if (node.type === 'export_statement') yield* exportedBy(tree, node)
    else if (node.type === 'assignment_expression') yield* assignedExports(tree, node)
  }
}

function* exportedBy(tree: SyntaxTree, statement: SyntaxNode): Generator<string> {
  if (statement.children.some((one) => one.type === 'default')) yield 'default'
  const declaration = child(statement, 'declaration')
  if (declaration !== undefined) {
    yield* bound(tree, child(declaration, 'name'))
    for (const declarator of declaration.children) yield* bound(tree, child(declarator, 'name'))
  }
  for (const clause of statement.children) {
    if (clause.type !== 'export_clause') continue
    for (const one of named(clause)) {
      const name = child(one, 'alias') ?? child(one, 'name')
      if (name !== undefined) yield textOf(tree, name)
    }
  }
}

/** `module.exports = { a, b }`, `module.exports.a = …` and `exports.a = …`. */
function* assignedExports(tree: SyntaxTree, node: SyntaxNode): Generator<string> {
  const left = child(node, 'left')
  const right = child(node, 'right')
  if (left?.type !== 'member_expression' || right === undefined) return
  const target = textOf(tree, left)
  const member = /^(?:module\.)?exports\.([A-Za-z_$][\w$]{0,200})$/.exec(target)?.[1]
  if (target === 'module.exports' && right.type === 'object') {
    for (const part of named(right)) {
      const key = child(part, 'key') ?? child(part, 'name') ?? part
      if (part.type !== 'spread_element') yield textOf(tree, key)
    }
  } else if (member !== undefined) yield member
}
