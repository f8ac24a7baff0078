import { isClass, isFunction } from './definitions.js'
import { ancestors, child, descend, nodeAtOffset, type SyntaxNode, type SyntaxTree, textOf } from './tree.js'

const patternTypes: ReadonlySet<string> = new Set([
  'object_pattern',
  'array_pattern',
  'pair_pattern',
  'rest_pattern',
  'assignment_pattern',
  'object_assignment_pattern',
  'pattern_list',
  'tuple_pattern',
  'list_pattern',
  'list_splat_pattern',
  'dictionary_splat_pattern',
  'required_parameter',
  'optional_parameter',
  'default_parameter',
  'typed_parameter',
  'typed_default_parameter',
])
const blockTypes: ReadonlySet<string> = new Set(['statement_block', 'program', 'module', 'class_body', 'switch_body'])

/** Names that can be written at the offset, nearest scope first, each once. */
export function namesInScope(tree: SyntaxTree, offset: number): readonly string[] {
  const names = new Set<string>()
  const start = nodeAtOffset(tree, offset)
  for (const scope of [start, ...ancestors(start)]) {
    for (const name of declaredIn(tree, scope)) names.add(name)
  }
  return [...names]
}

function* declaredIn(tree: SyntaxTree, scope: SyntaxNode): Generator<string> {
  if (isFunction(scope)) yield* declaredByFunction(tree, scope)
  else if (scope.type === 'for_in_statement' || scope.type === 'for_statement' || scope.type === 'catch_clause') {
    for (const part of scope.children) if (part.field !== 'body') yield* declaredBy(tree, part, tree.language)
    yield* bound(tree, child(scope, 'left') ?? child(scope, 'parameter'))
  } else if (blockTypes.has(scope.type)) {
    for (const statement of scope.children) yield* declaredBy(tree, statement, tree.language)
  }
}

function* declaredByFunction(tree: SyntaxTree, scope: SyntaxNode): Generator<string> {
  const parameters = child(scope, 'parameters') ?? child(scope, 'parameter')
  if (parameters?.type === 'identifier') yield textOf(tree, parameters)
  for (const parameter of parameters?.children ?? []) yield* bound(tree, parameter)
  // Python has no block scopes: what a function binds anywhere, it may use anywhere.
  if (tree.language === 'python') yield* boundInPython(tree, scope)
}

function* boundInPython(tree: SyntaxTree, scope: SyntaxNode): Generator<string> {
  const body = child(scope, 'body') ?? scope
  for (const node of descend(body)) {
    if (node.type === 'assignment' || node.type === 'for_statement' || node.type === 'for_in_clause') {
      yield* bound(tree, child(node, 'left'))
    } else if (node.type === 'named_expression') yield* bound(tree, child(node, 'name'))
    else if (node.type === 'as_pattern_target') yield textOf(tree, node)
  }
}

function* declaredBy(tree: SyntaxTree, statement: SyntaxNode, language: string): Generator<string> {
  const inner = statement.type === 'export_statement' ? child(statement, 'declaration') : statement
  const node = inner?.type === 'decorated_definition' ? (child(inner, 'definition') ?? inner) : inner
  if (node === undefined) return
  if (isFunction(node) || isClass(node)) yield* bound(tree, child(node, 'name'))
  else if (node.type === 'lexical_declaration' || node.type === 'variable_declaration') {
    for (const declarator of node.children) yield* bound(tree, child(declarator, 'name'))
  } else if (node.type.startsWith('import')) yield* importedNames(tree, node)
  else if (language === 'python') yield* boundAtTop(tree, node)
}

function* boundAtTop(tree: SyntaxTree, node: SyntaxNode): Generator<string> {
  if (isFunction(node) || isClass(node)) return
  yield* boundInPython(tree, node)
}

function* importedNames(tree: SyntaxTree, node: SyntaxNode): Generator<string> {
  for (const inner of descend(node)) {
    if (inner.type === 'aliased_import' || inner.type === 'import_specifier') {
      yield* bound(tree, child(inner, 'alias') ?? child(inner, 'name'))
    } else if (
      inner.type === 'identifier' &&
      inner.parent?.type !== 'import_specifier' &&
      inner.parent?.type !== 'dotted_name'
    ) {
      yield textOf(tree, inner)
    } else if (inner.type === 'dotted_name' && inner.field === 'name' && inner.parent?.type !== 'aliased_import') {
      const text = textOf(tree, inner)
      yield text.split('.')[0] ?? text
    }
  }
}

/** The names that a pattern binds: a single one, or all that are taken apart in it. */
export function* bound(tree: SyntaxTree, pattern: SyntaxNode | undefined): Generator<string> {
  if (pattern === undefined) return
  if (
    pattern.type === 'identifier' ||
    pattern.type === 'shorthand_property_identifier_pattern' ||
    pattern.type === 'type_identifier'
  ) {
    yield textOf(tree, pattern)
  } else if (patternTypes.has(pattern.type)) {
    const value = child(pattern, 'value')
    for (const part of pattern.children) {
      const isDefault = part === value && pattern.type !== 'pair_pattern'
      const isSkipped = isDefault || part.field === 'key' || part.field === 'right' || part.field === 'type'
      if (!isSkipped) yield* bound(tree, part)
    }
  }
}
