import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { built } from '../built.mjs'
import { filesOf, labOf } from '../proof/plain-lab.mjs'
import { dataSets } from './data-sets.mjs'

const { values: options } = parseArgs({
  options: {
    set: { type: 'string' },
    data: { type: 'string' },
    found: { type: 'string', multiple: true },
    build: { type: 'string' },
    ahead: { type: 'string', default: '40' },
    json: { type: 'string' },
  },
})
const sets = Object.keys(dataSets).filter((name) => /odd$/.test(name))
if (!sets.includes(options.set ?? '') || options.data === undefined || options.found === undefined) {
  console.error(`usage: choose.mjs --set ${sets.join('|')} --data PATH --found JSON`)
  process.exit(1)
}

const build = options.build ?? built()
const load = (file) => import(pathToFileURL(join(build, file)).href)
const { behavioursOf } = await load('trial/choosing/behaviours.js')
const { choose } = await load('trial/choosing/choose.js')
const { loosensComparison } = await load('trial/choosing/loosens.js')
const { openSyntax } = await load('syntax/open.js')
const { openGrammars } = await load('adapters/grammars.js')
const syntax = openSyntax(openGrammars())

function patchesOf(task, rivals) {
  const [path] = Object.keys(filesOf(task, ''))
  const before = filesOf(task, task.text)[path]
  return rivals.map(({ text }) => ({ files: [{ path, before, after: filesOf(task, text)[path] }] }))
}

async function known(task, patches) {
  const failure = { kind: 'test', title: 'check', message: '', detail: '', frames: [], test: { name: 'check' } }
  const target = { failure, selection: { kind: 'all' }, ids: ['check'], isLoadFailure: false, recognises: () => false }
  const lab = labOf(task, { base: task.text })
  return behavioursOf({ lab, base: 'base', target, baseline: { seconds: 0.1 }, syntax }, patches)
}

const tasks = new Map(dataSets[options.set](options.data).map((task) => [task.id, task]))
const rows = []
for (const file of options.found) {
  for (const { id, plausible = [] } of JSON.parse(readFileSync(file, 'utf8'))) {
    const [first] = plausible
    if (first === undefined) continue
    // What comes later than the product goes on for is not there to choose from.
    const rivals = plausible.filter((one) => one.rank <= first.rank + Number(options.ahead))
    const patches = patchesOf(tasks.get(id), rivals)
    const isRight = (one) => one.verdict?.same === true
    const seen = rivals.length > 1 ? await known(tasks.get(id), patches) : undefined
    const behaviours = seen === undefined || 'why' in seen ? undefined : seen
    const choice =
      rivals.length > 1
        ? choose(
            patches.map((patch) => ({ restores: false, loosens: loosensComparison(patch) })),
            behaviours,
          )
        : { index: 0, why: 'the only one', clusters: 1, others: [] }
    const row = {
      id,
      rivals: rivals.map((one) => (isRight(one) ? 'R' : 'w')).join(''),
      any: rivals.some(isRight),
      first: isRight(first),
      chosen: isRight(rivals[choice.index]),
      clusters: choice.clusters,
      why: choice.why,
      ...(seen !== undefined && 'why' in seen ? { notCompared: seen.why } : {}),
    }
    rows.push(row)
    if (rivals.length > 1)
      console.log(
        `${id} ${row.rivals} number ${choice.index + 1}, ${row.chosen ? 'right' : 'WRONG'}, ${row.clusters} behaviours: ${row.notCompared ?? row.why}`,
      )
  }
}
const count = (test) => rows.filter(test).length
const several = rows.filter((row) => row.clusters > 1)
console.log(
  `${options.set}: ${rows.length} bugs with a plausible fix, ${count((row) => row.rivals.length > 1)} with several; ` +
    `right before choosing ${count((row) => row.first)}, after ${count((row) => row.chosen)}, at best ${count((row) => row.any)}; ` +
    `told apart by behaviour ${several.length}, wrong there ${several.filter((row) => !row.chosen).length}, ` +
    `wrong elsewhere ${count((row) => row.clusters <= 1 && !row.chosen)}`,
)
if (options.json !== undefined) writeFileSync(options.json, JSON.stringify(rows, null, 1))
