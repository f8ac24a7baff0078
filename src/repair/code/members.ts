import { exportedNames } from '../../syntax/exports.js'
import { bound } from '../../syntax/scope.js'
import { child, descend, named, type SyntaxNode, textOf } from '../../syntax/tree.js'
import { misspellingOf } from './misspelling.js'
import { vocabulary } from './names.js'
import { isMember, propertyOf } from './shape.js'
import type { Site } from './site.js'

/** Close enough for choosing among a handful of files: the module's last part is the file's name. */
export function sameModule(specifier: string, path: string): boolean {
  const module = specifier.replace(/^.*[/.](?=[^/.]+(?:\.[cm]?[jt]sx?)?$)/, '').replace(/\.[cm]?[jt]sx?$/, '')
  const file = path
    .replace(/\/(?:index|__init__)\.\w+$/, '')
    .replace(/^.*\//, '')
    .replace(/\.\w+$/, '')
  return module === file
}

/** Methods and fields of the class that the message names; of all classes of the file where it names none. */
export function* ownMembers(site: Site, owner: string | undefined): Generator<string> {
  for (const file of site.code.files) {
    for (const { node, kind, name } of file.definitions) {
      if (kind !== 'class' || (owner !== undefined && name !== owner)) continue
      for (const inner of descend(node)) {
        const field = /^(?:method_definition|function_definition|field_definition|public_field_definition)$/.test(
          inner.type,
        )
          ? (child(inner, 'name') ?? child(inner, 'property'))
          : undefined
        if (field !== undefined) yield textOf(file.tree, field)
        if (isMember(inner) && /^(?:this|self)$/.test(textOf(file.tree, inner.children[0] ?? inner)))
          yield textOf(file.tree, propertyOf(inner) ?? inner)
        if (inner.type === 'assignment' && child(inner, 'type') !== undefined)
          yield* bound(file.tree, child(inner, 'left'))
      }
    }
  }
}

/** Every name that the suspects and the test write. */
export function* membersSeen(site: Site): Generator<string> {
  const misspelt = misspellingOf(site.failure)?.name
  for (const [word, count] of vocabulary(site.code))
    if (word !== misspelt && count > 0 && /^[\p{L}\p{N}_$]+$/u.test(word)) yield word
}

/** What a module that is used as `m.x` exports. */
export function* moduleMembers(site: Site, uses: readonly SyntaxNode[]): Generator<string> {
  const receivers = new Set(uses.map((node) => textOf(site.file.tree, node.children[0] ?? node)))
  for (const one of site.file.imports) {
    if (!one.names.some((name) => receivers.has(name.local))) continue
    for (const file of site.code.files) if (sameModule(one.specifier, file.path)) yield* exportedNames(file.tree)
  }
}

/** Parameters of the functions and fields of the classes of that name. */
export function* parametersOf(site: Site, owner: string | undefined): Generator<string> {
  for (const file of site.code.files) {
    for (const { node, name } of file.definitions) {
      if (name !== owner) continue
      for (const inner of descend(node)) {
        if (inner.field === 'parameters')
          for (const one of named(inner))
            for (const bindee of bound(file.tree, one)) if (bindee !== 'self') yield bindee
        // A dataclass takes its fields as keywords.
        if (inner.type === 'assignment' && child(inner, 'type') !== undefined)
          yield* bound(file.tree, child(inner, 'left'))
      }
    }
  }
}
