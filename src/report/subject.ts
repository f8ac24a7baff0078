import type { Failure, Fix } from '../domain.js'
import { safeOutput } from '../safe-text/visible.js'

/** Git's custom for a subject; GitHub folds what is longer. */
const maxSubject = 72

/** Tokens that stop continuous integration, and trailers that sign, credit or close in somebody's name. */
const skipToken = /\[(?:skip|no|ci|actions)[ -](?:skip|ci|actions)\]|\*{3}NO_CI\*{3}|skip-checks:\s*true/gi
const trailer =
  /\b(?:signed-off|co-authored|reviewed|acked|tested|reported|suggested|approved|helped)-by\s*:|\b(?:this )?reverts(?: commit)?\b/gi
const closing = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)\s*:?\s+(?=#|gh-|https?:|[\w.-]+\/[\w.-]+#)/gi

/** Words from outside for titles and commit messages: no token, trailer, closing word, address or issue is left in them. */
export function subjectWords(text: string, max: number): string {
  const tame = text
    .slice(0, max * 8)
    .replace(skipToken, ' ')
    .replace(trailer, ' ')
    .replace(closing, ' ')
  return safeOutput(tame.replace(/:\/\//g, ' ').replace(/\bGH-(?=\d)/gi, 'GH '), max)
}

/** What is done, in one line: `Fix TypeError in toReceipt, src/receipt.js`. */
export function subjectOf(fix: Fix): string {
  const what = whatFailed(fix.failure)
  const start = fix.strategy === 'revert' ? 'Take back what broke' : 'Fix'
  return subjectCut(`${start} ${what}`)
}

function whatFailed(failure: Failure): string {
  const file = failure.location?.file
  const where = file === undefined ? '' : `, ${subjectWords(file, 80)}`
  const name = subjectWords(failure.test?.name ?? '', 80)
  if (failure.kind === 'test' && name !== '') return `failing test ${name}`
  const exception = subjectWords(failure.exception?.split('.').at(-1) ?? '', 40)
  const frame = failure.frames.find((candidate) => candidate.inRepository && candidate.function !== undefined)
  const inside = subjectWords(frame?.function ?? '', 40)
  if (exception !== '') return `${exception}${inside === '' ? '' : ` in ${inside}`}${where}`
  const title = subjectWords(failure.title, 80)
  return title === '' ? `${failure.kind} ${failure.fingerprint}` : title
}

/** Cuts at a word, since the alphabet has no ellipsis. */
function subjectCut(subject: string): string {
  if (subject.length <= maxSubject) return subject
  const end = subject.lastIndexOf(' ', maxSubject)
  return subject.slice(0, end > 40 ? end : maxSubject).replace(/[ ,:]+$/, '')
}
