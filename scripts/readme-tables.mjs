// The tables of README and docs, read from what they speak of: action.yml, the readers of src/signals and the rules of src/repair.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

const cell = (text) =>
  String(text)
    .replaceAll('|', '\\|')
    .replace(/\s*\n\s*/g, ' ')
const code = (text) => `\`${cell(text)}\``
const row = (...cells) => `| ${cells.join(' | ')} |`

function table(head, rows) {
  return [row(...head), row(...head.map(() => '---')), ...rows].join('\n')
}

export function inputTable(root) {
  const { inputs } = parse(readFileSync(join(root, 'action.yml'), 'utf8'))
  const rows = Object.entries(inputs).map(([name, input]) =>
    row(code(name), (input.default ?? '') === '' ? '' : code(input.default), cell(input.description)),
  )
  return table(['input', 'default', 'meaning'], rows)
}

export function outputTable(root) {
  const { outputs } = parse(readFileSync(join(root, 'action.yml'), 'utf8'))
  const rows = Object.entries(outputs).map(([name, output]) => row(code(name), cell(output.description)))
  return table(['output', 'meaning'], rows)
}

/** The doc comment right above an exported constant, as one line. */
function commentAbove(source, declaration) {
  const before = source.slice(0, source.indexOf(declaration)).trimEnd()
  const comment = before.slice(before.lastIndexOf('/**'))
  if (!before.endsWith('*/')) return ''
  return comment
    .replace(/^\/\*\*|\*\/\s*$/g, '')
    .replace(/^ \* ?/gm, '')
    .trim()
}

/** Every plug-in that a list names, in the list's order: its file's text and its declaration there. */
function listed(folder) {
  const list = readFileSync(join(folder, 'all.ts'), 'utf8')
  const imports = [...list.matchAll(/^import \{ ([\w, ]+) \} from '\.\/([\w-]+)\.js'$/gm)]
  const named = imports.flatMap(([, names, file]) => names.split(', ').map((name) => [name, file]))
  return named.map(([name, file]) => {
    const source = readFileSync(join(folder, `${file}.ts`), 'utf8')
    const declaration = new RegExp(`^export const ${name}\\b.*$`, 'm').exec(source)?.[0]
    if (declaration === undefined) throw new Error(`${file}.ts does not export ${name}`)
    return { source, declaration, body: source.slice(source.indexOf(declaration)) }
  })
}

const languages = {
  scripts: 'JavaScript, TypeScript',
  python: 'Python',
  allLanguages: 'JavaScript, TypeScript, Python',
  goAlone: 'Go',
  javaAlone: 'Java',
  compiledLanguages: 'Go, Java, Rust',
}

export function ruleTable(root) {
  const rows = listed(join(root, 'src/repair/rules')).map(({ source, declaration, body }) => {
    const name = /^ {2}name: '([^']+)'/m.exec(body)?.[1]
    const reads = languages[/^ {2}languages: (\w+)/m.exec(body)?.[1]]
    return row(code(name), reads, cell(commentAbove(source, declaration)))
  })
  return table(['rule', 'languages', 'what it mends'], rows.sort())
}

/** Rules that read files of any kind, or run the project's own tools; in the order in which they are asked. */
export function projectRuleTable(root) {
  const rows = listed(join(root, 'src/repair/project')).map(({ source, declaration, body }) => {
    const name = /^ {2}name: '([^']+)'/m.exec(body)?.[1]
    const works = /^ {2}works: '([^']+)'/m.exec(body)?.[1]
    return row(code(name), works, cell(commentAbove(source, declaration)))
  })
  return table(['rule', 'works on', 'what it mends'], rows.sort())
}

/** Checks beside the tests, and whether their tools mend. */
export function checkTable(root) {
  const folder = join(root, 'src/checks/tools')
  const rows = readdirSync(folder).map((file) => {
    const source = readFileSync(join(folder, file), 'utf8')
    const declaration = /^export const .*CheckTool = \{$/m.exec(source)?.[0] ?? ''
    const name = /^ {2}name: '([^']+)'/m.exec(source)?.[1]
    return row(code(name), cell(commentAbove(source, declaration)), /^ {2}mend[(:]/m.test(source) ? 'yes' : '')
  })
  return table(['check', 'what it is', 'mends itself'], rows.sort())
}

const kinds = {
  reports: 'test report',
  consoles: 'console',
  logs: 'log of an application',
  events: 'error event',
  builds: 'build and lint output',
  findings: 'findings',
}

export function readerTable(root) {
  const signals = join(root, 'src/signals')
  const rows = Object.entries(kinds).flatMap(([folder, kind]) => {
    if (!existsSync(join(signals, folder, 'all.ts'))) return []
    return listed(join(signals, folder)).flatMap(({ source, declaration, body }) => {
      const format = /^ {2}format: '([^']+)'/m.exec(body)?.[1]
      if (format === undefined || format.startsWith('unknown')) return []
      return [row(code(format), kind, cell(commentAbove(source, declaration)))]
    })
  })
  return `${table(['format', 'what it is', 'as written by'], rows)}\n\n${stacks(join(signals, 'stacks'))}`
}

const spelt = {
  javascript: 'JavaScript',
  python: 'Python',
  java: 'Java',
  go: 'Go',
  php: 'PHP',
  ruby: 'Ruby',
  dotnet: '.NET',
  elixir: 'Elixir',
  native: 'C and C++',
  perl: 'Perl',
  rust: 'Rust',
}

/** Stack traces are found in any text. */
function stacks(folder) {
  const names = readdirSync(folder).flatMap((file) => {
    const found = /^ {2}language: '(\w+)'/m.exec(readFileSync(join(folder, file), 'utf8'))?.[1]
    return found === undefined ? [] : [spelt[found] ?? found]
  })
  return `Stack traces are read in any text: ${[...new Set(names)].sort().join(', ')}.`
}
