/**
 * Reads a file that a step wrote for the runner (`GITHUB_OUTPUT`, `GITHUB_STATE`, `GITHUB_ENV`): lines `name=value`, or
 * `name<<delimiter`, the value's lines, `delimiter`. Where both marks occur, the one that comes first decides, as in
 * the runner.
 *
 * @param {string} text
 * @returns {Record<string, string>}
 */
export function parseRunnerFile(text) {
  /** @type {Record<string, string>} */
  const values = {}
  const lines = text.split(/\r?\n/)
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    if (line === '') continue
    const equals = line.indexOf('=')
    const heredoc = line.indexOf('<<')
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      values[named(line.slice(0, equals), line)] = line.slice(equals + 1)
    } else if (heredoc >= 0) {
      const name = named(line.slice(0, heredoc), line)
      const delimiter = line.slice(heredoc + 2)
      const end = lines.indexOf(delimiter, at + 1)
      if (delimiter === '' || end < 0) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`)
      values[name] = lines.slice(at + 1, end).join('\n')
      at = end
    } else {
      throw new Error(`Invalid format '${line}'`)
    }
  }
  return values
}

/** @param {string} name @param {string} line */
function named(name, line) {
  if (name === '') throw new Error(`Invalid format '${line}'. Name must not be empty`)
  return name
}

/** @typedef {{ command: string, properties: Record<string, string>, message: string }} WorkflowCommand */

/** Commands that the runner knows; other words after `::` are ordinary text to it. */
const known = new Set([
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
])

/** @param {string} text */
const unescapeData = (text) => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
/** @param {string} text */
const unescapeProperty = (text) =>
  text
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%25', '%')

/**
 * The workflow commands that a runner would have obeyed in a log: both the `::name k=v::text` and the older
 * `##[name k=v]text` spelling, which may stand anywhere in a line, and nothing between `stop-commands` and its token.
 *
 * @param {string} log
 * @returns {WorkflowCommand[]}
 */
export function obeyedCommands(log) {
  const obeyed = []
  let stopped = ''
  for (const line of log.split(/\r\n|\r|\n/)) {
    if (stopped !== '') {
      if (line.trim() === `::${stopped}::`) stopped = ''
      continue
    }
    const command = parseCommand(line)
    if (command === undefined) continue
    if (command.command === 'stop-commands') stopped = command.message
    obeyed.push(command)
  }
  return obeyed
}

/** @param {string} line @returns {WorkflowCommand | undefined} */
function parseCommand(line) {
  const modern = /^\s*::([a-zA-Z-]+)(?: ([^\r\n]*?))?::(.*)$/.exec(line)
  const old = /##\[([a-zA-Z-]+)(?: ([^\]]*))?\](.*)$/.exec(line)
  const [, name = '', properties = '', message = ''] = modern ?? old ?? []
  const command = name.toLowerCase()
  if (!known.has(command)) return undefined
  const separator = modern === null ? ';' : ','
  const pairs = properties.split(separator).flatMap((pair) => {
    const equals = pair.indexOf('=')
    return equals < 0 ? [] : [[pair.slice(0, equals).trim(), unescapeProperty(pair.slice(equals + 1))]]
  })
  return { command, properties: Object.fromEntries(pairs), message: unescapeData(message) }
}
