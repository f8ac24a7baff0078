export interface Secret {
  /** What stands in its place: `[redacted:<name>]`. */
  readonly name: string
  readonly value: string
}

/** Names that hold secrets. `AUTHOR` is no `AUTH`. */
const secretName =
  /token|secret|key|passw|passphrase|pwd|credential|auth(?!or)|bearer|cookie|dsn|webhook|_pat$|private|conn(?:ection)?_?str|otlp_(?:traces_)?headers/i
/** Names that match and hold none: sockets, files and switches of the session. */
const publicName =
  /^(?:SSH_AUTH_SOCK|XAUTHORITY|ICEAUTHORITY|KEYBOARD.*|.*_KEY_?(?:FILE|PATH)|INPUT_MAX-TOKENS|GPG_(?:TTY|AGENT_INFO)|DBUS_.*)$/i
/** A value that is a folder or file of this machine would take every path of the log with it. */
const localPath = /^(?:~?\/(?:home|tmp|run|usr|var|etc|opt|root|Users|private|mnt|__w|github|workspace)\/|[A-Za-z]:\\)/

/** Which variables of an environment are secrets, by their names. Also those inputs of the action whose names say so. */
export function secretsFrom(environment: Readonly<Record<string, string | undefined>>): Secret[] {
  const secrets: Secret[] = []
  for (const [name, value] of Object.entries(environment)) {
    if (value === undefined || publicName.test(name)) continue
    const trimmed = value.trim()
    const shown = name.replace(/^INPUT_/, '')
    if (secretName.test(name) && trimmed !== '' && !localPath.test(trimmed))
      secrets.push({ name: shown, value: trimmed })
    for (const password of passwordsIn(trimmed)) secrets.push({ name: shown, value: password })
  }
  return secrets
}

/** The password of an address, whatever the variable is called: as it stands there, and as programs use it. */
function passwordsIn(value: string): string[] {
  const password = /^[A-Za-z][A-Za-z0-9+.-]{0,40}:\/\/[^\s/:@]{0,256}:([^\s/@]{1,1024})@/.exec(value)?.[1]
  if (password === undefined) return []
  try {
    return [...new Set([password, decodeURIComponent(password)])]
  } catch {
    // A lone percent sign: it is written as it is meant.
    return [password]
  }
}
