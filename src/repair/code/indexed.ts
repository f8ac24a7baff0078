import { child, descend, type SyntaxNode, textOf } from '../../syntax/tree.js'
import { dereferences, nothingOf } from './nothing.js'
import { isSubscript, objectOf } from './shape.js'
import { regionOf, type Site } from './site.js'

/** True where what was undefined came out of an array by a computed index: a guard would only hide that. */
export function isIndexed(site: Site): boolean {
  const nothing = nothingOf(site.failure)
  if (nothing?.how !== 'read' || nothing.isNull || site.line === undefined) return false
  return dereferences(site, nothing).some(({ object }) => {
    const origin = object.type === 'identifier' ? boundTo(site, textOf(site.file.tree, object)) : object
    const index = origin === undefined || !isSubscript(origin) ? undefined : child(origin, 'index')
    const held = origin === undefined ? undefined : objectOf(origin)
    const isLast =
      index !== undefined &&
      held !== undefined &&
      textOf(site.file.tree, index).replaceAll(' ', '') === `${textOf(site.file.tree, held)}.length-1`
    return (
      !isLast &&
      index !== undefined &&
      /^(?:identifier|binary_expression|member_expression)$/.test(index.type) &&
      /length|\b[a-z]\b|index|idx|pos/i.test(textOf(site.file.tree, index))
    )
  })
}

function boundTo(site: Site, name: string): SyntaxNode | undefined {
  for (const node of descend(regionOf(site))) {
    if (node.type === 'variable_declarator' && textOf(site.file.tree, child(node, 'name') ?? node) === name)
      return child(node, 'value')
  }
  return undefined
}
