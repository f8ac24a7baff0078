import { descend, offsetOfLine, type SyntaxNode, textOf } from '../../syntax/tree.js'
import { goAlone, type Proposal, type Rule, type Site, wordsOf } from '../code/site.js'
import { emptyReturn, statementOf } from '../code/zero-values.js'

const nilMap = /assignment to entry in nil map/
const nilPointer = /nil pointer dereference/

/** nil in Go, by frame: a map that nothing made is made, what reads a nil pointer's members leaves before. */
export const nilGuard: Rule = {
  name: 'nil-guard',
  languages: goAlone,
  applies: (failure) => nilMap.test(wordsOf(failure)) || nilPointer.test(wordsOf(failure)),
  *candidates(site) {
    if (site.line === undefined) return
    if (nilMap.test(wordsOf(site.failure))) yield* mapsMade(site)
    else yield* leftEarly(site)
  },
}

function nodesOfLine({ file, line = 1 }: Site, types: RegExp): readonly SyntaxNode[] {
  const start = offsetOfLine(file.text, line)
  const end = offsetOfLine(file.text, line + 1)
  return [...descend(file.tree.root)].filter((one) => one.start >= start && one.end <= end && types.test(one.type))
}

function* mapsMade(site: Site): Generator<Proposal> {
  const { file, code } = site
  for (const entry of nodesOfLine(site, /^index_expression$/)) {
    const operand = entry.children[0]
    const statement = statementOf(entry)
    if (operand === undefined || statement === undefined) continue
    const written = textOf(file.tree, operand)
    const name = written.slice(written.lastIndexOf('.') + 1)
    const declared = new RegExp(`(?<!\\w)(var\\s+)?${name}\\s+(map\\[[^\\]\\n]{1,60}\\][\\w.*[\\]]{1,80})`)
    const local = declared.exec(file.text)
    if (local?.[1] !== undefined && written === name)
      yield {
        changes: [{ start: local.index, end: local.index + local[0].length, text: `${name} := make(${local[2]})` }],
        explanation: `${name} is written to and was never made.`,
        cost: 0.2,
      }
    const type = code.files.map((one) => declared.exec(one.text)?.[2]).find((one) => one !== undefined)
    if (type === undefined) continue
    const indent = indentAt(file.text, statement.start)
    const text = `if ${written} == nil {\n${indent}\t${written} = make(${type})\n${indent}}\n${indent}`
    yield {
      changes: [{ start: statement.start, end: statement.start, text }],
      explanation: `${written} may be nil, and a nil map cannot be written to.`,
      cost: 0.6,
    }
  }
}

function* leftEarly(site: Site): Generator<Proposal> {
  const { file } = site
  const seen = new Set<string>()
  for (const member of nodesOfLine(site, /^selector_expression$/)) {
    const operand = member.children[0]
    const statement = statementOf(member)
    const way = statement === undefined ? undefined : emptyReturn(file, statement)
    if (operand === undefined || statement === undefined || way === undefined) continue
    const written = textOf(file.tree, operand)
    // Packages are no values.
    if (!/^[\w.]{1,100}$/.test(written) || seen.has(written) || isPackage(site, written)) continue
    seen.add(written)
    const indent = indentAt(file.text, statement.start)
    const text = `if ${written} == nil {\n${indent}\t${way}\n${indent}}\n${indent}`
    yield {
      changes: [{ start: statement.start, end: statement.start, text }],
      explanation: `${written} may be nil.`,
      cost: 0.8 + seen.size * 0.2,
    }
  }
}

function isPackage({ file }: Site, name: string): boolean {
  return file.imports.some((one) => one.names.some((each) => each.local === name))
}

function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset))?.[0] ?? ''
}
