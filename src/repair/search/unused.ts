import { applyChanges } from '../code/edits.js'
import type { Change } from '../code/site.js'
import { part, type Term, within } from './term.js'

/** True where a variable that the changed function declares is read nowhere any more: some compilers refuse that. */
export function leavesUnused(root: Term, text: string, changes: readonly Change[]): boolean {
  const from = Math.min(...changes.map((one) => one.start))
  const owner = root.parts.find((one) => one.start <= from && from < one.end)
  if (owner === undefined) return false
  const removed = new Set(changes.flatMap((one) => text.slice(one.start, one.end).match(/[A-Za-z_]\w*/g) ?? []))
  const suspects = [...declaredIn(owner)].filter((name) => removed.has(name))
  if (suspects.length === 0) return false
  const inside = changes.map((one) => ({ ...one, start: one.start - owner.start, end: one.end - owner.start }))
  const after = applyChanges(
    owner.text,
    inside.filter((one) => one.start >= 0 && one.end <= owner.text.length),
  )
  return suspects.some((name) => isWrittenOnly(after, name))
}

function declaredIn(owner: Term): ReadonlySet<string> {
  const names = new Set<string>()
  for (const term of within(owner)) {
    const left =
      term.form === 'declarator' ? part(term, 'name') : term.form === 'for-each' ? part(term, 'left') : undefined
    for (const one of left === undefined ? [] : within(left)) if (one.form === 'name') names.add(one.text)
  }
  names.delete('_')
  return names
}

function isWrittenOnly(text: string, name: string): boolean {
  const uses = text.matchAll(
    new RegExp(`(?<![\\w.])${name}\\b(?!\\s*(?:,\\s*\\w+\\s*)*(?:[-+*/%|&^]|<<|>>)?:?=(?!=)|\\+\\+|--)`, 'g'),
  )
  const isThere = new RegExp(`(?<![\\w.])${name}\\b`).test(text)
  return isThere && uses.next().done === true
}
