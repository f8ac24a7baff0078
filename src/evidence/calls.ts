import type { RepoPath } from '../domain.js'
import type { Definition } from '../syntax/definitions.js'
import type { ParsedFile } from '../syntax/file.js'
import { neighbours } from '../syntax/neighbours.js'
import { child, descend, named, type SyntaxNode, textOf } from '../syntax/tree.js'
import type { Project } from './project.js'

/** A definition and the file that it stands in. */
export interface Place {
  readonly file: ParsedFile
  readonly definition: Definition
}

/** Names that a piece of code calls or makes instances of, in order, each once. */
export function calledNames(file: ParsedFile, within: SyntaxNode): readonly string[] {
  const names = new Set<string>()
  for (const node of descend(within)) {
    const last = calledBy(node)
    if (last === undefined) continue
    const name = textOf(file.tree, last)
    if (/^[\p{L}\p{N}_$#]{1,100}$/u.test(name)) names.add(name)
  }
  return [...names]
}

const calls: ReadonlySet<string> = new Set([
  'call',
  'call_expression',
  'new_expression',
  'method_invocation',
  'object_creation_expression',
  'invocation_expression',
  'function_call_expression',
  'member_call_expression',
  'nullsafe_member_call_expression',
  'scoped_call_expression',
  'macro_invocation',
  'composite_literal',
  'method_reference',
])
/** Grammars have many words for a call's name, and for the name behind a dot. */
const heads = ['function', 'constructor', 'method', 'name', 'type', 'macro']
const tails = ['property', 'attribute', 'field', 'name']

function calledBy(node: SyntaxNode): SyntaxNode | undefined {
  if (!calls.has(node.type)) return undefined
  let callee = firstOf(node, heads) ?? named(node)[0]
  // Kotlin's `a.b()` has no fields: the last name is what is called.
  if (callee?.type === 'navigation_expression') callee = named(callee).at(-1)
  for (let tail = callee; tail !== undefined; tail = firstOf(tail, tails)) callee = tail
  return callee?.type === 'generic_type' ? named(callee)[0] : callee
}

function firstOf(node: SyntaxNode, fields: readonly string[]): SyntaxNode | undefined {
  for (const field of fields) {
    const found = child(node, field)
    if (found !== undefined) return found
  }
  return undefined
}

/** Names that a piece of code mentions without calling: attributes, callbacks, properties. */
export function mentionedNames(file: ParsedFile, within: SyntaxNode): ReadonlySet<string> {
  const names = new Set<string>()
  for (const node of descend(within)) {
    if (node.named && node.children.length === 0 && /identifier$/.test(node.type)) names.add(textOf(file.tree, node))
  }
  return names
}

/** The tracked files that a file imports, in order, each once. */
export function importedFiles(file: ParsedFile, project: Project): readonly RepoPath[] {
  const paths = new Set<RepoPath>()
  for (const one of file.imports) {
    const path = project.resolve(one.specifier, file)
    if (path !== undefined) paths.add(path)
    // `from shop import cart` may mean the module shop/cart.py.
    if (file.language !== 'python') continue
    for (const name of one.names) {
      const module = project.resolve(joinModule(one.specifier, name.imported), file)
      if (module !== undefined) paths.add(module)
    }
  }
  for (const path of neighbours(file, project.files)) paths.add(path)
  paths.delete(file.path)
  return [...paths]
}

function joinModule(specifier: string, name: string): string {
  return specifier.endsWith('.') ? `${specifier}${name}` : `${specifier}.${name}`
}

/** Definitions that the name may mean in these files. What a module exports without a name is called like its file. */
export function definitionsNamed(files: readonly ParsedFile[], name: string): readonly Place[] {
  return files.flatMap((file) =>
    file.definitions
      .filter((definition) => definition.name === name || (isWholeModule(definition) && moduleName(file) === name))
      .map((definition) => ({ file, definition })),
  )
}

/** `module.exports = function …` and `export default function …`. */
function isWholeModule({ name, whole }: Definition): boolean {
  return name === 'exports' || (name === '' && whole.type === 'export_statement')
}

/** `lib/parse.js` and `lib/parse/index.js` are both called `parse`. */
function moduleName({ path }: ParsedFile): string {
  const parts = path.replace(/\.[^./]*$/, '').split('/')
  return (parts.at(-1) === 'index' ? parts.at(-2) : parts.at(-1)) ?? ''
}
