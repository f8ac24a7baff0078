// Made by scripts/servers.mjs from servers/*: edit those.
export const serverFiles = {
  'fresh-hooks.mjs': `// Resolution of imports: modules of the project carry the number of the run that reads them.
import { pathToFileURL } from 'node:url'

const own = \`\${pathToFileURL(process.env.SUTURE_WARM_ROOT ?? process.cwd()).href}/\`
const shim = new URL('./node-test-shim.mjs', import.meta.url).href

export function mark({ parentURL = '' }, found) {
  const run = /[?&](suture=\\d+)/.exec(parentURL)?.[1]
  if (run === undefined) return found
  const { url } = found
  if (url === 'node:test') return { url: shim, format: 'module', shortCircuit: true }
  if (!url.startsWith(own) || url.includes('/node_modules/') || /[?&]suture=/.test(url)) return found
  return { ...found, url: \`\${url}\${url.includes('?') ? '&' : '?'}\${run}\` }
}

export async function resolve(specifier, context, next) {
  return mark(context, await next(specifier, context))
}
`,
  'fresh.mjs': `// What the servers for runners of JavaScript have in common: the project's modules are read anew for every run, the
// runner's and the dependencies' stay, and what a run changed in this process is put back.
import { truncateSync, writeSync } from 'node:fs'
import * as nodeModule from 'node:module'
import { dirname, join, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { mark } from './fresh-hooks.mjs'

const { createRequire, Module, register, registerHooks } = nodeModule
export const folder = dirname(fileURLToPath(import.meta.url))
const root = process.env.SUTURE_WARM_ROOT ?? process.cwd()
const builtins = createRequire(import.meta.url)

const isOwn = (file) => file.startsWith(root + sep) && !file.includes(\`\${sep}node_modules\${sep}\`)

if (registerHooks === undefined) register('./fresh-hooks.mjs', import.meta.url)
else registerHooks({ resolve: (specifier, context, next) => mark(context, next(specifier, context)) })

/** What is kept of the project's own modules is forgotten. */
export function forget() {
  for (const known of Object.keys(Module._cache)) if (isOwn(known)) delete Module._cache[known]
}

/** Reads one file as it is now, with all that it needs. Call \`forget\` before the first of a run. */
export async function read(file, generation) {
  if (isModule(file)) return import(\`\${pathToFileURL(file).href}?suture=\${generation}\`)
  else return createRequire(file)(file)
}

/** Whether node reads the file as a module of the language or as one of its own. */
function isModule(file) {
  if (/\\.m[jt]s$/.test(file)) return true
  if (/\\.c[jt]s$/.test(file)) return false
  for (let at = dirname(file); ; at = dirname(at)) {
    try {
      return createRequire(file)(join(at, 'package.json')).type === 'module'
    } catch {
      if (at === dirname(at)) return false
    }
  }
}

const families = [
  ...'Object Function Array String Number Boolean Symbol Date Promise RegExp Error TypeError Map Set WeakMap'.split(
    ' ',
  ),
  ...'WeakSet BigInt JSON Math Reflect Proxy URL URLSearchParams Intl Buffer ArrayBuffer Uint8Array'.split(' '),
]
  .map((name) => globalThis[name])
  .flatMap((family) => (typeof family === 'function' ? [family, family.prototype] : [family]))
const core =
  'fs fs/promises path os http https net crypto util events assert child_process timers url querystring stream zlib'
    .split(' ')
    .map((name) => builtins(\`node:\${name}\`))
const watched = [globalThis, console, process, ...families, ...core].filter((each) => each !== undefined)

const pictureOf = (each) => Object.getOwnPropertyDescriptors(each)
let pictures
let settings

/** Remembers how this process is, once the runner is read. */
function remember() {
  pictures = watched.map(pictureOf)
  settings = {
    environment: { ...process.env },
    directory: process.cwd(),
    handles: new Set(process._getActiveHandles()),
  }
}

const same = (one, other) =>
  other !== undefined && one.value === other.value && one.get === other.get && one.set === other.set

/** Puts back what the last run changed. */
function putBack() {
  for (const [index, each] of watched.entries()) {
    const [before, now] = [pictures[index], pictureOf(each)]
    for (const name of Reflect.ownKeys(now)) if (!Object.hasOwn(before, name)) Reflect.deleteProperty(each, name)
    for (const name of Reflect.ownKeys(before)) {
      if (!same(before[name], now[name])) Reflect.defineProperty(each, name, before[name])
    }
  }
  for (const name of Object.keys(process.env)) if (!(name in settings.environment)) delete process.env[name]
  for (const [name, value] of Object.entries(settings.environment)) process.env[name] = value
  if (process.cwd() !== settings.directory) process.chdir(settings.directory)
  process.exitCode = undefined
  for (const handle of process._getActiveHandles()) {
    // Servers and connections that a test left open; pipes of our own were there before.
    if (!settings.handles.has(handle)) (handle.close ?? handle.destroy)?.call(handle)
  }
}

/** In bytes: modules of the language that were read once are never let go. */
const mostMemory = 400 * 1024 * 1024

/**
 * Answers requests one after the other, each by \`run(generation, request)\`, which gives the exit code.
 *
 * @param tidies false where tests run in workers of their own, and what is opened here is the runner's
 */
export async function serve(run, tidies = true) {
  const { parse, stringify } = JSON
  const now = performance.now.bind(performance)
  const output = join(folder, 'output')
  const truncate = truncateSync
  const write = writeSync
  let rest = ''
  let generation = 0
  for await (const chunk of process.stdin) {
    const lines = (rest + chunk).split('\\n')
    rest = lines.pop()
    for (const line of lines) {
      const started = now()
      truncate(output, 0)
      if (tidies && generation === 1) remember()
      const exit = await run(++generation, parse(line))
      if (tidies && generation > 1) putBack()
      const tired = process.memoryUsage.rss() > mostMemory
      write(3, \`\${stringify({ exit, timedOut: false, seconds: (now() - started) / 1000, tired })}\\n\`)
    }
  }
  process.exit(0)
}
`,
  'go-test.sh': `# One package's tests that are asked again and again: compiled without what only a debugger reads, judged by \`vet\` no
# more. Started as \`sh go-test.sh <folder> <package> <flags for the build> -- <flags for the tests>\`. Every run has a
# process of its own.
folder=$1
package=$2
shift 2
build=
while [ "$1" != -- ]; do
  build="$build $1"
  shift
done
shift
set -f
place=$(go list -f '{{.Dir}}' "$package") || exit 78
path=$(go list -f '{{.ImportPath}}' "$package") || exit 78
quick=

# Whole and parts of seconds, where \`date\` knows parts.
now() {
  date +%s.%N | sed 's/\\.N$//'
}

while IFS= read -r request; do
  limit=\${request#*\\"limit\\":}
  limit=\${limit%%[!0-9]*}
  from=$(now)
  timedOut=false
  # shellcheck disable=SC2086
  go test -c -vet=off -ldflags='-s -w' -o "$folder/tests" $build "$package" >"$folder/said" 2>&1
  exit=$?
  built=$(now)
  if [ "$exit" = 0 ]; then
    (cd "$place" && timeout -k 1 "\${quick:-$limit}" "$folder/tests" -test.v=test2json -test.paniconexit0 "$@") >"$folder/said" 2>&1
    exit=$?
    if [ "$exit" = 124 ] || [ "$exit" = 137 ]; then timedOut=true; fi
    go tool test2json -t -p "$path" <"$folder/said" >"$folder/report" 2>>"$folder/said"
  else
    cp "$folder/said" "$folder/report"
  fi
  cat "$folder/said"
  to=$(now)
  # A test that hangs need not be waited for as long as a build may take.
  [ -n "$quick" ] || quick=$(awk "BEGIN { t = 2 + 10 * ($to - $built); printf \\"%d\\", t < $limit ? t : $limit }")
  awk "BEGIN { printf \\"{\\\\\\"exit\\\\\\":%d,\\\\\\"timedOut\\\\\\":$timedOut,\\\\\\"seconds\\\\\\":%.3f}\\\\n\\", $exit, $to - $from }" >&3
done
`,
  'jest.mjs': `// A jest that stays: its own API runs the test file in this process, in contexts that jest makes anew for every run.
// Started as \`node jest.mjs <jest's own arguments>\`.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { serve } from './fresh.mjs'

const project = createRequire(join(process.cwd(), 'package.json'))
const { buildArgv } = createRequire(project.resolve('jest'))('jest-cli')
const { runCLI } = project('jest')
const argv = await buildArgv(process.argv.slice(2))
const projects = argv.projects ?? [argv.rootDir ?? process.cwd()]

await serve(async () => {
  const { results } = await runCLI({ ...argv, runInBand: true, watchman: false, silent: true }, projects)
  return results.success ? 0 : 1
})
`,
  'mocha.mjs': `// A mocha that stays: a new Mocha for each request, on the project's modules as they are now.
// Started as \`node mocha.mjs [mocha's own arguments] <test file>\`.
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { folder, forget, read, serve } from './fresh.mjs'

const given = process.argv.slice(2)
const project = createRequire(join(process.cwd(), 'package.json'))
const Mocha = project('mocha')
const ofMocha = createRequire(project.resolve('mocha/package.json'))
const part = (name) => {
  const ending = ['.js', '.cjs'].find((each) =>
    existsSync(ofMocha.resolve('./package.json').replace('package.json', name + each)),
  )
  return ofMocha(\`./\${name}\${ending}\`)
}
const { loadOptions } = part('lib/cli/options')
const { handleRequires } = part('lib/cli/run-helpers')
const { isNodeFlag } = part('lib/cli/node-flags')

const told = loadOptions(given)
// Flags for node itself would have to be there from the start, and mocha's own workers are not this process.
if (told.parallel || told['node-option'] || Object.keys(told).some((name) => isNodeFlag(name, true))) process.exit(78)

const listOf = (value) => (value === undefined ? [] : [value].flat().flatMap((each) => String(each).split(',')))
const camel = (name) => name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase())
const options = Object.fromEntries(Object.entries(told).map(([name, value]) => [camel(name), value]))
const files = [...listOf(options.file), given.at(-1)].map((file) => resolve(file))
process.argv = [process.argv[0], ofMocha.resolve('./bin/mocha.js'), ...given]

function load(mocha, file, generation) {
  mocha.suite.emit('pre-require', globalThis, file, mocha)
  return read(file, generation).then((exported) => {
    mocha.suite.emit('require', exported, file, mocha)
    mocha.suite.emit('post-require', globalThis, file, mocha)
  })
}

// Its name has changed between versions.
const report = { output: join(folder, 'report') }
const reporter = { reporter: 'xunit', reporterOption: report, reporterOptions: report }

async function run(generation) {
  forget()
  const plugins = await handleRequires(listOf(options.require))
  const mocha = new Mocha({ ...options, global: listOf(options.global), ...plugins, ...reporter })
  for (const file of files) await load(mocha, file, generation)
  const failures = await new Promise((done) => {
    mocha.run(done)
  })
  mocha.dispose()
  return Math.min(failures, 255)
}

await serve(async (generation) => {
  try {
    return await run(generation)
  } catch (error) {
    // As the command line has it: a file that does not load is an error and no report.
    console.error(error)
    return 1
  }
})
`,
  'node-test-reporter.mjs': `// Hands the events of node's own runner to the server in the same process.
export const events = { seen: [], wake: () => {} }

// biome-ignore lint/style/noDefaultExport: node takes a reporter's default export
export default async function* hand(source) {
  for await (const event of source) {
    events.seen.push(event)
    events.wake()
  }
  yield ''
}
`,
  'node-test-shim.mjs': `// node:test as the project's files see it in a server: what stands at the top of a test file is kept until the file is
// read, and then becomes part of a suite of this run alone.
import real from 'node:test'

/** Calls at the top of the file, while it is read. */
export const kept = { calls: undefined }

function keeping(method) {
  const keeper = (...given) => {
    if (kept.calls === undefined) return method(...given)
    kept.calls.push(() => method(...given))
    return Promise.resolve()
  }
  for (const name of ['skip', 'todo', 'only', 'expectFailure']) {
    if (typeof method[name] === 'function') keeper[name] = keeping(method[name])
  }
  return keeper
}

const names = ['test', 'it', 'describe', 'suite', 'skip', 'todo', 'only', 'before', 'after', 'beforeEach', 'afterEach']
const shim = keeping(real.test)
for (const [name, value] of Object.entries(real)) {
  shim[name] = names.includes(name) && typeof value === 'function' ? keeping(value) : value
}
shim.test = shim

// biome-ignore lint/style/noDefaultExport: node:test has one
export default shim
export const { test, it, describe, suite, skip, todo, only, before, after, beforeEach, afterEach, mock, run } = shim
export const { snapshot, assert } = shim
`,
  'node-test.mjs': `// A node:test that stays: reads the test file anew for each request, and hands its tests to node's own runner.
// Started as \`node [flags] --test-reporter=<folder>/node-test-reporter.mjs node-test.mjs <test file>\`.
import { writeFileSync } from 'node:fs'
import { Module } from 'node:module'
import { join, resolve, sep } from 'node:path'
import real from 'node:test'
import { junit } from 'node:test/reporters'
import { folder, forget, read, serve } from './fresh.mjs'
import { events } from './node-test-reporter.mjs'
import shim, { kept } from './node-test-shim.mjs'

const file = resolve(process.argv[2] ?? '')
process.argv = [process.argv[0], file]
const root = process.env.SUTURE_WARM_ROOT + sep

const load = Module._load
Module._load = function (request, parent, ...rest) {
  const isForOwn = request === 'node:test' && parent?.filename?.startsWith(root)
  return isForOwn ? shim : load.call(this, request, parent, ...rest)
}

async function collect(generation) {
  kept.calls = []
  try {
    forget()
    await read(file, generation)
    return kept.calls
  } catch (error) {
    // A file that does not load is one failed test of the file's name, as the runner has it.
    return [() => real.test(file, () => Promise.reject(error))]
  } finally {
    kept.calls = undefined
  }
}

/** Waits until the runner has told the end of the suite with this name. */
function told(name) {
  const isEnd = ({ type, data }) => /^test:(pass|fail)$/.test(type) && data.nesting === 0 && data.name === name
  return new Promise((done) => {
    events.wake = () => events.seen.some(isEnd) && done()
    events.wake()
  })
}

async function run(generation) {
  const name = \`suture-\${generation}\`
  events.seen.length = 0
  const calls = await collect(generation)
  real.describe(name, () => {
    for (const call of calls) call()
  })
  await told(name)
  real.mock.reset()
  const own = events.seen.filter(({ data }) => data.nesting > 0)
  const moved = own.map(({ type, data }) => ({ type, data: { ...data, nesting: data.nesting - 1, file } }))
  let report = ''
  for await (const part of junit(moved)) report += part
  writeFileSync(join(folder, 'report'), report)
  return own.some(({ type }) => type === 'test:fail') ? 1 : 0
}

await serve(run)
`,
  'sitecustomize.py': `# Read by Python before anything else: watches unittest once it is there, whoever starts it.
import os
import sys

if os.environ.get("SUTURE_SPECTRUM"):
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    import suture_spectrum

    suture_spectrum.watch_unittest()
`,
  'spectrum-node-test.mjs': `// Imported into each file that node's own runner starts: hooks around every test of it.
import { createRequire } from 'node:module'
import { afterEach, beforeEach } from 'node:test'

const spectrum = createRequire(import.meta.url)('./spectrum.cjs')

// The process that starts the others runs no test of its own.
if (process.env.NODE_TEST_CONTEXT !== undefined || !process.execArgv.includes('--test')) {
  beforeEach(() => spectrum.begin())
  afterEach((test) => spectrum.end(test.name, '', test.error != null || test.passed === false))
}
`,
  'spectrum-preload.cjs': `// Read before the runner: tells the beginning and the end of each test to spectrum.cjs, for runners that are packages.
const { Module } = require('node:module')
const spectrum = require('./spectrum.cjs')

const done = new WeakSet()
/** How the files are asked for that hold what a runner runs its tests with. */
const hooked = /(?:^|[\\\\/])(?:runner|test|tape|jest-environment-[a-z]+)(?:\\.js$|[\\\\/]|$)/
const load = Module._load
Module._load = function (request, ...rest) {
  const found = load.call(this, request, ...rest)
  if (hooked.test(request)) for (const hook of [jest, mocha, tape]) hook(found)
  return found
}

/** Once for each thing that is found, and never where it is something else. */
function wrapped(owner, name, around) {
  const plain = owner?.[name]
  if (typeof plain !== 'function' || done.has(plain)) return
  const made = around(plain)
  done.add(made)
  owner[name] = made
}

function jest(found) {
  const Environment = found?.TestEnvironment ?? found?.default
  if (typeof Environment !== 'function' || !('exportConditions' in (Environment.prototype ?? {}))) return
  const own = Environment.prototype.handleTestEvent
  if (own !== undefined && done.has(own)) return
  Environment.prototype.handleTestEvent = function (event, state) {
    if (event.name === 'test_fn_start') spectrum.begin()
    if (event.name === 'test_done') {
      const suites = []
      for (let at = event.test.parent; at !== undefined && at.parent !== undefined; at = at.parent)
        suites.unshift(at.name)
      spectrum.end(event.test.name, suites.join(' '), event.test.errors.length > 0)
    }
    return own?.call(this, event, state)
  }
  done.add(Environment.prototype.handleTestEvent)
}

function mocha(found) {
  const Runner = typeof found === 'function' && found.prototype?.runTests !== undefined ? found : found?.Runner
  wrapped(
    Runner?.prototype,
    'run',
    (run) =>
      function (...given) {
        this.on('test', () => spectrum.begin())
        this.on('test end', (test) =>
          spectrum.end(test.title, test.titlePath().slice(0, -1).join(' '), test.state === 'failed'),
        )
        return run.apply(this, given)
      },
  )
}

function tape(found) {
  const Test = typeof found === 'function' && found.prototype?._exit !== undefined ? found : found?.Test
  wrapped(
    Test?.prototype,
    'run',
    (run) =>
      function (...given) {
        // A test's parts follow its own body, one after the other: each is counted from where it begins.
        spectrum.begin('alone')
        let failed = false
        this.on('result', (result) => {
          failed ||= result?.ok === false
        })
        // Before the listener that starts the next one.
        this.prependOnceListener('end', () => spectrum.end(String(this.name), '', failed))
        return run.apply(this, given)
      },
  )
}
`,
  'spectrum.cjs': `// Which lines of the project each test runs, in the process that runs them: precise coverage is taken, and counted from
// zero again, at the beginning and at the end of each test. A JSON line for each goes to the file SUTURE_SPECTRUM:
// {"test", "suite", "failed", "lines": {path: [[from, to], …]}}, paths relative to SUTURE_ROOT.
const { appendFileSync, realpathSync } = require('node:fs')
const { Session } = require('node:inspector')
const nodeModule = require('node:module')
const { relative, sep } = require('node:path')
const { fileURLToPath } = require('node:url')

const log = process.env.SUTURE_SPECTRUM
const root = realpathSync(process.env.SUTURE_ROOT || process.cwd())
const mostBytes = 6_000_000
/** Beyond this a file is a bundle, and its lines say nothing. */
const longestScript = 600_000

const session = new Session()
session.connect()
const scripts = new Map()
let written = 0
let open = 0

/** The session answers before the call returns. */
function ask(method, parameters) {
  let answer
  session.post(method, parameters, (error, result) => {
    answer = error ? undefined : result
  })
  return answer
}

// What a script's text is, only the debugger tells. It is never turned off, which would end the counting of blocks.
const maps = new Map()
session.on('Debugger.scriptParsed', ({ params: { scriptId, sourceMapURL } }) => {
  if (sourceMapURL) maps.set(scriptId, sourceMapURL)
})
ask('Debugger.enable')
ask('Debugger.setSkipAllPauses', { skip: true })
ask('Profiler.enable')
ask('Profiler.startPreciseCoverage', { callCount: true, detailed: true })

function pathOf(url) {
  const file = url.startsWith('file:') ? safely(() => fileURLToPath(url.replace(/[?#].*$/, ''))) : url
  if (file === undefined || !file.startsWith('/')) return undefined
  const path = relative(root, safely(() => realpathSync(file)) ?? file)
  const isOwn = path !== '' && !path.startsWith('..') && !path.split(sep).includes('node_modules')
  return isOwn ? path.split(sep).join('/') : undefined
}

function safely(body) {
  try {
    return body()
  } catch {
    return undefined
  }
}

/** What a script is, asked once: its path, where its lines begin, and which lines of the source they are. */
function scriptOf({ scriptId, url }) {
  const known = scripts.get(scriptId)
  if (known !== undefined) return known
  const path = pathOf(url)
  const made = path === undefined ? null : described(scriptId, path)
  scripts.set(scriptId, made)
  return made
}

function described(scriptId, path) {
  const text = ask('Debugger.getScriptSource', { scriptId })?.scriptSource
  if (text === undefined || text.length > longestScript) return null
  const starts = [0]
  for (let at = text.indexOf('\\n'); at !== -1; at = text.indexOf('\\n', at + 1)) starts.push(at + 1)
  return { path, text, starts, painted: new Uint8Array(text.length), sourceOf: mapOf(scriptId, text) }
}

/** The line of the source for a line and column of the script, both 0-based. */
function mapOf(scriptId, text) {
  const inline = /\\/\\/[#@] sourceMappingURL=data:application\\/json[^,]*;base64,([\\w+/=]+)\\s*$/.exec(
    text.slice(-500_000),
  )?.[1]
  const given = inline ?? /^data:application\\/json[^,]*;base64,([\\w+/=]+)$/.exec(maps.get(scriptId) ?? '')?.[1]
  if (given === undefined) return (line) => line
  const map = safely(() => new nodeModule.SourceMap(JSON.parse(Buffer.from(given, 'base64').toString('utf8'))))
  if (map === undefined) return (line) => line
  return (line, column) => map.findEntry(line, column)?.originalLine
}

function take() {
  return ask('Profiler.takePreciseCoverage')?.result ?? []
}

function linesIn(coverage) {
  const found = {}
  for (const one of coverage) {
    const script = one.functions.some(({ ranges }) => ranges[0].count > 0) ? scriptOf(one) : null
    if (script === null) continue
    const lines = hitLines(script, one.functions)
    if (lines.length > 0) found[script.path] = [...(found[script.path] ?? []), ...lines]
  }
  return found
}

/** Outer ranges come first and inner ones paint over them. What a module does while it is read is left out. */
function hitLines({ text, starts, painted, sourceOf }, functions) {
  painted.fill(0)
  for (const { ranges } of functions) {
    const [whole] = ranges
    const isModule = whole.startOffset === 0 && whole.endOffset >= text.length
    for (const { startOffset, endOffset, count } of isModule ? [] : ranges)
      painted.fill(count > 0 ? 1 : 0, startOffset, endOffset)
  }
  const hit = new Set()
  for (let line = 0; line < starts.length; line++) {
    const end = line + 1 < starts.length ? starts[line + 1] - 1 : text.length
    for (let at = painted.indexOf(1, starts[line]); at !== -1 && at < end; at++) {
      if (painted[at] === 0 || /[\\s{}()[\\];,]/.test(text[at])) continue
      const source = sourceOf(line, at - starts[line])
      if (source !== undefined) hit.add(source + 1)
      break
    }
  }
  return ranged([...hit].sort((a, b) => a - b))
}

function ranged(lines) {
  const found = []
  for (const line of lines) {
    const last = found.at(-1)
    if (last !== undefined && last[1] === line - 1) last[1] = line
    else found.push([line, line])
  }
  return found
}

/** @param alone true where the runner never runs two tests at a time */
exports.begin = (alone) => {
  // Of tests that run side by side only the last to end is told, with what the others ran meanwhile.
  open = alone ? 1 : open + 1
  take()
}

exports.end = (test, suite, failed) => {
  const lines = open <= 1 ? linesIn(take()) : undefined
  open = Math.max(0, open - 1)
  if (lines === undefined) return
  const record = \`\${JSON.stringify({ test, suite, failed, lines })}\\n\`
  written += record.length
  if (log && written <= mostBytes) appendFileSync(log, record)
}
`,
  'suture_spectrum.py': `"""Which lines of the project each test runs: a plug-in for pytest, and for unittest when it is imported by \`sitecustomize\`.

Writes a JSON line for each test to the file named by SUTURE_SPECTRUM: {"test", "suite", "failed", "lines": {path: [[from, to], ...]}}.
Paths are relative to SUTURE_ROOT. What runs while a module is read is left out: every test has run it.
"""

import json
import os
import sys
import threading

ROOT = os.path.realpath(os.environ.get("SUTURE_ROOT") or os.getcwd())
LOG = os.environ.get("SUTURE_SPECTRUM")
MOST_BYTES = 6_000_000
OPTIMIZED = 0x1
FOREIGN = ("site-packages", "dist-packages", ".venv", "venv", "node_modules", ".tox", ".nox")

_paths = {}
_hit = {}
_written = [0]


def _own(file):
    """The file's path below the root, or None where it is not the project's."""
    known = _paths.get(file, 0)
    if known != 0:
        return known
    found = None
    if file and not file.startswith("<"):
        real = os.path.realpath(file)
        if real.startswith(ROOT + os.sep):
            path = real[len(ROOT) + 1 :]
            if not any(part in FOREIGN for part in path.split(os.sep)):
                found = path.replace(os.sep, "/")
    _paths[file] = found
    return found


def _trace(frame, event, _arg):
    code = frame.f_code
    # A module or the body of a class: what they run, they run once, for whichever test comes first.
    if not code.co_flags & OPTIMIZED:
        return None
    path = _own(code.co_filename)
    if path is None:
        return None
    lines = _hit.setdefault(path, set())

    def local(frame, event, _arg):
        if event == "line":
            lines.add(frame.f_lineno)
        return local

    return local


def _monitored():
    """Python 3.12 asks once for each line, and no more until the next test."""
    monitoring = getattr(sys, "monitoring", None)
    if monitoring is None:
        return None
    tool = next((one for one in (4, 3, 2) if monitoring.get_tool(one) is None), None)
    if tool is None:
        return None
    monitoring.use_tool_id(tool, "suture")

    def line(code, number):
        path = _own(code.co_filename) if code.co_flags & OPTIMIZED else None
        if path is not None:
            _hit.setdefault(path, set()).add(number)
        return monitoring.DISABLE

    monitoring.register_callback(tool, monitoring.events.LINE, line)
    return monitoring, tool


_monitor = _monitored()


def start():
    _hit.clear()
    if _monitor is not None:
        monitoring, tool = _monitor
        monitoring.set_events(tool, monitoring.events.LINE)
        monitoring.restart_events()
    else:
        threading.settrace(_trace)
        sys.settrace(_trace)


def stop():
    if _monitor is not None:
        monitoring, tool = _monitor
        monitoring.set_events(tool, 0)
    else:
        sys.settrace(None)
        threading.settrace(None)
    # A thread of the test may still be running: what it adds now is nobody's.
    return {path: _ranges(list(lines)) for path, lines in list(_hit.items()) if lines}


def _ranges(lines):
    found = []
    for line in sorted(lines):
        if found and line == found[-1][1] + 1:
            found[-1][1] = line
        else:
            found.append([line, line])
    return found


def write(test, suite, failed, lines):
    record = json.dumps({"test": test, "suite": suite, "failed": failed, "lines": lines}) + "\\n"
    _written[0] += len(record)
    if LOG and _written[0] <= MOST_BYTES:
        with open(LOG, "a") as out:
            out.write(record)


def watch_unittest():
    import unittest

    plain = unittest.TestCase.run

    def run(self, result=None):
        if result is None:
            return plain(self, result)
        before = len(result.failures) + len(result.errors)
        start()
        try:
            return plain(self, result)
        finally:
            lines = stop()
            failed = len(result.failures) + len(result.errors) > before
            parts = self.id().split(".")
            write(parts[-1], ".".join(parts[:-1]), failed, lines)

    unittest.TestCase.run = run


try:
    import pytest
except ImportError:
    pytest = None

if pytest is not None and "_pytest" in sys.modules:
    _failed = {}

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(item):
        _failed.pop(item.nodeid, None)
        start()
        yield
        lines = stop()
        parts = item.nodeid.split("::")
        write(parts[-1], "::".join(parts[:-1]), _failed.pop(item.nodeid, False), lines)

    def pytest_runtest_logreport(report):
        if report.failed:
            _failed[report.nodeid] = True
`,
  'suture_warm.py': `"""A pytest that stays: a plug-in that turns the process into a server of forks before any code of the project is read.

Started as \`pytest -p suture_warm ...\`; a line on standard input is a request, a line on descriptor 3 its answer. Each
request runs the rest of pytest in a fork of its own, so that nothing of one run is there in the next. Modules from
outside the project that the first run needed are read once, ahead of the later forks.
"""

import atexit
import gc
import importlib
import importlib.machinery
import inspect
import json
import os
import select
import signal
import sys
import time

import pytest

FOLDER = os.path.dirname(os.path.abspath(__file__))
LIMIT_LEARNT = 4000
# Our own ends, before pytest captures what comes and goes through the standard ones.
REQUESTS = os.dup(0)
OUTPUT = os.dup(1)

_code = {}
_texts = {}


def _is_own(path, root):
    """Whether a module's file is the project's: those are read afresh in every fork."""
    if not path or not path.startswith(root + os.sep):
        return False
    inside = os.path.realpath(path)
    return inside.startswith(root + os.sep) and "site-packages" not in inside


def _cache_code():
    """Compiling is most of an import: what was compiled once is taken again where the text is the very same."""
    loader = importlib.machinery.SourceFileLoader
    plain = loader.source_to_code

    def source_to_code(self, data, path, *rest, **named):
        try:
            key = (str(path), bytes(data))
        except TypeError:
            return plain(self, data, path, *rest, **named)
        if key not in _code:
            _code[key] = plain(self, data, path, *rest, **named)
        return _code[key]

    loader.source_to_code = source_to_code


def _learn(root, before):
    """In the fork: which modules it read, for the server to read ahead."""
    foreign, own = [], []
    for name, module in list(sys.modules.items()):
        if name in before or not isinstance(name, str):
            continue
        file = getattr(module, "__file__", None)
        spec = getattr(module, "__spec__", None)
        if _is_own(file, root):
            own.append(file)
        elif spec is not None and getattr(spec, "name", None) == name:
            foreign.append(name)
    with open(os.path.join(FOLDER, "learnt"), "w") as out:
        json.dump({"foreign": foreign[:LIMIT_LEARNT], "own": own[:LIMIT_LEARNT]}, out)


def _read_ahead():
    try:
        with open(os.path.join(FOLDER, "learnt")) as learnt:
            told = json.load(learnt)
        os.remove(os.path.join(FOLDER, "learnt"))
    except (OSError, ValueError):
        return
    for name in told["foreign"]:
        if name in sys.modules or name == "__main__":
            continue
        try:
            importlib.import_module(name)
        except BaseException:
            # What cannot be read alone is read by the project's own code, as ever.
            continue
    for file in told["own"]:
        try:
            with open(file, "rb") as source:
                data = source.read()
            if file.endswith(".py"):
                importlib.machinery.SourceFileLoader("_", file).source_to_code(data, file)
        except BaseException:
            continue


def _kill(child):
    for victim in (lambda: os.killpg(child, signal.SIGKILL), lambda: os.kill(child, signal.SIGKILL)):
        try:
            victim()
        except OSError:
            pass


def _await_end(child, pipe, limit):
    """The pipe closes with the last process that holds it; the child's own end is what counts."""
    deadline = time.monotonic() + limit
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status, False
        left = deadline - time.monotonic()
        if left <= 0:
            _kill(child)
            return os.waitpid(child, 0)[1], True
        # Readable at the end of input: a wait without turning in circles, where the child left nobody behind.
        if select.select([pipe], [], [], min(left, 0.05))[0]:
            done, status = os.waitpid(child, 0) if left > 0.2 else (0, 0)
            if done:
                return status, False


def _exit_code(status):
    return 128 + os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


class _Server:
    """Answers requests, each in a fork. \`requests\` and \`answers\` are file objects of its own."""

    def __init__(self, root, requests, answers):
        self.root = root
        self.requests = requests
        self.answers = answers
        self.deep = None

    def serve(self, first=None):
        """Returns in every fork, with what is left to do there; the server itself never leaves it."""
        while True:
            line = first or self.requests.readline()
            first = None
            if not line:
                os._exit(0)
            answer = self.ask_deep(line) or self.fork(line)
            if answer is None:
                return
            self.answers.write(answer)
            self.answers.flush()

    def ask_deep(self, line):
        """The server that is further on, where it has read nothing that this request changes."""
        if self.deep is None or not self.deep.knows_nothing_of(json.loads(line)["changed"]):
            return None
        return self.deep.ask(line)

    def fork(self, line):
        request = json.loads(line)
        report = os.path.join(FOLDER, "report")
        if os.path.lexists(report):
            os.remove(report)
        os.ftruncate(OUTPUT, 0)
        started = time.monotonic()
        gc.collect(0)
        gc.freeze()
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.setsid()
            os.close(reader)
            self.answers.close()
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            return None
        os.close(writer)
        status, timed_out = _await_end(child, reader, request["limit"])
        os.close(reader)
        _kill(child)
        seconds = time.monotonic() - started
        return json.dumps({"exit": _exit_code(status), "timedOut": timed_out, "seconds": seconds}) + "\\n"


class _First(_Server):
    """Stands before any code of the project is read."""

    def __init__(self, root, requests, answers):
        super().__init__(root, requests, answers)
        self.modules = set(sys.modules)
        self.turn = 0

    def fork(self, line):
        self.turn += 1
        if self.turn == 3:
            self.deep = _open_deep(self)
            if self.deep is None:
                return None
        answer = super().fork(line)
        if answer is None and self.turn == 1:
            atexit.register(_learn, self.root, self.modules)
        if answer is not None and self.turn == 1:
            _read_ahead()
            inspect.getmodule(_exit_code.__code__, "/")
        return answer


class _Deep:
    """Our end of a server that has read the project's conftest files and stands before collection."""

    def __init__(self, requests, answers):
        self.requests = requests
        self.answers = answers
        self.known = None

    def knows_nothing_of(self, changed):
        if self.known is None:
            line = self.answers.readline()
            if not line:
                self.known = False
            else:
                self.known = set(json.loads(line))
        return self.known is not False and not self.known.intersection(changed)

    def ask(self, line):
        try:
            self.requests.write(line)
            self.requests.flush()
            answer = self.answers.readline()
        except OSError:
            answer = b""
        if answer:
            return answer.decode()
        self.known = False
        return None


_deep_server = []


def _open_deep(first):
    """In the fork: None, and it goes on as far as collection; in the server: the other's ends."""
    (there_in, here_out), (here_in, there_out) = os.pipe(), os.pipe()
    if os.fork() == 0:
        first.answers.close()
        os.close(here_out)
        os.close(here_in)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        _deep_server.append(_Server(first.root, os.fdopen(there_in, "rb"), os.fdopen(there_out, "w")))
        return None
    os.close(there_in)
    os.close(there_out)
    return _Deep(os.fdopen(here_out, "wb"), os.fdopen(here_in, "rb"))


# The outermost wrapper: pytest must not have begun to capture output, or all forks would share its file.
@pytest.hookimpl(hookwrapper=True, tryfirst=True)
def pytest_load_initial_conftests():
    root = os.path.realpath(os.environ.get("SUTURE_WARM_ROOT") or os.getcwd())
    _cache_code()
    _First(root, os.fdopen(REQUESTS, "rb"), os.fdopen(3, "w")).serve()
    yield


@pytest.hookimpl(hookwrapper=True, tryfirst=True)
def pytest_collection(session):
    if _deep_server:
        server = _deep_server.pop()
        capture = session.config.pluginmanager.getplugin("capturemanager")
        if capture is not None:
            capture.suspend_global_capture(in_=True)
            capture.stop_global_capturing()
        own = [getattr(module, "__file__", None) for module in list(sys.modules.values())]
        inside = [os.path.relpath(os.path.realpath(file), server.root) for file in own if _is_own(file, server.root)]
        server.answers.write(json.dumps(inside) + "\\n")
        server.answers.flush()
        inspect.getmodule(_exit_code.__code__, "/")
        server.serve()
        if capture is not None:
            capture.start_global_capturing()
    yield
`,
  'ts-fixes.cjs': `// Asks the project's own TypeScript for code fixes of its errors, and leaves whole new texts in the answer file.
// node ts-fixes.cjs ANSWER [CONFIG], started in the project's folder. Nothing of the project is written.
const fs = require('node:fs')
const path = require('node:path')
const { createRequire } = require('node:module')

const [answerFile, givenConfig] = process.argv.slice(2)
const root = process.cwd()

/** Code fixes that leave no doubt about what was meant; each must also lower the number of errors. */
const plainFixes = new Set([
  'spelling',
  'import',
  'fixAwaitInSyncFunction',
  'addMissingAwait',
  'returnValueCorrect',
  'convertToTypeOnlyImport',
  'convertToTypeOnlyExport',
  'fixOverrideModifier',
  'extendsInterfaceBecomesImplements',
  'forgottenThisPropertyAccess',
  'unusedIdentifier',
  'constructorForDerivedNeedSuperCall',
  'classSuperMustPrecedeThisAccess',
  'addMissingNewOperator',
  'fixConvertConstToLet',
  'addMissingConst',
  'fixImportNonExportedMember',
  'fixPropertyAssignment',
  'fixNaNEquality',
  'fixInvalidImportSyntax',
  'correctQualifiedNameToIndexedAccessType',
  'fixReturnTypeInAsyncFunction',
  'addVoidToPromise',
  'fixNoPropertyAccessFromIndexSignature',
  'fixExpectedComma',
  'inferFromUsage',
  'splitTypeOnlyImport',
  'fixAddMissingTypeof',
])
/** Errors at one time that a person would leave to a tool. */
const mostErrors = 40
/** Solutions that are offered, and steps that are looked at to find them. */
const mostVariants = 6
const mostSteps = 400
const until = Date.now() + 150_000

const answer = (value) => fs.writeFileSync(answerFile, JSON.stringify(value))

function main() {
  let ts
  try {
    ts = createRequire(path.join(root, 'package.json'))('typescript')
  } catch {
    return answer({ why: 'the project has no TypeScript installed' })
  }
  if (typeof ts.createLanguageService !== 'function')
    return answer({ why: \`TypeScript \${ts.version} has no language service\` })
  const program = openProgram(ts)
  if (program === undefined) return answer({ why: 'no tsconfig.json could be read' })
  const first = program.errors()
  if (first.length === 0) return answer({ why: 'its language service sees no error' })
  if (first.length > mostErrors) return answer({ why: \`there are \${first.length} errors\` })
  const variants = solve(ts, program)
  answer({ variants })
}

function openProgram(ts) {
  const given = givenConfig === undefined ? undefined : path.resolve(root, givenConfig)
  const isFolder = given !== undefined && fs.existsSync(given) && fs.statSync(given).isDirectory()
  const config =
    given === undefined ? path.join(root, 'tsconfig.json') : isFolder ? path.join(given, 'tsconfig.json') : given
  if (!fs.existsSync(config)) return undefined
  const parsed = ts.getParsedCommandLineOfConfigFile(
    config,
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic() {} },
  )
  if (parsed === undefined) return undefined
  const overlay = new Map()
  let version = 0
  const host = {
    getCompilationSettings: () => parsed.options,
    getProjectReferences: () => parsed.projectReferences,
    getScriptFileNames: () => parsed.fileNames,
    getScriptVersion: (file) => (overlay.has(file) ? \`o\${overlay.get(file).version}\` : '0'),
    getScriptSnapshot: (file) => {
      const text = overlay.get(file)?.text ?? ts.sys.readFile(file)
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text)
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
    fileExists: ts.sys.fileExists,
    readFile: (file) => overlay.get(file)?.text ?? ts.sys.readFile(file),
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
    realpath: ts.sys.realpath,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
  }
  const service = ts.createLanguageService(host)
  const isOwn = (file) => file.startsWith(root + path.sep) && !file.includes('/node_modules/')
  const own = () =>
    service
      .getProgram()
      .getSourceFiles()
      .map((each) => each.fileName)
      .filter(isOwn)
  return {
    service,
    isOwn,
    text: (file) => host.readFile(file),
    names: () => own(),
    source: (file) => service.getProgram().getSourceFile(file),
    errors: () =>
      own().flatMap((file) =>
        [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)]
          .filter((each) => each.category === ts.DiagnosticCategory.Error && each.start !== undefined)
          .map((each) => ({
            file,
            start: each.start,
            length: each.length,
            code: each.code,
            message: ts.flattenDiagnosticMessageText(each.messageText, '\\n'),
          })),
      ),
    with(texts) {
      overlay.clear()
      for (const [file, text] of texts) overlay.set(file, { text, version: ++version })
    },
  }
}

/** Depth first: the first error, each of its fixes that lowers the count, and on. Whole solutions only. */
function solve(ts, program) {
  const found = []
  const seen = new Set()
  let steps = 0
  const visit = (texts, fixes, errors) => {
    if (errors.length === 0) {
      found.push({ files: Object.fromEntries([...texts].map(([file, text]) => [relative(file), text])), fixes })
      return
    }
    program.with(texts)
    const options = fixesOf(ts, program, errors[0])
    let tried = 0
    for (const option of options) {
      if (found.length >= mostVariants || ++steps > mostSteps || Date.now() > until) return
      const next = new Map(texts)
      program.with(texts)
      for (const [file, changes] of option.changes) next.set(file, applied(program.text(file), changes))
      const key = JSON.stringify([...next].sort())
      if (seen.has(key)) continue
      seen.add(key)
      program.with(next)
      const left = program.errors()
      if (left.length >= errors.length) continue
      visit(next, [...fixes, option.title], left)
      if (++tried >= 3) break
    }
  }
  const first = program.errors()
  visit(new Map(), [], first)
  return found
}

const relative = (file) => path.relative(root, file).split(path.sep).join('/')

function applied(text, changes) {
  let result = text
  for (const { start, length, newText } of [...changes].sort((a, b) => b.start - a.start))
    result = result.slice(0, start) + newText + result.slice(start + length)
  return result
}

function fixesOf(ts, program, error) {
  const own = ownFixes(ts, program, error)
  const format = formatOf(ts, program.text(error.file))
  const quote =
    (program.text(error.file).match(/from '/g) ?? []).length >= (program.text(error.file).match(/from "/g) ?? []).length
  const preferences = { quotePreference: quote ? 'single' : 'double', allowRenameOfImportPath: false }
  let actions = []
  try {
    actions = program.service.getCodeFixesAtPosition(
      error.file,
      error.start,
      error.start + error.length,
      [error.code],
      format,
      preferences,
    )
  } catch {
    // A fix of the language service that fails is one fix less.
  }
  const plain = actions
    .filter((action) => plainFixes.has(action.fixName))
    .filter((action) => action.changes.every((each) => program.isOwn(each.fileName) && !each.isNewFile))
    .filter(
      (action) => !action.changes.some((each) => each.textChanges.some((change) => /:\\s*any\\b/.test(change.newText))),
    )
    .map((action) => ({
      title: action.description,
      changes: action.changes.map((each) => [
        each.fileName,
        each.textChanges.map((change) => ({
          start: change.span.start,
          length: change.span.length,
          newText: change.newText,
        })),
      ]),
    }))
  // \`await\` where the promise gets its name says it once for all.
  const first = plain.filter(({ title }) => /initializer/.test(title))
  return [...own, ...first, ...plain.filter((each) => !first.includes(each))]
}

/** As the file itself is written. */
function formatOf(ts, text) {
  const indent = /^( {2,8}|\\t)\\S/m.exec(text)?.[1] ?? '  '
  const lines = text.split('\\n')
  const closed = lines.filter((line) => /;\\s*$/.test(line)).length
  return {
    ...ts.getDefaultFormatCodeSettings('\\n'),
    indentSize: indent === '\\t' ? 4 : indent.length,
    convertTabsToSpaces: indent !== '\\t',
    semicolons: closed > lines.length / 8 ? 'insert' : 'remove',
  }
}

/** What the message itself says, and the language service has no fix for. */
function ownFixes(ts, program, error) {
  const one = (title, start, length, newText) => ({ title, changes: [[error.file, [{ start, length, newText }]]] })
  const text = program.text(error.file)
  const there = text.slice(error.start, error.start + error.length)
  const meant = /Did you mean to write '([^']+)'\\?/.exec(error.message)?.[1]
  if (meant !== undefined && error.code === 2561)
    return [
      one(
        \`Change spelling to '\${meant}'\`,
        error.start,
        error.length,
        /^['"]/.test(there) ? there[0] + meant + there[0] : meant,
      ),
    ]
  const literal = /Did you mean '"([^"]+)"'\\?/.exec(error.message)?.[1]
  if (error.code === 2820 && literal !== undefined) {
    const place = literalAt(ts, program.source(error.file), error)
    if (place !== undefined) {
      const quote = text[place.getStart()]
      return [one(\`Change to '\${literal}'\`, place.getStart(), place.getWidth(), quote + literal + quote)]
    }
  }
  const extended = /Did you mean '([^']+\\.[cm]?jsx?)'\\?/.exec(error.message)?.[1]
  if (extended !== undefined && /^['"]/.test(there))
    return [one(\`Import \${extended}\`, error.start, error.length, there[0] + extended + there[0])]
  if (error.code === 2613 || error.code === 2614) return importForm(ts, program, error, one)
  if (error.code === 2307 || error.code === 2732) return movedFiles(program, error, there, one)
  if ([2531, 2532, 2533, 18047, 18048, 18049].includes(error.code)) return chained(ts, program, error, one)
  return []
}

function nodeAt(source, start, end) {
  let found
  const visit = (node) => {
    if (node.getStart(source) <= start && node.getEnd() >= end) {
      found = node
      node.forEachChild(visit)
    }
  }
  visit(source)
  return found
}

/** The literal that the error speaks of, or the value of the property that it stands at. */
function literalAt(ts, source, error) {
  let node = nodeAt(source, error.start, error.start + error.length)
  if (
    node !== undefined &&
    ts.isIdentifier(node) &&
    (ts.isPropertyAssignment(node.parent) || ts.isVariableDeclaration(node.parent))
  )
    node = node.parent.initializer
  if (node !== undefined && (ts.isReturnStatement(node) || ts.isParenthesizedExpression(node))) node = node.expression
  return node !== undefined && ts.isStringLiteral(node) ? node : undefined
}

/** \`import X from\` against \`import { X } from\`. */
function importForm(ts, program, error, one) {
  const node = nodeAt(program.source(error.file), error.start, error.start + error.length)
  let at = node
  while (at !== undefined && !ts.isImportDeclaration(at)) at = at.parent
  const clause = at?.importClause
  if (clause === undefined) return []
  const named = clause.namedBindings
  if (error.code === 2613 && clause.name !== undefined && named === undefined)
    return [one('Import it by name', clause.name.getStart(), clause.name.getWidth(), \`{ \${clause.name.text} }\`)]
  if (
    error.code === 2614 &&
    clause.name === undefined &&
    named?.elements?.length === 1 &&
    named.elements[0].propertyName === undefined
  )
    return [one('Import the default', named.getStart(), named.getWidth(), named.elements[0].name.text)]
  return []
}

/** A relative import of a file that is elsewhere by now: one of the same name, or of nearly the same name beside it. */
function movedFiles(program, error, there, one) {
  const specifier = /^(['"])(\\.{1,2}\\/.+)\\1$/.exec(there)?.[2]
  if (specifier === undefined) return []
  const stem = (file) => path.basename(file).replace(/\\.d\\.[cm]?ts$|\\.[cm]?[jt]sx?$/, '')
  const wanted = stem(specifier)
  const folder = path.dirname(error.file)
  const ending = /\\.[cm]?jsx?$/.exec(specifier)?.[0] ?? ''
  const others = program.names().filter((file) => file !== error.file)
  const same = others.filter(
    (file) => stem(file) === wanted || (stem(file) === 'index' && path.basename(path.dirname(file)) === wanted),
  )
  const near = others.filter((file) => distance(stem(file).toLowerCase(), wanted.toLowerCase()) <= 2)
  return [...new Set([...same, ...near])].slice(0, 8).map((file) => {
    let to = path
      .relative(folder, file)
      .split(path.sep)
      .join('/')
      .replace(/\\.d\\.[cm]?ts$|\\.[cm]?[jt]sx?$/, '')
    if (ending === '') to = to.replace(/\\/index$/, '')
    if (!to.startsWith('.')) to = \`./\${to}\`
    return one(\`Import \${to}\${ending}\`, error.start, error.length, there[0] + to + ending + there[0])
  })
}

/** \`order.customer.name\` → \`order.customer?.name\`, where it is read. */
function chained(ts, program, error, one) {
  const node = nodeAt(program.source(error.file), error.start, error.start + error.length)
  const outer = node?.parent
  if (outer === undefined) return []
  const access =
    ts.isPropertyAccessExpression(node) &&
    node.expression.getStart() === error.start &&
    node.expression.getEnd() === error.start + error.length
      ? node
      : outer
  if (access.expression === undefined || access.questionDotToken !== undefined) return []
  const isWritten =
    ts.isBinaryExpression(access.parent) &&
    access.parent.left === access &&
    /=$/.test(access.parent.operatorToken.getText())
  if (isWritten) return []
  const end = access.expression.getEnd()
  if (ts.isPropertyAccessExpression(access)) return [one('Read it where it is there: ?.', end, 0, '?')]
  if (
    ts.isElementAccessExpression(access) ||
    (ts.isCallExpression(access) && access.expression.getEnd() === error.start + error.length)
  )
    return [one('Read it where it is there: ?.', end, 0, '?.')]
  return []
}

function distance(a, b) {
  if (Math.abs(a.length - b.length) > 2) return 9
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length]
}

try {
  main()
} catch (error) {
  answer({ why: \`it failed: \${String(error).slice(0, 200)}\` })
}
`,
  'vitest.mjs': `// A vitest that stays: its server keeps what it has transformed, and workers and their modules are new for every run.
// Started as \`node vitest.mjs <vitest's own arguments, without run>\`.
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { folder, serve } from './fresh.mjs'

const project = createRequire(join(process.cwd(), 'package.json'))
const { parseCLI, createVitest } = await import(pathToFileURL(project.resolve('vitest/node')).href)
const { filter, options } = parseCLI(['vitest', 'run', ...process.argv.slice(2)])
const vitest = await createVitest('test', {
  ...options,
  watch: false,
  run: true,
  reporters: ['junit'],
  outputFile: { junit: join(folder, 'report') },
})
// Its names have changed between versions.
const run = (vitest.runTestSpecifications ?? vitest.runFiles).bind(vitest)
const find = (vitest.globTestSpecifications ?? vitest.globTestSpecs ?? vitest.globTestFiles).bind(vitest)
const projects = vitest.projects ?? []
const graphs = () =>
  [vitest.vite ?? vitest.server, ...projects.map((each) => each.vite ?? each.server)].flatMap((server) =>
    server === undefined
      ? []
      : [server.moduleGraph, ...Object.values(server.environments ?? {}).map((each) => each.moduleGraph)],
  )
let specifications
let last = []

await serve(async (_, { changed = [] }) => {
  process.exitCode = undefined
  if (specifications === undefined) {
    await (vitest.standalone ?? vitest.init)?.call(vitest)
    specifications = await find(filter)
  }
  const files = changed.map((file) => resolve(process.env.SUTURE_WARM_ROOT ?? '.', file))
  // What the last run had changed was put back since.
  for (const graph of new Set(graphs())) for (const file of [...last, ...files]) graph.onFileChange(file)
  last = files
  vitest.state.filesMap?.clear?.()
  await run(specifications)
  const failed = vitest.state.getCountOfFailedTests?.() ?? 0
  return failed === 0 && vitest.state.getUnhandledErrors().length === 0 && process.exitCode !== 1 ? 0 : 1
}, false)
`,
} as const
