import type { Failure } from '../domain.js'

/** What the world did, and how it is told from what the code did. First match speaks. */
const causes: readonly (readonly [RegExp, string])[] = [
  [/\bENOSPC\b|no space left on device|disk quota exceeded/i, 'the disk is full'],
  [
    /heap out of memory|\bOOMKilled\b|out of memory: killed|cannot allocate memory|\bENOMEM\b|exit code 137\b|^Killed$/im,
    'the machine ran out of memory',
  ],
  [
    /\b(?:ENOTFOUND|EAI_AGAIN)\b|could not resolve host|temporary failure in name resolution|getaddrinfo failed|name or service not known/i,
    'a host name could not be resolved',
  ],
  [
    /(?:npm (?:ERR!|error)|yarn|pnpm|pip|cargo|gradle|maven|go: ).{0,300}(?:ETIMEDOUT|ECONNRESET|ECONNREFUSED|timed? ?out|50[0234]\b)/i,
    'a package registry could not be reached',
  ],
  [
    /\bECONNREFUSED (?!127\.|::1|localhost|0\.0\.0\.0)|\b(?:ETIMEDOUT|ENETUNREACH|EHOSTUNREACH)\b|network is unreachable/i,
    'the network could not be reached',
  ],
  [
    /\bECONNREFUSED (?:127\.0\.0\.1|::1|localhost|0\.0\.0\.0):(?:5432|3306|6379|27017|9200|5672|9092|1433|11211)\b/i,
    'a service that the tests need is not running',
  ],
  [/\b429 too many requests|rate limit exceeded|secondary rate limit|toomanyrequests/i, 'a rate limit was reached'],
  [
    /(?:secret|token|api[ _-]?key|password|credential)s? (?:is |are )?(?:not set|missing|required but not)|input required and not supplied: (?:\S{0,40}(?:token|key|secret))/i,
    'a secret is missing',
  ],
  [
    /lost communication with the server|runner has received a shutdown signal|the operation was canceled|self-hosted runner.{0,80}lost/i,
    'the runner was lost',
  ],
  [/no such image|pull access denied|error pulling image|docker daemon/i, 'a container image could not be had'],
]

const assertion = /assert|expect/i
/** Enough to hold any tool's own error line; the patterns run over all of it. */
const longestText = 4000

/**
 * Why this is a failure of the environment and not of the code, in plain words; undefined where it is the code's.
 * An assertion that failed is the code's, whatever words it prints: tests speak about broken networks too.
 */
export function environmentCause(
  failure: Pick<Failure, 'kind' | 'exception' | 'message' | 'detail'>,
): string | undefined {
  if (assertion.test(failure.exception ?? '')) return undefined
  // In a test's long output the same words may be a log line of the code under test: only its message counts.
  const text = failure.kind === 'test' ? failure.message : `${failure.message}\n${failure.detail}`
  const head = text.slice(0, longestText)
  return causes.find(([pattern]) => pattern.test(head))?.[1]
}
