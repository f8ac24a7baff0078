// Measures the embedded search on a data set: node bench/repair/run.mjs --set quixbugs --data PATH (see README.md).
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { built } from '../built.mjs'
import { dataSets } from './data-sets.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const { values: options } = parseArgs({
  options: {
    set: { type: 'string' },
    data: { type: 'string' },
    build: { type: 'string' },
    only: { type: 'string' },
    candidates: { type: 'string', default: '2000' },
    seconds: { type: 'string', default: '60' },
    json: { type: 'string' },
    keep: { type: 'string', default: '1' },
    sample: { type: 'string' },
    quiet: { type: 'boolean', default: false },
  },
})
if (!Object.hasOwn(dataSets, options.set ?? '') || options.data === undefined) {
  console.error(`usage: run.mjs --set ${Object.keys(dataSets).join('|')} --data PATH`)
  process.exit(1)
}

const build = options.build ?? built()
const load = (file) => import(pathToFileURL(join(build, file)).href)
const { createSearchRepairer } = await load('repair/search/repairer.js')
const { openSyntax } = await load('syntax/open.js')
const { openGrammars } = await load('adapters/grammars.js')
const { applyEdits } = await load('trial/patch/apply.js')
const syntax = openSyntax(openGrammars())

const workers = { javascript: 'worker.mjs', go: 'worker-go.mjs', java: 'worker-java.mjs' }
const endings = { python: 'py', javascript: 'js', go: 'go', java: 'java' }
const testFiles = {
  python: 'test_x.py',
  javascript: 'x.test.js',
  go: 'program_test.go',
  java: 'src/test/MainTest.java',
}

function openWorker(task) {
  const command =
    task.language === 'python'
      ? ['python3', ['-P', join(here, 'worker.py')]]
      : [process.execPath, [join(here, workers[task.language])]]
  const child = spawn(command[0], command[1], { stdio: ['pipe', 'pipe', 'ignore'] })
  // Its end is seen when it is asked.
  child.stdin.on('error', () => {})
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const { text: _, fixed: __, ...rest } = task
  child.stdin.write(`${JSON.stringify(rest)}\n`)
  return {
    async ask(request) {
      child.stdin.write(`${JSON.stringify(request)}\n`)
      const line = await lines.next()
      // What ended by itself judged nothing: counted as a miss it would say something of the search.
      if (line.done) throw new Error(`the worker of ${task.id} ended`)
      return JSON.parse(line.value)
    },
    close: () => child.stdin.end(),
  }
}

/** What the product would know: the failing test's error and its frames, and which file was called. */
function evidenceOf(task, path, failing) {
  const lines = failing.status === 'timeout' ? [] : (failing.lines ?? [])
  const message = failing.status === 'timeout' ? 'timed out' : (failing.message ?? '')
  const failure = {
    kind: 'test',
    title: failing.name,
    message,
    detail: '',
    ...(failing.exception === undefined ? {} : { exception: failing.exception }),
    test: { name: failing.name, file: testFiles[task.language] },
    frames: lines.map((line) => ({ file: path, line, inRepository: true })),
    sourceLines: [1, 1],
    fingerprint: '000000000000',
    source: 'bench',
    occurrences: { count: 1, spike: false },
  }
  const suspects = [{ file: path, score: 0.8, why: 'called by the test' }]
  const sources = [{ path, language: task.language, text: task.text }]
  return { failure, suspects, sources, excerpts: [], output: '', instructions: '', cut: [], files: [path] }
}

/** Where programs are linked, several at a time cost little more than one; the search is told of all of them, as in the product. */
const together = { go: 8 }

/** What one text does, or each of a few: the worker's own word, in the same order. */
async function asked(worker, task, texts, more) {
  if (!Object.hasOwn(together, task.language)) {
    const answers = []
    for (const text of texts) answers.push(await worker.ask({ run: text, ...more }))
    return answers
  }
  const { answers, invalid } = await worker.ask({ batch: texts, ...more })
  return answers ?? texts.map(() => ({ invalid }))
}

/** The tests of the program as it is, and how long candidates may take. */
async function baselineOf(task, worker) {
  const [baseline] = await asked(worker, task, [task.text], { seconds: 2, longest: slow, all: true })
  const failing = (baseline.results ?? [])
    .filter((one) => one.status === 'failed' || one.status === 'timeout')
    .toSorted((one, other) => one.seconds - other.seconds)
  const first = failing[0]
  if (first === undefined) return { error: baseline.invalid ?? 'nothing fails' }
  const passing = baseline.results.filter((one) => one.status === 'passed').map((one) => one.seconds)
  const own = first.status === 'timeout' ? 0 : first.seconds * 10
  const limit = Math.min(2, Math.max(0.15, 10 * Math.max(0, ...passing), own))
  return { baseline, failing, first, limit, order: failing.map((one) => one.name) }
}

const slow = 60

function verdictOf(answer, failing) {
  const failed = answer.results?.find((one) => one.status === 'failed' || one.status === 'timeout')
  if (answer.invalid !== undefined) return { verdict: 'still-failing' }
  if (failed === undefined) return { verdict: 'healed' }
  const isSame = failing.some((one) => one.name === failed.name)
  return { verdict: isSame ? 'still-failing' : 'broke-others', failed }
}

async function textOf(task, candidate) {
  const applied = await applyEdits(candidate.edits, async () => ({ kind: 'file', text: task.text }))
  return applied.patch?.files[0]?.after
}

