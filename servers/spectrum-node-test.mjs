// Imported into each file that node's own runner starts: hooks around every test of it.
import { createRequire } from 'node:module'
import { afterEach, beforeEach } from 'node:test'

const spectrum = createRequire(import.meta.url)('./spectrum.cjs')

// The process that starts the others runs no test of its own.
if (process.env.NODE_TEST_CONTEXT !== undefined || !process.execArgv.includes('--test')) {
  beforeEach(() => spectrum.begin())
  afterEach((test) => spectrum.end(test.name, '', test.error != null || test.passed === false))
}
