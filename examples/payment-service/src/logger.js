const levels = { info: 30, warn: 40, error: 50 }

/** One JSON object a line, in the field names that log collectors know. */
export function createLogger({ write = (line) => process.stdout.write(line), clock = Date.now, base = {} } = {}) {
  const at = (level) => (fields, msg) =>
    write(`${JSON.stringify({ level: levels[level], time: clock(), ...base, ...fields, msg })}\n`)
  return { info: at('info'), warn: at('warn'), error: at('error') }
}

export function describeError(error) {
  return { type: error.name, message: error.message, stack: error.stack }
}
