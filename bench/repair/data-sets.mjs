// Data sets as tasks: { id, language, text, fixed, tests, name, … }. Nothing of them is kept here: a path is given.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** @param path a checkout of jkoppel/QuixBugs */
function quixbugs(path) {
  const read = (name) => readFileSync(join(path, name), 'utf8')
  return readdirSync(join(path, 'python_testcases'))
    .filter((name) => name.startsWith('test_') && name.endsWith('.py'))
    .sort()
    .map((file) => {
      const name = file.slice(5, -3)
      return {
        id: name,
        language: 'python',
        kind: 'pytest',
        name,
        module: `python_programs.${name}`,
        path: [path, join(path, 'python_testcases')],
        text: withoutDescription(read(`python_programs/${name}.py`)),
        fixed: withoutDescription(read(`correct_python_programs/${name}.py`)),
        tests: read(`python_testcases/${file}`),
      }
    })
}

/** The text at the end of each file tells what the program should do, and sometimes the fix. */
function withoutDescription(text) {
  const at = text.search(/^("""|''')/m)
  return at > 0 ? text.slice(0, at) : text
}

/** @param path a checkout or git directory of bigcode-project/octopack, or a folder with `python.jsonl` and `js.jsonl` */
function humanevalfix(language, parity) {
  return (path) => {
    const file = `evaluation/create/humaneval-x/data/${language}/data/humanevalpack.jsonl`
    const local = [join(path, file), join(path, `${language}.jsonl`)].find((name) => existsSync(name))
    const text =
      local === undefined
        ? execFileSync('git', ['--git-dir', path, 'show', `HEAD:${file}`], { maxBuffer: 2 ** 28 }).toString()
        : readFileSync(local, 'utf8')
    const found = []
    for (const line of text.split('\n')) {
      // Told from the first characters: what is set aside is not even parsed.
      const number = Number(/"task_id": ?"[A-Za-z]+\/(\d+)"/.exec(line.slice(0, 60))?.[1] ?? Number.NaN)
      if (number % 2 === parity) found.push(taskOf(JSON.parse(line), language))
    }
    return found
  }
}

function taskOf(task, language) {
  if (language === 'go' || language === 'java') return compiledTask(task, language)
  const isPython = language === 'python'
  const head = isPython ? task.declaration : `${task.import ?? ''}\n${task.declaration}`
  const name = isPython
    ? task.entry_point
    : (/const (\w+) = \([^)]*\) =>/.exec(task.declaration.slice(task.declaration.lastIndexOf('\nconst ')))?.[1] ??
      camel(task.entry_point))
  return {
    id: task.task_id,
    language: isPython ? 'python' : 'javascript',
    kind: 'check',
    name,
    bug: task.bug_type,
    text: head + task.buggy_solution,
    fixed: head + task.canonical_solution,
    tests: task.test,
  }
}

/** In Java the tests stand in the same file; in Go they bring their own package clause. */
function compiledTask(task, language) {
  const head = `${language === 'go' ? 'package main\n' : ''}${task.import ?? ''}\n${task.declaration}`
  return {
    id: task.task_id,
    language,
    kind: 'check',
    name: task.entry_point,
    bug: task.bug_type,
    text: head + task.buggy_solution,
    fixed: head + task.canonical_solution,
    tests: `${task.test_setup ?? ''}\n${task.test}`,
  }
}

function camel(name) {
  return name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase())
}

export const dataSets = {
  quixbugs,
  'humanevalfix-python-odd': humanevalfix('python', 1),
  'humanevalfix-js-odd': humanevalfix('js', 1),
  'humanevalfix-go-odd': humanevalfix('go', 1),
  'humanevalfix-java-odd': humanevalfix('java', 1),
  'humanevalfix-python-even': humanevalfix('python', 0),
  'humanevalfix-js-even': humanevalfix('js', 0),
  'humanevalfix-go-even': humanevalfix('go', 0),
  'humanevalfix-java-even': humanevalfix('java', 0),
}
