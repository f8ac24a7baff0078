import { field, isObject, type JsonObject, listOf, textOf } from '../json/values.js'
import { type Finding, strict } from './finding.js'
import { findingOf } from './finding-record.js'
import { linterJson } from './linter-json.js'

/**
 * What most tools write: objects with file, line and message in one list, in lists by file, or in a map by file.
 * ruff, pylint, shellcheck, hadolint, golangci-lint, actionlint, swiftlint, ktlint, psalm, phpstan, phpcs, flake8,
 * bandit, semgrep, credo, markdownlint, oxlint, deno, vale, GitLab's code quality, and what follows their habits.
 */
export const listedJson = linterJson({
  format: 'linter-json',
  harmless: strict,
  recognises: (document) => {
    const found = [...first(records(document), 20)]
    return found.length > 0 && found.every((one) => isTelling(findingOf(one.record, one.file)))
  },
  *findings(document) {
    for (const { record, file } of records(document)) {
      const finding = findingOf(record, file)
      if (isTelling(finding)) yield finding
    }
  },
})

function isTelling(finding: Finding): boolean {
  return (
    finding.file !== undefined && finding.message !== '' && (finding.line !== undefined || finding.rule !== undefined)
  )
}

function* first<Value>(values: Iterable<Value>, count: number): Iterable<Value> {
  let left = count
  for (const value of values) {
    if (left-- <= 0) return
    yield value
  }
}

interface Listed {
  readonly record: JsonObject
  readonly file: string | undefined
}

/** Keys that lists of findings stand under. */
const listKeys = [
  'issues',
  'Issues',
  'diagnostics',
  'results',
  'messages',
  'comments',
  'violations',
  'offenses',
  'findings',
  'warnings',
  'problems',
  'files',
  'errors',
]
const fileKeys = ['path', 'filePath', 'file', 'fileName', 'filename', 'source', 'name']

function* records(document: unknown): Iterable<Listed> {
  if (Array.isArray(document)) {
    for (const one of document) if (isObject(one)) yield* inOne(one)
    return
  }
  if (!isObject(document)) return
  const key = listKeys.find((name) => listOf(document[name]).some(isObject))
  if (key !== undefined) for (const one of listOf(document[key])) yield* inOne(one)
  else yield* inMap(isObject(document['files']) ? document['files'] : document)
}

/** A finding, or a file with its findings below it. */
function* inOne(one: unknown): Iterable<Listed> {
  if (!isObject(one)) return
  const key = listKeys.find((name) => listOf(one[name]).some(isObject))
  const file = fileKeys.map((name) => textOf(one[name])).find((name) => name !== undefined)
  if (key === undefined || file === undefined) {
    // A file without findings lists none.
    if (
      !listKeys.some((name) => Array.isArray(one[name]) && file !== undefined && textOf(one['message']) === undefined)
    )
      yield { record: one, file: undefined }
  } else for (const record of listOf(one[key])) if (isObject(record)) yield { record, file }
}

/** `{ "src/x.py": [ … ] }` of flake8-json and vale, `{ "src/x.php": { "messages": [ … ] } }` of phpcs and phpstan. */
function* inMap(map: JsonObject): Iterable<Listed> {
  for (const [file, value] of Object.entries(map)) {
    if (!/[./\\]/.test(file)) continue
    const list = Array.isArray(value) ? value : listOf(field(value, 'messages') ?? field(value, 'errors'))
    for (const record of list) if (isObject(record)) yield { record, file }
  }
}
