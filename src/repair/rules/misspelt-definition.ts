import { exportedNames } from '../../syntax/exports.js'
import type { ParsedFile } from '../../syntax/file.js'
import { resolveImport } from '../../syntax/modules.js'
import { child, descend, textOf } from '../../syntax/tree.js'
import { isTestFile } from '../../test-file.js'
import { misspellingOf } from '../code/misspelling.js'
import { nearNames, wholeWord } from '../code/names.js'
import { allLanguages, type Change, type Proposal, type Rule, type Site } from '../code/site.js'

/**
 * A name that others ask for and that is defined, exported or imported under a slightly different one: the import is
 * corrected where it is ours to change, else the definition with all its uses in the suspects' files.
 */
export const misspeltDefinition: Rule = {
  name: 'misspelt-definition',
  languages: allLanguages,
  applies: (failure) => misspellingOf(failure) !== undefined,
  *candidates(site) {
    const wrong = misspellingOf(site.failure)
    // The whole project is looked at once, from the first site, or a single change would be proposed at every one.
    if (wrong === undefined || site.distance !== 0) return
    if (wrong.kind === 'module') yield* modulePaths(site, wrong.name)
    if (wrong.kind === 'export' || wrong.kind === 'variable') {
      yield* importedNames(site, wrong.name)
      yield* unexported(site, wrong.name)
    }
    if (wrong.kind !== 'keyword' && wrong.kind !== 'module') yield* definitionNames(site, wrong.name)
  },
}

function* importedNames(site: Site, name: string): Generator<Proposal> {
  for (const file of site.code.files) {
    for (const one of file.imports) {
      const taken = one.names.find((each) => each.imported === name)
      const path =
        taken === undefined ? undefined : resolveImport(one.specifier, file.path, file.language, site.code.tracked)
      const target = site.code.files.find((other) => other.path === path)
      if (target === undefined) continue
      for (const near of nearNames(name, exportedNames(target.tree))) {
        yield {
          changes: renamed(file, name, near.name),
          explanation: `${target.path} exports ${near.name}, not ${name}.`,
          cost: near.distance * 0.5,
        }
      }
    }
  }
}

/** Defined but not exported: what is asked for is there, behind a closed door. */
function* unexported(site: Site, name: string): Generator<Proposal> {
  for (const file of site.code.files) {
    const definition = file.definitions.find((one) => one.name === name && one.whole.parent === file.tree.root)
    if (definition === undefined || file.language === 'python' || exportedNames(file.tree).includes(name)) continue
    const list = [...descend(file.tree.root)].find(
      (node) =>
        node.type === 'assignment_expression' && textOf(file.tree, child(node, 'left') ?? node) === 'module.exports',
    )
    const object = list === undefined ? undefined : child(list, 'right')
    const last = object?.type === 'object' ? object.children.filter((one) => one.named).at(-1) : undefined
    const change =
      last === undefined
        ? { start: definition.whole.start, end: definition.whole.start, text: 'export ' }
        : { start: last.end, end: last.end, text: `, ${name}` }
    yield {
      changes: [{ ...change, file }],
      explanation: `${file.path} defines ${name} but does not export it.`,
      cost: 0,
    }
  }
}

function* definitionNames(site: Site, name: string): Generator<Proposal> {
  for (const file of site.code.files) {
    const defined = [...file.definitions.map((one) => one.name), ...exportedNames(file.tree)].filter(
      (one) => one !== 'default' && one !== '',
    )
    for (const near of nearNames(name, defined)) {
      if (near.distance > 2.5) continue
      const changes = site.code.files.flatMap((other) =>
        other === file || mentions(other, near.name) ? renamed(other, near.name, name) : [],
      )
      yield {
        changes,
        explanation: `It is asked for as ${name} but defined as ${near.name}.`,
        cost: (isMeant(site, name, near.name) ? -1.4 : 0.6) + near.distance * 0.5,
      }
    }
  }
}

/**
 * Whether the name that is asked for is the right one: the project and the test write it more often, as a name or in
 * plain words, and the other one stands nowhere but at its definition.
 */
function isMeant(site: Site, asked: string, defined: string): boolean {
  const count = (name: string): number => {
    const files = site.code.test === undefined ? site.code.files : [...site.code.files, site.code.test]
    const pattern = new RegExp(wholeWord(name), 'giu')
    return files.reduce((sum, file) => sum + (file.text.match(pattern)?.length ?? 0), 0)
  }
  const isTested = site.code.test !== undefined && new RegExp(wholeWord(asked), 'iu').test(site.code.test.text)
  return count(defined) === 1 && (isTested || count(asked) > 2)
}

function mentions(file: ParsedFile, name: string): boolean {
  return file.text.includes(name) && !isTestFile(file.path)
}

function renamed(file: ParsedFile, from: string, to: string): readonly Change[] {
  const changes: Change[] = []
  for (const node of descend(file.tree.root)) {
    if (/identifier/.test(node.type) && node.named && textOf(file.tree, node) === from)
      changes.push({ file, start: node.start, end: node.end, text: to })
  }
  return changes
}

/** `./pricng.js`, `shop.pricng`: the tracked file nearest to the path that does not exist. */
function* modulePaths(site: Site, wanted: string): Generator<Proposal> {
  const wrong = lastPart(wanted)
  const names = [...site.code.tracked].filter((path) => !isTestFile(path)).map(stemOf)
  for (const near of nearNames(wrong, names)) {
    for (const file of site.code.files) {
      for (const one of file.imports) {
        const text = file.text.slice(one.node.start, one.node.end)
        const at =
          lastPart(one.specifier) === wrong
            ? text.lastIndexOf(wrong, text.lastIndexOf(one.specifier) + one.specifier.length)
            : -1
        if (at < 0) continue
        const start = one.node.start + at
        yield {
          changes: [{ file, start, end: start + wrong.length, text: near.name }],
          explanation: `There is no module ${wanted}; ${near.name} is the nearest.`,
          cost: near.distance * 0.5,
        }
      }
    }
  }
}

function lastPart(module: string): string {
  const file = module
    .replace(/\\/g, '/')
    .replace(/^.*\//, '')
    .replace(/\.[cm]?[jt]sx?$/, '')
  return file.slice(file.lastIndexOf('.') + 1)
}

function stemOf(path: string): string {
  return path
    .replace(/\/(?:index|__init__)\.\w+$/, '')
    .replace(/^.*\//, '')
    .replace(/\.\w+$/, '')
}
