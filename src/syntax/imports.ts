import type { Import, ImportedName } from './import.js'
import { isScript } from './language.js'
import { packageImport } from './package-imports.js'
import { child, descend, named, type SyntaxNode, type SyntaxTree, textOf } from './tree.js'

export type { Import, ImportedName } from './import.js'

/** Every import of the file: `import`, `export … from`, `require()`, `import()`, Python's two forms, and those of others. */
export function imports(tree: SyntaxTree): readonly Import[] {
  const found: Import[] = []
  const read = tree.language === 'python' ? pythonImport : isScript(tree.language) ? scriptImport : packageImport
  for (const node of descend(tree.root)) {
    const one = read(tree, node)
    if (one !== undefined) found.push(...one)
  }
  return found
}

function scriptImport(tree: SyntaxTree, node: SyntaxNode): readonly Import[] | undefined {
  if (node.type === 'import_statement' || node.type === 'export_statement') {
    const specifier = stringValue(tree, child(node, 'source'))
    return specifier === undefined ? undefined : [{ specifier, names: [...clauseNames(tree, node)], node }]
  }
  if (node.type !== 'call_expression') return undefined
  const callee = child(node, 'function')
  if (callee?.type !== 'import' && (callee === undefined || textOf(tree, callee) !== 'require')) return undefined
  const specifier = stringValue(tree, named(child(node, 'arguments') ?? node)[0])
  return specifier === undefined ? undefined : [{ specifier, names: [...receiverNames(tree, node)], node }]
}

function* clauseNames(tree: SyntaxTree, statement: SyntaxNode): Generator<ImportedName> {
  for (const node of descend(statement)) {
    if (node.type === 'import_specifier' || node.type === 'export_specifier') {
      const name = child(node, 'name')
      if (name === undefined) continue
      yield { imported: textOf(tree, name), local: textOf(tree, child(node, 'alias') ?? name), node: name }
    } else if (node.type === 'namespace_import') {
      for (const one of named(node)) yield { imported: '*', local: textOf(tree, one), node: undefined }
    } else if (node.type === 'identifier' && node.parent?.type === 'import_clause') {
      yield { imported: 'default', local: textOf(tree, node), node: undefined }
    }
  }
}

/** What `const … = require()` (or an awaited `import()`) is bound to. */
function* receiverNames(tree: SyntaxTree, call: SyntaxNode): Generator<ImportedName> {
  const holder = call.parent?.type === 'await_expression' ? call.parent.parent : call.parent
  if (holder?.type === 'member_expression') {
    const property = child(holder, 'property')
    const name = holder.parent?.type === 'variable_declarator' ? child(holder.parent, 'name') : undefined
    if (property === undefined || name === undefined) return
    yield { imported: textOf(tree, property), local: textOf(tree, name), node: property }
    return
  }
  const pattern = holder?.type === 'variable_declarator' ? child(holder, 'name') : undefined
  if (pattern?.type === 'identifier') yield { imported: '*', local: textOf(tree, pattern), node: undefined }
  if (pattern?.type !== 'object_pattern') return
  for (const part of named(pattern)) {
    const key = child(part, 'key') ?? part
    const value = child(part, 'value') ?? part
    yield { imported: textOf(tree, key), local: textOf(tree, value), node: key }
  }
}

function pythonImport(tree: SyntaxTree, node: SyntaxNode): readonly Import[] | undefined {
  if (node.type === 'import_from_statement') {
    const module = child(node, 'module_name')
    if (module === undefined) return undefined
    const names = node.children.filter((one) => one.field === 'name').map((one) => pythonName(tree, one))
    return [{ specifier: textOf(tree, module), names, node }]
  }
  if (node.type !== 'import_statement') return undefined
  return node.children
    .filter((one) => one.field === 'name')
    .map((one) => {
      const name = pythonName(tree, one)
      const local = one.type === 'aliased_import' ? name.local : (name.imported.split('.')[0] ?? name.imported)
      return { specifier: name.imported, names: [{ imported: '*', local, node: name.node }], node }
    })
}

function pythonName(tree: SyntaxTree, node: SyntaxNode): ImportedName {
  const name = node.type === 'aliased_import' ? (child(node, 'name') ?? node) : node
  const alias = node.type === 'aliased_import' ? child(node, 'alias') : undefined
  return { imported: textOf(tree, name), local: textOf(tree, alias ?? name), node: name }
}

/** The text between a plain string's quotes; undefined for anything else. */
export function stringValue(tree: SyntaxTree, node: SyntaxNode | undefined): string | undefined {
  if (node?.type !== 'string') return undefined
  const text = textOf(tree, node)
  const quoted = /^[a-zA-Z]{0,2}(["'])/.exec(text)
  return quoted === null ? undefined : text.slice(quoted[0].length, -1)
}
