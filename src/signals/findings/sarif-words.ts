import { field, isObject, type JsonObject, listOf, textOf, wholeOf } from '../json/values.js'
import { sarifFrame } from './sarif-place.js'

/** The rule of a result: by index, by id, or by the id of the rule that it is a part of (`CA1000/1`). */
export function ruleOf(run: JsonObject, result: JsonObject): { id: string | undefined; descriptor: unknown } {
  const reference = result['rule']
  const extension = wholeOf(field(reference, 'toolComponent', 'index'))
  const component =
    extension === undefined ? field(run, 'tool', 'driver') : listOf(field(run, 'tool', 'extensions'))[extension]
  const rules = listOf(field(component, 'rules'))
  const index = wholeOf(result['ruleIndex']) ?? wholeOf(field(reference, 'index'))
  const named = textOf(result['ruleId']) ?? textOf(field(reference, 'id'))
  const descriptor = (index === undefined ? undefined : rules[index]) ?? byId(run, rules, named)
  return { id: named ?? textOf(field(descriptor, 'id')), descriptor }
}

/** A table of rules is looked through once a log, and not once a result. */
const indexes = new WeakMap<readonly unknown[], Map<string, unknown>>()

function byId(run: JsonObject, rules: readonly unknown[], id: string | undefined): unknown {
  if (id === undefined) return undefined
  const index = indexes.get(rules) ?? new Map(rules.map((rule) => [textOf(field(rule, 'id')) ?? '', rule]))
  indexes.set(rules, index)
  const parent = id.slice(0, Math.max(0, id.lastIndexOf('/')))
  // Drafts before 2.1 keep rules by id in `resources`.
  return index.get(id) ?? index.get(parent) ?? field(run, 'resources', 'rules', id)
}

/** The message with its arguments put in and its links as text; from the rule's strings where it only has an id. */
export function messageOf(run: JsonObject, result: JsonObject): string {
  const message = result['message']
  const { descriptor } = ruleOf(run, result)
  const id = textOf(field(message, 'id')) ?? textOf(field(message, 'messageId')) ?? textOf(result['ruleMessageId'])
  const written =
    textOf(message) ?? textOf(field(message, 'text')) ?? (id === undefined ? undefined : stringOf(run, descriptor, id))
  const text = written ?? textOf(field(message, 'markdown')) ?? described(descriptor)
  return withoutLinks(withArguments(text, listOf(field(message, 'arguments')))).trim()
}

function stringOf(run: JsonObject, rule: unknown, id: string): string | undefined {
  const found = field(rule, 'messageStrings', id) ?? field(run, 'tool', 'driver', 'globalMessageStrings', id)
  return textOf(found) ?? textOf(field(found, 'text'))
}

function described(rule: unknown): string {
  return textOf(field(rule, 'shortDescription', 'text')) ?? textOf(field(rule, 'fullDescription', 'text')) ?? ''
}

function withArguments(text: string, values: readonly unknown[]): string {
  if (values.length === 0) return text
  return text.replace(/\{(\d{1,3})\}/g, (whole, index: string) => textOf(values[Number(index)]) ?? whole)
}

/** `[target](1)` points at a related location. */
function withoutLinks(text: string): string {
  return text.includes('](')
    ? text.replace(/\[([^[\]\n]{1,500})\]\((?:\d{1,6}|[a-z]{2,10}:[^()\s]{1,500})\)/g, '$1')
    : text
}

/** What the tool would change, one line a replacement: a repair that costs nothing to try. */
export function fixesIn(run: JsonObject, result: JsonObject): string[] {
  const [fix] = listOf(result['fixes'])
  if (!isObject(fix)) return []
  const lines = [`fix: ${textOf(field(fix, 'description', 'text')) ?? 'the tool proposes a change'}`]
  for (const change of listOf(fix['artifactChanges'] ?? fix['changes']).slice(0, 5)) {
    for (const replacement of listOf(field(change, 'replacements')).slice(0, 10)) {
      const region = field(replacement, 'deletedRegion')
      const place = sarifFrame(run, {
        physicalLocation: { artifactLocation: field(change, 'artifactLocation'), region },
      })
      const inserted = textOf(field(replacement, 'insertedContent', 'text')) ?? ''
      lines.push(
        `  ${place?.file ?? ''}:${place?.line ?? ''}:${place?.column ?? ''} → ${JSON.stringify(inserted.slice(0, 500))}`,
      )
    }
  }
  return lines
}
