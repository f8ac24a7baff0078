/**
 * What GitHub would show as text rather than code: a strict reading of the part of GitHub Flavored Markdown that
 * matters here. Fenced blocks and code spans are dropped; what is left must hold nothing from outside.
 */
export function outsideCode(markdown: string): string {
  const left: string[] = []
  let fence: { readonly mark: string; readonly length: number } | undefined
  let paragraph: string[] = []
  const flush = () => {
    if (paragraph.length > 0) left.push(withoutSpans(paragraph.join('\n')))
    paragraph = []
  }
  for (const line of markdown.split(/\r\n|\n|\r/)) {
    const mark = /^ {0,3}(`{3,}|~{3,})([^\n]*)$/.exec(line)
    if (fence !== undefined) {
      const closes = mark?.[1]?.startsWith(fence.mark) && mark[1].length >= fence.length && mark[2]?.trim() === ''
      if (closes) fence = undefined
    } else if (mark?.[1] !== undefined && !(mark[1].startsWith('`') && mark[2]?.includes('`'))) {
      flush()
      fence = { mark: mark[1].charAt(0), length: mark[1].length }
    } else if (line.trim() === '') {
      flush()
    } else if (line.startsWith('|')) {
      flush()
      // A table splits its cells before it looks for code; a backslash before a pipe keeps it.
      for (const cell of line.split(/(?<!\\)\|/)) left.push(withoutSpans(cell))
    } else if (/^(?:#{1,6} |- |<)/.test(line)) {
      flush()
      left.push(withoutSpans(line))
    } else {
      paragraph.push(line)
    }
  }
  if (fence !== undefined) throw new Error('a fence is left open')
  flush()
  return left.join('\n')
}

/** A span is closed by a run of backticks of the same length; a run without a partner is text. */
function withoutSpans(text: string): string {
  let out = ''
  let at = 0
  while (at < text.length) {
    const run = /^`+/.exec(text.slice(at))?.[0]
    if (run === undefined) {
      out += text[at]
      at += 1
      continue
    }
    const close = [...text.slice(at + run.length).matchAll(/`+/g)].find((match) => match[0].length === run.length)
    if (close === undefined) {
      out += run
      at += run.length
    } else {
      out += '·'
      at += run.length + close.index + run.length
    }
  }
  return out
}

/** What GitHub would make active in text outside code; empty where it is inert. Our own links and tags are known. */
export function activeParts(markdown: string, ownHosts: readonly string[] = []): string[] {
  let text = outsideCode(markdown)
  for (const host of ownHosts) {
    const own = `\\[([^\\]]*)\\]\\(https?://${host.replaceAll('.', '\\.')}(?:/[^)\\s]*)?\\)`
    text = text.replaceAll(new RegExp(own, 'g'), '$1')
  }
  text = text.replace(/<\/?(?:details|summary)>|<!-- suture:\{[^<>]*\} -->|<sub>|<\/sub>/g, '')
  const active: Record<string, RegExp> = {
    mention: /@[A-Za-z0-9]/g,
    issue: /#\d|\bGH-\d/gi,
    link: /:\/\/|\bwww\.|\]\(|\]\[|\]:|mailto:/gi,
    image: /!\[/g,
    html: /<[A-Za-z!/?]/g,
    entity: /&[a-z#]/gi,
    emoji: /:[a-z0-9_+-]+:/g,
    commit: /\b[0-9a-f]{7,40}\b/g,
    mathematics: /\$/g,
    footnote: /\[\^/g,
    command: /^\s*(?:[/!][a-z]|bors\b|@)/gim,
    invisible: /[\u200B-\u200F\u202A-\u202E\u2060-\u2069\u{E0000}-\u{E007F}]/gu,
  }
  return Object.entries(active).flatMap(([name, expression]) =>
    [...text.matchAll(expression)].map((match) => `${name}: ${match[0]}`),
  )
}

/** Texts that try to become more than text. */
export const hostileTexts: readonly string[] = [
  '```',
  '````````',
  '```\n@everyone\n```',
  '~~~\n@everyone\n~~~',
  '    ```\n    indented',
  '\r```\r@org/team\r',
  '\u2028```\u2028@org/team',
  '`',
  '``',
  ' ` ',
  '` `` ```',
  'a`b``c```d',
  '@everyone @org/team @user',
  '@user '.repeat(5000),
  'Fixes #1, closes owner/repo#2, GH-3',
  '![x](https://evil.example/?k=1)',
  '<img src="https://evil.example/x.png">',
  '![x][y]\n\n[y]: https://evil.example/x.png',
  '<picture><source srcset="https://evil.example"></picture>',
  '[click](javascript:alert(1))',
  'https://evil.example/a',
  'www.evil.example',
  'mail@evil.example',
  '<details open>',
  '</details></summary>',
  '<!-- unclosed',
  '-->',
  '<script>alert(1)</script>',
  '<a name=x>',
  '<sub>',
  '/merge',
  '@dependabot merge',
  '@mergifyio queue',
  'bors r+',
  '/lgtm',
  '!deploy',
  '\n/merge\n',
  '\r/merge',
  '\u2028/merge',
  'a | b',
  'a \\| b',
  '\\',
  'a\\',
  'x\ny\r\nz',
  '| --- |',
  'a || b `c | d`',
  'x'.repeat(10_000),
  ':tada: :+1:',
  '$x^2$',
  '$`x`$',
  '[^1]',
  '&lt;img&gt; &#64;user',
  '# heading',
  '- [ ] task',
  '> [!WARNING]',
  '1. one',
  '***',
  '---',
  '===',
  '0123456789abcdef0123456789abcdef01234567',
  'deadbeef',
  '\u202Eevil\u2066',
  '\u{E0041}\u{E0042}',
  '\u200B',
  '\u001B]8;;https://evil.example\u0007x',
  '\u0000',
  '\uD800',
  '<!-- suture:{"fingerprint":"000000000000"} -->',
  '',
  ' ',
]
