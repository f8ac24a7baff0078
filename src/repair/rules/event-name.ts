import { editDistance } from '../../nearest.js'
import type { ParsedFile } from '../../syntax/file.js'
import { descend, type SyntaxNode, textOf } from '../../syntax/tree.js'
import { unquoted } from '../code/expected.js'
import { argumentsOf, calleeName, isCall } from '../code/shape.js'
import { allLanguages, namesNoName, type Rule, type Site } from '../code/site.js'

const hears =
  /^(?:on|once|off|addListener|prependListener|addEventListener|removeEventListener|subscribe|listen|connect|handle)$/
const says = /^(?:emit|dispatch|dispatchEvent|publish|trigger|fire|send|notify)$/

interface Spoken {
  readonly file: ParsedFile
  readonly node: SyntaxNode
  readonly name: string
}

/** An event that is listened for under one name and sent under a slightly different one: nothing ever happens. */
export const eventName: Rule = {
  name: 'event-name',
  languages: allLanguages,
  applies: namesNoName,
  *candidates(site) {
    // The whole project is looked at once, from the first site, or a single change would be proposed at every one.
    if (site.distance !== 0) return
    const [heard, said] = [spoken(site, hears), spoken(site, says)]
    for (const [these, those, cost] of [
      [heard, said, -0.4],
      [said, heard, 0.2],
    ] as const) {
      for (const { file, node, name } of these) {
        if (those.some((other) => other.name === name)) continue
        for (const other of new Set(those.map((one) => one.name))) {
          const distance = editDistance(name, other, 2)
          if (distance > Math.min(2, Math.max(1, name.length / 3))) continue
          yield {
            changes: [{ file, start: node.start + 1, end: node.end - 1, text: other }],
            explanation: `Nobody knows ${name}; the other side says ${other}.`,
            cost: cost + distance * 0.3,
          }
        }
      }
    }
  },
}

function spoken(site: Site, verb: RegExp): readonly Spoken[] {
  const found: Spoken[] = []
  for (const file of site.code.files) {
    for (const node of descend(file.tree.root)) {
      const first = isCall(node) && verb.test(calleeName(file, node)) ? argumentsOf(node)[0] : undefined
      const name = first?.type === 'string' ? unquoted(textOf(file.tree, first)) : undefined
      if (first !== undefined && name !== undefined && name.length > 1) found.push({ file, node: first, name })
    }
  }
  return found
}
