import { exactly, type Operator } from '../operator.js'
import { isInLoop, part } from '../term.js'

/** `continue` for `break`, `while` for `if`, `if` for `elif`. */
export const loopExit: Operator = {
  name: 'loop-exit',
  says: 'It goes on or stops at the wrong time',
  forms: ['break', 'continue', 'if', 'while', 'elif', 'return'],
  least: 2.4,
  *variants({ term }) {
    const word = term.tokens[0]
    if (word === undefined) return
    if (term.form === 'break') yield exactly(word, 'continue', 2.4)
    else if (term.form === 'continue') yield exactly(word, 'break', 2.4)
    else if (term.form === 'elif') yield exactly(word, 'if', 3)
    else if (term.form === 'while' && word.type === 'while') yield exactly(word, 'if', 4.2)
    else if (term.form === 'if' && part(term, 'alternative') === undefined) yield exactly(word, 'while', 4.2)
    else if (term.form === 'return' && isInLoop(term))
      yield exactly(term, term.text.endsWith(';') ? 'continue;' : 'continue', 3.6)
  },
}
