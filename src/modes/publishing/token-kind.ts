import type { TokenKind } from '../../report/pull-request.js'

/**
 * Whose a token is, as far as its form tells: `ghs_` is both the token of the job and that of an app, so that it says
 * nothing.
 */
export function kindOfToken(token: string | undefined): 'personal' | undefined {
  return token !== undefined && /^(?:ghp_|github_pat_|gho_|ghu_)/.test(token) ? 'personal' : undefined
}

/** Whose token opened a pull request: its author tells. */
export function kindOfAuthor(author: string): TokenKind {
  if (author === 'github-actions[bot]') return 'github-token'
  return author.endsWith('[bot]') ? 'app' : 'personal'
}
