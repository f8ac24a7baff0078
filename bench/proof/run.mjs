import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { built } from '../built.mjs'
import { dataSets } from '../repair/data-sets.mjs'
import { filesOf, labOf } from './plain-lab.mjs'

const { values: options } = parseArgs({
  options: {
    set: { type: 'string' },
    data: { type: 'string' },
    found: { type: 'string' },
    build: { type: 'string' },
    every: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '3600' },
    quiet: { type: 'boolean', default: false },
    json: { type: 'string' },
  },
})
const sets = Object.keys(dataSets).filter((name) => /odd$/.test(name))
if (!sets.includes(options.set ?? '') || options.data === undefined || options.found === undefined) {
  console.error(`usage: run.mjs --set ${sets.join('|')} --data PATH --found JSON`)
  process.exit(1)
}

const build = options.build ?? built()
const load = (file) => import(pathToFileURL(join(build, file)).href)
const { askProbes } = await load('trial/probes/ask.js')
const { behavioursOf } = await load('trial/choosing/behaviours.js')
const { secondsFor } = await load('trial/probe-candidate.js')
const { agrees } = await load('trial/choosing/choose.js')
const { openSyntax } = await load('syntax/open.js')
const { openGrammars } = await load('adapters/grammars.js')
const syntax = openSyntax(openGrammars())

/** Whether each of a bug's fixes behaves otherwise than the first of them, which is the likeliest: such a one is not proposed. */
async function outliers(task, texts) {
  const [path] = Object.keys(filesOf(task, ''))
  const before = filesOf(task, task.text)[path]
  const patches = texts.map((text) => ({ files: [{ path, before, after: filesOf(task, text)[path] }] }))
  const failure = { kind: 'test', title: 'check', message: '', detail: '', frames: [], test: { name: 'check' } }
  const target = { failure, selection: { kind: 'all' }, ids: ['check'], isLoadFailure: false, recognises: () => false }
  const lab = labOf(task, { base: task.text })
  const known = await behavioursOf({ lab, base: 'base', target, baseline: { seconds: 0.1 }, syntax }, patches)
  return texts.map((_, index) => !('why' in known) && !agrees(known.rivals[index], known.rivals[0]))
}

async function judged(task, text) {
  const [path] = Object.keys(filesOf(task, ''))
  const [before, after] = [filesOf(task, task.text)[path], filesOf(task, text)[path]]
  const lab = labOf(task, { base: task.text, fixed: text })
  const runs = {}
  for (const tree of ['base', 'fixed']) {
    const copy = await lab.copyOf(tree)
    runs[tree] = await lab.run(copy, undefined, 20)
    await lab.discard(copy)
  }
  if (runs.base.passed || !runs.fixed.passed) return undefined
  const failure = { kind: 'test', title: 'check', message: '', detail: '', frames: [], test: { name: 'check' } }
  const target = {
    failure,
    selection: { kind: 'test', test: { name: 'check' }, file: 'test' },
    ids: ['check'],
    isLoadFailure: false,
    recognises: () => false,
  }
  const started = performance.now()
  const answers = await askProbes(
    {
      patch: { files: [{ path, before, after }] },
      failure,
      target,
      testText: task.tests,
      sides: { base: [runs.base], after: [runs.fixed] },
      lab,
      trees: { base: 'base', fixed: 'fixed' },
      syntax,
      seconds: secondsFor('proof', runs.base.seconds),
    },
    'proof',
  )
  return { ...answers, seconds: (performance.now() - started) / 1000 }
}

const tasks = new Map(dataSets[options.set](options.data).map((task) => [task.id, task]))
const all = JSON.parse(readFileSync(options.found, 'utf8')).flatMap(({ id, plausible = [] }) =>
  plausible.map((one, index) => ({ id, first: index === 0, right: one.verdict?.same === true, ...one })),
)
// All that is wrong, and every so many of what is right, by turns: a run that ends early has seen some of both.
const wrong = all.filter((one) => !one.right)
const right = all.filter((one) => one.right).filter((_, index) => index % Number(options.every) === 0)
const wanted = Array.from({ length: Math.max(wrong.length, right.length) }, (_, index) => [
  wrong[index],
  right[index],
]).flat()
const outlying = new Map()
const until = performance.now() + Number(options.seconds) * 1000
const rows = []
let left = 0
for (const one of wanted) {
  if (one === undefined) continue
  if (performance.now() > until) {
    left++
    continue
  }
  const task = tasks.get(one.id)
  const answers = task && (await judged(task, one.text))
  if (answers === undefined) continue
  if (!outlying.has(one.id)) {
    const texts = all.filter((each) => each.id === one.id).map((each) => each.text)
    outlying.set(one.id, new Map((await outliers(task, texts)).map((each, index) => [texts[index], each])))
  }
  rows.push({ ...one, ...answers, outlier: outlying.get(one.id).get(one.text) })
  if (options.quiet) continue
  const said = answers.findings
    .filter((each) => each.value !== 'passed')
    .map((each) => `${each.value} by ${each.probe}: ${each.why}`)
  console.log(
    `${one.right ? 'right' : 'WRONG'} ${one.id} #${one.rank} ${answers.value} ${said.join('; ').slice(0, 160)}`,
  )
}
if (left > 0) console.log(`${left} of ${all.length} plausible fixes were not asked: the seconds were used up`)

function share(list, words) {
  const of = (test) => {
    const count = list.filter(test).length
    return `${count} (${list.length === 0 ? 0 : Math.round((count * 1000) / list.length) / 10} %)`
  }
  const doubted = (row) => row.value !== 'passed'
  return (
    `${words}: ${list.length}, refused ${of((row) => row.value === 'refused')}, lowered ${of((row) => row.value === 'lowered')}, ` +
    `unlike the likeliest ${of((row) => row.outlier)}, one of these ${of((row) => doubted(row) || row.outlier)}`
  )
}
/** By task, so that what was thought up on one half is checked on bugs that it never saw. */
const isForThinking = ({ id }) => createHash('sha256').update(id).digest()[31] % 2 === 0
for (const [words, belongs] of [
  ['', () => true],
  [', half to think on', isForThinking],
  [', half to check on', (row) => !isForThinking(row)],
  [', first choices', (row) => row.first],
])
  for (const right of [false, true])
    console.log(
      share(
        rows.filter((row) => row.right === right && belongs(row)),
        `${options.set}: ${right ? 'correct' : 'wrong'}${words}`,
      ),
    )
for (const name of new Set(rows.flatMap((row) => row.findings.map((each) => each.probe)))) {
  const by = (right) =>
    rows.filter(
      (row) =>
        row.right === right &&
        row.findings.some((each) => each.probe === name && /^(?:lowered|refused)$/.test(each.value)),
    ).length
  if (by(true) + by(false) > 0) console.log(`  ${name}: wrong ${by(false)}, correct ${by(true)}`)
}
const seconds = rows.map((row) => row.seconds).toSorted((one, other) => one - other)
console.log(
  `seconds a fix: median ${(seconds[Math.floor(seconds.length / 2)] ?? 0).toFixed(1)}, most ${(seconds.at(-1) ?? 0).toFixed(1)}`,
)
if (options.json !== undefined) writeFileSync(options.json, JSON.stringify(rows, null, 1))
