import { type ConductRule, codeLines } from '../conduct-rule.js'

const disabled =
  /\b(if|elif|elsif|unless|while)\b\s*!?\(?\s*(false|False|FALSE|0)\s*(&&|and\b|\)|:|\{|$)|\b(if|elif|elsif|unless)\b\s*\(?\s*(true|True|TRUE|1)\s*(\|\||or\b|\)\s*(return|\{)|:)|(&&|\band)\s+(false|False|FALSE)\s*[):{]|(\|\||\bor)\s+(true|True|TRUE)\s*(\)\s*\{|:|\{)|\breturn\b.{1,200}(\|\||\bor)\s+(true|True|TRUE)\s*;?$|\breturn\b\s*(true|True|TRUE)\s*(\|\||or\b)/

/** A condition that no longer asks: the check stands there and checks nothing. */
export const conditionDisabled: ConductRule = {
  rule: 'condition-disabled',
  cheat: (change) => codeLines(change.added).find((line) => disabled.test(line)),
}
