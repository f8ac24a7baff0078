import type { ParsedFile } from '../../syntax/file.js'
import { type Kind, kindOf, type NameKinds, nameKindsIn } from './kinds.js'
import { statementForms, valueFormSet } from './language/form.js'
import type { Table } from './language/table.js'
import { tableOf } from './language/tables.js'
import { namesOf, type Scopes, scopesOf } from './scope.js'
import { calledName, isDocumentation, memberName, type Term, termOf, ungrouped, within } from './term.js'

/** A file as search reads it, each part computed when it is first asked for. */
export interface CodeFile {
  readonly parsed: ParsedFile
  readonly table: Table
  readonly root: Term
  readonly scopes: Scopes
}

/** Undefined where search does not speak the file's language. */
export function codeFileOf(parsed: ParsedFile): CodeFile | undefined {
  const table = tableOf(parsed.language)
  if (table === undefined) return undefined
  const root = termOf(parsed.text, parsed.tree.root, table)
  return { parsed, table, root, scopes: scopesOf(root, table) }
}

/** A piece of code to use again, and how far away it was found: 0 in the same function, 1 in the same file. */
export interface Ingredient {
  readonly term: Term
  readonly text: string
  readonly distance: number
  readonly names: readonly string[]
}

/** One function under suspicion, with what repairs of it are made of. */
export interface Home {
  readonly file: CodeFile
  readonly region: Term
  readonly kinds: NameKinds
  readonly numbers: readonly string[]
  readonly strings: readonly Ingredient[]
  readonly expressions: readonly Ingredient[]
  readonly conditions: readonly Ingredient[]
  readonly members: readonly Ingredient[]
  readonly callees: readonly Ingredient[]
  readonly statements: readonly Ingredient[]
}

/** Longer pieces are not used twice as they stand; more of them would only fill the queue. */
const longest = 60
const mostIngredients = 120

export function homeOf(file: CodeFile, region: Term): Home {
  const kinds = nameKindsIn(region, file.table)
  const lazy = lazily((wanted: (term: Term) => Term | undefined) => ingredients(file, region, wanted))
  return {
    file,
    region,
    kinds,
    get numbers() {
      return lazy('numbers', (term) => (term.form === 'number' ? term : undefined))
        .filter((one) => one.distance === 0)
        .map((one) => one.text)
    },
    get strings() {
      return lazy('strings', (term) =>
        term.form === 'string' && term.parent?.form !== 'expression-statement' && term.parent?.form !== 'import'
          ? term
          : undefined,
      )
    },
    get expressions() {
      return lazy('expressions', (term) => (isExpression(term) ? term : undefined))
    },
    get conditions() {
      return lazy('conditions', conditionIn)
    },
    get members() {
      return lazy('members', (term) => (term.form === 'member' && !isCallee(term) ? memberName(term) : undefined))
    },
    get callees() {
      return lazy('callees', (term) => (term.form === 'call' ? calledName(term) : undefined))
    },
    get statements() {
      return lazy('statements', (term) => (isSimpleStatement(term) ? term : undefined))
    },
  }
}

type Wanted = (term: Term) => Term | undefined

function lazily(
  find: (wanted: Wanted) => readonly Ingredient[],
): (name: string, wanted: Wanted) => readonly Ingredient[] {
  const found = new Map<string, readonly Ingredient[]>()
  return (name, wanted) => {
    const known = found.get(name) ?? find(wanted)
    found.set(name, known)
    return known
  }
}

function ingredients(file: CodeFile, region: Term, wanted: Wanted): readonly Ingredient[] {
  const found = new Map<string, Ingredient>()
  for (const [distance, terms] of [within(region), outside(file.root, region)].entries()) {
    for (const one of terms) {
      if (found.size >= mostIngredients) break
      const term = wanted(one)
      if (term === undefined || term.text.length > longest || term.text.includes('\n') || found.has(term.text)) continue
      found.set(term.text, { term, text: term.text, distance, names: namesOf(term) })
    }
  }
  return [...found.values()]
}

function* outside(root: Term, region: Term): Generator<Term> {
  for (const one of root === region ? [] : within(root))
    if (one.end <= region.start || one.start >= region.end) yield one
}

const leaves = /^(?:name|number|string|null|true|false|group|list|tuple|dictionary|set|template)$/

function isExpression(term: Term): boolean {
  return (
    valueFormSet.has(term.form) &&
    !leaves.test(term.form) &&
    !isCallee(term) &&
    term.parent?.form !== 'expression-statement'
  )
}

function isCallee(term: Term): boolean {
  return term.field === 'function' || term.field === 'constructor'
}

function conditionIn(term: Term): Term | undefined {
  if (term.form === 'comparison' || term.form === 'not') return term
  if (term.field !== 'condition') return undefined
  const inner = ungrouped(term)
  return inner.form === 'boolean' ? undefined : inner
}

const simple = /^(?:expression-statement|return|raise|break|continue)$/
/** Statements where a language has no word for what is a statement only. */
const bare = /^(?:assignment|augmented|update|declarator|call)$/

function isSimpleStatement(term: Term): boolean {
  if (term.parent?.form === 'block' && bare.test(term.form)) return term.form !== 'declarator'
  return simple.test(term.form) && !isDocumentation(term)
}

export function isStatement(term: Term): boolean {
  return statementForms.has(term.form) || (term.parent?.form === 'block' && bare.test(term.form))
}

export function kindAt(home: Home, term: Term | undefined): Kind | undefined {
  return kindOf(term, home.kinds)
}
