// action.yml → the tables of README.md, between their markers. `--check` fails where they are stale.
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const target = join(root, 'README.md')
const { inputs, outputs } = parse(readFileSync(join(root, 'action.yml'), 'utf8'))

const cell = (text) =>
  String(text)
    .replaceAll('|', '\\|')
    .replace(/\s*\n\s*/g, ' ')
const code = (text) => `\`${cell(text)}\``
const row = (...cells) => `| ${cells.join(' | ')} |`

function table(head, rows) {
  return [row(...head), row(...head.map(() => '---')), ...rows].join('\n')
}

const inputTable = () =>
  table(
    ['input', 'default', 'meaning'],
    Object.entries(inputs).map(([name, input]) =>
      row(code(name), (input.default ?? '') === '' ? '' : code(input.default), cell(input.description)),
    ),
  )

const outputTable = () =>
  table(
    ['output', 'meaning'],
    Object.entries(outputs).map(([name, output]) => row(code(name), cell(output.description))),
  )

/** Puts a text between `<!-- name:start -->` and `<!-- name:end -->`. */
function between(readme, name, text) {
  const [start, end] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`]
  const [from, to] = [readme.indexOf(start), readme.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`README.md has no ${start} ... ${end}`)
  return `${readme.slice(0, from + start.length)}\n${text}\n${readme.slice(to)}`
}

/** Every way a run can end is in the table of exits, and has its advice. */
function forgottenOutcomes() {
  const domain = readFileSync(join(root, 'src/domain.ts'), 'utf8')
  const block = /export const exitCodes = \{([^}]*)\}/.exec(domain)?.[1] ?? ''
  const outcomes = [...block.matchAll(/^ {2}'?([a-z-]+)'?: \d,$/gm)].map((match) => match[1])
  if (outcomes.length === 0) throw new Error('src/domain.ts has no exitCodes')
  const troubleshooting = readFileSync(join(root, 'docs/troubleshooting.md'), 'utf8')
  return outcomes.flatMap((outcome) => [
    ...(before.includes(`\`${outcome}\``) ? [] : [`README.md lacks ${outcome}`]),
    ...(new RegExp(`^#+ .*\`${outcome}\``, 'm').test(troubleshooting) ? [] : [`troubleshooting.md lacks ${outcome}`]),
  ])
}

const before = readFileSync(target, 'utf8')
const after = between(between(before, 'inputs', inputTable()), 'outputs', outputTable())

if (!process.argv.includes('--check')) {
  writeFileSync(target, after)
} else {
  const problems = forgottenOutcomes()
  if (after !== before) problems.push('README.md is stale: run `node scripts/readme.mjs`')
  for (const problem of problems) console.error(problem)
  process.exitCode = problems.length === 0 ? 0 : 1
}
