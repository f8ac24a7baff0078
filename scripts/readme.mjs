// What the README says of inputs, outputs, formats and rules is made from the code, between markers. `--check` fails
// where it is stale, or where an ending of a run is not explained.
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inputTable, outputTable, readerTable, ruleTable } from './readme-tables.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const target = join(root, 'README.md')

/** Puts a text between `<!-- name:start -->` and `<!-- name:end -->`. */
function between(readme, name, text) {
  const [start, end] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`]
  const [from, to] = [readme.indexOf(start), readme.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`README.md has no ${start} ... ${end}`)
  return `${readme.slice(0, from + start.length)}\n${text}\n${readme.slice(to)}`
}

/** Every way a run can end is in the table of exits, and has its advice. */
function forgottenOutcomes(readme) {
  const domain = readFileSync(join(root, 'src/domain.ts'), 'utf8')
  const block = /export const exitCodes = \{([^}]*)\}/.exec(domain)?.[1] ?? ''
  const outcomes = [...block.matchAll(/^ {2}'?([a-z-]+)'?: \d,$/gm)].map((match) => match[1])
  if (outcomes.length === 0) throw new Error('src/domain.ts has no exitCodes')
  const troubleshooting = readFileSync(join(root, 'docs/troubleshooting.md'), 'utf8')
  return outcomes.flatMap((outcome) => [
    ...(readme.includes(`\`${outcome}\``) ? [] : [`README.md lacks ${outcome}`]),
    ...(new RegExp(`^#+ .*\`${outcome}\``, 'm').test(troubleshooting) ? [] : [`troubleshooting.md lacks ${outcome}`]),
  ])
}

const tables = { readers: readerTable, rules: ruleTable, inputs: inputTable, outputs: outputTable }
const before = readFileSync(target, 'utf8')
const after = Object.entries(tables).reduce((text, [name, make]) => between(text, name, make(root)), before)

if (!process.argv.includes('--check')) {
  writeFileSync(target, after)
} else {
  const problems = forgottenOutcomes(before)
  if (after !== before) problems.push('README.md is stale: run `node scripts/readme.mjs`')
  for (const problem of problems) console.error(problem)
  process.exitCode = problems.length === 0 ? 0 : 1
}
