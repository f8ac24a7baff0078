// Looks for text that is dear to read: every line that wakes a reader, generated from the readers' own expressions,
// before, between and behind blocks of every kind of character. See README.md.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const megabyte = 1024 * 1024
/** Small, since there are thousands of them; what is dear in small is measured again in large. */
const small = megabyte / 16
const suspicious = 100
/** A line of ten characters that a reader has to look at costs a microsecond or two: that is the price of reading it. */
const suspiciousDense = 400

const punctuation = [...'!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~']
/** What blocks are made of. */
export const pieces = [
  ...punctuation,
  ...[' ', '\t', '1', 'a', 'A', 'é', '✓', '\u200b', '\u001b[31m', '\u001b[', '\u001b]0;', '\u001b]8;;x\u0007', '\r'],
  ...[
    'a ',
    'at ',
    'a.',
    'a/',
    'a:',
    'a-',
    'a, ',
    'a(',
    'a\\',
    '::',
    '":',
    '/a/',
    '../',
    '1:',
    '1.',
    ':1:1',
    '.a:1: ',
    'a.b:1:1: ',
  ],
  ...[
    '([{<',
    '()',
    '[]',
    '{}',
    '<>',
    '<<',
    '"\'',
    '{"a":',
    '[[',
    '](',
    '${',
    '$(',
    ' | ',
    '- ',
    ' - ',
    '# ',
    'x.js:1:2 ',
  ],
  ...[
    'Error: ',
    'error ',
    'Caused by: ',
    'at f (',
    'in ',
    ' line 1 ',
    'File "',
    'http://',
    'a@b.c ',
    'A=b ',
    'token=',
    'ghp_',
  ],
]

const cut = (text, length) => text.slice(0, length)
const lines = (line, bytes = small) => line.repeat(Math.ceil(bytes / line.length))

/** Shapes of a block by name: a function of the piece and the size. */
const shapes = {
  'one line': (piece, bytes) => cut(lines(piece, bytes), bytes),
  'long lines': (piece, bytes) => lines(`${cut(lines(piece, 8000), 8000)}\n`, bytes),
  'middle lines': (piece, bytes) => lines(`${cut(lines(piece, 300), 300)}\n`, bytes),
  'short lines': (piece, bytes) => lines(`${piece}\n`, bytes),
  'indented lines': (piece, bytes) => lines(`    ${cut(lines(piece, 200), 200)}\n`, bytes),
}

const endings = [' ', '(', '"', 'a', '1', 'a.', 'a:', '/a', ' a', '[', '\\', ',', "'", 'a(', '.a:1: ', ':1']

/** Texts that an expression matches, at least one for each of its alternatives. */
async function samplesOf(build, expressions) {
  const load = (name) => import(pathToFileURL(join(build, 'signals', 'lines', 'gate', name)).href)
  const { openAlphabet } = await load('char-set.js')
  const { parsePattern } = await load('pattern.js')
  const sources = expressions.map((expression) => expression.source)
  const alphabet = openAlphabet(sources)
  const units = new Map()
  for (let unit = 0xffff; unit >= 0; unit--) units.set(alphabet.indexOf(unit), unit)
  units.set(128, 0xe4)
  const preferred = [...'a1 A/.'].map((letter) => letter.charCodeAt(0))
  const letterOf = (set) => {
    const has = (unit) => ((set >> BigInt(alphabet.indexOf(unit))) & 1n) === 1n
    const unit = preferred.find(has) ?? [...units.values()].reverse().find((one) => one >= 32 && has(one))
    return unit === undefined ? '' : String.fromCharCode(unit)
  }
  const most = 12
  const ways = (pattern) => {
    if (pattern.kind === 'set') return [letterOf(pattern.set)]
    if (pattern.kind === 'choice') return pattern.options.flatMap(ways).slice(0, 60)
    if (pattern.kind === 'optional') return ways(pattern.part).slice(0, 1).concat('')
    if (pattern.kind === 'repeat')
      return ways(pattern.part)
        .map((way) => way.repeat(Math.max(1, pattern.least)))
        .slice(0, most)
    if (pattern.kind !== 'sequence') return ['']
    return pattern.parts.map(ways).reduce(
      (heads, tails) => {
        const count = Math.min(60, Math.max(heads.length, tails.length))
        return Array.from({ length: count }, (_, at) => heads[at % heads.length] + tails[at % tails.length])
      },
      [''],
    )
  }
  return sources.map((source) => [...new Set(ways(parsePattern(source, alphabet)))].filter((one) => one.trim() !== ''))
}

