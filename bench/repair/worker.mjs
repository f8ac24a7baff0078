// Tries texts of one JavaScript program, each in a fresh realm of one long-lived process. Not a sandbox.
// One JSON object a line comes in, one goes out: the same as worker.py.
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import vm from 'node:vm'

const require = createRequire(import.meta.url)
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
const task = JSON.parse((await lines.next()).value)

function realm() {
  const failures = []
  const assert = (condition) => {
    if (!condition) throw new Error('AssertionError')
  }
  const quiet = () => undefined
  const context = vm.createContext({ console: { assert, log: quiet, error: quiet, warn: quiet }, require, failures })
  return context
}

function told(error) {
  const lines = [...String(error?.stack ?? '').matchAll(/candidate\.js:(\d+)/g)]
    .slice(0, 6)
    .map((one) => Number(one[1]))
  const isAssertion = error?.message === 'AssertionError'
  return {
    exception: isAssertion ? 'AssertionError' : (error?.name ?? 'Error'),
    message: String(error?.message ?? error).slice(0, 400),
    lines,
  }
}

function run({ run: text, seconds }) {
  const context = realm()
  const started = performance.now()
  const result = (status, more = {}) => ({
    results: [{ name: 'check', status, seconds: (performance.now() - started) / 1000, ...more }],
    total: 1,
  })
  try {
    vm.runInContext(text, context, { filename: 'candidate.js', timeout: Math.ceil(seconds * 1000) })
    vm.runInContext(task.tests, context, { filename: 'tests.js', timeout: Math.ceil(seconds * 1000) })
    return result('passed')
  } catch (error) {
    if (error?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return result('timeout')
    return result('failed', told(error))
  }
}

function random(seed) {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

function mutated(value, chance) {
  const pick = (list) => list[Math.floor(chance() * list.length)]
  if (typeof value === 'boolean') return chance() < 0.5
  if (typeof value === 'number') {
    const moved = value + pick([-3, -2, -1, 0, 1, 2, 3, value])
    return value >= 0 ? Math.max(0, moved) : moved
  }
  if (typeof value === 'string') {
    const cut = Math.floor(chance() * (value.length + 1))
    return pick([
      value.slice(0, cut),
      value.slice(cut),
      value.slice(0, cut) + (value[0] ?? 'a') + value.slice(cut),
      value,
    ])
  }
  if (!Array.isArray(value)) return value
  const items = value.map((one) => (chance() < 0.4 ? mutated(one, chance) : one))
  if (items.length > 0 && chance() < 0.3) items.splice(Math.floor(chance() * items.length), 1)
  if (items.length > 0 && chance() < 0.3) items.splice(Math.floor(chance() * items.length), 0, pick(items))
  return items
}

const recorder = (name) => `;{
  const inner = ${name}
  var __seen = []
  var __deep = 0
  var __recorded = function (...given) {
    if (__deep === 0 && __seen.length < 60) __seen.push(JSON.stringify(given))
    __deep++
    try { return inner(...given) } finally { __deep-- }
  }
}`

function compare({ compare: [fixed, candidate], name }) {
  const flat = (text) => text.replace(/\s+/g, '')
  if (flat(fixed) === flat(candidate)) return { same: true, how: 'tree' }
  const recording = realm()
  // `const f =` cannot be replaced from outside: as `var` it can.
  const open = fixed.replace(new RegExp(`\\bconst ${name}\\b`), `var ${name}`)
  vm.runInContext(`${open}${recorder(name)}\n${name} = __recorded`, recording, { timeout: 2000 })
  try {
    vm.runInContext(task.tests, recording, { timeout: 4000 })
  } catch {}
  const seen = vm.runInContext('__seen', recording)
  const callers = [fixed, candidate].map((text) => {
    const context = realm()
    vm.runInContext(
      `${text}\n;var __call = (given) => JSON.stringify(${name}(...JSON.parse(given)) ?? null)`,
      context,
      { timeout: 2000 },
    )
    return (given) => {
      context.__given = given
      // Ten times what the fix may take: cut off before that, a busy machine would decide.
      return vm.runInContext('__call(__given)', context, { timeout: text === fixed ? 300 : 3000 })
    }
  })
  const chance = random(7)
  let [agreed, asked, differing] = [0, 0, undefined]
  const until = performance.now() + 12_000
  for (let turn = 0; turn < 2000 && asked < 400 && seen.length > 0 && performance.now() < until; turn++) {
    const given = JSON.stringify(
      JSON.parse(seen[Math.floor(chance() * seen.length)]).map((one) => mutated(one, chance)),
    )
    let expected
    try {
      expected = callers[0](given)
    } catch {
      continue
    }
    let actual
    try {
      actual = callers[1](given)
    } catch (error) {
      actual = `throws ${error?.message}`
    }
    asked++
    if (actual === expected) agreed++
    else differing ??= `${given}: ${expected} and ${actual}`.slice(0, 300)
  }
  return { same: asked > 0 && agreed === asked, how: 'behaviour', agreed, asked, differing }
}

for (let line = await lines.next(); !line.done; line = await lines.next()) {
  const request = JSON.parse(line.value)
  let answer
  try {
    answer = 'run' in request ? run(request) : compare(request)
  } catch (error) {
    answer = { invalid: String(error).slice(0, 200) }
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}
