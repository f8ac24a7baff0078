import { editDistance } from '../../nearest.js'
import { isFunction } from '../../syntax/definitions.js'
import { descend, type SyntaxNode, textOf } from '../../syntax/tree.js'
import { standardMembers, tongue, vocabulary, wordAt } from '../code/names.js'
import { nothingOf } from '../code/nothing.js'
import { isMember, nodesAt, propertyOf } from '../code/shape.js'
import { allLanguages, type Rule, regionOf, type Site, wordsOf } from '../code/site.js'

/** Shorter names are near to too many others. */
const shortest = 4

/**
 * A property or string that is written hardly anywhere, beside a nearly equal one that is written more often: in
 * JavaScript a misspelt property is no error of its own, only undefined a moment later.
 */
export const rareName: Rule = {
  name: 'rare-name',
  languages: allLanguages,
  applies: (failure) => !/SyntaxError|ReferenceError|NameError/.test(failure.exception ?? ''),
  *candidates(site) {
    const counts = vocabulary(site.code)
    // A name that the test itself uses is what the project calls it.
    const tested = vocabulary({ ...site.code, files: [] })
    const known = new Set(standardMembers[tongue(site.file)])
    const isPointed = nothingOf(site.failure) !== undefined || /KeyError/.test(wordsOf(site.failure))
    const uses = usesIn(site)
    const seen = new Set<string>()
    for (const node of site.line === undefined || !isPointed ? descend(regionOf(site)) : nodesAt(site)) {
      const word = isCandidate(node) ? wordAt(site.file, node) : undefined
      if (
        word === undefined ||
        seen.has(word) ||
        word.length < shortest ||
        known.has(word) ||
        tested.has(word) ||
        isBoundName(site, node)
      )
        continue
      // All uses change together, so that the first speaks for all of them: a long file has thousands.
      seen.add(word)
      for (const [other, distance] of likelier(word, counts)) {
        const changes = (uses.get(word) ?? []).map((one) => ({ start: one.start, end: one.end, text: other }))
        yield {
          changes,
          explanation: `${word} is written nowhere else; ${other} is.`,
          cost: (isPointed && site.line !== undefined ? -1 : 0.6) + distance * 0.4 + (isPlural(word, other) ? 1.2 : 0),
        }
      }
    }
  },
}

function isCandidate(node: SyntaxNode): boolean {
  if (
    node.type === 'property_identifier' ||
    node.type === 'string_fragment' ||
    node.type === 'string_content' ||
    node.type === 'shorthand_property_identifier_pattern'
  )
    return true
  return (
    node.type === 'identifier' && node.parent !== undefined && isMember(node.parent) && propertyOf(node.parent) === node
  )
}

/** The name of a method is its definition, not a use of another. */
function isBoundName(site: Site, node: SyntaxNode): boolean {
  const isName = node.field === 'name' && node.parent !== undefined && isFunction(node.parent)
  return isName || site.file.definitions.some((one) => one.name === textOf(site.file.tree, node))
}

function likelier(word: string, counts: ReadonlyMap<string, number>): readonly (readonly [string, number])[] {
  const own = counts.get(word) ?? 0
  const limit = Math.min(2, Math.floor(word.length / 4) + (word.length > 5 ? 1 : 0))
  const found: [string, number][] = []
  for (const [other, count] of counts) {
    if (count < own || other === word || other.length < shortest - 1) continue
    const sameButCase = other.toLowerCase().replaceAll('_', '') === word.toLowerCase().replaceAll('_', '')
    const distance = sameButCase ? 0 : editDistance(word, other, Math.max(1, limit))
    // Where both are written once, only a slip of one letter in a long word tells which was meant.
    if (count === own && (distance !== 1 || word.length < 7)) continue
    if (distance <= Math.max(1, limit)) found.push([other, count === own ? distance + 2 : distance])
  }
  return found.sort((a, b) => a[1] - b[1]).slice(0, 3)
}

/** Where the region writes each word. */
function usesIn(site: Site): ReadonlyMap<string, readonly SyntaxNode[]> {
  const found = new Map<string, SyntaxNode[]>()
  for (const node of descend(regionOf(site))) {
    const word = isCandidate(node) ? wordAt(site.file, node) : undefined
    if (word === undefined) continue
    const known = found.get(word)
    if (known === undefined) found.set(word, [node])
    else known.push(node)
  }
  return found
}

/** One of many and the many: two words more often than a slip. */
function isPlural(word: string, other: string): boolean {
  return `${word}s` === other || `${other}s` === word
}
