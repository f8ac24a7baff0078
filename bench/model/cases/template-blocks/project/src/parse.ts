import { TemplateError } from './errors.ts'
import { type Token, tokenize } from './tokens.ts'

export type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly path: string }
  | { readonly kind: 'each'; readonly path: string; readonly body: readonly Node[] }
  | { readonly kind: 'if'; readonly path: string; readonly yes: readonly Node[]; readonly no: readonly Node[] }

export function parse(template: string): readonly Node[] {
  return parseAll(tokenize(template))
}

function parseAll(tokens: readonly Token[]): readonly Node[] {
  const nodes: Node[] = []
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token
    if (token.kind === 'text') nodes.push({ kind: 'text', text: token.text })
    else if (token.kind === 'value') nodes.push({ kind: 'value', path: token.path })
    else if (token.kind === 'open') {
      const end = findEnd(tokens, index)
      nodes.push(blockOf(token, tokens.slice(index + 1, end)))
      index = end
    } else if (token.kind === 'close') throw new TemplateError(`/${token.name} closes nothing`, token.offset)
    else throw new TemplateError('else outside of a block', token.offset)
  }
  return nodes
}

function findEnd(tokens: readonly Token[], from: number): number {
  const open = tokens[from] as Extract<Token, { kind: 'open' }>
  const end = tokens.findIndex((each, index) => index > from && each.kind === 'close' && each.name === open.name)
  if (end < 0) throw new TemplateError(`#${open.name} is not closed`, open.offset)
  return end
}

function blockOf(open: Extract<Token, { kind: 'open' }>, inner: readonly Token[]): Node {
  if (open.name === 'each') return { kind: 'each', path: open.path, body: parseAll(inner) }
  if (open.name !== 'if') throw new TemplateError(`unknown block #${open.name}`, open.offset)
  const middle = inner.findIndex((each) => each.kind === 'else')
  if (middle < 0) return { kind: 'if', path: open.path, yes: parseAll(inner), no: [] }
  return { kind: 'if', path: open.path, yes: parseAll(inner.slice(0, middle)), no: parseAll(inner.slice(middle + 1)) }
}
