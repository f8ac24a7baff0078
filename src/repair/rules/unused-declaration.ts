import { descend, offsetOfLine, textOf } from '../../syntax/tree.js'
import { nearNames } from '../code/names.js'
import { goAlone, type Proposal, type Rule, type Site, wordsOf } from '../code/site.js'

const unusedImport = /"([^"\n]{1,200})" imported and not used|"([^"\n]{1,200})" imported as \w{1,60} and not used/
const unusedVariable = /declared and not used: (\w{1,100})|\b(\w{1,100}) declared (?:and|but) not used/

/** What Go refuses to compile because nothing uses it: an import goes, a variable becomes the blank one. */
export const unusedDeclaration: Rule = {
  name: 'unused-declaration',
  languages: goAlone,
  applies: (failure) => failure.kind === 'build' && / not used/.test(wordsOf(failure)),
  *candidates(site) {
    if (site.line === undefined) return
    const words = wordsOf(site.failure)
    const { text } = site.file
    const start = offsetOfLine(text, site.line)
    const end = offsetOfLine(text, site.line + 1)
    const line = text.slice(start, end)
    if (unusedImport.test(words)) {
      if (line.trimEnd().endsWith('"'))
        yield { changes: [{ start, end, text: '' }], explanation: 'Nothing uses this import.', cost: 0 }
      return
    }
    const found = unusedVariable.exec(words)
    const name = found?.[1] ?? found?.[2]
    if (name === undefined) return
    yield* misspeltUses(site, name)
    yield* blanked(line, start, name)
  },
}

/** What nothing reads is often read under a slightly different name: the compiler lists that as another error. */
function* misspeltUses({ file, definition }: Site, name: string): Generator<Proposal> {
  // Shorter names are near to too many others.
  if (name.length < 3) return
  const uses = [...descend(definition?.node ?? file.tree.root)].filter((one) => one.type === 'identifier')
  const words = uses.map((one) => textOf(file.tree, one))
  for (const near of nearNames(name, words).filter(({ distance }) => distance <= 2)) {
    const places = uses.filter((one) => textOf(file.tree, one) === near.name)
    // What is declared or used all over has its own meaning.
    if (places.length > 2 || isDeclared(file.text, near.name)) continue
    yield {
      changes: places.map((one) => ({ start: one.start, end: one.end, text: name })),
      explanation: `Nothing reads ${name}, and ${near.name} is declared nowhere.`,
      cost: 0.3 + near.distance * 0.2,
    }
  }
}

function isDeclared(text: string, name: string): boolean {
  return new RegExp(
    `\\bfunc ${name}\\b|(?:\\b(?:var|const|func|type) |[(,] ?)${name} [\\w*[\\]]|\\b${name}\\b[\\w, ]{0,80}:=`,
  ).test(text)
}

function* blanked(line: string, start: number, name: string): Generator<Proposal> {
  const at = new RegExp(`(?<![\\w.])${name}(?!\\w)`).exec(line.slice(0, 500))
  const defines = line.indexOf(':=')
  if (at === null || defines < at.index) return
  const names = line.slice(0, defines).split(',')
  const isOnly = names.every((one) => /(?:^|\s)_\s*$/.test(one) || new RegExp(`\\b${name}\\s*$`).test(one))
  const place = { start: start + at.index, end: start + at.index + name.length, text: '_' }
  const sign = { start: start + defines, end: start + defines + 2, text: '=' }
  // Where no new name is left, nothing is defined any more.
  yield { changes: isOnly ? [place, sign] : [place], explanation: `Nothing reads ${name}.`, cost: 1.5 }
}
