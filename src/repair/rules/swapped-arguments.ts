import { descend, textOf } from '../../syntax/tree.js'
import { argumentsOf, calleeName, isCall } from '../code/shape.js'
import { allLanguages, namesNoName, type Rule, regionOf } from '../code/site.js'

/** Two arguments of a call in each other's place. */
export const swappedArguments: Rule = {
  name: 'swapped-arguments',
  languages: allLanguages,
  isGuess: true,
  applies: namesNoName,
  *candidates(site) {
    const own = new Set(site.code.files.flatMap((file) => file.definitions.map((one) => one.name)))
    for (const node of descend(regionOf(site))) {
      const given = isCall(node) || node.type === 'new_expression' ? argumentsOf(node) : []
      for (const [index, left] of given.entries()) {
        const right = given[index + 1]
        if (right === undefined || /function|keyword_argument|splat|spread/.test(left.type + right.type)) continue
        const [one, two] = [textOf(site.file.tree, left), textOf(site.file.tree, right)]
        yield {
          changes: [
            { start: left.start, end: left.end, text: two },
            { start: right.start, end: right.end, text: one },
          ],
          explanation: `The arguments ${one.slice(0, 40)} and ${two.slice(0, 40)} stand in each other's place.`,
          // The project's own functions are the ones whose order a caller gets wrong.
          cost: own.has(calleeName(site.file, node)) ? 1.1 : 1.9,
        }
      }
    }
  },
}
