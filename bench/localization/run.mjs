// Measures fault localization and packing: node bench/localization/run.mjs --set quixbugs --data PATH (see README.md).
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openMeasure } from './measure.mjs'
import { sets } from './sets.mjs'

const { values: options } = parseArgs({
  allowNegative: true,
  options: {
    set: { type: 'string' },
    data: { type: 'string' },
    work: { type: 'string' },
    build: { type: 'string' },
    half: { type: 'string' },
    list: { type: 'string' },
    only: { type: 'string' },
    tokens: { type: 'string', default: '12000' },
    json: { type: 'string' },
    coverage: { type: 'boolean', default: true },
    quiet: { type: 'boolean', default: false },
  },
})
if (!Object.hasOwn(sets, options.set ?? '') || options.data === undefined) {
  console.error(`usage: run.mjs --set ${Object.keys(sets).join('|')} --data PATH`)
  process.exit(1)
}
const work = options.work ?? mkdtempSync(join(tmpdir(), 'localization-'))
mkdirSync(work, { recursive: true })
const measure = await openMeasure(work, options.build, Number(options.tokens))
const results = []
for (const one of sets[options.set](options, work)) {
  if (options.only !== undefined && !options.only.split(',').includes(one.id)) continue
  const told = options.coverage ? one : { ...one, spectrum: undefined }
  const result = one.error === undefined ? await measure(told) : { error: one.error }
  results.push({ id: one.id, language: one.language, ...result })
  if (!options.quiet) console.log(lineOf(results.at(-1)))
}
if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(results, undefined, 1)}\n`)
tell('all', results)
for (const language of [...new Set(results.map((result) => result.language))].sort())
  tell(
    language,
    results.filter((result) => result.language === language),
  )

function lineOf(result) {
  if (result.error !== undefined) return `${result.id}  not measured: ${result.error}`
  const rank = result.rank === undefined ? '  -' : String(result.rank).padStart(3)
  const shown = result.main ? (result.all ? 'whole' : 'main ') : 'no   '
  return `${rank}  ${shown} ${String(result.tokens).padStart(6)} tokens ${result.framed ? 'frame' : '     '} ${result.id} ${result.fixed} <- ${result.first ?? 'nothing'}`
}

function tell(name, all) {
  const measured = all.filter((result) => result.error === undefined)
  const share = (test) => {
    const count = measured.filter(test).length
    return `${count} of ${measured.length} (${((100 * count) / Math.max(1, measured.length)).toFixed(1)} %)`
  }
  const tokens = measured.map((result) => result.tokens).sort((a, b) => a - b)
  console.log(`${name}: measured ${measured.length} of ${all.length}`)
  console.log(
    `  file among the first: ${share(({ rank }) => rank === 1)}; first three: ${share(({ rank }) => rank <= 3)}`,
  )
  console.log(
    `  fixed function in the evidence: ${share(({ main }) => main)}; every changed place: ${share((one) => one.all)}`,
  )
  console.log(`  no frame in the fixed file: ${share(({ framed }) => !framed)}`)
  console.log(`  tokens: median ${tokens[Math.floor(tokens.length / 2)] ?? 0}, most ${tokens.at(-1) ?? 0}`)
}
