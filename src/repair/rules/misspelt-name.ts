import { exportedNames } from '../../syntax/exports.js'
import { bound, namesInScope } from '../../syntax/scope.js'
import { child, descend, named, type SyntaxNode, textOf } from '../../syntax/tree.js'
import { membersSeen, moduleMembers, ownMembers, parametersOf, sameModule } from '../code/members.js'
import { type Misspelling, misspellingOf } from '../code/misspelling.js'
import { globals, type Near, nearNames, standardMembers, tongue, wholeWord } from '../code/names.js'
import { isMember, nodesAt, propertyOf } from '../code/shape.js'
import { allLanguages, type Proposal, type Rule, regionOf, type Site } from '../code/site.js'

/** A name that the runtime says is not there: the nearest one that is. */
export const misspeltName: Rule = {
  name: 'misspelt-name',
  languages: allLanguages,
  applies: (failure) => misspellingOf(failure) !== undefined,
  *candidates(site) {
    const wrong = misspellingOf(site.failure)
    if (wrong === undefined) return
    if (wrong.kind === 'variable') {
      yield* variables(site, wrong)
      yield* importedVariables(site, wrong)
    } else if (wrong.kind === 'member') yield* members(site, wrong)
    else if (wrong.kind === 'keyword') yield* keywords(site, wrong)
  },
}

function said(wrong: Misspelling, near: Near): { readonly explanation: string; readonly cost: number } {
  const bonus = near.name === wrong.hint ? -1 : 0
  return {
    explanation: `There is no ${wrong.name} here; ${near.name} is the nearest name that there is.`,
    cost: near.distance * 0.5 + bonus,
  }
}

function* variables(site: Site, wrong: Misspelling): Generator<Proposal> {
  const { tree } = site.file
  const uses = [...descend(regionOf(site))].filter((node) => isUse(node) && textOf(tree, node) === wrong.name)
  const first = uses.find((node) => site.line === undefined || node.line === site.line) ?? uses[0]
  if (first === undefined) return
  const scope = namesInScope(tree, first.start)
  const isBound = scope.includes(wrong.name)
  const rename = (name: string) => uses.map((node) => ({ start: node.start, end: node.end, text: name }))
  const near = nearNames(wrong.name, [...scope, ...globals[tongue(site.file)]])
  for (const one of near) {
    yield { changes: rename(one.name), ...said(wrong, one) }
    // A method that is called as if it were a plain function.
    if (uses.length > 1)
      yield {
        changes: rename(one.name).filter((change) => change.start === first.start),
        ...said(wrong, one),
        cost: one.distance * 0.5 + 0.8,
      }
  }
  yield* ownMember(site, wrong, uses)
  // Renamed in one place and not in the other: any local name may be the new one.
  const locals = isBound ? [] : localNames(site)
  for (const [index, name] of locals.entries()) {
    if (near.some((one) => one.name === name)) continue
    yield {
      changes: rename(name),
      explanation: `There is no ${wrong.name} here; ${name} is bound in the same function.`,
      cost: 3 + index * 0.2,
    }
  }
}

function isUse(node: SyntaxNode): boolean {
  // In Python's grammar the property of `a.b` and the keyword of `f(b=1)` are identifiers too.
  if (node.field === 'attribute' || (node.field === 'name' && node.parent?.type === 'keyword_argument')) return false
  return node.type === 'identifier' || node.type === 'shorthand_property_identifier' || node.type === 'type_identifier'
}

function localNames(site: Site): readonly string[] {
  const home = site.definition?.node
  if (home === undefined) return []
  const names = new Set<string>()
  for (const node of descend(home)) {
    if (node.field === 'parameters')
      for (const one of named(node)) for (const name of bound(site.file.tree, one)) names.add(name)
    const target = /^(?:variable_declarator|assignment|for_in_statement|for_statement|for_in_clause)$/.test(node.type)
      ? (child(node, 'name') ?? child(node, 'left'))
      : undefined
    for (const name of bound(site.file.tree, target)) names.add(name)
  }
  return [...names].slice(0, 8)
}

/** `total` where `self.total` or `this.total` was meant. */
function* ownMember(site: Site, wrong: Misspelling, uses: readonly SyntaxNode[]): Generator<Proposal> {
  const self = tongue(site.file) === 'python' ? 'self' : 'this'
  if (
    !site.file.text.includes(`${self}.${wrong.name}`) &&
    !new RegExp(`${wholeWord(wrong.name)}\\(`, 'u').test(site.file.text)
  )
    return
  const changes = uses
    .filter((node) => node.type === 'identifier')
    .map((node) => ({ start: node.start, end: node.end, text: `${self}.${wrong.name}` }))
  yield { changes, explanation: `${wrong.name} belongs to the object.`, cost: 0.8 }
}

/** `const { x } = require('./m')` where m exports nothing of that name: the name is undefined, not missing. */
function* importedVariables(site: Site, wrong: Misspelling): Generator<Proposal> {
  for (const one of site.file.imports) {
    const taken = one.names.find((name) => name.local === wrong.name)
    if (taken === undefined || taken.imported === '*') continue
    const target = site.code.files.find((file) => file !== site.file && sameModule(one.specifier, file.path))
    for (const near of target === undefined ? [] : nearNames(taken.imported, exportedNames(target.tree))) {
      const uses = [...descend(site.file.tree.root)].filter(
        (node) =>
          /identifier/.test(node.type) && !isMember(node.parent ?? node) && textOf(site.file.tree, node) === wrong.name,
      )
      yield {
        changes: uses.map((node) => ({ start: node.start, end: node.end, text: near.name })),
        ...said(wrong, near),
      }
    }
  }
}

function* members(site: Site, wrong: Misspelling): Generator<Proposal> {
  const { file } = site
  const uses = [...nodesAt(site)].filter(
    (node) => isMember(node) && textOf(file.tree, propertyOf(node) ?? node) === wrong.name,
  )
  if (uses.length === 0) return
  const own = new Set(ownMembers(site, wrong.owner))
  const known = [...own, ...membersSeen(site), ...standardMembers[tongue(file)], ...moduleMembers(site, uses)]
  const all = [...descend(regionOf(site))].filter(
    (node) => isMember(node) && textOf(file.tree, propertyOf(node) ?? node) === wrong.name,
  )
  for (const near of nearNames(wrong.name, known)) {
    const fit = own.has(near.name) ? 0 : 0.4
    const change = (node: SyntaxNode) => {
      const property = propertyOf(node) ?? node
      return { start: property.start, end: property.end, text: near.name }
    }
    const { explanation, cost } = said(wrong, near)
    yield { changes: all.map(change), explanation, cost: cost + fit }
    if (all.length > 1) for (const node of uses) yield { changes: [change(node)], explanation, cost: cost + fit + 0.5 }
  }
}

function* keywords(site: Site, wrong: Misspelling): Generator<Proposal> {
  const owner = (wrong.owner ?? '')
    .split('.')
    .filter((part) => part !== '__init__')
    .at(-1)
  const parameters = [...parametersOf(site, owner)]
  for (const node of nodesAt(site)) {
    const name = node.type === 'keyword_argument' ? child(node, 'name') : undefined
    if (name === undefined || textOf(site.file.tree, name) !== wrong.name) continue
    const near = nearNames(wrong.name, parameters)
    const rest = parameters
      .filter((one) => near.every((other) => other.name !== one))
      .map((one, index) => ({ name: one, distance: 5 + index * 0.4 }))
    for (const one of [...near, ...rest.slice(0, 4)]) {
      yield { changes: [{ start: name.start, end: name.end, text: one.name }], ...said(wrong, one) }
    }
  }
}
