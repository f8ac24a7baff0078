// A program of a data set as a small project on plain folders, for benches that need one run of its test.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The program and its test as two files, as a project has them. */
export function filesOf(task, text) {
  if (task.language === 'python') {
    return {
      'program.py': text,
      'test_program.py': `from program import *\nfrom program import ${task.name}\n${task.tests}\n`,
    }
  }
  const loud = "console.assert = (good) => { if (!good) throw new Error('assertion') }\n"
  return {
    'program.js': `${text}\nmodule.exports = { ${task.name} }\n`,
    'program.test.js': `const { ${task.name} } = require('./program.js')\n${loud}${task.tests}\n`,
  }
}

/** The lab of the probes on plain folders: no sandbox, no runner, one test. */
export function labOf(task, texts) {
  const [, test] = Object.keys(filesOf(task, ''))
  return {
    plan: { confirmations: 1 },
    async copyOf(tree) {
      const folder = mkdtempSync(join(tmpdir(), 'proof-'))
      for (const [name, text] of Object.entries(filesOf(task, texts[tree]))) writeFileSync(join(folder, name), text)
      return { root: folder }
    },
    async discard(copy) {
      rmSync(copy.root, { recursive: true, force: true })
    },
    async write(copy, patch, undo) {
      for (const file of patch.files)
        writeFileSync(join(copy.root, file.path), undo === 'undo' ? file.before : file.after)
    },
    async read(copy, path) {
      return existsSync(join(copy.root, path)) ? readFileSync(join(copy.root, path), 'utf8') : undefined
    },
    async run(copy, _, timeoutSeconds) {
      const started = performance.now()
      const command = task.language === 'python' ? ['python3', ['-B', test]] : [process.execPath, [test]]
      const { status } = spawnSync(command[0], command[1], {
        cwd: copy.root,
        timeout: timeoutSeconds * 1000,
        stdio: 'ignore',
      })
      const seconds = (performance.now() - started) / 1000
      const passed = status === 0
      const statuses = new Map([['check', passed ? 'passed' : 'failed']])
      const cases = [{ id: 'check', test: { name: 'check' }, status: passed ? 'passed' : 'failed' }]
      const reading = { sightings: [], cases, notes: [], incomplete: false }
      return { passed, exit: status ?? 137, seconds, timedOut: status === null, reading, statuses, output: '' }
    },
  }
}
