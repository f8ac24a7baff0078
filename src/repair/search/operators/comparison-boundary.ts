import { exactly, type Operator } from '../operator.js'

const flips: Readonly<Record<string, string>> = { '<': '<=', '<=': '<', '>': '>=', '>=': '>' }

/** `<` for `<=`: the bound itself belongs to the other side. */
export const comparisonBoundary: Operator = {
  name: 'comparison-boundary',
  says: 'The bound itself is on the wrong side',
  forms: ['comparison'],
  least: 1,
  *variants({ term }) {
    for (const token of term.tokens) {
      const flipped = Object.hasOwn(flips, token.type) ? flips[token.type] : undefined
      if (flipped !== undefined) yield exactly(token, flipped, 1)
    }
  },
}
