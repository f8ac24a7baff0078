import { type Node, parse } from './parse.ts'
import { lookUp, type Scope } from './scope.ts'

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export function render(template: string, data: unknown): string {
  return renderAll(parse(template), { value: data })
}

function renderAll(nodes: readonly Node[], scope: Scope): string {
  return nodes.map((node) => renderOne(node, scope)).join('')
}

function renderOne(node: Node, scope: Scope): string {
  switch (node.kind) {
    case 'text':
      return node.text
    case 'value':
      return escape(lookUp(scope, node.path))
    case 'each': {
      const list = lookUp(scope, node.path)
      if (!Array.isArray(list)) return ''
      return list.map((value) => renderAll(node.body, { value, parent: scope })).join('')
    }
    case 'if':
      return renderAll(isTrue(lookUp(scope, node.path)) ? node.yes : node.no, scope)
  }
}

function isTrue(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value)
}

function escape(value: unknown): string {
  return value === undefined || value === null ? '' : String(value).replace(/[&<>"']/g, (one) => escapes[one] ?? one)
}
