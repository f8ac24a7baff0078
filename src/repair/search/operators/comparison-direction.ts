import { exactly, type Operator } from '../operator.js'

const turns: Readonly<Record<string, string>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=' }

/** `<` for `>`. */
export const comparisonDirection: Operator = {
  name: 'comparison-direction',
  says: 'The comparison points the wrong way',
  forms: ['comparison'],
  least: 1.5,
  *variants({ term }) {
    for (const token of term.tokens) {
      const turned = Object.hasOwn(turns, token.type) ? turns[token.type] : undefined
      if (turned !== undefined) yield exactly(token, turned, 1.5)
    }
  },
}
