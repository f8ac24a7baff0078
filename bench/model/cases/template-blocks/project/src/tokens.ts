import { TemplateError } from './errors.ts'

export type Token =
  | { readonly kind: 'text'; readonly text: string; readonly offset: number }
  | { readonly kind: 'value'; readonly path: string; readonly offset: number }
  | { readonly kind: 'open'; readonly name: string; readonly path: string; readonly offset: number }
  | { readonly kind: 'else'; readonly offset: number }
  | { readonly kind: 'close'; readonly name: string; readonly offset: number }

export function tokenize(template: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < template.length) {
    const start = template.indexOf('{{', at)
    if (start < 0) {
      tokens.push({ kind: 'text', text: template.slice(at), offset: at })
      break
    }
    if (start > at) tokens.push({ kind: 'text', text: template.slice(at, start), offset: at })
    const end = template.indexOf('}}', start)
    if (end < 0) throw new TemplateError('tag is not closed', start)
    tokens.push(tagOf(template.slice(start + 2, end).trim(), start))
    at = end + 2
  }
  return tokens
}

function tagOf(inner: string, offset: number): Token {
  if (inner === 'else') return { kind: 'else', offset }
  if (inner.startsWith('/')) return { kind: 'close', name: inner.slice(1).trim(), offset }
  if (!inner.startsWith('#')) return { kind: 'value', path: inner, offset }
  const [name = '', path = ''] = inner.slice(1).split(/\s+/, 2)
  if (path === '') throw new TemplateError(`#${name} needs a path`, offset)
  return { kind: 'open', name, path, offset }
}
