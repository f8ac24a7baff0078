import { type Change, type ConductRule, python, rust } from '../conduct-rule.js'

/** Tests that live inside a source file are tests: the policy on test files cannot see them. */
export const inlineTestEdited: ConductRule = {
  rule: 'inline-test-edited',
  cheat(change) {
    if (change.isTest) return undefined
    if (rust.test(change.path)) return editedItem(change)
    if (python.test(change.path)) return editedDoctest(change)
    return /\bimport\.meta\.vitest\b/.test(change.before)
      ? editedBehind(change, (line) => /\bimport\.meta\.vitest\b/.test(line))
      : undefined
  },
}

/**
 * An old line of an item that only tests compile, most of all `mod tests`, that is not there any more. An item ends where
 * a line as far left as its mark ends it: what comes behind it is code again.
 */
function editedItem({ before, removed }: Change): string | undefined {
  const [tests, code] = [new Set<string>(), new Set<string>()]
  let item: { readonly indent: string; isOpen: boolean } | undefined
  for (const line of before.split(/\r?\n/)) {
    const indent = /^\s*/.exec(line)?.[0] ?? ''
    const isMark = /^\s*#!?\[cfg\(\s*(?:test\b|(?:all|any)\([^)]{0,80}\btest\b)/.test(line)
    if (item === undefined && isMark) item = { indent, isOpen: false }
    ;(item === undefined ? code : tests).add(line)
    if (item === undefined || isMark || indent !== item.indent) continue
    // `mod tests {`, and its `}`; `use x;` is all on a line.
    if (/\{\s*(\/\/.*)?$/.test(line)) item.isOpen = true
    else if (item.isOpen ? /^\s*\}/.test(line) : /[;}]\s*(\/\/.*)?$/.test(line)) item = undefined
  }
  return removed.find((line) => line.trim() !== '' && tests.has(line) && !code.has(line))
}

/** An old line behind the mark that is not there any more. New tests may be added there. */
function editedBehind({ before, removed }: Change, isMark: (line: string) => boolean): string | undefined {
  const lines = before.split(/\r?\n/)
  const mark = lines.findIndex(isMark)
  if (mark === -1) return undefined
  const [above, below] = [new Set(lines.slice(0, mark)), new Set(lines.slice(mark))]
  return removed.find((line) => line.trim() !== '' && below.has(line) && !above.has(line))
}

/** A line of an example in a docstring: the call, or what it is said to print. */
function editedDoctest({ before, removed }: Change): string | undefined {
  const lines = before.split(/\r?\n/)
  const expected = new Set<string>()
  let isIn = false
  for (const line of lines) {
    const isCall = /^\s*(>>>|\.\.\.) /.test(line)
    isIn = isCall || (isIn && line.trim() !== '' && !/^\s*("""|''')/.test(line))
    if (isIn) expected.add(line)
  }
  return removed.find((line) => expected.has(line))
}
