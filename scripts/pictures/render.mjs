// Markdown to a picture of it as GitHub shows it: GitHub's own style sheet, a browser without a window.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Marked } from 'marked'

const styles = fileURLToPath(new URL('node_modules/github-markdown-css', import.meta.url))
/** GitHub's own width of a comment, about. */
const width = 880
/** What fits on a page of documentation; the rest of a long body is below it. */
const tallest = 1250

const alerts = /** @type {const} */ ({
  NOTE: 'Note',
  TIP: 'Tip',
  IMPORTANT: 'Important',
  WARNING: 'Warning',
  CAUTION: 'Caution',
})

const markdown = new Marked({ gfm: true }).use({
  renderer: {
    blockquote({ tokens }) {
      const inner = this.parser.parse(tokens)
      const kind = /^<p>\[!([A-Z]+)\]\s*/.exec(inner)
      const name = kind === null ? undefined : alerts[/** @type {keyof typeof alerts} */ (kind[1])]
      if (name === undefined) return `<blockquote>${inner}</blockquote>`
      const rest = inner.replace(/^<p>\[![A-Z]+\]\s*/, '<p>')
      return `<div class="markdown-alert markdown-alert-${name.toLowerCase()}"><p class="markdown-alert-title">${name}</p>${rest}</div>`
    },
  },
})

/** GitHub colours diffs; its sheet leaves that to a highlighter. @param {string} html */
function withDiffs(html) {
  return html.replace(/(<code class="language-diff">)([\s\S]*?)(<\/code>)/g, (_all, open, code, close) => {
    const lines = String(code)
      .split('\n')
      .map((line) => {
        const kind = line.startsWith('+') ? 'added' : line.startsWith('-') ? 'removed' : ''
        return kind === '' ? line : `<span class="${kind}">${line}</span>`
      })
    return `${open}${lines.join('\n')}${close}`
  })
}

/** @param {string} text @param {'light' | 'dark'} theme */
function pageOf(text, theme) {
  const css = readFileSync(join(styles, `github-markdown-${theme}.css`), 'utf8')
  const colours =
    theme === 'light'
      ? ['#ffffff', '#116329', '#dafbe1', '#82071e', '#ffebe9']
      : ['#0d1117', '#aff5b4', '#033a16', '#ffdcd7', '#67060c']
  const [page, added, addedBack, removed, removedBack] = colours
  return `<!doctype html><meta charset="utf-8"><style>${css}
body { margin: 0; padding: 24px 32px; background: ${page}; }
.markdown-body { font-family: "Liberation Sans", "DejaVu Sans", sans-serif, "Noto Color Emoji"; font-size: 15px; }
.added { color: ${added}; background: ${addedBack}; } .removed { color: ${removed}; background: ${removedBack}; }
</style><body class="markdown-body">${withDiffs(/** @type {string} */ (markdown.parse(text)))}
<script>document.title = String(Math.ceil(document.documentElement.getBoundingClientRect().height))</script>`
}

/** @param {string} browser @param {readonly string[]} args */
function browse(browser, args) {
  const quiet = ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--force-device-scale-factor=1']
  return execFileSync(browser, [...quiet, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 120_000,
  })
}

/**
 * @param {{ browser: string, text: string, theme: 'light' | 'dark', folder: string, picture: string }} what
 *   `folder` is for the page on its way, `picture` the PNG that is made
 */
export function render({ browser, text, theme, folder, picture }) {
  const page = join(folder, 'page.html')
  writeFileSync(page, pageOf(text, theme))
  const url = `file://${page}`
  const dom = browse(browser, [`--window-size=${width},600`, '--dump-dom', url])
  const height = Math.min(tallest, Number(/<title>(\d+)<\/title>/.exec(dom)?.[1] ?? tallest))
  browse(browser, [`--window-size=${width},${height}`, `--screenshot=${picture}`, url])
}
