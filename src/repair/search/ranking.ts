import type { Failure } from '../../domain.js'
import { type Difference, differenceOf } from './difference.js'
import { statementForms } from './language/form.js'
import type { Operator } from './operator.js'
import type { Region } from './regions.js'
import type { Term } from './term.js'

/** What a whole step down in suspicion costs: as much as from a slip of a character to an expression used again. */
const suspicionWeight = 1.6
/** An exception came up on its frame's line, and each line away from it is a little less likely. */
const lineWeight = 0.12
const mostLines = 10
const notRunCost = 1.2
const coverageWeight = 0.4

/** Where a term stands, as a cost. */
export function placeCost(region: Region, term: Term, failure: Failure): number {
  const base = (1 - region.suspicion) * suspicionWeight + coverageCost(region, term)
  if (region.lines.length === 0 || isAssertion(failure)) return base
  const away = Math.min(mostLines, ...region.lines.map((line) => Math.abs(line - term.line)))
  return base + away * lineWeight
}

/** What the failing test never ran cannot have made it fail; what all passing tests run as well is a little less likely. */
function coverageCost({ coverage }: Region, term: Term): number {
  if (coverage === undefined) return 0
  const most = Math.max(...coverage.values())
  const own = suspicionAt(coverage, term)
  return own === undefined ? notRunCost : coverageWeight * (1 - own / most)
}

/** A runner tells lines, a term may begin on a line between: its statement has run where any part of it has. */
function suspicionAt(coverage: ReadonlyMap<number, number>, term: Term): number | undefined {
  for (let one: Term | undefined = term; one !== undefined && one.form !== 'function'; one = one.parent) {
    const own = coverage.get(one.line)
    if (own !== undefined) return own
    if (statementForms.has(one.form)) break
  }
  return undefined
}

function isAssertion(failure: Failure): boolean {
  return /Assertion/.test(failure.exception ?? '') || (failure.exception === undefined && failure.kind === 'test')
}

type Prior = readonly [words: RegExp, gains: Readonly<Record<string, number>>]

/** What kinds of error make likelier, in cost taken off. */
const priors: readonly Prior[] = [
  [
    /IndexError|out of (?:range|bounds)|Invalid array length|RangeError/,
    {
      'off-by-one': 0.6,
      'comparison-boundary': 0.3,
      'slice-bounds': 0.4,
      'condition-extension': 0.5,
      'insert-guard': 0.7,
    },
  ],
  [
    /of (?:undefined|null)|NoneType|is not iterable|undefined is not|null is not/,
    {
      'default-value': 1.4,
      'condition-extension': 0.9,
      'insert-guard': 1.1,
      'member-replacement': 0.3,
      'null-test': 0.5,
    },
  ],
  [/KeyError/, { 'default-value': 1.2, 'insert-guard': 0.5, 'string-literal': 0.6, 'condition-extension': 0.5 }],
  [
    /ZeroDivision|division by zero/,
    { 'insert-guard': 1.3, clamp: 0.6, 'condition-extension': 0.6, 'default-value': 0.5 },
  ],
  [
    /Recursion|Maximum call stack|timed? ?out|still running/i,
    {
      'comparison-boundary': 0.2,
      'arithmetic-operator': 0.3,
      'off-by-one': 0.4,
      'variable-replacement': 0.3,
      'insert-guard': 0.9,
      'insert-statement': 0.6,
      'unwrap-call': 0.4,
      'expression-reuse': 0.3,
      'condition-replacement': 0.3,
      'augmented-operator': 0.4,
    },
  ],
  [/ReferenceError|NameError|UnboundLocal/, { 'variable-replacement': 0.8, 'callee-replacement': 0.6 }],
  [
    /is not a function|has no attribute|not callable/,
    {
      'callee-family': 0.8,
      'callee-replacement': 0.8,
      'member-replacement': 0.8,
      'wrap-call': 0.5,
      'default-value': 0.4,
    },
  ],
  [
    /unhashable|must be str|can only concatenate|unsupported operand|not supported between/,
    { 'wrap-call': 1, 'unwrap-call': 0.3, 'swap-arguments': 0.3, 'default-value': 0.4 },
  ],
  [/positional argument|missing \d+ required/, { 'argument-list': 1.4 }],
]

const byDifference: Readonly<Record<NonNullable<Difference>, Readonly<Record<string, number>>>> = {
  'one-off': { 'off-by-one': 0.5, 'comparison-boundary': 0.3, 'callee-family': 0.2 },
  sign: { 'swap-operands': 0.8, 'swap-arguments': 0.4, 'return-value': 0.6, 'drop-operand': 0.2 },
  number: { 'arithmetic-operator': 0.2, 'variable-replacement': 0.1 },
  truth: {
    'boolean-operator': 0.3,
    'negate-condition': 0.3,
    'comparison-negation': 0.3,
    'comparison-boundary': 0.3,
    'boolean-literal': 0.2,
    'condition-extension': 0.3,
    'condition-replacement': 0.2,
  },
  order: {
    'swap-arguments': 0.4,
    'swap-operands': 0.4,
    'comparison-direction': 0.3,
    'callee-family': 0.2,
    'part-of-collection': 0.4,
    'move-statement': 0.4,
    'wrap-call': 0.3,
  },
  text: { 'string-literal': 0.4, 'callee-family': 0.1 },
}

/** What each operator's cost is lowered by for this failure. */
export function gainsFor(failure: Failure): (operator: Operator) => number {
  const words = `${failure.exception ?? ''}: ${failure.message}\n${failure.detail.slice(0, 2000)}`
  const gains = priors.filter(([pattern]) => pattern.test(words)).map(([, gain]) => gain)
  const difference = differenceOf(failure)
  if (difference !== undefined) gains.push(byDifference[difference])
  return ({ name }) => Math.max(0, ...gains.map((gain) => (Object.hasOwn(gain, name) ? (gain[name] ?? 0) : 0)))
}
