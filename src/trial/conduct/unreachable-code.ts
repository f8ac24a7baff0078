import type { Change, ConductRule } from '../conduct-rule.js'

const bareReturn =
  /^(return(\s+(null|undefined|None|nil|NULL|false|true|False|True|-?\d+|''|""|\[\]|\{\}|Ok\(\(\)\)|nil, nil))?|Ok\(\(\)\))\s*;?$/

/** A bare return that was only added, with more code of the same block below: the rest of the function is cut off. */
export const unreachableCode: ConductRule = {
  rule: 'unreachable-code',
  silencesFile: leavesDeadCode,
}

function leavesDeadCode({ added, removed, before, after }: Change): boolean {
  const code = added.filter((line) => line.trim() !== '')
  const [only] = code
  if (code.length !== 1 || only === undefined || removed.length > 0 || !bareReturn.test(only.trim())) return false
  const old = before.split(/\r?\n/)
  const now = after.split(/\r?\n/)
  const at = now.findIndex((line, index) => line !== old[index])
  const next = now.slice(at + 1).find((line) => line.trim() !== '')
  if (next === undefined || indentation(next) !== indentation(only)) return false
  return !/^([})\]]|(case|default|else|elif|except|finally|end|when|rescue|ensure|catch)\b)/.test(next.trim())
}

function indentation(line: string): string {
  return /^\s*/.exec(line)?.[0] ?? ''
}
