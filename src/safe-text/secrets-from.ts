export interface Secret {
  /** What stands in its place: `[redacted:<name>]`. */
  readonly name: string
  readonly value: string
}

/** Names that hold secrets. `AUTHOR` is no `AUTH`. */
const secretName = /token|secret|key|passw|pwd|credential|auth(?!or)|cookie|dsn|webhook|otlp_(?:traces_)?headers/i
/** Names that match and hold none: sockets, files and switches of the session. */
const publicName =
  /^(?:SSH_AUTH_SOCK|XAUTHORITY|ICEAUTHORITY|KEYBOARD.*|.*_KEY_?(?:FILE|PATH)|INPUT_MAX-TOKENS|GPG_.*|DBUS_.*)$/i
/** A value that is a folder or file of this machine would take every path of the log with it. */
const localPath = /^(?:~?\/(?:home|tmp|run|usr|var|etc|opt|root|Users|private|mnt|__w|github|workspace)\/|[A-Za-z]:\\)/

/** Which variables of an environment are secrets, by their names. Also those inputs of the action whose names say so. */
export function secretsFrom(environment: Readonly<Record<string, string | undefined>>): Secret[] {
  const secrets: Secret[] = []
  for (const [name, value] of Object.entries(environment)) {
    if (value === undefined || !secretName.test(name) || publicName.test(name)) continue
    const trimmed = value.trim()
    if (trimmed === '' || localPath.test(trimmed)) continue
    secrets.push({ name: name.replace(/^INPUT_/, ''), value: trimmed })
  }
  return secrets
}
