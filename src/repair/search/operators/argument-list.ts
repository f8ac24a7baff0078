import { globals, standardMembers } from '../../code/names.js'
import { exactly, type Operator, type Spot, type Variant } from '../operator.js'
import { argumentsOf, calledName, part } from '../term.js'

/** One argument too many or too few. */
export const argumentList: Operator = {
  name: 'argument-list',
  says: 'An argument is missing or too many',
  forms: ['call'],
  least: 2.6,
  *variants(spot) {
    const given = argumentsOf(spot.term)
    for (const [index, one] of given.entries()) {
      const before = given[index - 1]
      const after = given[index + 1]
      if (before !== undefined) yield exactly({ start: before.end, end: one.end }, '', 2.8)
      else if (after !== undefined) yield exactly({ start: one.start, end: after.start }, '', 3)
    }
    yield* added(spot)
  },
}

/** Standard functions that take one more than they are often given; the others ignore it, or take it for something else. */
const takesMore =
  /^(?:range|max|min|sorted|sort|round|int|sum|pow|enumerate|slice|splice|padStart|padEnd|split|get|pop|parseInt|zip|reduce|insert|print)$/
const standard = new Set([...standardMembers.script, ...standardMembers.python, ...globals.script, ...globals.python])

function isStandard(name: string): boolean {
  return standard.has(name)
}

/** A parameter of the caller that is not passed on is the likeliest. */
function* added(spot: Spot): Generator<Variant> {
  const { term, names, table } = spot
  const list = part(term, 'arguments')
  const given = argumentsOf(term)
  const name = calledName(term)?.text ?? ''
  if (list?.form !== 'arguments' || (isStandard(name) && !takesMore.test(name))) return
  const last = given.at(-1)
  const end = last === undefined ? { start: list.start + 1, end: list.start + 1 } : { start: last.end, end: last.end }
  const comma = last === undefined ? '' : ', '
  const first = given[0]
  for (const value of [...names.slice(0, 8), '0', '1']) {
    if (given.some((one) => one.text === value)) continue
    const isName = !/^\d/.test(value)
    // The greatest of one thing is that thing.
    const isAlone = isName && given.length === 1 && /^(?:max|min)$/.test(name)
    yield exactly(end, `${comma}${value}`, isAlone ? 2.6 : isName ? 3.6 : 4)
    if (first !== undefined && (name === 'range' || isName))
      yield exactly({ start: first.start, end: first.start }, `${value}, `, name === 'range' ? 2.8 : 4.2)
  }
  if (/^sort(?:ed)?$/.test(name) && table.isFunctionScoped) yield exactly(end, `${comma}reverse=True`, 2.8)
  if (name === 'range' && given.length === 2) yield exactly(end, ', -1', 3)
  if (name === 'parseInt' && given.length === 1) yield exactly(end, ', 10', 3)
}
