// HumanEvalFix, odd ids, as two projects: a module a task in `src`, a test a task. The even ids are not even parsed.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataSets } from '../repair/data-sets.mjs'
import { changedPlaces, git, run } from './shell.mjs'

/** @param data a checkout or git directory of bigcode-project/octopack */
export function* humanEvalFixCases(data, work) {
  for (const language of ['python', 'js']) {
    const isPython = language === 'python'
    const tasks = dataSets[`humanevalfix-${language}-odd`](data)
    const folder = join(work, `humanevalfix-${language}`)
    if (!existsSync(folder)) (isPython ? writePython : writeScript)(tasks, folder)
    for (const task of tasks) {
      const stem = stemOf(task)
      const fixed = isPython ? `src/${stem}.py` : `src/${stem}.js`
      const test = isPython ? `tests/test_${stem}.py` : `test/${stem}.test.js`
      const kept = join(work, `${language}-${stem}.txt`)
      if (!existsSync(kept)) {
        const command = isPython
          ? `timeout 20 python3 -m pytest -q -p no:cacheprovider ${test}`
          : `timeout 20 node --test ${test}`
        const { output } = run(folder, command, { PYTHONPATH: '.', PYTHONDONTWRITEBYTECODE: '1' }, 30)
        writeFileSync(kept, output || `FAILED ${test}::test_${stem} - Failed: Timeout >20.0s\n1 failed in 20.00s\n`)
      }
      const before = readFileSync(join(folder, fixed), 'utf8')
      writeFileSync(join(work, 'before'), before)
      writeFileSync(join(work, 'after'), isPython ? `${task.fixed.trimEnd()}\n` : scriptOf(task.fixed))
      const places = changedPlaces(run(work, 'git diff --no-index -U0 before after').output, before.split('\n').length)
      const name = isPython ? 'python' : 'javascript'
      yield { id: task.id, language: name, workspace: folder, output: readFileSync(kept, 'utf8'), fixed, places }
    }
  }
}

function stemOf({ name }) {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

function writePython(tasks, folder) {
  mkdirSync(join(folder, 'src'), { recursive: true })
  mkdirSync(join(folder, 'tests'))
  writeFileSync(join(folder, 'src/__init__.py'), '')
  for (const task of tasks) {
    const call = /^check\(.*\)\s*$/m
    const body = task.tests.replace(call, '')
    const test = `from src.${stemOf(task)} import *\n\n${body.trimEnd()}\n\n\ndef test_${stemOf(task)}():\n    check(${task.name})\n`
    writeFileSync(join(folder, `src/${stemOf(task)}.py`), `${task.text.trimEnd()}\n`)
    writeFileSync(join(folder, `tests/test_${stemOf(task)}.py`), test)
  }
  commit(folder)
}

function scriptOf(text) {
  const names = [...text.matchAll(/^(?:const|let|function) (\w+)/gm)].map((match) => match[1])
  return `${text.trimEnd()}\n\nmodule.exports = { ${[...new Set(names)].join(', ')} }\n`
}

function writeScript(tasks, folder) {
  mkdirSync(join(folder, 'src'), { recursive: true })
  mkdirSync(join(folder, 'test'))
  for (const task of tasks) {
    const text = scriptOf(task.text)
    const names = /module\.exports = (.*)\n/.exec(text)[1]
    const body = task.tests.trim().replaceAll('console.assert(', 'assert(')
    const head = `const test = require('node:test')\nconst assert = require('node:assert')\nconst ${names} = require('../src/${stemOf(task)}.js')\n`
    writeFileSync(join(folder, `src/${stemOf(task)}.js`), text)
    writeFileSync(join(folder, `test/${stemOf(task)}.test.js`), `${head}\ntest('${task.name}', () => {\n${body}\n})\n`)
  }
  commit(folder)
}

function commit(folder) {
  git(folder, 'init', '-q')
  git(folder, 'add', '-A')
  git(folder, 'commit', '-q', '-m', 'add the tasks')
}
