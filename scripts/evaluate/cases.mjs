import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/**
 * A recorded failure with its repository.
 *
 * @typedef {{
 *   name: string, about?: string, files?: Record<string, string | Buffer>, repository?: string, commit?: string,
 *   artifacts?: Record<string, string | Buffer>, hidden?: Record<string, string | Buffer>, setup?: string,
 *   inputs?: Record<string, string | string[]>, expect?: 'healed' | 'declined', answers?: readonly Said[],
 * }} Case
 *
 * What a model said in one turn: a text, or the tools that it called.
 * @typedef {string | { calls: readonly { name: string, input: object }[] }} Said
 */

/**
 * Every folder with a `case.json` in it is a case: `project/` is its repository (or `repository` and `commit` name one),
 * `artifacts/` lie in the checkout uncommitted, `hidden/` are tests that no model sees, `answers/` a conversation.
 *
 * @param {string} folder @returns {Case[]}
 */
export function readCases(folder) {
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'case.json')))
  return names.sort().map((name) => readCase(join(folder, name), name))
}

function readCase(folder, name) {
  const told = JSON.parse(readFileSync(join(folder, 'case.json'), 'utf8'))
  const parts = ['project', 'artifacts', 'hidden'].map((part) => filesIn(join(folder, part)))
  const [files, artifacts, hidden] = parts
  if (files === undefined && told.repository === undefined)
    throw new Error(`${name}: neither a folder project nor a repository in case.json`)
  const answers = answersIn(join(folder, 'answers'))
  return { name, ...told, ...defined({ files, artifacts, hidden, answers }) }
}

const defined = (object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined))

function filesIn(folder) {
  if (!existsSync(folder)) return undefined
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return Object.fromEntries(
    entries.map((entry) => {
      const path = join(entry.parentPath ?? entry.path, entry.name)
      return [relative(folder, path).split(sep).join('/'), readFileSync(path)]
    }),
  )
}

/** `turn-1.answer.md`, `turn-2.answer.json`, …: as many as follow each other. */
export function answersIn(folder) {
  const answers = []
  for (let said = answerIn(folder, 1); said !== undefined; said = answerIn(folder, answers.length + 1))
    answers.push(said)
  return answers.length === 0 ? undefined : answers
}

/** @param {string} folder @param {number} turn 1-based @returns {Said | undefined} */
export function answerIn(folder, turn) {
  const text = join(folder, `turn-${turn}.answer.md`)
  if (existsSync(text)) return readFileSync(text, 'utf8')
  const json = join(folder, `turn-${turn}.answer.json`)
  return existsSync(json) ? JSON.parse(readFileSync(json, 'utf8')) : undefined
}
