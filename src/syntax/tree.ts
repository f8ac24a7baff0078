import type { Parser, TreeCursor } from 'web-tree-sitter'
import type { Language } from '../domain.js'

/** A node of a syntax tree. Offsets are UTF-16 units in the text, `end` exclusive; lines are 1-based. */
export interface SyntaxNode {
  readonly type: string
  readonly named: boolean
  /** The grammar's name for this child in its parent: `name`, `body`, `left`, … */
  readonly field: string | undefined
  readonly start: number
  readonly end: number
  readonly line: number
  readonly lastLine: number
  /** True where the parser made the node up to go on. */
  readonly missing: boolean
  readonly parent: SyntaxNode | undefined
  readonly children: readonly SyntaxNode[]
}

/** Plain data: the parser's own memory is given back before anyone sees the tree. */
export interface SyntaxTree {
  readonly language: Language
  readonly text: string
  readonly root: SyntaxNode
}

type GrowingNode = Omit<SyntaxNode, 'children'> & { readonly children: GrowingNode[] }

export function parseWith(parser: Parser, language: Language, text: string): SyntaxTree {
  const tree = parser.parse(text)
  if (tree === null) return { language, text, root: unreadable(text) }
  const cursor = tree.walk()
  try {
    return { language, text, root: copy(cursor) }
  } finally {
    cursor.delete()
    tree.delete()
  }
}

// Iterative: a file nested ten thousand deep must not end the process.
function copy(cursor: TreeCursor): SyntaxNode {
  const root = nodeAt(cursor, undefined)
  let parent = root
  if (!cursor.gotoFirstChild()) return root
  for (;;) {
    const node = nodeAt(cursor, parent)
    parent.children.push(node)
    if (cursor.gotoFirstChild()) {
      parent = node
      continue
    }
    while (!cursor.gotoNextSibling()) {
      if (!cursor.gotoParent() || parent === root) return root
      parent = (parent.parent as GrowingNode | undefined) ?? root
    }
  }
}

function nodeAt(cursor: TreeCursor, parent: GrowingNode | undefined): GrowingNode {
  return {
    type: cursor.nodeType,
    named: cursor.nodeIsNamed,
    field: cursor.currentFieldName ?? undefined,
    start: cursor.startIndex,
    end: cursor.endIndex,
    line: cursor.startPosition.row + 1,
    lastLine: cursor.endPosition.row + 1,
    missing: cursor.nodeIsMissing,
    parent,
    children: [],
  }
}

function unreadable(text: string): SyntaxNode {
  const whole = { named: true, field: undefined, start: 0, end: text.length, line: 1, lastLine: 1, missing: false }
  return { ...whole, type: 'ERROR', parent: undefined, children: [] }
}

/** Every node from `node` down, in document order, itself first. */
export function* descend(node: SyntaxNode): Generator<SyntaxNode> {
  const stack = [node]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    yield next
    for (let index = next.children.length - 1; index >= 0; index--) {
      const child = next.children[index]
      if (child !== undefined) stack.push(child)
    }
  }
}

/** The nodes around `node`, innermost first, itself left out. */
export function* ancestors(node: SyntaxNode): Generator<SyntaxNode> {
  for (let next = node.parent; next !== undefined; next = next.parent) yield next
}

export function child(node: SyntaxNode, field: string): SyntaxNode | undefined {
  return node.children.find((one) => one.field === field)
}

export function named(node: SyntaxNode): readonly SyntaxNode[] {
  return node.children.filter((one) => one.named && one.type !== 'comment')
}

export function textOf(tree: SyntaxTree, node: SyntaxNode): string {
  return tree.text.slice(node.start, node.end)
}

/** The smallest node that spans the offsets. */
export function nodeAtOffset(tree: SyntaxTree, start: number, end = start): SyntaxNode {
  let node = tree.root
  for (;;) {
    const inner = node.children.find((one) => one.start <= start && end <= one.end && one.end > start)
    if (inner === undefined) return node
    node = inner
  }
}

/** Where a 1-based line starts; the text's length for lines after its end. */
export function offsetOfLine(text: string, line: number): number {
  let offset = 0
  for (let current = 1; current < line; current++) {
    const newline = text.indexOf('\n', offset)
    if (newline < 0) return text.length
    offset = newline + 1
  }
  return offset
}
