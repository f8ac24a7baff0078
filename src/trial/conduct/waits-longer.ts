import { type ConductRule, matchingLines } from '../conduct-rule.js'

/** A wait of so many seconds written down: what passes a number on may be a backoff that was forgotten. */
const wait =
  /^(await\s+)?(new Promise\(\s*\(?\w+\)?\s*=>\s*setTimeout\(\s*\w+\s*,\s*[\d_.]+\s*\)\s*\)|((\w+|time|asyncio)(\.|::))*(u?sleep|delay|wait|Sleep|setTimeout)\s*\(?\s*((\w+::)*Duration::from_\w+\(\s*)?[\d_.]+(\s*\*\s*[\w.]+)?\s*\)?\)?(\.await)?);?$/
const waiting = /timeout|delay|wait|sleep|retr(y|ies)|attempts|deadline|time\.After|Duration/i

/** The race is still there; it is only lost less often. */
export const waitsLonger: ConductRule = {
  rule: 'waits-longer',
  notice: (change) => matchingLines(change, [{ pattern: /\b(setTimeout|u?sleep|Sleep)\s*\(|\btimeout\s*[:=]\s*\d/ }]),
  silences: (line, old) => wait.test(line) || old.trimmed.some((each) => isSameButLonger(each, line)),
}

function isSameButLonger(before: string, after: string): boolean {
  if (!waiting.test(after) || before.replace(/\d+/g, '0') !== after.replace(/\d+/g, '0')) return false
  const [old, now] = [before, after].map((line) => (line.match(/\d+/g) ?? []).map(Number))
  return now?.some((value, index) => value > (old?.[index] ?? value)) === true
}
