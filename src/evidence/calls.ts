import type { RepoPath } from '../domain.js'
import type { Definition } from '../syntax/definitions.js'
import type { ParsedFile } from '../syntax/file.js'
import { child, descend, type SyntaxNode, textOf } from '../syntax/tree.js'
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
    const callee = child(node, 'function') ?? child(node, 'constructor')
    if (callee === undefined || !/^(?:call|call_expression|new_expression)$/.test(node.type)) continue
    const last = child(callee, 'property') ?? child(callee, 'attribute') ?? callee
    const name = textOf(file.tree, last)
    if (/^[\p{L}\p{N}_$#]{1,100}$/u.test(name)) names.add(name)
  }
  return [...names]
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
  paths.delete(file.path)
  return [...paths]
}

function joinModule(specifier: string, name: string): string {
  return specifier.endsWith('.') ? `${specifier}${name}` : `${specifier}.${name}`
}

/** Definitions that the name may mean in these files. A class stands for its methods too: they run when it does. */
export function definitionsNamed(files: readonly ParsedFile[], name: string): readonly Place[] {
  return files.flatMap((file) =>
    file.definitions.filter((definition) => definition.name === name).map((definition) => ({ file, definition })),
  )
}
