import type { Language, RepoPath } from '../domain.js'
import { type Definition, definitions } from './definitions.js'
import { type Import, imports } from './imports.js'
import type { Syntax } from './open.js'
import type { SyntaxTree } from './tree.js'

/** A source file with what others ask of it most. */
export interface ParsedFile {
  readonly path: RepoPath
  readonly language: Language
  readonly text: string
  readonly tree: SyntaxTree
  readonly imports: readonly Import[]
  readonly definitions: readonly Definition[]
}

export async function parseFile(syntax: Syntax, path: RepoPath, language: Language, text: string): Promise<ParsedFile> {
  const tree = await syntax.parse(language, text)
  return { path, language, text, tree, imports: imports(tree), definitions: [...definitions(tree)] }
}
