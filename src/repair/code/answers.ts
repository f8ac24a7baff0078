import type { ParsedFile } from '../../syntax/file.js'
import { child, descend, type SyntaxNode, textOf } from '../../syntax/tree.js'
import type { Code } from './site.js'

/** Values that stand for nothing much in any project. */
const neutralNumber = /^-?[01](?:\.0)?$/

/** A number that the test works out from its inputs: whoever returns it has learnt the test by heart. */
export function isAnswer(text: string): boolean {
  return /^-?\d/.test(text) && !neutralNumber.test(text)
}

/** A text or structure that repeats what the test puts in, such as `Ann, no address` for a customer named Ann. */
export function repeatsInput(code: Code, text: string): boolean {
  if (/^[[{(][^\]})]/.test(text)) return true
  return wordsIn(text).some((word) => code.inputs.has(word))
}

export function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]{2,60}/gu) ?? []
}

/** Names of the file's constants that have this very value: `DEFAULT_TIMEOUT` for `30`. */
export function constantsOf(file: ParsedFile, literal: string): readonly string[] {
  if (!isAnswer(literal) && !/^(["']).{2,}\1$/.test(literal)) return []
  const bare = literal.replace(/^["']|["']$/g, '')
  return topLevel(file)
    .filter(({ value }) => textOf(file.tree, value).replace(/^["']|["']$/g, '') === bare)
    .map(({ name }) => name)
}

/** A table of the module that is written out in full: a key that is not in it is no entry that was forgotten by chance. */
export function isConstantTable(file: ParsedFile, object: SyntaxNode): boolean {
  const text = textOf(file.tree, object)
  const own = topLevel(file).find(({ name }) => name === text)
  if (own !== undefined) return /^(?:dictionary|object)$/.test(own.value.type) && own.value.children.length > 2
  return (
    /^[A-Z][A-Z0-9_]{2,}$/.test(text) && file.imports.some(({ names }) => names.some(({ local }) => local === text))
  )
}

interface Constant {
  readonly name: string
  readonly value: SyntaxNode
}

function topLevel(file: ParsedFile): readonly Constant[] {
  const found: Constant[] = []
  for (const statement of file.tree.root.children) {
    if (!/^(?:expression_statement|lexical_declaration|variable_declaration|export_statement)$/.test(statement.type))
      continue
    for (const node of descend(statement)) {
      const name = child(node, 'name') ?? child(node, 'left')
      const value = child(node, 'value') ?? child(node, 'right')
      const isBinding = /^(?:variable_declarator|assignment)$/.test(node.type)
      if (isBinding && name?.type === 'identifier' && value !== undefined)
        found.push({ name: textOf(file.tree, name), value: unwrapped(value) })
    }
  }
  return found
}

/** `Object.freeze({…})` and `{…} as const` are the table inside. */
function unwrapped(value: SyntaxNode): SyntaxNode {
  if (!/^(?:call_expression|call|as_expression|satisfies_expression)$/.test(value.type)) return value
  const [table, ...others] = [...descend(value)].filter((one) => /^(?:dictionary|object)$/.test(one.type))
  return table === undefined || others.some((other) => other.start > table.end) ? value : table
}
