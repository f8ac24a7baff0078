// How many regressions out of real histories are healed, and right: node bench/regressions/run.mjs --projects FOLDER (see README.md).
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { regressionsOf } from './make.mjs'
import { projects } from './projects.mjs'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const { values: options } = parseArgs({
  options: {
    projects: { type: 'string' },
    only: { type: 'string' },
    each: { type: 'string', default: '3' },
    made: { type: 'string', default: join(tmpdir(), 'regressions') },
    order: { type: 'string', default: 'rules first' },
    'make-only': { type: 'boolean', default: false },
    bundle: { type: 'string', default: join(root, 'dist/index.js') },
    minutes: { type: 'string', default: '5' },
    json: { type: 'string' },
  },
})
if (options.projects === undefined) {
  console.error('usage: run.mjs --projects FOLDER_WITH_CLONES [--only NAME,…] [--each 3] [--bundle FILE] [--json FILE]')
  process.exit(1)
}
const orders = { 'rules first': ['rules', 'search', 'revert'], 'revert first': ['revert', 'rules', 'search'] }

const wantedOrders = Object.entries(orders).filter(([order]) => options.order.split(',').includes(order))

function healed(regression, project, strategies) {
  const folder = mkdtempSync(join(tmpdir(), 'regression-report-'))
  const report = join(folder, 'report.json')
  const started = performance.now()
  const run = spawnSync(
    process.execPath,
    [
      options.bundle,
      'propose',
      ...['--workspace', regression.folder, '--signals', 'tests', '--base', 'main'],
      ...['--test-command', project.command(regression.path), '--report', report],
      ...['--max-minutes', options.minutes, '--confirmations', '1'],
      ...strategies.flatMap((each) => ['--strategies', each]),
    ],
    { encoding: 'utf8', maxBuffer: 2 ** 28, env: { PATH: process.env.PATH, HOME: process.env.HOME } },
  )
  const seconds = (performance.now() - started) / 1000
  const last = run.stdout.trim().split('\n').at(-1) ?? ''
  const chosen = /^.*candidates pass: .*$/m.exec(run.stdout)?.[0]
  let told
  try {
    told = JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    told = { outcome: 'no report' }
  }
  const fix =
    told.fix === undefined
      ? undefined
      : JSON.parse(readFileSync(join(folder, `fix-${told.chosen ?? told.failures[0].fingerprint}`, 'fix.json'), 'utf8'))
  rmSync(folder, { recursive: true, force: true })
  return { outcome: told.outcome, last, chosen, culprit: told.culprit?.how, fix, seconds }
}

/** Blanks aside. */
const same = (one, other) => one.replace(/\s+/g, ' ').trim() === other.replace(/\s+/g, ' ').trim()

function judged(regression, fix) {
  if (fix === undefined) return 'not healed'
  const [file, ...others] = fix.patch.files.filter((each) => each.before !== each.after)
  if (others.length === 0 && file?.path === regression.path) {
    if (same(file.after, regression.fixed)) return 'right: the text of the good change'
    if (same(file.after, regression.before)) return 'right: the text before the change'
  }
  return 'to be read'
}

const rows = []
for (const [name, project] of Object.entries(projects)) {
  if (options.only !== undefined && !options.only.split(',').includes(name)) continue
  const places = {
    clone: join(options.projects, name),
    modules: join(options.projects, 'node_modules'),
    made: options.made,
  }
  for (const regression of regressionsOf(name, project, places, Number(options.each))) {
    if (options['make-only']) console.log(regression.folder, regression.kind, regression.slip, regression.path)
    for (const [order, strategies] of options['make-only'] ? [] : wantedOrders) {
      const { fix, ...rest } = healed(regression, project, strategies)
      const verdict = judged(regression, fix)
      const { folder: _, fixed: __, before: ___, broken: ____, ...what } = regression
      rows.push({
        ...what,
        order,
        verdict,
        by: fix && `${fix.strategy}/${fix.by}`,
        patch: fix?.patch,
        alternatives: fix?.alternatives?.length ?? 0,
        ...rest,
      })
      console.log(
        `${name} ${regression.path} ${regression.kind} (${regression.slip}), ${order}: ${verdict}, ${rows.at(-1).by ?? rest.last}, culprit by ${rest.culprit ?? 'nothing'}, ${rest.seconds.toFixed(0)} s`,
      )
      if (rest.chosen !== undefined) console.log(`    ${rest.chosen}`)
      if (options.json !== undefined) writeFileSync(options.json, JSON.stringify(rows, null, 1))
    }
  }
}
for (const [order] of wantedOrders) {
  const own = rows.filter((row) => row.order === order)
  const count = (pattern) => own.filter((row) => pattern.test(row.verdict)).length
  console.log(
    `${order}: ${own.length} regressions, healed ${own.length - count(/^not/)}, right by text ${count(/^right/)} (${count(/good change$/)} the good change, ${count(/before the change$/)} taken back), to be read ${count(/^to be/)}`,
  )
}
