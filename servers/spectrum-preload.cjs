// Read before the runner: tells the beginning and the end of each test to spectrum.cjs, for runners that are packages.
const { Module } = require('node:module')
const spectrum = require('./spectrum.cjs')

const done = new WeakSet()
/** How the files are asked for that hold what a runner runs its tests with. */
const hooked = /(?:^|[\\/])(?:runner|test|tape|jest-environment-[a-z]+)(?:\.js$|[\\/]|$)/
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