async function solve(task) {
  const started = performance.now()
  const seconds = () => (performance.now() - started) / 1000
  const worker = openWorker(task)
  const path = task.file ?? `src/program.${endings[task.language]}`
  const { error, baseline, failing, first, limit, order } = await baselineOf(task, worker)
  if (first === undefined) {
    worker.close()
    return { id: task.id, error }
  }
  const trials = []
  const slowest = []
  const plausible = []
  let invalid = 0
  const candidates = createSearchRepairer(syntax).propose(evidenceOf(task, path, first), trials)
  const isOver = () => trials.length >= Number(options.candidates) || seconds() > Number(options.seconds)
  while (plausible.length < Number(options.keep) && !isOver()) {
    const some = []
    while (some.length < (together[task.language] ?? 1)) {
      const next = await candidates.next()
      if (next.done) break
      some.push({ candidate: next.value, text: await textOf(task, next.value) })
    }
    if (some.length === 0) break
    const fitting = some.filter((one) => one.text !== undefined)
    const answers = await asked(
      worker,
      task,
      fitting.map((one) => one.text),
      { seconds: limit, longest: 8, order },
    )
    for (const { candidate, text } of some) {
      const answer = text === undefined ? undefined : answers.shift()
      if (answer?.invalid !== undefined) invalid++
      const { verdict, failed } = answer === undefined ? { verdict: 'did-not-apply' } : verdictOf(answer, failing)
      trials.push({ candidate, verdict: { verdict, why: '', output: '' }, diff: '', seconds: 0 })
      const found = {
        by: candidate.by,
        rank: trials.length,
        seconds: seconds(),
        text,
        explanation: candidate.explanation,
      }
      const isSlow = failed?.status === 'timeout' && failing.length < baseline.total
      if (isSlow && slowest.length < 40) slowest.push(found)
      // What else passes is judged too where it is asked for: the probes are measured on it (bench/proof).
      if (verdict === 'healed' && plausible.length < Number(options.keep)) plausible.push(found)
    }
  }
  // A limit that is too short for the right fix would count against it: those cut off are asked again at leisure.
  for (const one of plausible.length === 0 ? slowest : []) {
    const [answer] = await asked(worker, task, [one.text], { seconds: 20, longest: slow, order })
    if (answer.results?.every((each) => each.status === 'passed' || each.status === 'skipped') !== true) continue
    plausible.push({ ...one, seconds: seconds() })
    break
  }
  for (const one of plausible)
    one.verdict = await worker.ask({ compare: [task.fixed, one.text], name: task.name, longest: 40 })
  worker.close()
  const all =
    Number(options.keep) > 1
      ? { plausible: plausible.map(({ by, rank, text, verdict }) => ({ by, rank, text, verdict })) }
      : {}
  const told = { tried: trials.length, invalid, took: seconds(), original: task.text }
  return { id: task.id, bug: task.bug, ...plausible[0], ...all, ...told }
}

function changed(before, after) {
  const [old, now] = [before.split('\n'), after.split('\n')]
  const gone = old.filter((line) => !now.includes(line)).map((line) => `- ${line.trim()}`)
  const come = now.filter((line) => !old.includes(line)).map((line) => `+ ${line.trim()}`)
  return [...gone, ...come].join('  ')
}

/** So many of the tasks, the same on every machine, in the order of the set. */
function sampled(tasks) {
  if (options.sample === undefined) return tasks
  const place = (id) => createHash('sha256').update(`suture ${id}`).digest('hex')
  const chosen = tasks.map((task) => task.id).toSorted((one, other) => (place(one) < place(other) ? -1 : 1))
  const kept = new Set(chosen.slice(0, Number(options.sample)))
  return tasks.filter((task) => kept.has(task.id))
}

const began = performance.now()
const results = []
for (const task of sampled(dataSets[options.set](options.data))) {
  if (options.only !== undefined && !options.only.split(',').includes(task.id)) continue
  const result = await solve(task).catch((error) => ({ id: task.id, error: String(error) }))
  results.push(result)
  if (options.quiet) continue
  const { verdict } = result
  const judged =
    verdict === undefined
      ? ''
      : verdict.same
        ? `right (${verdict.how})`
        : `WRONG ${verdict.agreed}/${verdict.asked} ${verdict.differing ?? verdict.invalid ?? ''}`
  console.log(
    `${result.id.padEnd(30)} ${result.error ?? (result.by === undefined ? `none of ${result.tried} (${result.invalid} do not build) in ${result.took.toFixed(1)} s` : `#${result.rank} ${result.seconds.toFixed(1)} s ${result.by}: ${judged}`)}`,
  )
  if (verdict?.same === false) console.log(`    ${changed(result.original, result.text).slice(0, 300)}`)
}
const found = results.filter((one) => one.by !== undefined)
const right = found.filter((one) => one.verdict?.same === true)
const median = (numbers) => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0
const same = right.filter((one) => one.verdict.how === 'tree').length
const tried = results.reduce((sum, one) => sum + (one.tried ?? 0), 0)
const took = (performance.now() - began) / 1000
console.log(
  `${options.set}: ${results.length} bugs, ${found.length} plausible, first one correct ${right.length} (${same} the same tree, the others the same on generated inputs), ` +
    `wrong first ${found.length - right.length}; median candidates ${median(found.map((one) => one.rank))}, seconds ${median(found.map((one) => one.seconds)).toFixed(1)}; ` +
    `${tried} candidates in ${took.toFixed(0)} s, load ${loadavg()[2].toFixed(1)}`,
)
if (options.json !== undefined)
  writeFileSync(
    options.json,
    JSON.stringify(
      results.map(({ original: _, ...one }) => one),
      null,
      1,
    ),
  )
