import { enclosingFunction } from '../../syntax/definitions.js'
import type { ParsedFile } from '../../syntax/file.js'
import { ancestors, child, named, type SyntaxNode, textOf } from '../../syntax/tree.js'

/** What a function gives that has nothing to give, as its `return` writes it; undefined where its types do not tell. */
export function emptyReturn(file: ParsedFile, node: SyntaxNode): string | undefined {
  const holder = enclosingFunction(node)
  if (holder === undefined) return undefined
  return file.language === 'go' ? goReturn(file, holder) : javaReturn(file, holder)
}

function goReturn(file: ParsedFile, holder: SyntaxNode): string | undefined {
  const result = child(holder, 'result')
  if (result === undefined) return 'return'
  const types = result.type === 'parameter_list' ? named(result).map((one) => child(one, 'type') ?? one) : [result]
  const values = types.map((one) => goZero(textOf(file.tree, one)))
  return values.includes(undefined) ? undefined : `return ${values.join(', ')}`
}

export function goZero(type: string): string | undefined {
  if (/^(?:u?int(?:8|16|32|64)?|byte|rune|float(?:32|64)|uintptr|time\.Duration)$/.test(type)) return '0'
  if (type === 'string') return '""'
  if (type === 'bool') return 'false'
  if (/^(?:\*|\[\]|map\[|func\b|chan\b|interface\b|error$|any$)/.test(type)) return 'nil'
  return undefined
}

function javaReturn(file: ParsedFile, holder: SyntaxNode): string | undefined {
  if (holder.type === 'constructor_declaration') return undefined
  const type = child(holder, 'type')
  if (type === undefined) return undefined
  const text = textOf(file.tree, type)
  return text === 'void' ? 'return;' : `return ${javaEmpty(text) ?? 'null'};`
}

/** A neutral value of a type of Java; undefined where null is the only one known. */
export function javaEmpty(type: string): string | undefined {
  const bare = type.replace(/<.*$/s, '').replace(/^java\.(?:lang|util)\./, '')
  if (/^(?:byte|short|int|Byte|Short|Integer|char|Character)$/.test(bare)) return '0'
  if (/^[lL]ong$/.test(bare)) return '0L'
  if (/^(?:[dD]ouble|[fF]loat)$/.test(bare)) return bare.toLowerCase() === 'float' ? '0f' : '0.0'
  if (/^[bB]oolean$/.test(bare)) return 'false'
  if (/^(?:String|CharSequence)$/.test(bare)) return '""'
  if (/^(?:List|Collection|Iterable)$/.test(bare)) return 'java.util.List.of()'
  if (/^(?:Set|Map)$/.test(bare)) return `java.util.${bare}.of()`
  return bare === 'Optional' ? 'java.util.Optional.empty()' : undefined
}

/** The statement of a block that a node stands in. */
export function statementOf(node: SyntaxNode): SyntaxNode | undefined {
  return [node, ...ancestors(node)].find((one) =>
    /^(?:block|statement_list|constructor_body)$/.test(one.parent?.type ?? ''),
  )
}
