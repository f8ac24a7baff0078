import { lineBreak, showAllInvisible, showInvisible, stripTerminal } from './invisible.js'
import { cut, oneLine } from './visible.js'

declare const markdownBrand: unique symbol
/**
 * Markdown that is safe to publish: only this file makes it, and a plain string is not one, so text from outside cannot
 * get into a page by a template string.
 */
export type Markdown = string & { readonly [markdownBrand]: true }

/**
 * Our own words as they stand, with safe parts between: md`**${n}** tests, ${code(name)}`. The compiler refuses a plain string
 * as a part. Do not write `$` before a code span: GitHub reads that as mathematics.
 */
export function md(words: TemplateStringsArray, ...parts: readonly (Markdown | number)[]): Markdown {
  return words.reduce((text, word, index) => `${text}${parts[index - 1] ?? ''}${word}`) as Markdown
}

/** Parts with `separator` (our own words) between them; `undefined` and empty ones are left out. */
export function join(parts: readonly (Markdown | undefined)[], separator = '\n\n'): Markdown {
  return parts.filter((part) => part !== undefined && part !== '').join(separator) as Markdown
}

/**
 * Untrusted text as a code span, on one line. In code GitHub makes no link, mention, reference, emoji or image.
 * The pipe becomes a broken bar: no escape for it holds both inside and outside of a table.
 */
export function code(text: string, max = 200): Markdown {
  const line = showAllInvisible(oneLine(text, max)).replaceAll('|', '¦')
  if (line === '') return '` `' as Markdown
  const ticks = '`'.repeat(longestRun(line) + 1)
  // Blanks keep a backtick at either end apart from the delimiter, and are taken off again by the renderer.
  const pad = /^[` ]|[` ]$/.test(line) ? ' ' : ''
  return `${ticks}${pad}${line}${pad}${ticks}` as Markdown
}

/** Languages whose blocks GitHub draws or offers as a button instead of showing them. */
const activeLanguages = new Set(['mermaid', 'geojson', 'topojson', 'stl', 'math', 'suggestion'])

/** Untrusted text as a block of code: its fence is longer than any run of backticks inside. `max` is in UTF-16 units. */
export function fence(text: string, language = '', max = 8000): Markdown {
  const shown = showInvisible(stripTerminal(text.slice(0, max * 2)).replace(lineBreak, '\n')).replace(/\n+$/, '')
  const body = shown.length > max || text.length > max * 2 ? `${cut(shown, max)}\n… cut` : shown
  const ticks = '`'.repeat(Math.max(3, longestRun(body) + 1))
  const name = /^[a-z0-9+-]{1,20}$/.test(language) && !activeLanguages.has(language) ? language : ''
  return `${ticks}${name}\n${body}\n${ticks}` as Markdown
}

function longestRun(text: string): number {
  let longest = 0
  for (const run of text.matchAll(/`+/g)) longest = Math.max(longest, run[0].length)
  return longest
}

/** A word that no renderer and no bot gives a meaning to: letters with ordinary punctuation around and within. */
const plainWord = /^\(?"?'?[\p{L}\p{M}]+(?:['’,-][\p{L}\p{M}]+)*'?"?\)?[.,;:?]?$|^\d{1,6}(?:\/\d{1,6})?[.,;:)]?$/u
/** Long hexadecimal words are commits to GitHub, and `GH-1` is an issue. */
const reference = /^[0-9a-f]{7,}\W?$|^gh-|^www\b/i

/**
 * A sentence, mostly plain: every word that could be more than a word (a path, a mention, a number sign, an operator)
 * becomes a code span, and so does a first word that a chat command could start with, unless our own words stand before
 * it on the line (`startsLine` false).
 */
export function inline(text: string, max = 300, startsLine = true): Markdown {
  const words = oneLine(text, max).split(' ')
  const parts: Markdown[] = []
  let risky: string[] = []
  const flush = () => {
    if (risky.length > 0) parts.push(code(risky.join(' '), max))
    risky = []
  }
  for (const [index, word] of words.entries()) {
    if (word === '') continue
    if (plainWord.test(word) && !reference.test(word) && !(startsLine && index === 0 && isListener(word))) {
      flush()
      parts.push(word as Markdown)
    } else {
      risky.push(word)
    }
  }
  flush()
  return parts.join(' ') as Markdown
}

/** Bots listen to a line's first word, and there a number with a dot makes a list. */
function isListener(word: string): boolean {
  return (
    /^(?:bors|retest|recheck|rebuild|merge|homu|rultor|jenkins|build|run|ok|test)\W*$/i.test(word) ||
    /^\d+[.)]/.test(word)
  )
}

/** Rows of safe cells. A cell cannot break out: what looks like a pipe or a line end in it is taken away. */
export function table(header: readonly Markdown[], rows: readonly (readonly Markdown[])[]): Markdown {
  const line = (cells: readonly Markdown[]) => `| ${cells.map(cell).join(' | ')} |`
  const rule = `|${' --- |'.repeat(header.length)}`
  const width = (row: readonly Markdown[]) => header.map((_, index) => row[index] ?? ('' as Markdown))
  return [line(header), rule, ...rows.map((row) => line(width(row)))].join('\n') as Markdown
}

function cell(content: Markdown): string {
  return content.replaceAll('|', '¦').replace(/[\r\n]+/g, ' ')
}

/** A part that is closed until a person opens it. `summary` is our own plain words. */
export function details(summary: string, body: Markdown): Markdown {
  const words = oneLine(summary, 200).replace(/[^\p{L}\p{N} .,:()'/-]/gu, '')
  return `<details>\n<summary>${words}</summary>\n\n${body}\n\n</details>` as Markdown
}

export function heading(level: 2 | 3 | 4, text: Markdown): Markdown {
  return `${'#'.repeat(level)} ${text.replace(/\s+/g, ' ')}` as Markdown
}

export function list(items: readonly Markdown[]): Markdown {
  return items.map((item) => `- ${item.replace(/[\r\n]+/g, ' ')}`).join('\n') as Markdown
}

/** A link to an address that we put together ourselves; anything but a plain, short https (or http) one becomes a code span. */
export function link(text: Markdown, url: string): Markdown {
  const plain = /^https?:\/\/[A-Za-z0-9.-]+(?::\d{1,5})?(?:\/[A-Za-z0-9._~/=&?%+-]*)?(?:#L\d{1,7})?$/.test(url)
  return plain && url.length <= 1000 ? (`[${text}](${url})` as Markdown) : code(url)
}
