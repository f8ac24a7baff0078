import { type Change, type ConductRule, codeLines } from '../conduct-rule.js'

const check =
  /^(throw\b|raise\b|panic!?\(|assert\w*[!\s(]|console\.assert|invariant\(|ensure!|bail!|fail\b|Objects\.requireNonNull|Preconditions\.|abort\(|(\w+\.)?(validate|verify|check|authori[sz]e|require)\w*\()|\b(throw new|raise \w+Error|return fmt\.Errorf|return errors\.New|return Err\()/
const definition =
  /^(?:(?:export|default|public|private|protected|static|final|abstract|async|pub(?:\([a-z]+\))?|override|inline|suspend)\s+)*(?:function\*?|def|func|fn|class|struct|interface|trait|module|fun)\s+(?:\([^)]{0,80}\)\s*)?(?:self\.)?([A-Za-z_]\w*[?!]?)/
/** What is left where a body was: a constant, or nothing at all. */
const stub =
  /^(return(\s+(null|undefined|None|nil|NULL|false|true|False|True|-?\d+(\.\d+)?|''|""|\[\]|\{\}|Ok\(\(\)\)|nil, nil))?;?|pass|\.\.\.|null|nil|None|Ok\(\(\)\)|true|false|unimplemented!\(\)|todo!\(\))$/

/** What fails is taken away with what it was for. */
export const functionalityRemoved: ConductRule = {
  rule: 'functionality-removed',
  silencesFile(change) {
    const [added, removed] = [codeLines(change.added), codeLines(change.removed)]
    if (removed.length === 0 || !added.every((line) => stub.test(line))) return false
    if (removed.some((line) => losesDefinition(line, change))) return true
    // A few lines that became one constant may have been wrong; a whole body was what the function is for.
    if (added.length > 0) return removed.length >= 4
    return removed.some((line) => check.test(line))
  },
}

/** A second definition of a name, removed, leaves the first one. */
function losesDefinition(line: string, { after }: Change): boolean {
  const name = definition.exec(line)?.[1]
  return name !== undefined && !new RegExp(`\\b${name.replace(/[?!]$/, '')}\\b`).test(after)
}
