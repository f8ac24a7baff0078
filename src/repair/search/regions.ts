import type { Evidence, Suspect } from '../../domain.js'
import { type Definition, enclosingDefinition } from '../../syntax/definitions.js'
import { type ParsedFile, parseFile } from '../../syntax/file.js'
import type { Syntax } from '../../syntax/open.js'
import { isTestFile } from '../../test-file.js'
import { type CodeFile, codeFileOf } from './home.js'
import { type Term, within } from './term.js'

/** Code under suspicion: a function, or what stands outside all functions of a file. */
export interface Region {
  readonly file: CodeFile
  readonly term: Term
  /** 0..1; the most suspicious has 1. */
  readonly suspicion: number
  /** Lines of the failure's frames in it, 1-based. */
  readonly lines: readonly number[]
  /** Suspicion (0..1) of each line of the file that the failing test ran; undefined where it ran none, or nobody looked. */
  readonly coverage: ReadonlyMap<number, number> | undefined
  readonly terms: readonly Term[]
}

/** The cause lies among the first few or is not found at all; each further one dilutes them. */
const mostRegions = 12
/** What a file is called by is less suspicious than what a frame or a call names. */
const unnamed = 0.7
const outside = 0.55

export async function regionsOf(evidence: Evidence, syntax: Syntax): Promise<readonly Region[]> {
  const files = new Map<string, CodeFile>()
  const found = new Map<Term, Region>()
  const best = Math.max(0.001, ...evidence.suspects.map((suspect) => suspect.score))
  for (const suspect of evidence.suspects) {
    if (found.size >= mostRegions || isTestFile(suspect.file)) continue
    const file = files.get(suspect.file) ?? (await openFile(evidence, suspect, syntax))
    if (file === undefined) continue
    files.set(suspect.file, file)
    for (const { term, weight } of termsOf(file, suspect)) {
      const suspicion = (suspect.score / best) * weight
      const known = found.get(term)
      if (known === undefined ? found.size < mostRegions : known.suspicion < suspicion)
        found.set(term, { ...regionOf(evidence, file, term), suspicion })
    }
  }
  for (const file of files.values()) addOutside(found, file)
  return withTerms([...found.values()].sort((one, other) => other.suspicion - one.suspicion))
}

async function openFile(evidence: Evidence, { file }: Suspect, syntax: Syntax): Promise<CodeFile | undefined> {
  const source = evidence.sources.find((one) => one.path === file)
  if (source?.language === undefined) return undefined
  return codeFileOf(await parseFile(syntax, source.path, source.language, source.text))
}

function regionOf(evidence: Evidence, file: CodeFile, term: Term): Omit<Region, 'suspicion'> {
  const known = evidence.coverage?.find(({ path }) => path === file.parsed.path)?.lines ?? []
  const coverage = coverageIn(known, term)
  return { file, term, lines: linesIn(evidence, file.parsed, term), coverage, terms: [] }
}

function coverageIn(
  known: readonly (readonly [number, number])[],
  term: Term,
): ReadonlyMap<number, number> | undefined {
  const last = lastLineOf(term)
  const own = known.filter(([line]) => line >= term.line && line <= last)
  return own.length === 0 ? undefined : new Map(own)
}

function lastLineOf({ line, text }: Term): number {
  return line + text.split('\n').length - 1
}

interface Weighed {
  readonly term: Term
  readonly weight: number
}

function termsOf(file: CodeFile, suspect: Suspect): readonly Weighed[] {
  const definition = suspect.line === undefined ? undefined : enclosingDefinition(file.parsed.tree, suspect.line)
  if (definition?.kind === 'function') return termsFor(file, [definition], 1)
  const inner = file.parsed.definitions.filter((one) => one.kind === 'function' && isIn(one, definition))
  return termsFor(file, inner, definition === undefined ? unnamed : 0.9)
}

function isIn(inner: Definition, outer: Definition | undefined): boolean {
  return outer === undefined || (inner.node.start >= outer.node.start && inner.node.end <= outer.node.end)
}

function termsFor(file: CodeFile, definitions: readonly Definition[], weight: number): readonly Weighed[] {
  const starts = new Map(definitions.map(({ node }) => [`${node.start}:${node.end}`, weight]))
  const found: Weighed[] = []
  for (const term of within(file.root))
    if (term.form === 'function' && starts.has(`${term.start}:${term.end}`)) found.push({ term, weight })
  return found
}

function linesIn(evidence: Evidence, file: ParsedFile, term: Term): readonly number[] {
  const last = lastLineOf(term)
  return evidence.failure.frames
    .filter((frame) => frame.file === file.path && frame.line !== undefined)
    .map((frame) => frame.line ?? 0)
    .filter((line) => line >= term.line && line <= last)
}

/** Constants, patterns and tables at the top of a file are as often wrong as the functions that read them. */
function addOutside(found: Map<Term, Region>, file: CodeFile): void {
  const best = Math.max(0, ...[...found.values()].filter((one) => one.file === file).map((one) => one.suspicion))
  const suspicion = best === 0 ? unnamed : best * outside
  // What stands outside of functions runs while its file is read: no test's coverage tells of it.
  found.set(file.root, { file, term: file.root, suspicion, lines: [], coverage: undefined, terms: [] })
}

/** Each term belongs to the most suspicious region that holds it. */
function withTerms(regions: readonly Region[]): readonly Region[] {
  const taken = new Set<Term>()
  return regions.map((region) => {
    const terms = [...termsOutsideFunctions(region)].filter((term) => !taken.has(term))
    for (const term of terms) taken.add(term)
    return { ...region, terms }
  })
}

function* termsOutsideFunctions({ term }: Region): Generator<Term> {
  if (term.parent === undefined) yield* shallow(term)
  else yield* within(term)
}

function* shallow(term: Term): Generator<Term> {
  if (term.form === 'function' || term.form === 'import') return
  yield term
  for (const one of term.parts) yield* shallow(one)
}
