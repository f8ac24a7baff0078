import { exactly, type Operator } from '../operator.js'
import { calledName } from '../term.js'

/** A pattern's quantifier, anchor, class or flag. */
export const regularExpression: Operator = {
  name: 'regular-expression',
  says: 'The pattern is wrong',
  forms: ['regex', 'string'],
  least: 2.2,
  *variants({ term }) {
    const isScript = term.form === 'regex'
    if (!isScript && !isPythonPattern(term)) return
    const parts = isScript ? /^\/(.{1,200})\/([a-z]*)$/.exec(term.text) : /^r?(["'])(.{1,200})\1$/.exec(term.text)
    const body = parts?.[isScript ? 1 : 2]
    if (parts === null || body === undefined) return
    const from = term.start + term.text.indexOf(body)
    for (const [start, end, text] of tweaks(body)) yield exactly({ start: from + start, end: from + end }, text, 2.4)
    if (!isScript) return
    const flags = parts[2] ?? ''
    const place = { start: term.end - flags.length, end: term.end }
    for (const flag of ['g', 'i', 'm', 's', 'u'])
      yield exactly(
        place,
        flags.includes(flag) ? flags.replace(flag, '') : flags + flag,
        flag === 'g' || flag === 'i' ? 2.2 : 3.2,
      )
  },
}

function isPythonPattern(term: Parameters<Operator['variants']>[0]['term']): boolean {
  const call = term.parent?.form === 'arguments' ? term.parent.parent : undefined
  return (
    call !== undefined &&
    /^re\./.test(call.text) &&
    /^(?:match|search|fullmatch|sub|subn|split|findall|finditer|compile)$/.test(calledName(call)?.text ?? '')
  )
}

const swaps: Readonly<Record<string, string>> = { d: 'D', D: 'd', w: 'W', W: 'w', s: 'S', S: 's', b: 'B' }

function* tweaks(body: string): Generator<readonly [number, number, string]> {
  yield body.startsWith('^') ? [0, 1, ''] : [0, 0, '^']
  yield body.endsWith('$') && !body.endsWith('\\$')
    ? [body.length - 1, body.length, '']
    : [body.length, body.length, '$']
  for (let index = 0; index < body.length; index++) {
    const character = body.charAt(index)
    if (character === '\\') {
      const swapped = swaps[body.charAt(index + 1)]
      if (swapped !== undefined) yield [index + 1, index + 2, swapped]
      if (/[dws]/.test(body.charAt(index + 1)) && !/[+*?{]/.test(body.charAt(index + 2)))
        yield [index + 2, index + 2, '+']
      index++
    } else if (character === '.') yield [index, index + 1, '\\.']
    else if (character === '+') {
      yield [index, index + 1, '*']
      yield [index + 1, index + 1, '?']
      yield [index, index + 1, '']
    } else if (character === '*') {
      yield [index, index + 1, '+']
      yield [index + 1, index + 1, '?']
    } else if (character === '?') yield [index, index + 1, '']
    else if (character === '[')
      yield body.charAt(index + 1) === '^' ? [index + 1, index + 2, ''] : [index + 1, index + 1, '^']
    else if (character === ']' && !/[+*?{]/.test(body.charAt(index + 1))) yield [index + 1, index + 1, '+']
  }
}
