// Pictures of six endings for the documentation, from real runs, in light and dark: node scripts/pictures/make.mjs
// Not part of CI. It needs dist/ (npm run build), the packages of this folder (npm ci --prefix scripts/pictures), a
// Chromium (`chromium`, or its path in CHROMIUM), and takes some minutes. `--no-demo` takes the evidence of the last
// `npm run demo` instead of running it.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { render } from './render.mjs'
import { summaries } from './runs.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const target = join(root, 'docs/pictures')
const demo = join(root, '.suture-demo')
const browser = process.env['CHROMIUM'] ?? 'chromium'

/** The body of a pull request of the demo; above it stands its title, as on GitHub. @param {string} act */
const pullRequest = (act) => readFileSync(join(demo, act, 'pull-request.md'), 'utf8')

if (!process.argv.includes('--no-demo'))
  execFileSync(process.execPath, ['examples/demo/run.mjs'], { cwd: root, stdio: 'inherit' })
const rest = await summaries({
  service: join(root, 'examples/payment-service'),
  log: join(demo, 'act-2-production/production.ndjson'),
})
/** @type {Record<string, string>} */
const pages = { 'pr-opened-ci': pullRequest('act-1-ci'), 'pr-opened-production': pullRequest('act-2-production') }
for (const [name, { outcome, page }] of Object.entries(rest)) {
  console.log(`${name}: ${outcome}`)
  pages[name] = page
}
mkdirSync(target, { recursive: true })
const folder = mkdtempSync(join(tmpdir(), 'suture-pictures-'))
try {
  for (const [name, text] of Object.entries(pages))
    for (const theme of /** @type {const} */ (['light', 'dark']))
      render({ browser, text, theme, folder, picture: join(target, `${name}-${theme}.png`) })
} finally {
  rmSync(folder, { recursive: true })
}
