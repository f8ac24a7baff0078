/** What `git push --porcelain` said about our one ref. */
export type PushReply =
  | { readonly kind: 'pushed' }
  /** The ref is there already, with this commit or another. */
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused'; readonly reason: string }
  /** No line about the ref: the push did not get that far. */
  | { readonly kind: 'unknown' }

/** Reasons by which git and GitHub say that somebody was first. */
const taken = /stale info|already exists|cannot lock ref|fetch first|non-fast-forward|reference already exists/i

/**
 * Reads `<flag>\t<from>:<to>\t<summary>`.
 *
 * @param stderr what the server's hooks said: `remote: error: GH013: …`
 */
export function readPushReply(stdout: string, stderr: string, ref: string): PushReply {
  for (const line of stdout.split('\n')) {
    const [flag, names, summary = ''] = line.split('\t')
    if (names === undefined || !names.endsWith(`:${ref}`)) continue
    if (flag === '*' || flag === ' ' || flag === '+') return { kind: 'pushed' }
    if (flag === '=' || taken.test(summary)) return { kind: 'taken' }
    return { kind: 'refused', reason: [plain(summary), ...remoteLines(stderr)].join('; ').slice(0, 600) }
  }
  return { kind: 'unknown' }
}

/** The server's own words, without the blank and decorative lines. */
function remoteLines(stderr: string): readonly string[] {
  const lines = stderr.slice(0, 20_000).split('\n')
  const said = lines.filter((line) => line.startsWith('remote:')).map((line) => plain(line.slice('remote:'.length)))
  return said.filter((line) => /[a-zA-Z]/.test(line)).slice(0, 4)
}

function plain(text: string): string {
  return text
    .replaceAll(/[\x00-\x1f\x7f-\x9f]/g, ' ')
    .trim()
    .slice(0, 200)
}
