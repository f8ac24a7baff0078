// A node:test that stays: reads the test file anew for each request, and hands its tests to node's own runner.
// Started as `node [flags] --test-reporter=<folder>/node-test-reporter.mjs node-test.mjs <test file>`.
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
  const name = `suture-${generation}`
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
