import type { ParsedFile } from '../../syntax/file.js'
import { ancestors, child, type SyntaxNode, textOf } from '../../syntax/tree.js'
import { constantsOf, isAnswer, repeatsInput } from './answers.js'
import { type Kind, kindOfValue, nameOfValue } from './kinds.js'
import { wholeWord } from './names.js'
import { chainOf } from './shape.js'
import type { Site } from './site.js'

/** Factors leave a product alone when they are one, rates and amounts when they are nought. */
const factorName = /factor|multiplier|ratio|scale|quantity|qty|weight|times|per_?unit|exchange/i

export interface Default {
  readonly text: string
  readonly cost: number
}

/** Values that stand for "nothing there", likeliest first, for a node that was null or undefined. */
export function defaultsFor(site: Site, node: SyntaxNode): readonly Default[] {
  const { file } = site
  const chain = chainOf(node)
  const isPython = file.language === 'python'
  const name = nameOfValue(file, chain)
  const kind = kindOfValue(file, chain, name)
  const found: Default[] = fromExpectation(site, chain, name).map((text) => ({ text, cost: 0.4 }))
  for (const text of fromProject(site, name)) found.push({ text, cost: 0.5 })
  for (const text of neutral(kind, isPython, quoteAt(file, node), factorName.test(name))) {
    found.push({ text, cost: 1 + found.length * 0.5 })
  }
  const isReturned = /^(?:return_statement|arrow_function)$/.test(chain.parent?.type ?? '')
  for (const text of site.code.expected) {
    // What the function works with already has its place there.
    for (const constant of constantsOf(file, text))
      found.push({ text: constant, cost: isUsedHere(site, constant) ? 3 : 0.4 })
    if (text === 'undefined' || isAnswer(text) || /^[[{(][^\]})]/.test(text)) continue
    const cost = repeatsInput(site.code, text) ? 6 : isReturned ? 0.7 : 1.4
    found.push({ text: requoted(text, file, node), cost })
  }
  for (const text of others(isPython, quoteAt(file, node))) found.push({ text, cost: 4 + found.length * 0.3 })
  const seen = new Set<string>()
  found.sort((a, b) => a.cost - b.cost)
  return found.filter(({ text }) => !seen.has(text) && seen.add(text) !== undefined)
}

function isUsedHere(site: Site, name: string): boolean {
  const home = site.definition?.node
  return home !== undefined && new RegExp(wholeWord(name), 'u').test(textOf(site.file.tree, home))
}

export function neutral(kind: Kind, isPython: boolean, quote: string, isFactor = false): readonly string[] {
  if (kind === 'number') return isFactor ? ['1', '0'] : ['0', '1']
  if (kind === 'string') return [`${quote}${quote}`]
  if (kind === 'list') return ['[]']
  if (kind === 'object') return ['{}']
  if (kind === 'boolean') return [isPython ? 'False' : 'false']
  return [isPython ? 'None' : 'null']
}

/**
 * What the failing assertion says about this very value: the part of an expected text that stands where a template
 * puts the value, or the value of an expected object under the value's own name.
 */