/** All inputs by name, as functions of their size. */
async function inputsOf(build) {
  const { lineReaders } = await import(pathToFileURL(join(build, 'signals', 'lines', 'all.js')).href)
  const samples = await samplesOf(
    build,
    lineReaders.map((reader) => reader.wakes),
  )
  const all = new Map()
  const add = (name, make, limit = suspicious) => all.set(name, { make, limit })
  for (const piece of pieces)
    for (const [shape, make] of Object.entries(shapes))
      add(
        `${shape} of ${JSON.stringify(piece)}`,
        (bytes) => make(piece, bytes),
        shape === 'short lines' ? suspiciousDense : suspicious,
      )
  lineReaders.forEach((reader, rank) => {
    for (const sample of samples[rank] ?? []) {
      const name = `${reader.format} ${JSON.stringify(sample)}`
      add(`lines of ${name}`, (bytes) => lines(`${sample}\n`, bytes), suspiciousDense)
      add(`one line of ${name}`, (bytes) => cut(lines(sample, bytes), bytes))
      for (const ending of endings)
        add(`${name} + ${JSON.stringify(ending)}`, (bytes) =>
          lines(`${sample}${cut(lines(ending, 4000), 4000)}\n`, bytes),
        )
    }
    // Awake, and then blocks.
    for (const sample of (samples[rank] ?? []).slice(0, 2)) {
      for (const piece of pieces) {
        const block = `${cut(lines(piece, 1500), 1500)}\n${cut(lines(piece, 60), 60)}\n`
        add(`${reader.format} ${JSON.stringify(sample)} then ${JSON.stringify(piece)}`, (bytes) =>
          lines(`${sample}\n${lines(block, 16_000)}`, bytes),
        )
      }
    }
  })
  return all
}

/**
 * Tells of all that is suspicious: milliseconds of CPU a megabyte, and how much more a megabyte costs among four.
 *
 * @param wanted only inputs whose name holds this @returns how many inputs were tried
 */
export async function hunt(build, wanted, tell) {
  const { openReading } = await import(pathToFileURL(join(build, 'signals', 'read.js')).href)
  const scope = { root: '/workspace', files: new Set(['src/x.js', 'x.py']) }
  const costOf = (text) => {
    const bytes = Buffer.from(text)
    const start = process.cpuUsage()
    const reading = openReading('hunt', scope)
    for (let at = 0; at < bytes.length; at += 65536) reading.write(bytes.subarray(at, at + 65536))
    const { sightings } = reading.end()
    const { user, system } = process.cpuUsage(start)
    return { cost: ((user + system) / 1000) * (megabyte / bytes.length), failures: sightings.length }
  }
  const best = (text, times) => {
    const all = Array.from({ length: times }, () => costOf(text))
    return all.reduce((left, right) => (left.cost <= right.cost ? left : right))
  }
  const inputs = await inputsOf(build)
  let count = 0
  for (const [name, { make, limit }] of inputs) {
    if (!name.includes(wanted ?? '')) continue
    count++
    const text = make(small)
    if (costOf(text).cost < limit || best(text, 2).cost < limit) continue
    const large = make(megabyte)
    const { cost, failures } = best(large, 2)
    if (cost < limit) continue
    const growth = costOf(make(megabyte * 4)).cost / cost
    tell({ name, milliseconds: cost, growth, failures })
  }
  return count
}
