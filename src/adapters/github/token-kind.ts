/**
 * Whose a token is, as far as its form tells: `ghs_` is both the token of the job and that of an app, so that it says
 * nothing.
 */
export function tokenKindOf(token: string): 'personal' | undefined {
  return /^(?:ghp_|github_pat_|gho_|ghu_)/.test(token) ? 'personal' : undefined
}
