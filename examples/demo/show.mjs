// What the demo prints. Colour only where a person's terminal shows it, and nobody asked for none.
const colourful = process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined

const colour = (code) => (text) => (colourful ? `\u001b[${code}m${text}\u001b[0m` : text)
export const bold = colour('1')
export const dim = colour('2')
export const green = colour('32')
export const red = colour('31')

export function say(text = '') {
  process.stdout.write(`${text}\n`)
}

export function heading(text) {
  say()
  say(bold(text))
  say(bold('='.repeat(text.length)))
}

export function step(text) {
  say(`- ${text}`)
}

/** Text of somebody else, set off from ours. */
export function quote(text, paint = (line) => line) {
  for (const line of text.trimEnd().split('\n')) say(`  ${dim('|')} ${paint(line)}`)
}

/** Paints the lines of a Markdown text that stand in a fenced diff. */
function createDiffPainter() {
  let inDiff = false
  return (line) => {
    if (/^`{3,}/.test(line)) {
      inDiff = line.endsWith('diff')
      return dim(line)
    }
    if (!inDiff) return /^#+ /.test(line) ? bold(line) : line
    if (/^(\+\+\+|---|diff|index)/.test(line)) return dim(line)
    if (line.startsWith('+')) return green(line)
    return line.startsWith('-') ? red(line) : line
  }
}

export function showPullRequest({ number, title, draft, base, head, labels, body }) {
  say()
  say(bold(`Pull request #${number}: ${title}`))
  say(`  ${head.ref} -> ${base.ref}${draft ? ', draft' : ''}`)
  say(`  labels: ${labels.map((label) => label.name).join(', ') || 'none'}`)
  say()
  // What a browser would fold or hide: a terminal shows the text alone.
  const text = body
    .replace(/<!--[\s\S]*?-->\n?/g, '')
    .replace(/<summary>(.*?)<\/summary>/g, '$1:')
    .replace(/<\/?details>\n?/g, '')
    .replace(/\[([^\]\n]+)\]\([^)\s]+\)/g, '$1')
    .replace(/\n{3,}/g, '\n\n')
  quote(text, createDiffPainter())
}
