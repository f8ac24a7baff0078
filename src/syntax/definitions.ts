import { ancestors, child, descend, type SyntaxNode, type SyntaxTree, textOf } from './tree.js'

/** A function, method or class. `node` is the function or class itself, `whole` what a reader would cut out. */
export interface Definition {
  readonly kind: 'function' | 'class'
  /** Empty for a function without a name. */
  readonly name: string
  readonly node: SyntaxNode
  /** With its decorators, its `export`, or the variable that holds it. */
  readonly whole: SyntaxNode
  readonly isAsync: boolean
}

const functionTypes: ReadonlySet<string> = new Set([
  'function_declaration',
  'generator_function_declaration',
  'function_expression',
  'generator_function',
  'arrow_function',
  'method_definition',
  'function_definition',
  // Go, Java, C#, Kotlin
  'method_declaration',
  'func_literal',
  'constructor_declaration',
  'compact_constructor_declaration',
  'local_function_statement',
  'secondary_constructor',
  // Rust, Ruby, PHP
  'function_item',
  'method',
  'singleton_method',
  'anonymous_function',
])
const classTypes: ReadonlySet<string> = new Set([
  'class_declaration',
  'class',
  'class_definition',
  'abstract_class_declaration',
  'interface_declaration',
  'enum_declaration',
  'record_declaration',
  'struct_declaration',
  'trait_declaration',
  'object_declaration',
  'type_spec',
  'impl_item',
  'struct_item',
  'enum_item',
  'trait_item',
  'class_specifier',
  'struct_specifier',
])
const wrappers: ReadonlySet<string> = new Set([
  'variable_declarator',
  'lexical_declaration',
  'variable_declaration',
  'export_statement',
  'decorated_definition',
  'pair',
  'assignment_expression',
  'field_definition',
  'public_field_definition',
  'template_declaration',
])

export function isFunction(node: SyntaxNode): boolean {
  return node.named && functionTypes.has(node.type)
}

export function isClass(node: SyntaxNode): boolean {
  // In C and C++ `struct point p` only names one.
  return (
    node.named && classTypes.has(node.type) && (!node.type.endsWith('_specifier') || child(node, 'body') !== undefined)
  )
}

/** Every function and class of the file, in document order. */
export function* definitions(tree: SyntaxTree): Generator<Definition> {
  for (const node of descend(tree.root)) {
    if (isFunction(node) || isClass(node)) yield definitionOf(tree, node)
  }
}

/** The innermost function (or, outside all functions, class) that the line is in. */
export function enclosingDefinition(tree: SyntaxTree, line: number): Definition | undefined {
  let best: SyntaxNode | undefined
  for (const node of descend(tree.root)) {
    if (node.line > line || node.lastLine < line) continue
    // A named function around a one-line callback says more to a reader than the callback does.
    const callback = node.type === 'arrow_function' && node.line === node.lastLine && best !== undefined
    if (isFunction(node) && !callback) best = node
    else if (isClass(node) && (best === undefined || isClass(best))) best = node
  }
  return best === undefined ? undefined : definitionOf(tree, best)
}

/** The function that a node stands in, itself left out. */
export function enclosingFunction(node: SyntaxNode): SyntaxNode | undefined {
  for (const outer of ancestors(node)) if (isFunction(outer)) return outer
  return undefined
}

export function definitionOf(tree: SyntaxTree, node: SyntaxNode): Definition {
  return {
    kind: isFunction(node) ? 'function' : 'class',
    name: nameOf(tree, node),
    node,
    whole: wholeOf(node),
    isAsync: node.children.some((one) => one.type === 'async'),
  }
}

function nameOf(tree: SyntaxTree, node: SyntaxNode): string {
  const own = child(node, 'name') ?? declaredName(node) ?? (node.type === 'impl_item' ? child(node, 'type') : undefined)
  if (own !== undefined) return textOf(tree, own)
  const holder = node.parent
  const named =
    holder === undefined ? undefined : (child(holder, 'name') ?? child(holder, 'key') ?? child(holder, 'property'))
  if (named !== undefined && holder !== undefined && wrappers.has(holder.type)) return textOf(tree, named)
  const left = holder?.type === 'assignment_expression' ? child(holder, 'left') : undefined
  if (left === undefined) return ''
  const text = textOf(tree, left)
  return text.slice(text.lastIndexOf('.') + 1)
}

/** C and C++ wrap a function's name in what it returns, and in the class that it belongs to. */
function declaredName(node: SyntaxNode): SyntaxNode | undefined {
  let inner = child(node, 'declarator')
  for (let next = inner; next !== undefined; next = child(next, 'declarator') ?? child(next, 'name')) inner = next
  return inner
}

function wholeOf(node: SyntaxNode): SyntaxNode {
  let whole = node
  while (whole.parent !== undefined && wrappers.has(whole.parent.type)) whole = whole.parent
  return whole
}
