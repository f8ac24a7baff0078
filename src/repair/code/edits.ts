import type { Edit } from '../../domain.js'
import type { Change } from './site.js'

interface Span {
  readonly from: number
  readonly to: number
}

/** Changes closer than this many characters go into one edit: their surroundings would overlap anyway. */
const near = 200

export function applyChanges(text: string, changes: readonly Change[]): string {
  let result = ''
  let at = 0
  for (const change of inOrder(changes)) {
    result += text.slice(at, change.start) + change.text
    at = change.end
  }
  return result + text.slice(at)
}

/** Edits of whole lines whose search text occurs exactly once, also while the edits before them are applied. */
export function toEdits(path: string, text: string, changes: readonly Change[]): readonly Edit[] {
  const edits = groups(changes).map((group) => editOf(path, text, group))
  return appliesInTurn(text, edits) ? edits : [editOf(path, text, changes)]
}

function editOf(path: string, text: string, changes: readonly Change[]): Edit {
  const ordered = inOrder(changes)
  let span = wholeLines(text, {
    from: ordered[0]?.start ?? 0,
    to: Math.max(...ordered.map((change) => change.end)),
  })
  while (!isUnique(text, span)) span = grown(text, span)
  const moved = ordered.map((change) => ({ ...change, start: change.start - span.from, end: change.end - span.from }))
  const search = text.slice(span.from, span.to)
  return { path, search, replace: applyChanges(search, moved) }
}

function isUnique(text: string, { from, to }: Span): boolean {
  if (from === 0 && to === text.length) return true
  const search = text.slice(from, to)
  return search.trim() !== '' && text.indexOf(search) === from && text.indexOf(search, from + 1) < 0
}

function wholeLines(text: string, { from, to }: Span): Span {
  const newline = text.indexOf('\n', to)
  return { from: text.lastIndexOf('\n', from - 1) + 1, to: newline < 0 ? text.length : newline }
}

/** One line more on each side. */
function grown(text: string, { from, to }: Span): Span {
  return wholeLines(text, { from: Math.max(0, from - 1), to: Math.min(text.length, to + 1) })
}

function groups(changes: readonly Change[]): readonly (readonly Change[])[] {
  const found: Change[][] = []
  for (const change of inOrder(changes)) {
    const last = found.at(-1)
    const end = last?.at(-1)?.end ?? 0
    if (last !== undefined && change.start - end < near) last.push(change)
    else found.push([change])
  }
  return found
}

function inOrder(changes: readonly Change[]): readonly Change[] {
  return [...changes].sort((a, b) => a.start - b.start || a.end - b.end)
}

function appliesInTurn(text: string, edits: readonly Edit[]): boolean {
  let current = text
  for (const { search, replace } of edits) {
    const at = current.indexOf(search)
    if (at < 0 || current.indexOf(search, at + 1) >= 0) return false
    current = current.slice(0, at) + replace + current.slice(at + search.length)
  }
  return true
}
