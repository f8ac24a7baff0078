import { child, descend, named, type SyntaxNode, textOf } from '../../syntax/tree.js'
import { enclosingLoop } from '../code/guards.js'
import { bracketed, calleeName, isCall, propertyOf, statementOf } from '../code/shape.js'
import { allLanguages, namesNoName, type Proposal, type Rule, regionOf, type Site } from '../code/site.js'

const swaps: Readonly<Record<string, readonly string[]>> = {
  '+': ['-', '*'],
  '-': ['+', '/'],
  '*': ['/', '+'],
  '/': ['*', '%'],
  '%': ['/'],
  '//': ['/', '%'],
  '**': ['*'],
  '+=': ['-=', '='],
  '-=': ['+='],
  '*=': ['/=', '+='],
  '/=': ['*='],
  '=': ['+='],
  '<': ['>'],
  '>': ['<'],
  '<=': ['>='],
  '>=': ['<='],
  '==': ['!='],
  '===': ['!=='],
}

/** Functions that are easily taken one for the other. */
const families: readonly (readonly string[])[] = [
  ['min', 'max'],
  ['some', 'every'],
  ['any', 'all'],
  ['push', 'unshift'],
  ['pop', 'shift'],
  ['toUpperCase', 'toLowerCase'],
  ['upper', 'lower'],
  ['startsWith', 'endsWith', 'includes'],
  ['startswith', 'endswith'],
  ['indexOf', 'lastIndexOf'],
  ['find', 'filter'],
  ['find', 'findLast'],
  ['find', 'rfind'],
  ['map', 'flatMap'],
  ['append', 'extend'],
  ['keys', 'values'],
  ['items', 'values'],
  ['entries', 'values'],
  ['padStart', 'padEnd'],
  ['ljust', 'rjust'],
  ['trimStart', 'trimEnd'],
  ['lstrip', 'rstrip'],
  ['replace', 'replaceAll'],
  ['slice', 'splice'],
  ['sqrt', 'cbrt'],
  ['getMonth', 'getDate', 'getDay'],
  ['days', 'seconds'],
]

/** An operator or a function that is easily taken for another, and the operands of one that does not commute. */
export const wrongOperator: Rule = {
  name: 'wrong-operator',
  languages: allLanguages,
  isGuess: true,
  applies: namesNoName,
  *candidates(site) {
    for (const node of descend(regionOf(site))) {
      if (
        /^(?:binary_expression|binary_operator|comparison_operator|augmented_assignment|augmented_assignment_expression)$/.test(
          node.type,
        )
      )
        yield* operators(site, node)
      if (isCall(node)) yield* calledInstead(site, node)
      if (/^(?:assignment_expression|assignment)$/.test(node.type)) yield* accumulated(node)
    }
  },
}

/** In a loop the last one wins where all were to be added up. */
function* accumulated(node: SyntaxNode): Generator<Proposal> {
  const operator = node.children.find((one) => one.type === '=')
  const statement = statementOf(node)
  if (operator === undefined || statement === undefined || child(node, 'left')?.type !== 'identifier') return
  if (enclosingLoop(statement) !== undefined) yield said(operator, '+=', 1.7)
}

function* operators(site: Site, node: SyntaxNode): Generator<Proposal> {
  const operator = node.children.find((one) => !one.named)
  const [left, right] = [named(node)[0], named(node)[1]]
  if (operator === undefined || left === undefined || right === undefined) return
  const isText = operator.type === '+' && /string|template/.test(`${left.type} ${right.type}`)
  for (const [index, other] of (!isText && Object.hasOwn(swaps, operator.type)
    ? (swaps[operator.type] ?? [])
    : []
  ).entries()) {
    const isComparison = /^[<>=]/.test(operator.type) && operator.type !== '='
    yield said(operator, other, (isComparison ? 1.8 : 1.3) + index * 0.7)
  }
  const [one, two] = [textOf(site.file.tree, left), textOf(site.file.tree, right)]
  if (/^[-/%]$|^\/\/$/.test(operator.type)) {
    const isSimple = !/binary/.test(left.type + right.type)
    yield said(node, isSimple ? `${two} ${operator.type} ${one}` : `(${two}) ${operator.type} (${one})`, 1.7)
  }
  // Rounds up without floating point, as page counts need.
  if (operator.type === '//') yield said(node, bracketed(node, `-(-${one} // ${two})`), 1.2)
  if (operator.type === '/' && site.file.language === 'python') yield said(operator, '//', 1.8)
  if (operator.type === '/' && site.file.language !== 'python') yield said(node, `Math.floor(${one} / ${two})`, 2.4)
}

function* calledInstead(site: Site, node: SyntaxNode): Generator<Proposal> {
  const name = calleeName(site.file, node)
  const callee = child(node, 'function')
  const property = callee === undefined ? undefined : (propertyOf(callee) ?? callee)
  for (const family of families) {
    if (property === undefined || !family.includes(name)) continue
    for (const other of family) if (other !== name) yield said(property, other, 1.6)
  }
}

function said(node: SyntaxNode, text: string, cost: number): Proposal {
  return {
    changes: [{ start: node.start, end: node.end, text }],
    explanation: `${text.slice(0, 60)} was meant here.`,
    cost,
  }
}
