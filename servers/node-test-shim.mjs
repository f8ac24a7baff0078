// node:test as the project's files see it in a server: what stands at the top of a test file is kept until the file is
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
