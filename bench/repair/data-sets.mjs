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

const goPackages = 'bytes crypto/md5 errors fmt math math/big math/rand regexp sort strconv strings time unicode'.split(
  ' ',
)

/** Go refuses an import that nobody reads, and the set gives those of the fix or none: as its own harness does it, what is named is imported. */
function imported(head, body) {
  const rest = head.replace(/^import (?:[^(\n]*$|\([\s\S]*?^\))/gm, '').replace(/^package main\n/, '') + body
  const named = goPackages.filter((path) => new RegExp(`(?<![\\w.])${path.split('/').at(-1)}\\.`).test(rest))
  const block = named.length === 0 ? '' : `import (\n${named.map((path) => `\t"${path}"\n`).join('')})\n`
  return `package main\n\n${block}${rest}`
}

/** In Go the tests bring their own package clause; in Java they read what the program imports. */
function compiledTask(task, language) {
  const declared = `\n${task.declaration}`
  const head = `${language === 'go' ? 'package main\n' : ''}${task.import ?? ''}${declared}`
  const whole = (body) => (language === 'go' ? imported(head, body) : head + body)
  const text = whole(task.buggy_solution)
  const tests = `${task.test_setup ?? ''}\n${task.test}`
  const imports = (head.match(/^import .*;$/gm) ?? []).join('\n')
  const name =
    language === 'go' ? (/func (?=[A-Z])(\w+)\([^\n]*\{\s*$/.exec(head)?.[1] ?? task.entry_point) : task.entry_point
  const java = {
    file: 'Solution.java',
    main: 'Main',
    files: { 'Solution.java': text, 'Main.java': `${imports}\n${tests}` },
    imports,
    calls: `\\b\\w+\\.${name}\\(`,
    call: `return new Solution().${name}({0});`,
  }
  return {
    id: task.task_id,
    language,
    kind: 'check',
    name,
    bug: task.bug_type,
    text,
    fixed: whole(task.canonical_solution),
    tests,
    ...(language === 'java' ? java : {}),
  }
}

/** @param path a checkout or git directory of jkoppel/QuixBugs, and behind a colon the jar of JUnit 4 and its own */
function quixbugsJava(given) {
  const [path, ...libraries] = given.split(':')
  const read = (name) =>
    existsSync(join(path, name))
      ? readFileSync(join(path, name), 'utf8')
      : execFileSync('git', ['--git-dir', path, 'show', `HEAD:${name}`], { maxBuffer: 2 ** 28 }).toString()
  const names = existsSync(join(path, 'java_programs'))
    ? readdirSync(join(path, 'correct_java_programs'))
    : execFileSync('git', ['--git-dir', path, 'ls-tree', '--name-only', 'HEAD:correct_java_programs'])
        .toString()
        .split('\n')
  return names
    .filter((name) => /^[A-Z_]+\.java$/.test(name))
    .sort()
    .map((file) => {
      const name = file.slice(0, -5)
      const own = `java_programs/${file}`
      const tests = read(`java_testcases/junit/${name}_TEST.java`)
      const others = [
        'java_programs/Node.java',
        'java_programs/WeightedEdge.java',
        'java_testcases/junit/QuixFixOracleHelper.java',
      ]
      const call = `${name}.${name.toLowerCase()}(`
      return {
        id: name.toLowerCase(),
        language: 'java',
        kind: 'junit',
        name,
        text: read(own),
        fixed: read(`correct_java_programs/${file}`).replace(
          /^package correct_java_programs;/m,
          'package java_programs;',
        ),
        tests,
        file: own,
        main: `java_testcases.junit.${name}_TEST`,
        files: Object.fromEntries(
          [own, `java_testcases/junit/${name}_TEST.java`, ...others].map((one) => [one, read(one)]),
        ),
        libraries,
        imports: 'import java.util.*;',
        calls: `\\b${call.replace(/[.(]/g, '\\$&')}`,
        call: `return java_programs.${call}{0});`,
      }
    })
}

function camel(name) {
  return name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase())
}

export const dataSets = {
  quixbugs,
  'quixbugs-java': quixbugsJava,
  'humanevalfix-python-odd': humanevalfix('python', 1),
  'humanevalfix-js-odd': humanevalfix('js', 1),
  'humanevalfix-go-odd': humanevalfix('go', 1),
  'humanevalfix-java-odd': humanevalfix('java', 1),
  'humanevalfix-python-even': humanevalfix('python', 0),
  'humanevalfix-js-even': humanevalfix('js', 0),
  'humanevalfix-go-even': humanevalfix('go', 0),
  'humanevalfix-java-even': humanevalfix('java', 0),
}
