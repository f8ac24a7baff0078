import type { Syntax } from '../../syntax/open.js'
import type { SyntaxTree } from '../../syntax/tree.js'
import { isStillValid } from '../../syntax/validity.js'
import { applyChanges } from '../code/edits.js'
import { textKey, treeKey } from './duplicates.js'
import type { CodeFile } from './home.js'
import { topLevelAround } from './place.js'
import type { Proposed } from './proposed.js'
import { leavesUnused } from './unused.js'
import { vetoOf } from './vetoes.js'

export interface Screen {
  /** False for what was let through before in other words, does not parse, or is never proposed. */
  lets(proposed: Proposed): Promise<boolean>
}

/** Only the top-level statement around a change is parsed again: a candidate must not cost a long file. */
export function createScreen(syntax: Syntax): Screen {
  const texts = new Set<string>()
  const trees = new Set<string>()
  const originals = new Map<string, SyntaxTree>()

  async function original(file: CodeFile, start: number, end: number): Promise<SyntaxTree> {
    const key = `${file.parsed.path}:${start}:${end}`
    const tree = originals.get(key) ?? (await syntax.parse(file.parsed.language, file.parsed.text.slice(start, end)))
    originals.set(key, tree)
    trees.add(`${key}:${treeKey(tree)}`)
    return tree
  }

  return {
    async lets({ file, changes }) {
      const { path, text, language } = file.parsed
      const key = textKey(path, text, changes)
      if (texts.has(key) || key.endsWith(':0:')) return false
      texts.add(key)
      if (vetoOf(file.root, text, changes) !== undefined) return false
      if (file.table.refusesUnused === true && leavesUnused(file.root, text, changes)) return false
      const span = topLevelAround(
        file.root,
        Math.min(...changes.map((one) => one.start)),
        Math.max(...changes.map((one) => one.end)),
      )
      const before = await original(file, span.start, span.end)
      const moved = changes.map((one) => ({ ...one, start: one.start - span.start, end: one.end - span.start }))
      const after = await syntax.parse(language, applyChanges(text.slice(span.start, span.end), moved))
      const meaning = `${path}:${span.start}:${span.end}:${treeKey(after)}`
      if (!isStillValid(before, after) || trees.has(meaning)) return false
      trees.add(meaning)
      return true
    },
  }
}
