// Calls of a function in the text of its tests, and the same with other literals: inputs to compare two fixes on.

/** @returns {() => number} the same numbers in every run, 0 to 1 */
function random(seed) {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** Where a text in quotes that begins at `from` ends, its last quote included. */
function endOfText(source, from) {
  const quote = source[from]
  for (let at = from + 1; at < source.length; at++) {
    if (source[at] === '\\' && quote !== '`') at++
    else if (source[at] === quote) return at + 1
  }
  return source.length
}

/** Where the bracket that opens at `from` is closed. */
function closing(source, from) {
  let depth = 0
  for (let at = from; at < source.length; at++) {
    if (/["'`]/.test(source[at])) at = endOfText(source, at) - 1
    else if ('([{'.includes(source[at])) depth++
    else if (')]}'.includes(source[at]) && --depth === 0) return at
  }
  return -1
}

/**
 * @param pattern ends with the bracket of the call
 * @returns the arguments of every call, as text
 */
export function argumentsIn(tests, pattern) {
  const found = new Set()
  for (const call of tests.matchAll(pattern)) {
    const open = call.index + call[0].length - 1
    const close = closing(tests, open)
    if (close > open) found.add(tests.slice(open + 1, close))
  }
  return [...found]
}

const literal = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)+'|`[^`]*`|(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])|\b(?:true|false)\b/g

function mutatedLiteral(text, chance) {
  const pick = (list) => list[Math.floor(chance() * list.length)]
  if (text === 'true' || text === 'false') return chance() < 0.5 ? 'true' : 'false'
  if (text.startsWith("'")) return text
  if (/^["`]/.test(text)) {
    const body = text.slice(1, -1)
    if (body.includes('\\') || text.startsWith('`')) return text
    const cut = Math.floor(chance() * (body.length + 1))
    return `"${pick([body.slice(0, cut), body.slice(cut), body.slice(0, cut) + (body[0] ?? 'a') + body.slice(cut), body])}"`
  }
  const value = Number(text)
  const moved = value + pick([-3, -2, -1, 0, 1, 2, 3, value])
  const kept = value >= 0 ? Math.max(0, moved) : moved
  return text.includes('.') ? (Number.isInteger(kept) ? `${kept}.0` : String(kept)) : String(kept)
}

/** Elements of a list in brackets: one less, one twice. */
function mutatedLists(text, chance) {
  const opens = [...text.matchAll(/[{(](?=[^{}()]*,[^{}()]*[})])/g)]
  const one = opens[Math.floor(chance() * opens.length)]
  if (one === undefined) return text
  const close = closing(text, one.index)
  const items = text.slice(one.index + 1, close).split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)
  const at = Math.floor(chance() * items.length)
  if (chance() < 0.5) items.splice(at, 1)
  else items.splice(at, 0, items[Math.floor(chance() * items.length)])
  return `${text.slice(0, one.index + 1)}${items.join(',')}${text.slice(close)}`
}

/** At most so many lists of arguments, those of the tests first. */
export function neighbours(given, count) {
  const chance = random(7)
  const found = new Set(given)
  for (let turn = 0; turn < 20 * count && found.size < count && given.length > 0; turn++) {
    const start = given[Math.floor(chance() * given.length)]
    const lists = chance() < 0.4 ? mutatedLists(start, chance) : start
    found.add(lists.replace(literal, (one) => (chance() < 0.5 ? mutatedLiteral(one, chance) : one)))
  }
  return [...found].slice(0, count)
}

/** @param pairs what came of each call, first of the fix that comes with the set; `undefined` where it was not asked */
export function agreement(pairs, calls) {
  let [agreed, asked, differing] = [0, 0, undefined]
  for (const [index, [expected, actual]] of pairs.entries()) {
    // Inputs on which that fix fails were never meant.
    if (!expected?.startsWith('= ') || actual === undefined) continue
    asked++
    if (expected === actual) agreed++
    else differing ??= `${calls[index]}: ${expected} and ${actual}`.slice(0, 300)
  }
  return { same: asked > 0 && agreed === asked, how: 'behaviour', agreed, asked, differing }
}

/** The same program but for blanks and comments. */
export function isSameText(one, other) {
  const flat = (text) =>
    text
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/\/\/.*/g, '')
      .replace(/\s+/g, '')
  return flat(one) === flat(other)
}
