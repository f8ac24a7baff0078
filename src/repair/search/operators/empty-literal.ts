import { exactly, instead, isValueUse, type Operator } from '../operator.js'

/** Another beginning: `{}` for `[]`, `[[]]` for `[]`, `0` for nothing. */
export const emptyLiteral: Operator = {
  name: 'empty-literal',
  says: 'It begins with the wrong kind of nothing',
  forms: ['list', 'dictionary', 'string', 'null', 'tuple', 'number'],
  least: 2.6,
  *variants({ term, table }) {
    if (!isValueUse(term)) return
    const isEmpty = term.parts.length === 0 && (term.text.length <= 2 || term.form === 'null')
    if (
      term.form === 'list' &&
      term.parts.length === 1 &&
      term.parts[0] !== undefined &&
      term.parts[0].form !== 'spread'
    )
      yield instead(term, term.parts[0].text, 3)
    if (!isEmpty || (term.form === 'number' && term.text !== '0')) return
    if (term.form === 'list') yield exactly(term, '[[]]', 2.6)
    for (const other of table.empties)
      if (other !== term.text) yield instead(term, other, term.form === 'number' ? 3.6 : 2.9)
  },
}
