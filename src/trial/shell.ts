/** Just enough of the shell's grammar to put a flag into somebody's command, and to quote a word of our own. */

export interface SimpleCommand {
  /** Assignments before the command, raw: `NODE_ENV=test`. */
  readonly assignments: readonly string[]
  /** Words, raw: quotes and globs as they were written. */
  readonly words: readonly string[]
}

/** A command of one program, or undefined where anything in it needs a real shell to be understood. */
export function parseSimpleCommand(text: string): SimpleCommand | undefined {
  if (text.length > 4000 || /[\n;&|<>()`\\#]|\$\(|\$\{/.test(text)) return undefined
  const raw = text.trim().match(/(?:[^\s'"]|'[^']*'|"[^"]*")+/g)
  if (raw === null || raw.join(' ').length !== text.trim().replace(/\s+/g, ' ').length) return undefined
  let start = 0
  while (start < raw.length && /^[A-Za-z_][A-Za-z0-9_]*=/.test(raw[start] ?? '')) start++
  // cross-env does what the shell's own assignments do.
  if (raw[start] === 'cross-env') {
    const inner = parseSimpleCommand(raw.slice(start + 1).join(' '))
    return inner && { assignments: [...raw.slice(0, start), ...inner.assignments], words: inner.words }
  }
  return { assignments: raw.slice(0, start), words: raw.slice(start) }
}

/** One word that the shell passes on exactly as it is. */
export function quote(word: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}

export function joinCommand(command: SimpleCommand): string {
  return [...command.assignments, ...command.words].join(' ')
}
