// What README and docs say of inputs, outputs, formats and rules is made from the code, between markers. `--check` fails
// where it is stale, or where an ending of a run is not explained.
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkTable, inputTable, outputTable, projectRuleTable, readerTable, ruleTable } from './readme-tables.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Puts a text between `<!-- name:start -->` and `<!-- name:end -->`. */
function between(page, name, text) {
  const [start, end] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`]
  const [from, to] = [page.indexOf(start), page.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`a page has no ${start} ... ${end}`)
  return `${page.slice(0, from + start.length)}\n${text}\n${page.slice(to)}`
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

const pages = {
  'README.md': { inputs: inputTable, outputs: outputTable },
  'docs/signals.md': { readers: readerTable },
  'docs/strategies.md': { rules: ruleTable, 'project-rules': projectRuleTable, checks: checkTable },
}
const problems = forgottenOutcomes(readFileSync(join(root, 'README.md'), 'utf8'))
for (const [name, tables] of Object.entries(pages)) {
  const before = readFileSync(join(root, name), 'utf8')
  const after = Object.entries(tables).reduce((page, [marker, make]) => between(page, marker, make(root)), before)
  if (after === before) continue
  if (process.argv.includes('--check')) problems.push(`${name} is stale: run \`node scripts/readme.mjs\``)
  else writeFileSync(join(root, name), after)
}
for (const problem of problems) console.error(problem)
process.exitCode = problems.length === 0 ? 0 : 1
