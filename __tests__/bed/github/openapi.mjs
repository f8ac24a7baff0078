import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { find, route } from './routes.mjs'

const fixture = new URL('../../fixtures/github-openapi.json', import.meta.url)

/**
 * Checks requests against GitHub's own description of its API. Stricter than GitHub in one thing: a field or query
 * parameter that the description does not know is a problem, because GitHub ignores it silently and so hides typing errors.
 *
 * @returns {(request: { method: string, path: string, query: URLSearchParams, body: unknown, hasBody: boolean }) => { operation: string | undefined, problems: string[] }}
 */
export function openApiChecker() {
  const { operations } = JSON.parse(readFileSync(fixture, 'utf8'))
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false })
  const table = Object.entries(operations).map(([text, operation]) => /** @type {const} */ ([route(text), operation]))

  return ({ method, path, query, body, hasBody }) => {
    const found = find(table, method, path)
    if (found === undefined) return { operation: undefined, problems: [`${method} ${path}: no such operation`] }
    const name = found.route.text
    const say = (/** @type {string} */ what) => `${name}: ${what}`
    const problems = [...queryProblems(found.value, query), ...filterProblems(name, query)].map(say)
    const schema = found.value.body
    if (schema === undefined) {
      if (hasBody) problems.push(say('has a body, but the operation takes none'))
    } else if (!hasBody) {
      if (found.value.bodyRequired) problems.push(say('needs a body'))
    } else if (!ajv.validate(schema, body)) {
      problems.push(say(ajv.errorsText(ajv.errors, { dataVar: 'body' })))
    } else {
      problems.push(...unknownFields(schema, body).map((field) => say(`unknown field "${field}"`)))
    }
    return { operation: name, problems }
  }
}

/** @param {any} operation @param {URLSearchParams} query */
function queryProblems(operation, query) {
  const problems = []
  for (const [name, value] of query) {
    const schema = operation.query[name]
    if (schema === undefined) problems.push(`unknown query parameter "${name}"`)
    else if (schema.enum !== undefined && !schema.enum.includes(value)) problems.push(`${name}=${value} is not allowed`)
    else if (schema.type === 'integer' && !/^\d+$/.test(value)) problems.push(`${name}=${value} is no number`)
    else if (name === 'per_page' && Number(value) > 100) problems.push('per_page is above 100')
  }
  return problems
}

/** GitHub ignores a head filter without an owner and lists everything. @param {string} name @param {URLSearchParams} query */
function filterProblems(name, query) {
  const head = name === 'GET /repos/{owner}/{repo}/pulls' ? query.get('head') : null
  return head !== null && !head.includes(':') ? ['the head filter must be owner:branch'] : []
}

/** @param {any} schema @param {unknown} body */
function unknownFields(schema, body) {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return []
  const shapes = [schema, ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])].filter((shape) => shape.properties)
  if (shapes.length === 0) return []
  return Object.keys(body).filter((field) => !shapes.some((shape) => field in shape.properties))
}
