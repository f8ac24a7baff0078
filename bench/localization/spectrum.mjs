// Takes what each test runs, as the product would, but without a sandbox: once, kept beside the other outputs.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { run } from './shell.mjs'

const seconds = 90

/** @param kept where the answer is kept from run to run */
export async function spectrumOf({ folder, command, environment, kept }, build, files) {
  const load = (file) => import(pathToFileURL(join(build, file)).href)
  const { spectrumErrand } = await load('trial/spectrum/take.js')
  const { spectrumTools } = await load('trial/spectrum/all.js')
  const { readSpectrum } = await load('trial/spectrum/read.js')
  const { detectChecks } = await load('trial/command/detect.js')
  const project = {
    has: (path) => existsSync(join(folder, path)),
    read: async (path) => (existsSync(join(folder, path)) ? readFileSync(join(folder, path), 'utf8') : undefined),
  }
  const { runner } = (await detectChecks(command, project)) ?? {}
  if (runner === undefined) return { why: 'the runner is not known' }
  const wish = { runner, selection: { kind: 'all' }, workingDirectory: '.', offline: true, seconds }
  const errand = spectrumErrand(wish)
  if ('why' in errand) return errand
  if (!existsSync(kept)) {
    const outbox = mkdtempSync(join(tmpdir(), 'spectrum-'))
    mkdirSync(outbox, { recursive: true })
    for (const [name, text] of Object.entries(errand.inputs)) writeFileSync(join(outbox, name), text)
    const local = `export PATH="$PWD/node_modules/.bin:$PATH"; ${errand.command(outbox)}`
    const cache = join(process.env.HOME ?? '', '.cache/go-build')
    run(folder, local, { ...environment, SUTURE_GO_CACHE: cache }, seconds)
    rmSync(join(folder, '.suture-cache'), { recursive: true, force: true })
    const answer = join(outbox, 'answer')
    writeFileSync(kept, existsSync(answer) ? readFileSync(answer) : '')
    rmSync(outbox, { recursive: true })
  }
  const text = readFileSync(kept, 'utf8')
  const tool = spectrumTools.find(({ name }) => name === runner.is.name)
  return { tests: readSpectrum(tool.translated?.(text) ?? text, new Set(files)) }
}
