import type { Excerpt, Suspect } from '../domain.js'
import { enclosingDefinition, isClass } from '../syntax/definitions.js'
import type { ParsedFile } from '../syntax/file.js'
import { offsetOfLine, type SyntaxNode } from '../syntax/tree.js'
import type { FailingTest } from './failing-test.js'
import type { Project } from './project.js'

/** Tokens are counted as four characters each: the usual measure for code, and on the careful side for prose. */
export const charactersPerToken = 4
/** A file of this size is easier to understand whole than in parts. */
const wholeFileLines = 120
/** Beyond this a function is shown around its suspicious line only. */
const longestDefinition = 160
/** Files that are shown beyond the suspicious definitions, as far as the budget goes. */
const filesShownOn = 2

interface Part {
  readonly file: ParsedFile
  readonly from: number
  readonly to: number
  readonly why: string
}

export interface Excerpts {
  readonly excerpts: readonly Excerpt[]
  readonly cut: readonly string[]
}

/**
 * The failing test, then the suspects' definitions, most suspicious first, within the budget.
 *
 * @param beside what is shown after these, before the rest of the likeliest files
 */
export async function excerptsOf(
  test: FailingTest | undefined,
  suspects: readonly Suspect[],
  project: Project,
  tokens: number,
  beside: readonly Excerpt[] = [],
): Promise<Excerpts> {
  const chosen: Part[] = []
  const cut: string[] = []
  let left = tokens * charactersPerToken
  const take = (part: Part): void => {
    if (chosen.some((other) => other.file === part.file && other.from <= part.from && part.to <= other.to)) return
    const size = textOfPart(part).length
    if (size > left)
      cut.push(`${part.file.path} lines ${part.from} to ${part.to} (${part.why}) left out to keep the budget`)
    else {
      left -= size
      chosen.push(part)
    }
  }
  if (test !== undefined)
    take(around(test.file, test.block.line, test.block.lastLine, test.statement?.line, 'the failing test'))
  for (const suspect of suspects) {
    const file = await project.parsed(suspect.file)
    if (file !== undefined) take(partOf(file, suspect))
  }
  const told: Excerpt[] = []
  for (const one of beside) {
    if (one.text.length > left) cut.push(`${one.path} (${one.why}) left out to keep the budget`)
    else {
      left -= one.text.length
      told.push(one)
    }
  }
  for (const part of await rest(suspects, project)) if (textOfPart(part).length <= left) take(part)
  const excerpts = chosen.map((part) => ({
    path: part.file.path,
    firstLine: part.from,
    text: textOfPart(part),
    why: part.why,
  }))
  return { excerpts: [...excerpts, ...told], cut }
}

/** The other definitions of the likeliest files, for what is left of the budget: a cause stands near what shows it. */
async function rest(suspects: readonly Suspect[], project: Project): Promise<readonly Part[]> {
  const paths = [...new Set(suspects.map(({ file }) => file))].slice(0, filesShownOn)
  const files = await Promise.all(paths.map((path) => project.parsed(path)))
  return files.flatMap((file) =>
    file === undefined
      ? []
      : file.definitions
          .filter(
            ({ whole }) => whole.parent === undefined || whole.parent.parent === undefined || isInClass(whole.parent),
          )
          .map(({ whole }) => around(file, whole.line, whole.lastLine, undefined, 'in the same file')),
  )
}

function isInClass(node: SyntaxNode): boolean {
  return isClass(node) || (node.parent !== undefined && isClass(node.parent))
}

function partOf(file: ParsedFile, suspect: Suspect): Part {
  const lines = file.tree.root.lastLine
  const definition = suspect.line === undefined ? undefined : enclosingDefinition(file.tree, suspect.line)
  if (lines <= wholeFileLines) return { file, from: 1, to: lines, why: suspect.why }
  if (definition === undefined) return around(file, 1, lines, suspect.line, suspect.why)
  return around(file, definition.whole.line, definition.whole.lastLine, suspect.line, suspect.why)
}

function around(file: ParsedFile, from: number, to: number, line: number | undefined, why: string): Part {
  if (to - from < longestDefinition) return { file, from, to, why }
  const start = Math.max(from, Math.min((line ?? from) - longestDefinition / 2, to - longestDefinition))
  return { file, from: start, to: Math.min(to, start + longestDefinition), why }
}

function textOfPart({ file, from, to }: Part): string {
  return file.text.slice(offsetOfLine(file.text, from), offsetOfLine(file.text, to + 1))
}
