import type { Outcome } from '../domain.js'
import { oneLine, safeOutput } from '../safe-text/visible.js'

/** A terminal shows about this much in two or three rows; what is longer is not read. */
const maxAdvice = 300

/** The last line of every run: `suture: <outcome>: <reason>; <what to do next>`. One physical line, whatever came in. */
export function lastLine({ outcome, reason, next }: Outcome): string {
  return `suture: ${outcome}: ${safeOutput(reason) || 'no reason given'}; ${advice(next) || 'nothing to do'}`
}

/** Advice is written by us and may hold a link, so its alphabet is wider, but the runner must find no command in it. */
function advice(next: string): string {
  return oneLine(next, maxAdvice)
    .replace(/[^\x20-\x7E…]/g, ' ')
    .replaceAll('##[', '## [')
    .replace(/ {2,}/g, ' ')
    .trim()
}
