import type { Outcome } from '../../domain.js'

interface Rule {
  readonly sign: RegExp
  readonly next: string
}

/** What servers say where a rule of the repository closes a branch, and who can open it. */
const rules: readonly Rule[] = [
  {
    sign: /workflows?[`'" ]* permission|create or update workflow/i,
    next: 'GITHUB_TOKEN may never change workflow files: mend them by hand',
  },
  {
    sign: /sign(?:ed|ature)/i,
    next: 'give github-token the token of a job or an app, whose commits GitHub signs, or exempt the branch prefix',
  },
  {
    sign: /GH0(?:06|13)|rule|protected|restricted|not a branch name/i,
    next: 'allow this branch name in the repository rules, or set branch-prefix',
  },
]

/** A rule is the repository's own to change; anything else is the server's. The fix stays in the bundle either way. */
export function refusedPush(branch: string, reason: string): Outcome {
  const rule = rules.find(({ sign }) => sign.test(reason))
  return {
    outcome: rule === undefined ? 'error-github' : 'error-config',
    reason: `the server refused the branch ${branch}: ${reason}`,
    next: `nothing was published, the fix is in the output fix; ${rule?.next ?? 'see what the server says and run again'}`,
  }
}
