// The cases of each set, made one after the other: { id, language, workspace, output, fixed, places } or { id, error }.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { commitCases } from './commits.mjs'
import { humanEvalFixCases } from './humanevalfix.mjs'
import { quixbugsCases } from './quixbugs.mjs'

const here = dirname(fileURLToPath(import.meta.url))

function* commits({ data, half, list }, work) {
  const all = JSON.parse(readFileSync(list ?? join(here, 'commits.json'), 'utf8'))
  yield* commitCases(half === undefined ? all : all.filter((one) => one.half === half), data, work)
}

export const sets = {
  commits,
  quixbugs: ({ data }, work) => quixbugsCases(data, work),
  'humanevalfix-odd': ({ data }, work) => humanEvalFixCases(data, work),
}
