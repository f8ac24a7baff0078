import type { Import } from './import.js'
import { child, descend, named, type SyntaxNode, type SyntaxTree, textOf } from './tree.js'

/** Statements that take something from a package or another file, in all languages that name packages. */
const statements: ReadonlySet<string> = new Set([
  'import_spec',
  'import_declaration',
  'import',
  'use_declaration',
  'mod_item',
  'namespace_use_clause',
  'require_expression',
  'require_once_expression',
  'include_expression',
  'include_once_expression',
  'using_directive',
  'preproc_include',
])

/** An import of Go, Java, Kotlin, Rust, Ruby, PHP, C#, C or C++: its specifier is what is written, without quotes. */
export function packageImport(tree: SyntaxTree, node: SyntaxNode): readonly Import[] | undefined {
  const isCall = tree.language === 'ruby' && node.type === 'call'
  if (!node.named || (!isCall && !statements.has(node.type))) return undefined
  // Go groups its imports, and Rust's modules may stand in the file itself.
  if (node.type === 'import_declaration' && tree.language === 'go') return undefined
  if (node.type === 'mod_item' && child(node, 'body') !== undefined) return undefined
  const written = isCall ? required(tree, node) : writtenIn(tree, node)
  const specifier = written?.replace(/^["'<]|["'>]$/g, '')
  if (specifier === undefined || specifier === '') return undefined
  return [{ specifier, names: namesOf(tree, node, specifier), node }]
}

function required(tree: SyntaxTree, call: SyntaxNode): string | undefined {
  const method = child(call, 'method')
  if (method === undefined || !/^require(?:_relative)?$|^load$/.test(textOf(tree, method))) return undefined
  const given = named(child(call, 'arguments') ?? call)[0]
  return given?.type === 'string' ? textOf(tree, given) : undefined
}

function writtenIn(tree: SyntaxTree, node: SyntaxNode): string | undefined {
  const path =
    child(node, 'path') ?? child(node, 'argument') ?? (node.type === 'mod_item' ? child(node, 'name') : undefined)
  if (path !== undefined) return textOf(tree, path)
  const parts = named(node)
  const text = [...parts].reverse().find((one) => one.type === 'string') ?? parts.find((one) => one.type !== 'asterisk')
  const star = parts.some((one) => one.type === 'asterisk') ? '.*' : ''
  return text === undefined ? undefined : `${textOf(tree, text)}${star}`
}

/** The name that code then uses: the alias, or the last word of the path. */
function namesOf(tree: SyntaxTree, node: SyntaxNode, specifier: string): Import['names'] {
  const alias = node.type === 'import_spec' ? child(node, 'name') : undefined
  const names = new Set<string>()
  if (node.type === 'use_declaration')
    for (const one of descend(node))
      if (/identifier$/.test(one.type) && one.children.length === 0) names.add(textOf(tree, one))
  const last = alias === undefined ? /([\p{L}\p{N}_$]+)(?:\.\w{1,4})?$/u.exec(specifier)?.[1] : textOf(tree, alias)
  if (last !== undefined) names.add(last)
  return [...names].map((name) => ({ imported: name, local: name, node: undefined }))
}
