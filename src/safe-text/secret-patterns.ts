/**
 * Secrets that are known by their form. Every expression costs time linear in the text: it starts at a literal or at
 * a word's start, and every repetition has an upper bound or cannot overlap with the next try. A word starts also after
 * an escape (`\n`, `%0A`), whose last character is a letter.
 */
export interface SecretPattern {
  readonly name: string
  readonly expression: RegExp
  /** The capture group that holds the secret; the whole match where absent. */
  readonly group?: number
  /** False where the text only looks like one. */
  readonly accepts?: (secret: string) => boolean
}

/** Bodies of keys may be wrapped, escaped (`\n`) or quoted; the class leaves out `-`, so it ends at the END line. */
const pem =
  /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:[\s\\nr]{0,8}(?:Proc-Type|DEK-Info|Version|Comment): [^\r\n]{0,200}){0,4}[A-Za-z0-9+/=\s\\"',|]{0,20000}(?:-----END [A-Z0-9 ]{0,40}-----)?/g

/** `password=` in code names a variable more often than it holds a value: those are no secrets. */
function looksLikeValue(value: string): boolean {
  if (/^(?:none|null|nil|true|false|undefined|string|required|optional|example|changeme)$/i.test(value)) return false
  if (/^(?:\*+|x+|\.+|\[?redacted.*)$/i.test(value)) return false
  if (/passw|secret|token|process\.env|environ/i.test(value)) return false
  return !/^[A-Za-z_]+(?:\.[A-Za-z_]+)+$/.test(value)
}

export const secretPatterns: readonly SecretPattern[] = [
  // Old 40-character tokens and the `ghs_<app>_<jwt>` ones of about 520; base64url brings `-`, the JWT brings `.`.
  { name: 'github-token', expression: /(?<!(?<!\\|%[0-9A-F])[A-Za-z0-9])gh[pousr]_[A-Za-z0-9._-]{30,2048}/g },
  { name: 'github-token', expression: /github_pat_[A-Za-z0-9_]{20,512}/g },
  { name: 'anthropic-key', expression: /(?<!(?<!\\|%[0-9A-F])[A-Za-z0-9])sk-ant-[A-Za-z0-9_-]{16,512}/g },
  // A digit is asked for, since `sk-` also begins names of style sheets.
  {
    name: 'api-key',
    expression: /(?<!(?<!\\|%[0-9A-F])[A-Za-z0-9_-])sk-(?=[A-Za-z_-]{0,80}[0-9])[A-Za-z0-9_-]{16,512}/g,
  },
  { name: 'stripe-key', expression: /(?<!(?<!\\|%[0-9A-F])[A-Za-z0-9])[sr]k_(?:live|test)_[A-Za-z0-9]{16,256}/g },
  {
    name: 'aws-key',
    expression: /(?<!(?<!\\|%[0-9A-F])[A-Za-z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])/g,
  },
  {
    name: 'aws-secret',
    expression: /aws_?secret_?(?:access_?)?key["']?\s{0,4}[=:]\s{0,4}["']?([A-Za-z0-9+/]{40})/gi,
    group: 1,
  },
  { name: 'google-key', expression: /AIza[A-Za-z0-9_-]{35}/g },
  { name: 'google-secret', expression: /GOCSPX-[A-Za-z0-9_-]{20,64}/g },
  { name: 'slack-token', expression: /(?<!(?<!\\|%[0-9A-F])[A-Za-z0-9])xox[abceoprs]-[A-Za-z0-9-]{10,512}/g },
  { name: 'slack-token', expression: /(?<!(?<!\\|%[0-9A-F])[A-Za-z0-9])xapp-[0-9]-[A-Za-z0-9-]{10,512}/g },
  { name: 'slack-webhook', expression: /hooks\.slack\.com\/services\/([A-Za-z0-9/]{20,128})/g, group: 1 },
  { name: 'npm-token', expression: /(?<!(?<!\\|%[0-9A-F])[A-Za-z0-9])npm_[A-Za-z0-9]{36,128}/g },
  { name: 'npm-token', expression: /_authToken\s{0,4}=\s{0,4}["']?([A-Za-z0-9._~+/=-]{8,1024})/g, group: 1 },
  { name: 'gitlab-token', expression: /(?<!(?<!\\|%[0-9A-F])[A-Za-z0-9])glpat-[A-Za-z0-9_-]{20,128}/g },
  { name: 'pypi-token', expression: /pypi-AgE[A-Za-z0-9_-]{32,512}/g },
  {
    name: 'jwt',
    expression:
      /(?<!(?<!\\|%[0-9A-F])[A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,4096}\.eyJ[A-Za-z0-9_-]{4,8192}\.[A-Za-z0-9_-]{8,4096}/g,
  },
  { name: 'private-key', expression: pem },
  { name: 'url-password', expression: /:\/\/[^\s/@:"'<>]{0,256}:([^\s/@"'<>]{1,1024})@/g, group: 1 },
  { name: 'url-password', expression: /x-access-token:([^\s@"'<>]{8,1024})/g, group: 1 },
  {
    name: 'authorization',
    expression: /authorization["']?\s{0,4}[:=]\s{0,4}["']?(?:bearer|basic|token)\s{1,4}([A-Za-z0-9._~+/=-]{8,2048})/gi,
    group: 1,
    accepts: looksLikeValue,
  },
  { name: 'netrc-password', expression: /login\s{1,4}\S{1,128}\s{1,4}password\s{1,4}(\S{1,256})/g, group: 1 },
  {
    name: 'password',
    // The value is taken whole or not at all: a shorter one never ends where it has to.
    expression: /(?:passw(?:or)?d|passphrase|pwd)=(?=([^\s"'`&,;(){}[\]<>$\\]{6,256}))\1(?=[\s&;"'`]|$)/gi,
    group: 1,
    accepts: looksLikeValue,
  },
  {
    name: 'password',
    expression: /(?:passw(?:or)?d|passphrase|pwd)["']?\s{0,4}[=:]\s{0,4}["']([^\s"'`${}<>]{6,256})["']/gi,
    group: 1,
    accepts: looksLikeValue,
  },
  {
    name: 'api-key',
    expression:
      /(?:api_?-?key|access_?-?token|client_?-?secret|auth_?-?token)["']?\s{0,4}[=:]\s{0,4}["']?(?=[A-Za-z_+/.-]{0,64}[0-9])([A-Za-z0-9_+/.=-]{16,512})(?![A-Za-z0-9_(.[])/gi,
    group: 1,
    accepts: looksLikeValue,
  },
]
