import { applyChanges } from '../code/edits.js'
import type { Change } from '../code/site.js'
import { nodeAt } from './place.js'
import type { Term } from './term.js'

const literal = /^(?:-?\d[\d._]*|true|false|null|undefined|none|''|""|\[\]|\{\}|"[^"]{0,80}"|'[^']{0,80}')$/i

/** Why a change is never proposed, however many tests it passes; undefined where nothing speaks against it. */
export function vetoOf(root: Term, text: string, changes: readonly Change[]): string | undefined {
  if (onlyDeletes(text, changes)) return 'takes steps away and puts nothing in their place'
  for (const change of changes) {
    if (returnsConstant(text, change)) return 'returns a constant for what was computed'
    if (isSpecialCase(change)) return 'treats one value as a special case'
    const reason = nonsense(root, change, changes)
    if (reason !== undefined) return reason
  }
  return undefined
}

/** Whole statements gone. A value or an argument less is a change of what is computed, and may be right. */
function onlyDeletes(text: string, changes: readonly Change[]): boolean {
  return changes.every(
    (change) =>
      change.text.trim() === '' && /\n|[;{}]|\b(?:break|continue|return)\b/.test(text.slice(change.start, change.end)),
  )
}

function returnsConstant(text: string, change: Change): boolean {
  const before = returned(lineAt(text, change.start))
  const after = returned(lineAt(applyChanges(text.slice(0, change.end + 400), [change]), change.start))
  return before !== undefined && after !== undefined && !literal.test(before) && literal.test(after)
}

function lineAt(text: string, offset: number): string {
  const end = text.indexOf('\n', offset)
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, end < 0 ? text.length : end).slice(0, 400)
}

function returned(line: string): string | undefined {
  const at = line.search(/\breturn\b/)
  return at < 0
    ? undefined
    : line
        .slice(at + 6)
        .replace(/[;\s}]+$/, '')
        .trim()
}

/** `if (x === 42) return 7`, as a test alone would have it. */
function isSpecialCase(change: Change): boolean {
  const guard = /\bif\b.{0,120}(?:===?|==)\s*(-?\d+|["'][^"'\n]{0,80}["'])/.exec(change.text)
  if (guard === null || /^(?:0|1|''|"")$/.test(guard[1] ?? '')) return false
  const value = /\breturn\s{1,4}([^;\n}]{1,200})/.exec(change.text)?.[1]?.trim()
  return value !== undefined && literal.test(value)
}

const selfDefeating = /^(?:comparison|boolean|assignment)$/

/** A comparison with itself, a condition that is always the same, a value assigned to itself. */
function nonsense(root: Term, change: Change, changes: readonly Change[]): string | undefined {
  const term = nodeAt(root, change)
  const parent = term?.parent
  if (term === undefined || parent === undefined) return undefined
  const isFixed = /^(?:true|false|\d+)$/i.test(change.text)
  if (
    isFixed &&
    (term.field === 'condition' ||
      parent.form === 'boolean' ||
      parent.form === 'not' ||
      parent.form === 'filter' ||
      (parent.form === 'group' && parent.field === 'condition'))
  )
    return 'forces a condition'
  const isDifference = parent.form === 'arithmetic' && /^[-/%^]|^\/\//.test(parent.tokens[0]?.type ?? '')
  if (!selfDefeating.test(parent.form) && !isDifference) return undefined
  const isSame = parent.parts.some((one) => one !== term && newText(one, changes) === change.text)
  return isSame ? 'sets a value against itself' : undefined
}

/** Where operands change places, each is compared with what comes to stand beside it. */
function newText(term: Term, changes: readonly Change[]): string {
  return changes.find((one) => one.start === term.start && one.end === term.end)?.text ?? term.text
}
