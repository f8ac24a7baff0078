import { type Definition, definitions } from '../../../syntax/definitions.js'
import { ancestors, type SyntaxNode, type SyntaxTree } from '../../../syntax/tree.js'
import type { Hunk } from '../../patch/hunks.js'

/** A function at the top of a file, or a method of a class there. */
export interface Callable {
  /** `parse`, or `Reader.parse`. */
  readonly path: string
  readonly definition: Definition
}

/** Every function of a file that can be called by a name from its top, by path. */
export function callables(tree: SyntaxTree): ReadonlyMap<string, Callable> {
  const found = new Map<string, Callable>()
  const all = [...definitions(tree)]
  const byNode = new Map(all.map((each) => [each.node, each]))
  for (const definition of all) {
    if (definition.kind !== 'function' || definition.name === '') continue
    const around = [...ancestors(definition.node)].flatMap((node) => byNode.get(node) ?? [])
    const [owner, ...others] = around
    const isTop = owner === undefined && isAtTop(definition.whole)
    const isMethod = owner?.kind === 'class' && owner.name !== '' && others.length === 0 && isAtTop(owner.whole)
    const path = isTop ? definition.name : isMethod ? `${owner.name}.${definition.name}` : undefined
    if (path !== undefined) found.set(path, { path, definition })
  }
  return found
}

function isAtTop(whole: SyntaxNode): boolean {
  return whole.parent?.parent === undefined
}

/** Paths of the functions that hold all hunks of a change; undefined where one lies outside of all functions. */
export function touchedBy(tree: SyntaxTree, hunks: readonly Hunk[]): readonly string[] | undefined {
  const found = new Set<string>()
  const all = [...callables(tree).values()]
  for (const { start, end } of hunks) {
    const last = Math.max(start + 1, end)
    const holder = all.find(({ definition: { whole } }) => whole.line <= start + 1 && whole.lastLine >= last)
    if (holder === undefined) return undefined
    found.add(holder.path)
  }
  return [...found]
}
