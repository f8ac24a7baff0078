// Measures the embedded search on a data set: node bench/repair/run.mjs --set quixbugs --data PATH (see README.md).
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { built } from '../built.mjs'
import { dataSets } from './data-sets.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const _root = dirname(dirname(here))
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
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const { text: _, fixed: __, ...rest } = task
  child.stdin.write(`${JSON.stringify(rest)}\n`)
  return {
    async ask(request) {
      child.stdin.write(`${JSON.stringify(request)}\n`)
      const line = await lines.next()
      return line.done ? { invalid: 'the worker ended' } : JSON.parse(line.value)
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

async function solve(task) {
  const started = performance.now()
  const worker = openWorker(task)
  const path = `src/program.${endings[task.language]}`
  const slow = 60
  const baseline = await worker.ask({ run: task.text, seconds: 2, longest: slow, all: true })
  const failing = baseline.results?.filter((one) => one.status === 'failed' || one.status === 'timeout') ?? []
  const first = failing.toSorted((one, other) => one.seconds - other.seconds)[0]
  if (first === undefined) {
    worker.close()
    return { id: task.id, error: baseline.invalid ?? 'nothing fails' }
  }
  const order = failing.toSorted((one, other) => one.seconds - other.seconds).map((one) => one.name)
  const passing = baseline.results.filter((one) => one.status === 'passed').map((one) => one.seconds)
  const limit = Math.min(
    2,
    Math.max(0.15, 10 * Math.max(0, ...passing), first.status === 'timeout' ? 0 : first.seconds * 10),
  )
  const trials = []
  const result = { id: task.id, bug: task.bug, error: undefined, by: undefined, verdict: undefined }
  const original = async () => ({ kind: 'file', text: task.text })
  const slowest = []
  const plausible = []
  for await (const candidate of createSearchRepairer(syntax).propose(evidenceOf(task, path, first), trials)) {
    if (trials.length >= Number(options.candidates) || performance.now() - started > Number(options.seconds) * 1000)
      break
    const applied = await applyEdits(candidate.edits, original)
    const text = applied.patch?.files[0]?.after
    let verdict = 'did-not-apply'
    if (text !== undefined) {
      const answer = await worker.ask({ run: text, seconds: limit, longest: 8, order })
      const failed = answer.results?.find((one) => one.status === 'failed' || one.status === 'timeout')
      verdict =
        answer.invalid !== undefined
          ? 'still-failing'
          : failed === undefined
            ? 'healed'
            : failing.some((one) => one.name === failed.name)
              ? 'still-failing'
              : 'broke-others'
      if (
        failed?.status === 'timeout' &&
        verdict !== 'healed' &&
        slowest.length < 40 &&
        failing.length < baseline.total
      )
        slowest.push({ text, candidate, rank: trials.length + 1 })
    }
    trials.push({ candidate, verdict: { verdict, why: '', output: '' }, diff: '', seconds: 0 })
    if (verdict !== 'healed') continue
    // What else passes is judged too where it is asked for: the probes are measured on it (bench/proof).
    plausible.push({ by: candidate.by, rank: trials.length, text })
    if (plausible.length > 1) {
      if (plausible.length >= Number(options.keep)) break
      continue
    }
    Object.assign(result, {
      by: candidate.by,
      rank: trials.length,
      seconds: (performance.now() - started) / 1000,
      text,
      explanation: candidate.explanation,
    })
    if (Number(options.keep) === 1) break
  }
  // A limit that is too short for the right fix would count against it: those cut off are asked again at leisure.
  for (const one of result.by === undefined ? slowest : []) {
    const answer = await worker.ask({ run: one.text, seconds: 20, longest: slow, order })
    if (answer.results?.every((each) => each.status === 'passed' || each.status === 'skipped') !== true) continue
    Object.assign(result, {
      by: one.candidate.by,
      rank: one.rank,
      seconds: (performance.now() - started) / 1000,
      text: one.text,
      explanation: one.candidate.explanation,
    })
    break
  }
  if (result.by !== undefined)
    result.verdict = await worker.ask({ compare: [task.fixed, result.text], name: task.name, longest: 40 })
  for (const one of plausible.slice(0, Number(options.keep)))
    one.verdict =
      one.text === result.text
        ? result.verdict
        : await worker.ask({ compare: [task.fixed, one.text], name: task.name, longest: 40 })
  worker.close()
  const all = Number(options.keep) > 1 ? { plausible } : {}
  return { ...result, ...all, tried: trials.length, took: (performance.now() - started) / 1000, original: task.text }
}

function changed(before, after) {
  const [old, now] = [before.split('\n'), after.split('\n')]
  const gone = old.filter((line) => !now.includes(line)).map((line) => `- ${line.trim()}`)
  const come = now.filter((line) => !old.includes(line)).map((line) => `+ ${line.trim()}`)
  return [...gone, ...come].join('  ')
}

const results = []
for (const task of dataSets[options.set](options.data)) {
  if (options.only !== undefined && !options.only.split(',').includes(task.id)) continue
  const result = await solve(task)
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
    `${result.id.padEnd(30)} ${result.error ?? (result.by === undefined ? `none of ${result.tried} in ${result.took.toFixed(1)} s` : `#${result.rank} ${result.seconds.toFixed(1)} s ${result.by}: ${judged}`)}`,
  )
  if (verdict?.same === false) console.log(`    ${changed(result.original, result.text).slice(0, 300)}`)
}
const found = results.filter((one) => one.by !== undefined)
const right = found.filter((one) => one.verdict?.same === true)
const median = (numbers) => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0
console.log(
  `${options.set}: ${results.length} bugs, ${found.length} plausible, first one correct ${right.length} (${right.filter((one) => one.verdict.how === 'tree').length} the same tree, the others the same on generated inputs), ` +
    `wrong first ${found.length - right.length}; median candidates ${median(found.map((one) => one.rank))}, seconds ${median(found.map((one) => one.seconds)).toFixed(1)}`,
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
