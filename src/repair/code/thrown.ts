import { child, descend, named, textOf } from '../../syntax/tree.js'
import type { Site } from './site.js'

/** Further kinds of errors than these are not what the place would throw. */
const mostKinds = 2

/** Statements that throw what the site's own file, else another suspect's file, throws by itself. `words` is plain text. */
export function thrownNearby(site: Site, words: string): readonly string[] {
  const isPython = site.file.language === 'python'
  const found = new Set<string>()
  const others = site.code.files.filter((one) => one !== site.file && one.language === site.file.language)
  for (const file of [site.file, ...others]) {
    if (found.size > 0) break
    for (const node of descend(file.tree.root)) {
      const made = node.type === (isPython ? 'raise_statement' : 'throw_statement') ? named(node)[0] : undefined
      const type = made === undefined ? undefined : (child(made, 'constructor') ?? child(made, 'function'))
      if (type?.type === 'identifier') found.add(textOf(file.tree, type))
    }
  }
  const message = words.replace(/["'\\\n]/g, '')
  const statement = (type: string): string =>
    isPython ? `raise ${type}("${message}")` : `throw new ${type}('${message}')`
  return [...found].slice(0, mostKinds).map(statement)
}
