/** Just enough of the shell's grammar to put a flag into somebody's command, and to quote a word of our own. */

export interface SimpleCommand {
  /** Assignments before the command, raw: `NODE_ENV=test`. */
  readonly assignments: readonly string[]
  /** Words, raw: quotes and globs as they were written. */
  readonly words: readonly string[]
}

/** A command of one program, or undefined where anything in it needs a real shell to be understood. */
export function parseSimpleCommand(text: string): SimpleCommand | undefined {
  if (text.length > 4000 || /[\n;&|<>()`\\#]|\$\{/.test(text)) return undefined
  // A quote that is left over once all pairs are gone was never closed.
  if (/['"]/.test(text.replace(/'[^']*'|"[^"]*"/g, ''))) return undefined
  const raw = text.match(/(?:[^ \t'"]|'[^']*'|"[^"]*")+/g)
  if (raw === null) return undefined
  let start = 0
  while (start < raw.length && /^[A-Za-z_][A-Za-z0-9_]*=/.test(raw[start] ?? '')) start++
  // cross-env does what the shell's own assignments do.
  if (raw[start] === 'cross-env') {
    const inner = parseSimpleCommand(raw.slice(start + 1).join(' '))
    return inner && { assignments: [...raw.slice(0, start), ...inner.assignments], words: inner.words }
  }
  return { assignments: raw.slice(0, start), words: raw.slice(start) }
}

/** One word that the shell passes on exactly as it is. A word with NUL cannot be passed at all: see `canBePassed`. */
export function quote(word: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}

/** The kernel takes no NUL in an argument, and on Linux at most 128 KiB; what people name is far shorter. */
export function canBePassed(word: string): boolean {
  return !word.includes('\0') && word.length <= 4000
}

/** A file as a word that no program takes for a flag. */
export function fileWord(file: string): string {
  return quote(file.startsWith('-') ? `./${file}` : file)
}

/** Where package managers put the programs of a project. */
const programFolders = ['node_modules/.bin', '.venv/bin', 'venv/bin', 'vendor/bin'] as const

/** A command that finds the project's own programs first, as it does when a package manager starts it. */
export function withLocalPrograms(command: string, directories: readonly string[]): string {
  const folders = directories
    .flatMap((directory) => programFolders.map((folder) => `${quote(`${directory}/${folder}`)}:`))
    .join('')
  return `export PATH=${folders}"$PATH"; ${command}`
}

export function joinCommand(command: SimpleCommand): string {
  return [...command.assignments, ...command.words].join(' ')
}
