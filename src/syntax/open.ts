import type { Language } from '../domain.js'
import type { Grammars } from '../ports.js'
import { parseWith, type SyntaxTree } from './tree.js'

export interface Syntax {
  /** Never fails on text that is not of the language: the tree then holds ERROR nodes. */
  parse(language: Language, text: string): Promise<SyntaxTree>
}

export function openSyntax(grammars: Grammars): Syntax {
  return {
    async parse(language, text) {
      return parseWith(await grammars.parser(language), language, text)
    },
  }
}
