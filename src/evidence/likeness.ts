import type { Failure } from '../domain.js'
import type { ParsedFile } from '../syntax/file.js'
import type { Place } from './calls.js'
import type { FailingTest } from './failing-test.js'

/** Words that every test says. */
const everyday = new Set(
  'assert assertion error expect expected actual equal equals test tests self true false none null undefined const let var return function func def not the and for with from import this that string should when than got want err nil fmt errorf fatal require throw throws result results value values new into has have are was were but mut unwrap'.split(
    ' ',
  ),
)
/** Beyond this, a test or a function tells nothing new. */
const longestText = 20_000
/** The constants of BM25: how soon a repeated word stops counting, and how much length matters. */
const saturation = 1.2
const lengthShare = 0.6

/** How much a definition is about what the failing test is about, by the words in both: 0..1, the likest is 1. */
export function likenessTo(query: ReadonlyMap<string, number>, places: readonly Place[]): ReadonlyMap<Place, number> {
  const documents = places.map((place) => ({ place, words: countedWords(textOfPlace(place)) }))
  const holding = new Map<string, number>()
  let total = 0
  for (const { words } of documents) {
    for (const [word, count] of words) {
      total += count
      if (query.has(word)) holding.set(word, (holding.get(word) ?? 0) + 1)
    }
  }
  const average = Math.max(1, total / Math.max(1, documents.length))
  const scores = documents.map(({ words }) => {
    let length = 0
    for (const count of words.values()) length += count
    const slack = saturation * (1 - lengthShare + (lengthShare * length) / average)
    let score = 0
    for (const [word, weight] of query) {
      const count = words.get(word) ?? 0
      if (count === 0) continue
      const holders = holding.get(word) ?? 1
      score += weight * Math.log(1 + (documents.length - holders + 0.5) / (holders + 0.5)) * (count / (count + slack))
    }
    return score
  })
  const most = Math.max(1e-9, ...scores)
  return new Map(documents.map(({ place }, index) => [place, (scores[index] ?? 0) / most]))
}

/** The words of the failing test and of the failure, by weight: its title says most, the statement that failed more than the rest. */
export function queryOf(failure: Failure, tests: readonly FailingTest[]): ReadonlyMap<string, number> {
  const query = new Map<string, number>()
  const add = (text: string, weight: number): void => {
    for (const word of countedWords(text).keys()) query.set(word, Math.max(weight, query.get(word) ?? 0))
  }
  for (const { file, block, statement } of tests) {
    if (block !== file.tree.root) add(file.text.slice(block.start, block.end), 1)
    if (statement !== undefined) add(file.text.slice(statement.start, statement.end), 2)
  }
  add(failure.message.slice(0, 1000), 1.5)
  add(failure.test?.name ?? '', 2.5)
  return query
}

function textOfPlace({ file, definition }: Place): string {
  const text = file.text.slice(definition.whole.start, definition.whole.end)
  // A definition's own name and its file's say more of it than any line inside.
  return `${definition.name} ${definition.name} ${stemOf(file)} ${text.slice(0, longestText)}`
}

function stemOf({ path }: ParsedFile): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '')
}

/** `parseHTMLTable`, `parse_html_table` and `parse html table` say the same words. */
export function countedWords(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const [found] of text.slice(0, longestText).matchAll(/\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})/gu)) {
    const word = found.toLowerCase().replace(/(?<=..)(?:e?s|ed|ing)$/, '')
    if (word.length >= 3 && word.length <= 40 && !everyday.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return counts
}
