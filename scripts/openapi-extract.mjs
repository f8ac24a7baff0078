// Cuts the operations that Suture uses out of GitHub's OpenAPI description (the dereferenced one, as published in
// the npm package @octokit/openapi), so that tests can check every request without carrying 70 MB.
//
//   node scripts/openapi-extract.mjs <api.github.com.deref.json> [more operations, as "GET /path"]
import { readFileSync, writeFileSync } from 'node:fs'

const repository = '/repos/{owner}/{repo}'

/** What Suture asks for today, and what its next readers will. One line an operation. */
const operations = [
  `GET ${repository}`,
  `GET ${repository}/branches`,
  `GET ${repository}/branches/{branch}`,
  `GET ${repository}/code-scanning/alerts`,
  `GET ${repository}/code-scanning/alerts/{alert_number}`,
  `GET ${repository}/collaborators/{username}/permission`,
  `GET ${repository}/commits`,
  `GET ${repository}/commits/{ref}`,
  `GET ${repository}/commits/{commit_sha}/pulls`,
  `GET ${repository}/compare/{basehead}`,
  `GET ${repository}/contents/{path}`,
  `POST ${repository}/git/blobs`,
  `GET ${repository}/git/blobs/{file_sha}`,
  `POST ${repository}/git/commits`,
  `GET ${repository}/git/commits/{commit_sha}`,
  `GET ${repository}/git/matching-refs/{ref}`,
  `GET ${repository}/git/ref/{ref}`,
  `POST ${repository}/git/refs`,
  `PATCH ${repository}/git/refs/{ref}`,
  `DELETE ${repository}/git/refs/{ref}`,
  `POST ${repository}/git/trees`,
  `GET ${repository}/git/trees/{tree_sha}`,
  `GET ${repository}/issues`,
  `POST ${repository}/issues`,
  `GET ${repository}/issues/{issue_number}`,
  `PATCH ${repository}/issues/{issue_number}`,
  `POST ${repository}/issues/{issue_number}/assignees`,
  `GET ${repository}/issues/{issue_number}/comments`,
  `POST ${repository}/issues/{issue_number}/comments`,
  `PATCH ${repository}/issues/comments/{comment_id}`,
  `GET ${repository}/issues/{issue_number}/labels`,
  `POST ${repository}/issues/{issue_number}/labels`,
  `GET ${repository}/pulls`,
  `POST ${repository}/pulls`,
  `GET ${repository}/pulls/{pull_number}`,
  `PATCH ${repository}/pulls/{pull_number}`,
  `GET ${repository}/pulls/{pull_number}/files`,
  `POST ${repository}/pulls/{pull_number}/requested_reviewers`,
  `GET ${repository}/actions/artifacts/{artifact_id}`,
  `GET ${repository}/actions/artifacts/{artifact_id}/{archive_format}`,
  `GET ${repository}/actions/jobs/{job_id}`,
  `GET ${repository}/actions/jobs/{job_id}/logs`,
  `GET ${repository}/actions/runs`,
  `GET ${repository}/actions/runs/{run_id}`,
  `GET ${repository}/actions/runs/{run_id}/artifacts`,
  `GET ${repository}/actions/runs/{run_id}/jobs`,
  `GET ${repository}/actions/runs/{run_id}/logs`,
  'GET /rate_limit',
  'GET /user',
]

/** Keywords that say what is allowed. The rest is prose, and prose is most of the weight. */
const proseKeywords = new Set(['description', 'example', 'examples', 'title', 'deprecated', 'externalDocs'])

function schemaOnly(schema) {
  if (Array.isArray(schema)) return schema.map(schemaOnly)
  if (schema === null || typeof schema !== 'object') return schema
  const kept = {}
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword.startsWith('x-')) continue
    if (keyword === 'properties') kept.properties = mapValues(value, schemaOnly)
    else if (keyword === 'enum' || keyword === 'required' || keyword === 'default') kept[keyword] = value
    else if (keyword !== 'nullable' && !proseKeywords.has(keyword)) kept[keyword] = schemaOnly(value)
  }
  // OpenAPI 3.0 has a word of its own for this, which JSON Schema validators read in different ways.
  return schema.nullable === true ? { anyOf: [kept, { type: 'null' }] } : kept
}

function mapValues(object, change) {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]))
}

function extract(description, operation) {
  const [method, path] = operation.split(' ')
  const found = description.paths[path]?.[method.toLowerCase()]
  if (found === undefined) throw new Error(`the description has no operation "${operation}"`)
  const query = {}
  for (const parameter of found.parameters ?? []) {
    if (parameter.in === 'query') query[parameter.name] = schemaOnly(parameter.schema)
  }
  const body = found.requestBody?.content?.['application/json']?.schema
  return {
    id: found.operationId,
    query,
    ...(body === undefined ? {} : { body: schemaOnly(body), bodyRequired: found.requestBody.required === true }),
  }
}

const [descriptionPath, ...more] = process.argv.slice(2)
if (descriptionPath === undefined) {
  console.error('usage: node scripts/openapi-extract.mjs <api.github.com.deref.json> [operation ...]')
  process.exit(1)
}
const description = JSON.parse(readFileSync(descriptionPath, 'utf8'))
const fixture = {
  source: `GitHub REST API description ${description.info.version}, OpenAPI ${description.openapi}`,
  license: description.info.license?.name,
  operations: Object.fromEntries([...operations, ...more].map((name) => [name, extract(description, name)])),
}
const target = new URL('../__tests__/fixtures/github-openapi.json', import.meta.url)
writeFileSync(target, `${JSON.stringify(fixture, null, 1)}\n`)
console.log(`${target.pathname}: ${Object.keys(fixture.operations).length} operations`)
