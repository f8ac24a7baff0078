import type { Patch, PatchFile } from '../domain.js'
import { languageOf } from '../syntax/language.js'
import type { Syntax } from '../syntax/open.js'
import { ancestors, descend, nodeAtOffset, offsetOfLine, type SyntaxNode, type SyntaxTree } from '../syntax/tree.js'
import { isTestFile } from '../test-file.js'
import { type Hunk, hunksOf, withHunks } from './patch/hunks.js'

export interface Least {
  readonly patch: Patch
  /** How many parts were taken out. */
  readonly taken: number
}

/** Each part costs a run of the failing test; a patch of more parts is mostly needed as it is. */
const mostRuns = 12

/** Output for whoever wrote the change: no part of any idea. */
const printing =
  /^\s*(?:console\.\w+|print(?:ln!?|f)?|eprintln!|dbg!|fmt\.Print\w*|log\.\w+|puts|System\.out\.\w+)\s*\(|^\s*debugger\b/

/**
 * Takes out what can go without the failing test noticing: whole files, hunks, then statements, the last first, so that
 * what is used goes after what uses it. Test files stay: a new regression test is not there for the failing one.
 * @param isOneIdea the statements of a hunk were written together: a test that does not reach one of them is no sign that it
 * is not needed (a `continue`, a case beside the tested one), so that they stay together, but for what only prints
 * @param passes whether the failing test passes with a patch
 */
export async function leastPatch(
  patch: Patch,
  syntax: Syntax,
  isOneIdea: boolean,
  passes: (patch: Patch) => Promise<boolean>,
): Promise<Least> {
  let [least, taken, runs] = [patch, 0, 0]
  const refused = new Set<string>()
  for (;;) {
    const smaller = await nextSmaller(least, syntax, isOneIdea, refused)
    if (smaller === undefined || runs >= mostRuns) return { patch: least, taken }
    runs++
    refused.add(keyOf(smaller))
    if (!(await passes(smaller))) continue
    least = smaller
    taken++
  }
}

function keyOf({ files }: Patch): string {
  return JSON.stringify(files.map(({ path, after }) => [path, after]))
}

async function nextSmaller(
  patch: Patch,
  syntax: Syntax,
  isOneIdea: boolean,
  refused: ReadonlySet<string>,
): Promise<Patch | undefined> {
  const mayGo = (statement: string): boolean => !isOneIdea || printing.test(statement.slice(0, 200))
  const fewer = [...(await withoutOneHunk(patch, syntax)), ...(await withoutOneStatement(patch, syntax, mayGo))]
  for (const smaller of fewer) {
    const isEmpty = smaller.files.every((file) => file.before === file.after || isTestFile(file.path))
    if (!isEmpty && !refused.has(keyOf(smaller)) && (await isWhole(smaller, syntax))) return smaller
  }
  return undefined
}

async function withoutOneHunk(patch: Patch, syntax: Syntax): Promise<readonly Patch[]> {
  const found: Patch[] = []
  for (const file of patch.files.toReversed()) {
    if (isTestFile(file.path)) continue
    if (file.before === undefined) {
      found.push({ files: patch.files.filter((each) => each !== file) })
      continue
    }
    const hunks = hunksOf(file.before, file.after)
    const language = languageOf(file.path)
    const tree = language === undefined ? undefined : await syntax.parse(language, file.after)
    for (const hunk of hunks.toReversed()) {
      const left = withHunks(
        file.before,
        hunks.filter((each) => each !== hunk),
      )
      if (bindsNamesOf(hunk, left) || (tree !== undefined && isOfTypes(tree, hunk))) continue
      found.push(replaced(patch, file, left))
    }
  }
  return found
}

function replaced(patch: Patch, file: PatchFile, after: string): Patch {
  const files = patch.files.map((each) => (each === file ? { ...file, after } : each))
  return { files: files.filter((each) => each.before !== each.after) }
}

/** An import stays as long as something may use it: not every runner would notice that a type is gone. */
function bindsNamesOf({ lines }: Hunk, left: string): boolean {
  const imports = lines.filter((line) => /^\s*(?:import|from)\b/.test(line.slice(0, 500)))
  const names = imports.flatMap((line) => line.slice(0, 500).match(/[A-Za-z_$][\w$]*/g) ?? [])
  const words = new Set(left.match(/[A-Za-z_$][\w$]*/g) ?? [])
  return names.some((name) => !/^(?:import|from|as|type|default)$/.test(name) && words.has(name))
}

async function withoutOneStatement(
  patch: Patch,
  syntax: Syntax,
  mayGo: (statement: string) => boolean,
): Promise<readonly Patch[]> {
  const found: Patch[] = []
  for (const file of patch.files) {
    const language = languageOf(file.path)
    if (language === undefined || file.before === undefined || isTestFile(file.path)) continue
    const tree = await syntax.parse(language, file.after)
    for (const node of writtenStatements(tree, hunksOf(file.before, file.after)).toReversed()) {
      if (!mayGo(tree.text.slice(node.start, node.end))) continue
      const lines = file.after.split('\n')
      lines.splice(node.line - 1, node.lastLine - node.line + 1)
      found.push(replaced(patch, file, lines.join('\n')))
    }
  }
  return found
}

/** Statements that fill their lines, all of them written by the patch. What checks read and runs do not is left alone. */
function writtenStatements(tree: SyntaxTree, hunks: readonly Hunk[]): readonly SyntaxNode[] {
  return [...descend(tree.root)].filter((node) => {
    if (!node.named || !/statement$|^(?:assignment|lexical_declaration|variable_declaration)$/.test(node.type))
      return false
    if (/^import/.test(node.type) || !fillsItsLines(tree, node)) return false
    if (node.parent?.type === 'block' && node.parent.children.filter((one) => one.named).length === 1) return false
    return hunks.some(
      (hunk) =>
        node.line - 1 >= hunk.at &&
        node.lastLine <= hunk.at + hunk.lines.length &&
        // All of a hunk was tried already.
        node.lastLine - node.line + 1 < hunk.lines.length,
    )
  })
}

function fillsItsLines({ text }: SyntaxTree, node: SyntaxNode): boolean {
  const start = text.lastIndexOf('\n', node.start - 1) + 1
  const end = text.indexOf('\n', node.end)
  return (text.slice(start, node.start) + text.slice(node.end, end < 0 ? text.length : end)).trim() === ''
}

/** Whether every file still parses. */
async function isWhole(patch: Patch, syntax: Syntax): Promise<boolean> {
  for (const file of patch.files) {
    const language = languageOf(file.path)
    if (language === undefined) continue
    const tree = await syntax.parse(language, file.after)
    if ([...descend(tree.root)].some((node) => node.missing || node.type === 'ERROR')) return false
  }
  return true
}

/** True where a hunk lies in what is a type alone: only a compiler would miss it. */
function isOfTypes(tree: SyntaxTree, hunk: Hunk): boolean {
  const offset = offsetOfLine(tree.text, hunk.at + 1)
  const first = /\S/.exec(tree.text.slice(offset))
  const node = nodeAtOffset(tree, offset + (first?.index ?? 0))
  return [node, ...ancestors(node)].some((one) =>
    /^(?:interface_declaration|type_alias_declaration|enum_declaration)$/.test(one.type),
  )
}