function fromExpectation(site: Site, chain: SyntaxNode, name: string): readonly string[] {
  const { file } = site
  const found: string[] = []
  const holder =
    chain.parent === undefined
      ? undefined
      : (child(chain.parent, 'name') ?? child(chain.parent, 'left') ?? child(chain.parent, 'key'))
  const names = [name, holder === undefined ? '' : textOf(file.tree, holder)].filter((one) =>
    /^[\p{L}\p{N}_]{2,60}$/u.test(one),
  )
  for (const expected of site.code.expected) {
    for (const one of names) {
      const value = new RegExp(
        `["']?${wholeWord(one)}["']?: ?("[^"\\n]{0,60}"|'[^'\\n]{0,60}'|0|1|null|None|true|false|True|False|\\[\\]|\\{\\})`,
        'u',
      ).exec(expected)?.[1]
      if (value !== undefined) found.push(requoted(value, file, chain))
    }
    const text = /^(["'`])([^"'`\\\n]*)\1$/.exec(expected)?.[2]
    const part = text === undefined ? undefined : partOfTemplate(file, chain, text)
    if (part !== undefined) found.push(requoted(`'${part}'`, file, chain))
  }
  return found
}

/** `Guest` for the value in `Hello, ${name}!` where `Hello, Guest!` is expected. */
function partOfTemplate(file: ParsedFile, chain: SyntaxNode, expected: string): string | undefined {
  const hole = [chain, ...ancestors(chain)].find((one) => /^(?:template_substitution|interpolation)$/.test(one.type))
  const siblings = hole?.parent?.children ?? []
  const index = hole === undefined ? -1 : siblings.indexOf(hole)
  if (index < 0) return undefined
  const textAt = (one: SyntaxNode | undefined) =>
    one !== undefined && /fragment|string_content|template_chars/.test(one.type) ? textOf(file.tree, one) : ''
  const [before, after] = [textAt(siblings[index - 1]), textAt(siblings[index + 1])]
  const from = before === '' ? 0 : expected.indexOf(before)
  if (from < 0) return undefined
  const start = from + before.length
  const end = after === '' ? expected.length : expected.indexOf(after, start)
  return end < start ? undefined : expected.slice(start, end)
}

function others(isPython: boolean, quote: string): readonly string[] {
  return ['0', `${quote}${quote}`, '[]', isPython ? 'None' : 'null', isPython ? 'False' : 'false', '{}']
}

/** Defaults that the project itself uses for a value of that name: `x.name ?? 'Guest'`, `d.get('name', 'Guest')`, `DEFAULT_NAME`. */
function fromProject(site: Site, name: string): readonly string[] {
  if (!/^[\p{L}_][\p{L}\p{N}_]{1,60}$/u.test(name)) return []
  const found = new Set<string>()
  const used = new RegExp(
    `${wholeWord(name)}\\)? {0,2}(?:\\?\\?|\\|\\||or|if ) {0,2}((?:"[^"\\n]{0,40}")|(?:'[^'\\n]{0,40}')|\\d{1,9}(?:\\.\\d{1,9})?|[A-Z][A-Z0-9_]{2,40}|\\[\\]|\\{\\})`,
    'gu',
  )
  for (const file of site.code.files.slice(0, 6)) {
    if ((file.language === 'python') !== (site.file.language === 'python')) continue
    for (const match of file.text.matchAll(used))
      if (match[1] !== undefined && (file === site.file || !/^[A-Z]/.test(match[1]))) found.add(match[1])
  }
  const snake = name.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase()
  for (const match of site.file.text.matchAll(
    /\b(?:DEFAULT_[A-Z0-9_]{1,40}|[A-Z0-9_]{1,40}_DEFAULT|FALLBACK_[A-Z0-9_]{1,40})\b/g,
  )) {
    if (match[0].includes(snake) || snake.endsWith(match[0].replace(/^DEFAULT_|^FALLBACK_|_DEFAULT$/g, '')))
      found.add(match[0])
  }
  return [...found].slice(0, 4)
}

export function quoteOf(file: ParsedFile): string {
  return (file.text.match(/"/g)?.length ?? 0) > (file.text.match(/'/g)?.length ?? 0) ? '"' : "'"
}

/** Before 3.12, a text inside an f-string cannot have the f-string's own quotes. */
export function quoteAt(file: ParsedFile, node: SyntaxNode): string {
  const hole = file.language === 'python' ? [...ancestors(node)].find((one) => one.type === 'interpolation') : undefined
  if (hole?.parent === undefined) return quoteOf(file)
  return textOf(file.tree, hole.parent).slice(0, 4).includes('"') ? "'" : '"'
}

function requoted(literal: string, file: ParsedFile, node: SyntaxNode): string {
  const inner = /^(["'])([^"'\\\n]*)\1$/.exec(literal)?.[2]
  const quote = quoteAt(file, node)
  return inner === undefined ? literal : `${quote}${inner}${quote}`
}
