import { exitCodes, type OutcomeName } from '../domain.js'
import { type Markdown, md } from '../safe-text/markdown.js'

/** Endings that leave a person something to be glad of, or nothing to do; the rest of the finished ones found no fix. */
const good: ReadonlySet<OutcomeName> = new Set(['no-failure', 'proposed', 'verified', 'pr-opened', 'pr-updated'])

/** How an ending is shown: a word for the headline, in a person's words. */
export const outcomeWords: Readonly<Record<OutcomeName, string>> = {
  'no-failure': 'Nothing failed',
  diagnosed: 'Failures found',
  proposed: 'A fix is proposed',
  verified: 'The fix passed every check',
  'pr-opened': 'Pull request opened',
  'pr-updated': 'Pull request updated',
  duplicate: 'Already taken care of',
  flaky: 'The failure comes and goes',
  'not-reproduced': 'The failure was not reproduced',
  'no-fix': 'No fix was found',
  declined: 'The model declined',
  'fix-rejected': 'The fix did not hold',
  'limit-reached': 'A limit was reached',
  'base-moved': 'The branch has moved on',
  'error-config': 'The configuration needs a change',
  'error-github': 'GitHub did not do what was asked',
  'error-model': 'The model could not be used',
  'error-disk': 'The disk gave out',
  'error-sandbox': 'No sandbox could be trusted',
  'error-internal': 'Suture broke',
  'refused-untrusted': 'Refused: not a trusted source',
  'refused-policy': 'Refused by policy',
}

export function outcomeSign(outcome: OutcomeName): Markdown {
  if (good.has(outcome)) return md`✅`
  return exitCodes[outcome] === 0 ? md`ℹ️` : md`❌`
}
