import { child, descend, offsetOfLine, type SyntaxNode, textOf } from '../../syntax/tree.js'
import { javaAlone, type Proposal, type Rule, type Site, wordsOf } from '../code/site.js'
import { emptyReturn, javaEmpty, statementOf } from '../code/zero-values.js'

/** What the machine says was null: an expression, or what a method returned. */
const told =
  /(?:Cannot invoke "(?<type>[\w.$]{1,200})\.\w{1,100}\([^"\n]{0,300}\)"|Cannot [^"\n]{1,80}(?:"[^"\n]{1,200}")?) because (?:the return value of "(?<method>[\w.$]{1,200})\([^"\n]{0,300}"|"(?<value>[\w.$[\]]{1,200})") is null/

/** `NullPointerException` in Java with its helpful message: a default for what is null, or an early return. */
export const nullPointer: Rule = {
  name: 'null-pointer',
  languages: javaAlone,
  applies: (failure) => /NullPointerException/.test(wordsOf(failure)),
  *candidates(site) {
    const groups = told.exec(wordsOf(site.failure))?.groups
    if (groups === undefined || site.line === undefined) return
    const empty = groups['type'] === undefined ? undefined : javaEmpty(unboxed(groups['type']))
    for (const node of nullsOf(site, groups['value'], groups['method'])) {
      yield* defaults(site, node, empty)
      yield* leaving(site, node)
    }
  },
}

function unboxed(type: string): string {
  return type.slice(type.lastIndexOf('.') + 1)
}

function nullsOf(site: Site, value: string | undefined, method: string | undefined): readonly SyntaxNode[] {
  const { file, line = 1 } = site
  const start = offsetOfLine(file.text, line)
  const end = offsetOfLine(file.text, line + 1)
  const called = method?.slice(method.lastIndexOf('.') + 1)
  const found = [...descend(file.tree.root)].filter((node) => {
    if (!node.named || node.start < start || node.end > end) return false
    if (called !== undefined) {
      const name = node.type === 'method_invocation' ? child(node, 'name') : undefined
      return name !== undefined && textOf(file.tree, name) === called
    }
    const text = textOf(file.tree, node)
    return text === value || (value?.startsWith('this.') === true && text === value.slice(5))
  })
  // The innermost of nodes with one text, each place once.
  return found.filter(
    (node) =>
      !found.some(
        (other) => other !== node && other.start === node.start && other.end === node.end && other.parent === node,
      ),
  )
}

function* defaults({ file }: Site, node: SyntaxNode, empty: string | undefined): Generator<Proposal> {
  if (empty === undefined) return
  const text = textOf(file.tree, node)
  const explanation = `${text} may be null.`
  const name = child(node, 'name')
  const given = child(node, 'arguments')
  const isLookUp = node.type === 'method_invocation' && name !== undefined && textOf(file.tree, name) === 'get'
  if (isLookUp && given !== undefined && name !== undefined) {
    const changes = [
      { start: name.start, end: name.end, text: 'getOrDefault' },
      { start: given.end - 1, end: given.end - 1, text: `, ${empty}` },
    ]
    yield { changes, explanation, cost: 0.4 }
  }
  if (node.field === 'left') return
  const changes = [{ start: node.start, end: node.end, text: `(${text} == null ? ${empty} : ${text})` }]
  yield { changes, explanation, cost: node.type === 'method_invocation' ? 1.4 : 0.7 }
}

function* leaving({ file }: Site, node: SyntaxNode): Generator<Proposal> {
  const statement = statementOf(node)
  const way = statement === undefined ? undefined : emptyReturn(file, statement)
  if (statement === undefined || way === undefined) return
  const from = file.text.lastIndexOf('\n', statement.start - 1) + 1
  const indent = /^[ \t]*/.exec(file.text.slice(from, statement.start))?.[0] ?? ''
  const text = textOf(file.tree, node)
  const unit = /\n(\t| {2,8})\S/.exec(file.text.slice(0, 20_000))?.[1] ?? '    '
  const guard = `if (${text} == null) {\n${indent}${unit}${way}\n${indent}}\n${indent}`
  yield {
    changes: [{ start: statement.start, end: statement.start, text: guard }],
    explanation: `${text} may be null.`,
    cost: node.type === 'method_invocation' ? 1.5 : 0.9,
  }
}
