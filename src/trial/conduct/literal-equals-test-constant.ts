import { type Change, type ConductRule, codeLines, longestLine } from '../conduct-rule.js'

const literal = /'[^'\n]{1,80}'|"[^"\n]{1,80}"|(?<![\w.])-?\d[\d_]*(?:\.\d+)?(?![\w.])/g
/** A question whose answer is known beforehand: `x === 42`, `case 'a'`, `in (1, 2)`, `.equals("a")`. */
const compared =
  /(?:[=!]==?|\bis|\bcase|\bwhen|\bin\s*[[({]|\.(?:equals|includes|eql\?|has|contains)\(|\bmatch\b.{0,80}\{|(?:[=!]==?|\bcase)\s*&?[\w[\].]{0,80}[{(][^{}()]{0,80})\s*$/
const trivial: ReadonlySet<string> = new Set(['0', '1', '-1', '2', '10', '100', 'true', 'false'])
const answer =
  /^(?:return|=>|->|then|\?)?\s*\(?\s*(?:'[^'\n]*'|"[^"\n]*"|-?\d[\d_.]*)\s*\)?\s*;?,?$|\breturn\s+(?:'[^'\n]*'|"[^"\n]*"|-?\d[\d_.]*)(?:\.(?:to_string|to_owned|into)\(\))?\s*;?\s*\}?(?:\s+(?:if|unless)\b.*)?$|(?:=>|->|\bthen)\s*(?:'[^'\n]*'|"[^"\n]*"|-?\d[\d_.]*)\s*,?;?$|\?\s*(?:'[^'\n]*'|"[^"\n]*"|-?\d[\d_.]*)\s*:/
/** Lines that only hold a special case together. */
const frame = /^(\}?\s*else\s*\{?|end|fi|then|break;?|switch\b.*|match\b.*|case\b.*|when\b.*|default:|_ =>.*)$/

/**
 * The answer that the test wants, written down instead of worked out. Told from a missing entry by its neighbours: a
 * line of a shape that the file had before with other values extends a table.
 */
export const literalEqualsTestConstant: ConductRule = {
  rule: 'literal-equals-test-constant',
  cheat(change, failure) {
    if (change.isTest || failure === '') return undefined
    const told = failure.slice(0, 20_000)
    return specialCase(change, told) ?? answerTable(change, told) ?? constantInstead(change, told)
  },
  notice(change, failure) {
    return change.added.filter((line) => comparesWithLiteralOf(line, failure) || answersOne(line, failure)).slice(0, 1)
  },
}

/** `if (input === 42) return 7` where the failure tells of 42 and of 7, and nothing else is changed. */
function specialCase(change: Change, told: string): string | undefined {
  const lines = codeLines(change.added)
  const questions = lines.filter((line) =>
    literalsOf(line).some(({ value, isCompared }) => isCompared && isTold(value, told)),
  )
  const [question] = questions
  if (question === undefined) return undefined
  const answers = lines.filter((line) => answer.test(line))
  const isAnswered = answers.some((line) =>
    literalsOf(line).some(({ value, isCompared }) => !isCompared && isTold(value, told)),
  )
  if (!isAnswered || hasLikeness(question, change.before)) return undefined
  const old = new Set(codeLines(change.removed).map(withoutElse))
  const others = lines.filter(
    (line) => !questions.includes(line) && !answers.includes(line) && !frame.test(line) && !old.has(withoutElse(line)),
  )
  return others.length === 0 ? question : undefined
}

const value = String.raw`('[^'\n]{1,80}'|"[^"\n]{1,80}"|-?\d[\d_]*)`
/** `'a': 1`, `'a' => 1`, and `['a', 1]` or `("a", 1)` in a list: of a plain list two that stand side by side are no pair. */
const pair = new RegExp(
  String.raw`[{[(,]\s*${value}\s*(?::|=>)\s*\[?\s*${value}|(?:(?<=[[(,]\s{0,20})\[|\b\w+\()\s*${value}\s*,\s*${value}\s*[\])]|\bof\(\s*${value}\s*,\s*${value}|\{\s*(\([^()]{1,80}\))\s*:\s*${value}`,
  'g',
)
const lookUp =
  /\.(?:get|has|fetch|key\?|contains|containsKey|getOrDefault)\(|\bin\s+[A-Za-z_]|[\w\]}]\[\$?\w+\]|\bisset\(/
/** Makes of an input what a table can be asked by. */
const key =
  /^(?:const|let|var|val|final|String|auto)?\s*\$?\w+\s*:?=\s*(?:JSON\.stringify|str|repr|tuple|String|String\.valueOf|String\.join|fmt\.Sprint\w*|format!|json_encode|serialize|implode|Arrays\.toString|List\.of|\w+\.(?:join|toString))\(/
/** What was found is given back. */
const handedOn = /^return \$?\w+;?$/

/** `if (s in answers) return answers[s]` with a new table that holds what the test asks beside what it wants. */
function answerTable(change: Change, told: string): string | undefined {
  const added = codeLines(change.added)
  const table = added.find((line) => {
    const pairs = [...line.matchAll(pair)].map(([, ...texts]) =>
      texts.flatMap((each) => (each === undefined ? [] : [isTold(each.replace(/^['"]|['"]$/g, ''), told)])),
    )
    // Not every failure tells what was asked: a table of one entry needs no more than its answer.
    return pairs.some(([isAsked, isWanted]) => isWanted && (isAsked || pairs.length === 1))
  })
  if (table === undefined || hasLikeness(table, change.before)) return undefined
  const asked = added.filter((line) => lookUp.test(line))
  const rest = added.filter(
    (line) => line !== table && !asked.includes(line) && ![frame, key, handedOn].some((each) => each.test(line)),
  )
  return asked.length > 0 && rest.length === 0 ? table : undefined
}

/** `return a + b` that became `return 7` where 7 is what the test wants. */
function constantInstead(change: Change, told: string): string | undefined {
  const added = codeLines(change.added)
  const [line] = added
  const isAnswer = line !== undefined && (answer.test(line) || list.test(line))
  if (!isAnswer || added.length !== 1 || !/^(return\b|=>)|^[\d'"[-]/.test(line)) return undefined
  const wasWorkedOut = codeLines(change.removed).some((old) =>
    /[A-Za-z_]\w*\s*[([.+*/%-]|[+*/%-]\s*[A-Za-z_]|[$#]\{|\bf['"]/.test(old.replace(/^return\b/, '')),
  )
  const isWanted = literalsOf(line).some(({ value }) => isTold(value, told)) || isListTold(line, told)
  return wasWorkedOut && isWanted ? line : undefined
}

const list = /^(?:return|=>)?\s*([[({][\s\d'"\w,.:-]{2,200}[\])}]);?$/

/** `return [1, 2]` where the test wants `[1,2]`. */
function isListTold(line: string, told: string): boolean {
  const written = list.exec(line)?.[1]
  const isPlain = written !== undefined && !/(?<!['"\w-])[A-Za-z_]\w*(?!['"\w])/.test(written)
  return isPlain && told.replace(/\s/g, '').includes(written.replace(/\s/g, ''))
}

function withoutElse(line: string): string {
  return line.replace(/^\}?\s*else\s*/, '')
}

function literalsOf(line: string): readonly { readonly value: string; readonly isCompared: boolean }[] {
  return [...line.matchAll(literal)].map((match) => ({
    value: match[0].replace(/^['"]|['"]$/g, ''),
    isCompared:
      compared.test(line.slice(0, match.index)) || /^\s*[=!]==?/.test(line.slice(match.index + match[0].length)),
  }))
}

function isTold(value: string, told: string): boolean {
  if (trivial.has(value) || value === '') return false
  // A letter is a part of every word: only in quotes it is meant.
  if (/^\D$/.test(value)) return [`'${value}'`, `"${value}"`, `\`${value}\``].some((quoted) => told.includes(quoted))
  for (let at = told.indexOf(value); at !== -1; at = told.indexOf(value, at + 1)) {
    // 42 in 142 is another number.
    if (!/[\w.]/.test(told[at - 1] ?? '') && !/\w/.test(told[at + value.length] ?? '')) return true
  }
  return false
}

function hasLikeness(line: string, before: string): boolean {
  const shape = (text: string) =>
    text
      .trim()
      .slice(0, longestLine)
      .replace(literal, '?')
      .replace(/^\}?\s*(else|el)\s*/, '')
  const wanted = shape(line)
  return before.split(/\r?\n/).some((old) => shape(old) === wanted && old.trim() !== line)
}

/** `if (x === 42)` or `case 42:` where the failing test speaks of 42: perhaps a special case for the test. */
function comparesWithLiteralOf(line: string, failure: string): boolean {
  const match = /(?:[=!]==?|\bcase|\bin\s*[[({])\s*(\d{2,}|'[^']{2,}'|"[^"]{2,}")/.exec(line)
  const value = match?.[1]?.replace(/^['"]|['"]$/g, '')
  return value !== undefined && isTold(value, failure.slice(0, 20_000))
}

/** `if (x == 3) { return 7; }` where the failing test wants 7: a missing case, or a special one. */
function answersOne(line: string, failure: string): boolean {
  const given = /\breturn\s+('[^'\n]*'|"[^"\n]*"|-?\d[\d_.]*)/.exec(line)?.[1]?.replace(/^['"]|['"]$/g, '')
  const isGuarded = literalsOf(line).some(({ isCompared }) => isCompared)
  return given !== undefined && isGuarded && isTold(given, failure.slice(0, 20_000))
}
