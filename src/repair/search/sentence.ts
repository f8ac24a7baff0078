import type { Change } from '../code/site.js'
import type { Proposed } from './proposed.js'

/** A reader wants the gist: the diff shows the rest. */
const longest = 60

/** What was changed and why, in one plain sentence. */
export function sentenceOf({ operators, changes, file, line }: Proposed): string {
  const text = file.parsed.text
  const says = operators.length === 1 ? (operators[0]?.says ?? '') : 'Two slips that belong together'
  const parts = changes.slice(0, 2).map((change) => told(text, change))
  return `${says} in line ${line}: ${parts.join(', and ')}.`
}

function told(text: string, change: Change): string {
  const before = short(text.slice(change.start, change.end))
  const after = short(change.text)
  if (before === '') return `${after} is added`
  return after === '' ? `${before} is taken away` : `${after} instead of ${before}`
}

function short(text: string): string {
  const flat = text.trim().replace(/\s+/g, ' ')
  return flat === '' ? '' : `\`${flat.length > longest ? `${flat.slice(0, longest)}…` : flat}\``
}
