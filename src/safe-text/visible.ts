import { lineBreak, showInvisible, stripTerminal } from './invisible.js'

export { showInvisible, stripInvisible, stripTerminal } from './invisible.js'

/** At most `max` UTF-16 units, never half a character; a cut is shown by `…`. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text
  const end = max - 1
  const last = text.charCodeAt(end - 1)
  const splitsPair = last >= 0xd800 && last <= 0xdbff
  return `${text.slice(0, Math.max(0, splitsPair ? end - 1 : end))}…`
}

/** One physical line without terminal sequences; invisible characters are written out, blanks collapse. */
export function oneLine(text: string, max: number): string {
  // Eight times the wanted length leaves room for what is taken out, and keeps the cost independent of the input.
  const start = text.slice(0, max * 8 + 64)
  const line = showInvisible(stripTerminal(start).replace(lineBreak, ' ').replaceAll('\t', ' '))
  const collapsed = line.replace(/ {2,}/g, ' ').trim()
  return cut(start.length < text.length && collapsed.length < max ? `${collapsed} …` : collapsed, max)
}

/** Longest value of a step output: it has to fit into a notice and a person's glance. */
const maxOutput = 300

/**
 * Text for step outputs and for the reason in the last line. People paste these into shell steps, so the alphabet holds
 * no character that a shell, a workflow command or Markdown gives a meaning to: letters, digits, blank and `. , : / _ - + =`.
 */
export function safeOutput(text: string, max: number = maxOutput): string {
  const plain = stripTerminal(text.slice(0, max * 8))
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
  const safe = plain
    .replace(/['"`’‘“”«»]/g, '')
    .replace(/;/g, ',')
    .replace(/[\p{L}\p{N}]/gu, (character) => (character < '\u0080' ? character : '_'))
    .replace(/[^A-Za-z0-9.,:/_+= -]/g, ' ')
    // `::` starts a workflow command where a step prints the value.
    .replace(/:{2,}/g, ':')
    .replace(/_{4,}/g, '___')
    .replace(/ {2,}/g, ' ')
    .replace(/ (?=[.,:])/g, '')
  // A value that starts with `-` would be an option.
  return safe
    .replace(/^[^A-Za-z0-9]+/, '')
    .trimEnd()
    .slice(0, max)
    .trimEnd()
}
