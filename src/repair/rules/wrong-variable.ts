import { bound } from '../../syntax/scope.js'
import { child, descend, named, type SyntaxNode, textOf } from '../../syntax/tree.js'
import { isMember, objectOf, propertyOf } from '../code/shape.js'
import { allLanguages, namesNoName, type Proposal, type Rule, regionOf, type Site } from '../code/site.js'

/** With more names than these in one function, any other one is a guess. */
const mostNames = 6

/** A variable or property of the same function in the place of another one: the last thing to try. */
export const wrongVariable: Rule = {
  name: 'wrong-variable',
  languages: allLanguages,
  isGuess: true,
  applies: namesNoName,
  *candidates(site) {
    if (site.definition?.kind !== 'function') return
    const names = boundNames(site)
    const members = membersByReceiver(site)
    if (names.length > mostNames) return
    for (const node of descend(regionOf(site))) {
      if (node.type === 'identifier' && isRead(node)) {
        for (const name of names)
          if (name !== textOf(site.file.tree, node) && names.includes(textOf(site.file.tree, node)))
            yield said(node, name, 2.6)
      } else if (isMember(node)) yield* otherMember(site, node, members)
    }
  },
}

function boundNames(site: Site): readonly string[] {
  const names = new Set<string>()
  for (const node of descend(regionOf(site))) {
    if (node.field === 'parameters')
      for (const one of named(node)) for (const name of bound(site.file.tree, one)) names.add(name)
    if (/^(?:variable_declarator|assignment|for_in_statement|for_statement|for_in_clause)$/.test(node.type))
      for (const name of bound(site.file.tree, child(node, 'name') ?? child(node, 'left'))) names.add(name)
  }
  names.delete('self')
  names.delete('cls')
  return [...names]
}

function isRead(node: SyntaxNode): boolean {
  const parent = node.parent
  if (parent === undefined || node.field === 'name' || node.field === 'attribute' || node.field === 'parameter')
    return false
  if (node.field === 'left' && /assignment/.test(parent.type)) return false
  return /^(?:binary_expression|binary_operator|comparison_operator|arguments|argument_list|return_statement|subscript_expression|subscript|augmented_assignment_expression|augmented_assignment|template_substitution|interpolation|member_expression|attribute|ternary_expression|parenthesized_expression|boolean_operator)$/.test(
    parent.type,
  )
}

function membersByReceiver(site: Site): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>()
  for (const node of descend(site.file.tree.root)) {
    const object = isMember(node) ? objectOf(node) : undefined
    const property = object === undefined ? undefined : propertyOf(node)
    if (object === undefined || property === undefined || child(node.parent ?? node, 'function') === node) continue
    const receiver = textOf(site.file.tree, object)
    const members = found.get(receiver) ?? new Set<string>()
    members.add(textOf(site.file.tree, property))
    found.set(receiver, members)
  }
  return found
}

function* otherMember(
  site: Site,
  node: SyntaxNode,
  members: ReadonlyMap<string, ReadonlySet<string>>,
): Generator<Proposal> {
  const [object, property] = [objectOf(node), propertyOf(node)]
  if (object === undefined || property === undefined || child(node.parent ?? node, 'function') === node) return
  const others = members.get(textOf(site.file.tree, object)) ?? new Set<string>()
  if (others.size > mostNames) return
  for (const name of others) if (name !== textOf(site.file.tree, property)) yield said(property, name, 2.4)
}

function said(node: SyntaxNode, text: string, cost: number): Proposal {
  return { changes: [{ start: node.start, end: node.end, text }], explanation: `${text} was meant here.`, cost }
}
