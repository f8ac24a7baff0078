import type { SyntaxNode } from './tree.js'

/** One name that a file takes from a module. `imported` is `*` for the whole module, `default` for its default export. */
export interface ImportedName {
  readonly imported: string
  readonly local: string
  /** Where the imported name is written; undefined where the text does not write one. */
  readonly node: SyntaxNode | undefined
}

export interface Import {
  /** As written: `./total.js`, `.models`, `shop.pricing`. */
  readonly specifier: string
  readonly names: readonly ImportedName[]
  readonly node: SyntaxNode
}
