// Which lines of the project each test runs, in the process that runs them: precise coverage is taken, and counted from
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
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return { path, text, starts, painted: new Uint8Array(text.length), sourceOf: mapOf(scriptId, text) }
}

/** The line of the source for a line and column of the script, both 0-based. */
function mapOf(scriptId, text) {
  const inline = /\/\/[#@] sourceMappingURL=data:application\/json[^,]*;base64,([\w+/=]+)\s*$/.exec(
    text.slice(-500_000),
  )?.[1]
  const given = inline ?? /^data:application\/json[^,]*;base64,([\w+/=]+)$/.exec(maps.get(scriptId) ?? '')?.[1]
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
      if (painted[at] === 0 || /[\s{}()[\];,]/.test(text[at])) continue
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
  const record = `${JSON.stringify({ test, suite, failed, lines })}\n`
  written += record.length
  if (log && written <= mostBytes) appendFileSync(log, record)
}
