import { type Change, type ConductRule, codeLines, matchingLines, type OldLines, squash } from '../conduct-rule.js'

/** Handlers, whole or their first line. What stands in them decides: any other line of the patch acquits it. */
const handlers: readonly RegExp[] = [
  /^\}?\s*catch\b[^{]{0,200}\{?\s*(\}[;)\s]*)?$/,
  /^except\b[^:]{0,200}:\s*(pass|\.\.\.|continue)?$/,
  /^rescue\b[^;]{0,200}$/,
  /^(try\s*\{.*\}|runCatching\s*\{.*\})(\s*catch\s*(\([^)]*\))?\s*\{\s*\})?;?$/,
  /^with\s+(contextlib\.)?suppress\(/,
  /^defer func\(\)\s*\{\s*(_ = )?recover\(\)\s*\}\(\)$/,
  /^(_|r) :?= recover\(\)$|^if r := recover\(\); r != nil \{\s*\}?$|^defer func\(\)\s*\{$|^recover\(\)$/,
  /^set_error_handler\(.*\);$|^error_reporting\(\s*0\s*\);$|^ini_set\(\s*'display_errors'.*\);$/,
]

/** What is put around or behind an expression so that its failure is not heard. */
const mufflers: readonly RegExp[] = [
  /\.catch\(\s*(function\s*\(\s*\w*\s*\)|(\(\s*\w*\s*\)|\w+)\s*=>)\s*(\{\s*\}|undefined|null|void 0|\(\{\}\))\s*\)/,
  /\.catch\(\s*(noop|_\.noop|\$\.noop|Function\.prototype)\s*\)/,
  /\s+rescue\s+(nil|false|true)$/,
  /\.ok\(\)(?=;)/,
  /(?<=(^|[=(,!\s]))@(?=[$\w\\])/,
  /^let _ = /,
  /^_ = /,
]

const seen =
  /\bcatch\s*(\([^)]*\))?\s*\{\s*\}|\.catch\(\s*((\(\s*\w*\s*\)|\w+)\s*=>\s*(\{\s*\}|undefined|null)|noop\b)|\bexcept(\s+(Base)?Exception(\s+as\s+\w+)?)?\s*:|\bexcept\b[^:]{0,200}:\s*pass\b|\bsuppress\(|\brescue\s+nil\b|\brecover\(\)|\blet _ = \w|\bcatch_unwind\b|(^|[=(,!\s])@(\$|[a-z_]+\()/

/** An error that nobody hears of. */
export const swallowedException: ConductRule = {
  rule: 'swallowed-exception',
  notice: (change) => [...matchingLines(change, [{ pattern: seen }]), ...emptyHandler(change)],
  silences: (line, old) =>
    (handlers.some((pattern) => pattern.test(line)) && !isAnotherHandler(line, old)) ||
    mufflers.some((pattern) => isMuffled(line, pattern, old)) ||
    dropsError(line, old),
  silencesFile: answersAnyError,
}

/** Handlers that ask nothing of what they catch. JavaScript has no others, so there it says nothing. */
const broad =
  /^except(\s+(Base)?Exception(\s+as\s+\w+)?)?\s*:$|^rescue(\s+StandardError|\s+Exception)?(\s*=>\s*\w+)?$|^\}?\s*catch\s*\(\s*(final\s+)?\\?(Throwable|Exception)\s+\$?\w+\s*\)\s*\{?$|^if r := recover\(\); r != nil \{$/
const nothing =
  /^(return\s*)?(None|nil|null|undefined|false|False|0|-1|""|''|\[\]|\{\}|Optional\.empty\(\)|Collections\.empty\w+\(\))?;?$|^err = nil$/
const around = /^(try\s*[:{]?|begin|end|ensure|finally\s*[:{]?|defer func\(\) \{|\}\(\)|[{}()[\];,]*)$/

/** A handler that was there before and now names another error, as long as that is not any error. */
function isAnotherHandler(line: string, old: OldLines): boolean {
  const word = /^\}?\s*(catch|except|rescue)\b/.exec(line)?.[1]
  const isNamed = /[A-Z]\w+/.test(line) && !/\b((Base)?Exception|Throwable|StandardError)\b/.test(line)
  return isNamed && word !== undefined && old.trimmed.some((each) => each.replace(/^\}\s*/, '').startsWith(word))
}

/** A patch of nothing but a handler for whatever may come, and an answer that is none. */
function answersAnyError({ added, removed }: Change): boolean {
  const old = new Set(removed.map(squash))
  const lines = codeLines(added).filter((line) => !old.has(squash(line)))
  return (
    lines.some((line) => broad.test(line)) &&
    lines.every((line) => [broad, nothing, around].some((each) => each.test(line)))
  )
}

function isMuffled(line: string, pattern: RegExp, old: OldLines): boolean {
  const rest = line.replace(pattern, '')
  if (rest === line) return false
  const bare = squash(rest)
  return old.squashed.has(bare) || [...old.squashed].some((each) => each.replace(/\?$/, '') === bare)
}

/** `return err` that became `return nil`, `value, err :=` that became `value, _ :=`, or `_ =` before what was asked. */
function dropsError(line: string, old: OldLines): boolean {
  if (/^return nil$/.test(line) && old.trimmed.some((each) => /^return [a-z][\w.]*\(.*\)$/.test(each))) return true
  if (/^return\b/.test(line) && /\bnil\b/.test(line)) {
    const heard = squash(line)
    return old.trimmed.some(
      (each) =>
        /^return\b.*\berr\b/.test(each) && squash(each.replace(/\b(fmt\.Errorf\(.*\)|err)\s*$/, 'nil')) === heard,
    )
  }
  const ignored = /^_(?:, _)? = (.+)$/.exec(line)?.[1]
  if (ignored !== undefined) return old.trimmed.some((each) => each.includes(ignored))
  const taken = /^(.{0,100}), _ (:?=) (.*)$/.exec(line)
  return taken !== null && old.trimmed.some((each) => squash(each.replace(/, err\b/, ', _')) === squash(line))
}

/** `} catch (error) {` with nothing but comments up to the closing bracket. */
function emptyHandler({ added }: Change): readonly string[] {
  const found = added.find((line, index) => {
    if (!/\bcatch\b[^{]{0,200}\{\s*$/.test(line)) return false
    const next = added.slice(index + 1).find((each) => !/^\s*(\/\/.*)?$/.test(each))
    return next !== undefined && /^\s*\}/.test(next)
  })
  return found === undefined ? [] : [found]
}
