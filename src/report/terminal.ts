/**
 * A page of our own Markdown as plain text for a terminal: headings underlined, tables in columns, no HTML. It reads only
 * what the one writer writes, and is no general renderer.
 */
export function terminal(markdown: string, width = 100): string {
  const out: string[] = []
  let rows: string[][] = []
  let fence: string | undefined
  const flush = () => {
    out.push(...columns(rows, width))
    rows = []
  }
  for (const line of markdown.split('\n')) {
    const ticks = /^(`{3,})/.exec(line)?.[1]
    if (fence !== undefined) {
      if (line === fence) fence = undefined
      else out.push(`    ${line}`)
    } else if (ticks !== undefined) {
      flush()
      fence = ticks
    } else if (line.startsWith('|')) {
      if (!/^\|(?: --- \|)+$/.test(line))
        rows.push(
          line
            .slice(1, -1)
            .split('|')
            .map((cell) => words(cell.trim())),
        )
    } else {
      flush()
      out.push(...prose(line, width))
    }
  }
  flush()
  return `${out
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`
}

function prose(line: string, width: number): string[] {
  if (line.startsWith('<!--') || line === '<details>' || line === '</details>') return []
  const summary = /^<summary>(.*)<\/summary>$/.exec(line)?.[1]
  if (summary !== undefined) return [`${summary}:`]
  if (/^> \[![A-Z]+\]$/.test(line)) return []
  const heading = /^(#{1,4}) (.*)$/.exec(line)
  if (heading?.[2] !== undefined) {
    const text = words(heading[2])
    return ['', text, (heading[1]?.length === 2 ? '=' : '-').repeat(text.length)]
  }
  const [, lead = '', text = ''] = /^(- |> |)(.*)$/.exec(line) ?? []
  const mark = lead === '> ' ? '! ' : lead
  return wrap(words(text), width - mark.length).map(
    (part, index) => `${index === 0 ? mark : ' '.repeat(mark.length)}${part}`,
  )
}

/** Code spans without their backticks, links as text with the address behind, no bold. */
function words(text: string): string {
  const spans: string[] = []
  const held = text.replace(/(`+)( ?)(.*?[^`])\2\1(?!`)/g, (_whole, _ticks, _pad, inside: string) => {
    spans.push(inside)
    return `\u0000${spans.length - 1}\u0000`
  })
  const plain = held
    .replace(/\[([^\]]*)\]\((https?:[^)\s]*)\)/g, '$1 <$2>')
    .replaceAll('**', '')
    .replaceAll('\\`', '`')
  return plain.replace(/\u0000(\d+)\u0000/g, (_whole, index: string) => spans[Number(index)] ?? '')
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return [...lines, line]
}

/** Every column as wide as its widest cell, the last one wrapped into what is left of the line. */
function columns(rows: readonly (readonly string[])[], width: number): string[] {
  const header = rows[0]
  if (header === undefined) return []
  const widths = header.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const last = header.length - 1
  const lead = widths.slice(0, last).reduce((sum, size) => sum + size + 2, 2)
  const lines = rows.flatMap((row) => {
    const start = row.slice(0, last).map((cell, column) => cell.padEnd((widths[column] ?? 0) + 2))
    const parts = wrap(row[last] ?? '', Math.max(20, width - lead))
    return parts.map((part, index) => `  ${index === 0 ? start.join('') : ' '.repeat(lead - 2)}${part}`.trimEnd())
  })
  return ['', ...lines, '']
}
