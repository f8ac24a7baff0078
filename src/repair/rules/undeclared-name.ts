import { descend, nodeAtOffset, offsetOfLine, type SyntaxNode, textOf } from '../../syntax/tree.js'
import { goFunctions } from '../code/compiled-library.js'
import { nearNames } from '../code/names.js'
import { compiledLanguages, type Rule, type Site } from '../code/site.js'
import { undeclaredIn } from '../code/undeclared.js'

/** A name that the compiler does not know, where one that is nearly the same is declared. */
export const undeclaredName: Rule = {
  name: 'undeclared-name',
  languages: compiledLanguages,
  applies: (failure) => undeclaredIn(failure) !== undefined,
  *candidates(site) {
    const missing = undeclaredIn(site.failure)
    if (missing === undefined || site.line === undefined) return
    const places = namesAt(site, missing.name)
    if (places.length === 0) return
    const library = missing.owner === undefined ? [] : (goFunctions[missing.owner] ?? [])
    // What a package of the standard library has is known: names of the project were not meant.
    const near = library.length > 0 ? nearNames(missing.name, library) : nearNames(missing.name, declaredNames(site))
    const hinted = missing.hint === undefined ? [] : [{ name: missing.hint, distance: -1 }]
    for (const { name, distance } of [...hinted, ...near]) {
      yield {
        changes: places.map((one) => ({ start: one.start, end: one.end, text: name })),
        explanation: `${missing.name} is not declared; ${name} is.`,
        cost: 0.2 + Math.max(0, distance) * 0.5,
      }
    }
  },
}

/** The name where the compiler points, else all of the line. */
function namesAt({ file, line = 1, column }: Site, name: string): readonly SyntaxNode[] {
  const start = offsetOfLine(file.text, line)
  const end = offsetOfLine(file.text, line + 1)
  const pointed = nodeAtOffset(file.tree, start + (column ?? 1) - 1)
  if (textOf(file.tree, pointed) === name) return [pointed]
  return [...descend(file.tree.root)].filter(
    (one) => one.start >= start && one.end <= end && one.children.length === 0 && textOf(file.tree, one) === name,
  )
}

/** Every name that the suspects declare or use elsewhere, oftener used ones first. */
function declaredNames({ code, file, line }: Site): readonly string[] {
  const counts = new Map<string, number>()
  for (const one of code.files) {
    if (one.language !== file.language) continue
    for (const node of descend(one.tree.root)) {
      const isName = node.children.length === 0 && /identifier$/.test(node.type)
      if (!isName || (one === file && node.line === line)) continue
      const text = textOf(one.tree, node)
      counts.set(text, (counts.get(text) ?? 0) + 1)
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([name]) => name)
}
